import {explainExpiration, isExpirationValue} from '../profile/expiration.ts';
import {longestName} from '../profile/names.ts';
import type {Profile} from '../profile/profile.ts';
import {containsToken, explainToken, showBriefly} from '../text/mask.ts';
import {countCharacters} from '../text/words.ts';
import type {Problem} from './token-type.ts';

/** Finds the problems of a free text in the link. `label` names it: "name". */
export const textProblems = (
	label: string,
	text: string | undefined,
	longest: number,
	lines: 'one line' | 'several lines',
): readonly Problem[] => {
	if (text === undefined) {
		return [];
	}
	const length = countCharacters(text);
	const shown = showBriefly(text, longestName);
	const problems: Problem[] = [];
	if (containsToken(text)) {
		problems.push(explainToken(text));
	}
	if (length > longest) {
		problems.push({
			message: `The ${label} "${shown}" has ${length} characters`,
			hint: `Shorten it to at most ${longest} characters`,
		});
	}
	const forbidden = lines === 'one line' ? /[\p{Cc}\p{Cs}]/u : /[^\P{Cc}\n\r\t]|\p{Cs}/u;
	if (forbidden.test(text)) {
		problems.push({
			message: `The ${label} "${shown}" has characters that cannot be shown`,
			hint: `Write the ${label} with visible characters only`,
		});
	}
	return problems;
};

/** Finds the problem of the lifetime, if it has one. */
export const expirationProblems = (profile: Profile): readonly Problem[] =>
	profile.expiration === undefined || isExpirationValue(profile.expiration)
		? []
		: [explainExpiration(profile.expiration)];

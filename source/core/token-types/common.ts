import {isExpirationValue, longestExpiration} from '../profile/expiration.ts';
import {longestName} from '../profile/names.ts';
import type {Profile} from '../profile/profile.ts';
import {containsToken, showBriefly} from '../text/mask.ts';
import {showText} from '../text/show.ts';
import {countCharacters} from '../text/words.ts';
import type {Problem} from './token-type.ts';

/** What is wrong with a free text of the link, if anything. `label` names it: "name". */
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
		problems.push({
			message: `The ${label} "${shown}" holds what looks like a token`,
			hint: 'Take it out: a link, and everyone who sees it, would carry the token. If it was shown to anyone, revoke it',
		});
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

/** What is wrong with the lifetime, if anything. */
export const expirationProblems = (profile: Profile): readonly Problem[] =>
	profile.expiration === undefined || isExpirationValue(profile.expiration)
		? []
		: [
				{
					message: `The expiration ${showText(String(profile.expiration))} is not possible`,
					hint: `Give 1 to ${longestExpiration} days, or none`,
				},
			];

import {isExpirationValue, longestExpiration} from '../profile/expiration.ts';
import {type HostKind, imitatesGitHub} from '../profile/host.ts';
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

/** Warnings for a host that may be another one than it seems, or whose page may not read the link. */
export const hostWarnings = (host: string, kind: HostKind): readonly string[] => [
	...(/(?:^|\.)xn--/.test(host)
		? [
				`${host} stands for a name with letters beyond a to z, which can look like another host: be sure that it is yours`,
			]
		: []),
	...(imitatesGitHub(host)
		? [
				`${host} is not GitHub: its name only looks like github.com. A token that you make there may be somebody else's`,
			]
		: []),
	...(kind === 'server' && !imitatesGitHub(host)
		? [
				`${host} is not github.com: GitHub does not document pre-filled links for Enterprise Server, so compare the page with the list`,
			]
		: []),
];

/** The last steps on the page, the same for every type of token. */
export const finishByHand =
	'Press "Generate token", confirm, copy the token at once: it is shown once';

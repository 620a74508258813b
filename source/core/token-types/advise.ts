import type {HostKind} from '../profile/host.ts';
import {imitatesGitHub} from '../profile/imitation.ts';
import {countOf, listSome} from '../text/words.ts';

/** Warns about a host that only looks like another one, or whose page may not read the link. */
export const hostWarnings = (host: string, kind: HostKind): readonly string[] => [
	...(/(?:^|\.)xn--/.test(host)
		? [
				`${host} is a name with letters beyond a to z, which can look like another host: be sure that it is yours`,
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

/** Writes the last steps on the page, the same for every type of token. Brief when `most` is 0. */
export const finishByHand = (most?: number): string =>
	most === 0
		? 'Generate, confirm, copy: shown once'
		: 'Press "Generate token", confirm, copy the token at once: it is shown once';

/** Writes the step that compares the page: at most `most` names and the number of others. 0 gives only a number. */
export const compareByHand = (names: readonly string[], kind: string, most?: number): string => {
	if (names.length === 0) {
		return `Check that no ${kind} is chosen`;
	}
	return most === 0
		? `Check ${countOf(names.length, kind)}`
		: `Check what is chosen: ${listSome(names, most)}`;
};

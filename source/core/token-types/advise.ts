import {type HostKind, imitatesGitHub} from '../profile/host.ts';

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

import {defaultHost, hostKind} from './host.ts';

/** Letters and digits that look like others, and those others. */
const lookAlikes: Readonly<Record<string, string>> = {'0': 'o', '1': 'i', l: 'i', rn: 'm', vv: 'w'};

const seen = (host: string): string =>
	host.replaceAll(/0|1|l|rn|vv/g, letters => lookAlikes[letters] ?? letters);

/** Whether two names differ by one missing, added or replaced letter, or by two swapped ones. */
const isOneSlipApart = (one: string, other: string): boolean => {
	let start = 0;
	while (start < one.length && one[start] === other[start]) {
		start += 1;
	}
	const [rest, otherRest] = [one.slice(start), other.slice(start)];
	return (
		rest.slice(1) === otherRest ||
		rest === otherRest.slice(1) ||
		rest.slice(1) === otherRest.slice(1) ||
		(rest.slice(2) === otherRest.slice(2) && rest[0] === otherRest[1] && rest[1] === otherRest[0])
	);
};

/**
 * Whether a host that is not GitHub's has a name that looks like github.com: `github.com.example.net`,
 * `github-com.example.net`, `githud.com`, `g1thub.com`, `github.co`. The server of a company does not:
 * `github.example.com`. `host` is in the spelling that `readHost` returns.
 */
export const imitatesGitHub = (host: string): boolean => {
	const name = host.replace(/:\d+$/, '').replace(/^www\./, '');
	if (name === defaultHost || hostKind(name) === 'ghe.com' || /(?:^|\.)ghe\.com$/.test(name)) {
		return false;
	}
	const domain = name.split('.').slice(-2).join('.');
	return (
		/github[.-]?com(?:[.-]|$)/.test(name) ||
		/(?:^|[.-])ghe[.-]com[.-]/.test(name) ||
		(domain.length <= 20 &&
			(isOneSlipApart(seen(domain), seen(defaultHost)) ||
				/^github-\w+\.|^github\.\w{2,6}$/.test(domain)))
	);
};

import {usageError} from '../errors.ts';
import {showBriefly} from '../text/mask.ts';
import {hasHiddenCharacters} from '../text/show.ts';

/** Which GitHub a host is: github.com, GitHub Enterprise Cloud with data residency, or a server. */
export type HostKind = 'github.com' | 'ghe.com' | 'server';

/** The host where no other is named. */
export const defaultHost = 'github.com';

/** The longest name that the domain name system has room for, with a port. */
const longestHost = 255;

const hostPattern =
	/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*(?::\d{1,5})?$/;

const refuse = (text: string): never => {
	throw usageError(
		`"${showBriefly(text)}" is not a host name`,
		'Write the bare name, with a port if it has one: github.com, octo.ghe.com or github.example.com:8443',
	);
};

/**
 * A host name in its one spelling: lower case, international names in punycode, port 443 and
 * `www.` before github.com left out. Throws a usage error for anything but a bare host name with an
 * optional port: no scheme, user, path or query.
 */
export const readHost = (text: string): string => {
	if (text === defaultHost) {
		return text;
	}
	const trimmed = text.trim();
	if (
		trimmed.length > longestHost ||
		/[\s/\\?#@%[\]]/.test(trimmed) ||
		/:(?!\d+$)/.test(trimmed) ||
		hasHiddenCharacters(trimmed)
	) {
		return refuse(text);
	}
	let host: string;
	try {
		host = new URL(`https://${trimmed}`).host;
		// Newer runtimes take any `xn--` for granted in a name that is all ASCII, and check it in others.
		new URL(`https://${trimmed.replace(/:\d*$/, '')}.\u00FC`);
	} catch {
		return refuse(text);
	}
	// A URL turns "1" into 0.0.0.1 and drops what it does not like: only what stays itself is a name.
	const isAscii = /^[\x21-\x7E]+$/.test(trimmed);
	if (
		host.length > longestHost ||
		!hostPattern.test(host) ||
		(isAscii && trimmed.toLowerCase().replace(/:0*443$/, '') !== host)
	) {
		return refuse(text);
	}
	return host === 'www.github.com' ? defaultHost : host;
};

/** Tells the kinds of host apart. `host` is in the spelling that `readHost` gives. */
export const hostKind = (host: string): HostKind => {
	if (host === defaultHost) {
		return 'github.com';
	}
	return /^[a-z0-9-]+\.ghe\.com$/.test(host) ? 'ghe.com' : 'server';
};

/** Letters and digits that are easily taken for others, and what for. */
const lookAlikes: Readonly<Record<string, string>> = {'0': 'o', '1': 'i', l: 'i', rn: 'm', vv: 'w'};

const seen = (host: string): string =>
	host.replaceAll(/0|1|l|rn|vv/g, letters => lookAlikes[letters] ?? letters);

/** Whether two names differ by one letter that is missing, added, or another, or by two that are swapped. */
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
 * Whether a host that is not GitHub's is named so that it is taken for github.com: `github.com.example.net`,
 * `github-com.example.net`, `githud.com`, `g1thub.com`, `github.co`. A company's own server is not:
 * `github.example.com`. `host` is in the spelling that `readHost` gives.
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

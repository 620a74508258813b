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

import {usageError} from '../errors.ts';
import {showBriefly} from '../text/mask.ts';
import {hasHiddenCharacters} from '../text/show.ts';

/** The kind of a host: github.com, GitHub Enterprise Cloud with data residency, or a server. */
export type HostKind = 'github.com' | 'ghe.com' | 'server';

/** The host when no other one is named. */
export const defaultHost = 'github.com';

/** The longest name that the domain name system allows, with a port, in characters. */
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
 * Reads a host name and returns its standard spelling: in lower case, international names in punycode, without
 * port 443, and without `www.` before github.com. Throws a usage error for anything but a bare host name with
 * an optional port: no scheme, user, path or query.
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
		// Newer runtimes check an `xn--` label only in a name that is not all ASCII.
		new URL(`https://${trimmed.replace(/:\d*$/, '')}.\u00FC`);
	} catch {
		return refuse(text);
	}
	// A URL turns "1" into 0.0.0.1 and drops some characters. A name that it changes is no host name.
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

/** Returns the kind of a host in the spelling that `readHost` returns. */
export const hostKind = (host: string): HostKind => {
	if (host === defaultHost) {
		return 'github.com';
	}
	return /^[a-z0-9-]+\.ghe\.com$/.test(host) ? 'ghe.com' : 'server';
};

/**
 * Returns the address of a host's REST API, without a slash at the end (GitHub Docs, "Getting started with the REST
 * API", November 2026). `host` has the spelling that `readHost` returns.
 */
export const apiAddress = (host: string): string =>
	hostKind(host) === 'server' ? `https://${host}/api/v3` : `https://api.${host}`;

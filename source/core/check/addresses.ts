import type {Environment} from '../environment.ts';
import {usageError} from '../errors.ts';
import {apiAddress} from '../profile/host.ts';
import {showBriefly} from '../text/mask.ts';

/** The addresses at which a host answers. */
export type Addresses = {
	/** The address of the API, without a slash at its end. */
	readonly api: string;
	/** The address before `/owner/repo.git`. Unset when nothing is sent to git's own address. */
	readonly git: string | undefined;
};

const isLoopback = ({hostname}: URL): boolean =>
	hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);

const readAddress = (name: string, value: string): string => {
	const url = URL.canParse(value) ? new URL(value) : undefined;
	const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url));
	// No user name, no password, and nothing after the path.
	if (url === undefined || !isSafe || url.href !== url.origin + url.pathname) {
		throw usageError(
			`${name} is "${showBriefly(value.replace(/\/\/[^/]*@/, '//'))}", and a token is sent only to an https address`,
			'Write it as https://api.example.com, or unset it',
		);
	}
	return url.href.replace(/(?<!\/)\/+$/, '');
};

/**
 * Returns the addresses of a host, or those in `PAT_WIZARD_API_URL` and `PAT_WIZARD_GIT_URL`. When only the first of
 * these is set, git has no address. Throws a usage error when one of them is not safe.
 */
export const findAddresses = (host: string, environment: Environment): Addresses => {
	const {PAT_WIZARD_API_URL: api = '', PAT_WIZARD_GIT_URL: git = ''} = environment;
	return {
		api: api === '' ? apiAddress(host) : readAddress('PAT_WIZARD_API_URL', api),
		git:
			git !== ''
				? readAddress('PAT_WIZARD_GIT_URL', git)
				: api === ''
					? `https://${host}`
					: undefined,
	};
};

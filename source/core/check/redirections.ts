import {outsideError} from '../errors.ts';
import {showBriefly} from '../text/mask.ts';
import type {ApiAnswer} from './answer.ts';

/** The most redirections that are followed. A renamed repository redirects once. */
const mostRedirections = 3;

/**
 * Requests an address with `get`, which sends the token, and follows the redirections in the answers. Throws a
 * PatWizardError for a redirection to another host, port or scheme: the token is not sent there.
 */
export const followRedirections = async (
	start: URL,
	get: (url: URL) => Promise<ApiAnswer>,
): Promise<ApiAnswer> => {
	let url = start;
	for (let times = 0; ; times++) {
		const answer = await get(url);
		const {location} = answer.headers;
		if (![301, 302, 307, 308].includes(answer.status) || location === undefined) {
			return answer;
		}
		const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined;
		if (next?.origin !== start.origin) {
			throw outsideError(
				`${url.host} redirects to ${showBriefly(next ? `${next.protocol}//${next.host}` : location)}, and the token is not sent there`,
				'A proxy or a sign-in page of the network may have answered',
			);
		}
		if (times === mostRedirections) {
			throw outsideError(`${url.host} redirects too many times`);
		}
		url = next;
	}
};

import {outsideError} from '../errors.ts';
import {showBriefly} from '../text/mask.ts';
import type {ApiAnswer} from './answer.ts';

/** How often a redirection inside of one host is followed: renamed repositories redirect once. */
const mostRedirections = 3;

/**
 * Asks at an address with `get`, which sends the token, and at the addresses that the answers lead to. Throws a
 * PatWizardError for one on another host, port or scheme: the token is not sent there.
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
				`${url.host} leads to ${showBriefly(next ? `${next.protocol}//${next.host}` : location)}, and the token is not sent there`,
				'A proxy or a sign-in page of the network may stand in between',
			);
		}
		if (times === mostRedirections) {
			throw outsideError(`${url.host} leads from one address to the next without an end`);
		}
		url = next;
	}
};

import type {IncomingMessage} from 'node:http';
import type {Socket} from 'node:net';
import type {Addresses} from '../core/check/addresses.ts';
import type {ApiAnswer} from '../core/check/answer.ts';
import type {Ask} from '../core/check/check-grants.ts';
import {followRedirections} from '../core/check/redirections.ts';
import type {Token} from '../core/check/token.ts';
import {outsideError, readSafely} from '../core/errors.ts';
import {systemReasons} from '../core/system-errors.ts';
import {showBriefly} from '../core/text/mask.ts';
import {readUpTo} from './read-up-to.ts';

/** How long a host may take to answer, in milliseconds. */
const patience = 15_000;

/** The most bytes of an answer that are read. */
const longestAnswer = 4 * 1024 * 1024;

const noAnswer = (host: string, error: unknown): Error => {
	const {code = '', message = ''} = error as NodeJS.ErrnoException;
	const isCertificate = /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(code);
	return outsideError(
		`Cannot reach ${host}: ${systemReasons[code] ?? showBriefly(message || code, 200)}`,
		isCertificate
			? 'If your network has its own certificates, set NODE_EXTRA_CA_CERTS to the file that has them'
			: 'Check the network, and HTTPS_PROXY if it is set. Then try again',
		error,
	);
};

/** Finds the proxy for an address. Undefined when there is none. */
const findProxy = async ({href}: URL): Promise<URL | undefined> => {
	const {getProxyForUrl} = await import('proxy-from-env');
	const found = getProxyForUrl(href);
	if (found === '') {
		return undefined;
	}
	// proxy-from-env adds https to a proxy without a scheme. With git and gh, http is the default.
	const isBare = Object.values(process.env).includes(found.replace('https://', ''));
	const address = isBare ? found.replace('https:', 'http:') : found;
	const proxy = URL.canParse(address) ? new URL(address) : undefined;
	if (proxy === undefined || !/^https?:$/.test(proxy.protocol)) {
		throw outsideError('HTTPS_PROXY is not the address of a proxy', 'Write it as http://host:port');
	}
	return proxy;
};

const requesterFor = async ({protocol}: URL) =>
	(protocol === 'https:' ? await import('node:https') : await import('node:http')).request;

/**
 * Opens a tunnel through a proxy to a host. The proxy learns only the name of the host. Throws a PatWizardError when
 * the proxy opens none.
 */
const openTunnel = async (proxy: URL, {hostname, port}: URL, signal: AbortSignal) => {
	const request = await requesterFor(proxy);
	const host = `${hostname}:${port || 443}`;
	return new Promise<Socket>((resolve, reject) => {
		const user = [proxy.username, proxy.password].map(decodeURIComponent).join(':');
		const login = {'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}`};
		const headers = {host, ...(user === ':' ? {} : login)};
		request(new URL(proxy.origin), {method: 'CONNECT', path: host, headers, signal, agent: false})
			.on('connect', ({statusCode}, socket) => {
				if (statusCode === 200) {
					resolve(socket);
				} else {
					socket.destroy();
					reject(new Error(`it refuses the connection (status ${statusCode})`));
				}
			})
			.on('error', reject)
			.end();
	}).catch(error => {
		throw noAnswer(`the proxy ${proxy.host}`, signal.aborted ? {code: 'ETIMEDOUT'} : error);
	});
};

const get = async (
	url: URL,
	headers: Readonly<Record<string, string>>,
	stop: AbortSignal,
): Promise<ApiAnswer> => {
	const request = await requesterFor(url);
	const proxy = url.protocol === 'https:' ? await findProxy(url) : undefined;
	const signal = AbortSignal.any([AbortSignal.timeout(patience), stop]);
	const socket = proxy && (await openTunnel(proxy, url, signal));
	const agent = socket && new (await import('node:https')).Agent({socket});
	try {
		const response = await new Promise<IncomingMessage>((resolve, reject) => {
			request(url, {headers, signal, agent}).on('response', resolve).on('error', reject).end();
		});
		const text = String(await readUpTo(response, longestAnswer));
		return {
			status: response.statusCode ?? 0,
			// A header that can occur several times is an array.
			headers: Object.fromEntries(
				Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
			),
			body: readSafely((): unknown => JSON.parse(text)),
		};
	} catch (error) {
		throw noAnswer(url.host, signal.aborted ? {code: 'ETIMEDOUT'} : error);
	}
};

/**
 * Returns functions that send GET requests with a token to two addresses, over https (or over http to this machine).
 * Both throw a PatWizardError when there is no answer, and when `stop` aborts. `version` is that of pat-wizard.
 */
export const askWith = (
	token: Token,
	{api, git}: Addresses,
	version: string,
	stop: AbortSignal,
): {
	readonly api: Ask;
	readonly git: Ask | undefined;
	/** The names of the hosts that get the requests. */
	readonly hosts: readonly string[];
} => {
	const ask = (address: string, headers: Readonly<Record<string, string>>): Promise<ApiAnswer> =>
		followRedirections(new URL(address), url =>
			get(url, {'user-agent': `pat-wizard/${version}`, ...headers}, stop),
		);
	return {
		hosts: [api, git].flatMap(address => (address === undefined ? [] : new URL(address).host)),
		api: path =>
			ask(`${api}${path}`, {
				accept: 'application/vnd.github+json',
				authorization: `Bearer ${token.reveal()}`,
				'x-github-api-version': '2022-11-28',
			}),
		git:
			git === undefined
				? undefined
				: repository => {
						const credentials = Buffer.from(`x-access-token:${token.reveal()}`).toString('base64');
						return ask(`${git}/${repository}.git/info/refs?service=git-receive-pack`, {
							authorization: `Basic ${credentials}`,
						});
					},
	};
};

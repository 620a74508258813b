import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {onTestFinished} from 'vitest';
import data from '../source/core/catalog/endpoints.json' with {type: 'json'};

/** A token that the stand-in for GitHub knows. */
export type KnownToken = Readonly<{
	login?: string;
	/** Permissions of a fine-grained token. */
	permissions?: Readonly<Record<string, string>>;
	/** Scopes of a classic token. */
	scopes?: readonly string[];
	/** The repositories that its user selected. */
	reaches?: readonly string[];
	/** The header with its time of expiration. */
	expiration?: string;
	sso?: string;
}>;

/** The contents of a stand-in for GitHub. */
export type Hub = Readonly<{
	tokens?: Readonly<Record<string, KnownToken>>;
	/** Repositories that everybody reaches. */
	publicRepositories?: readonly string[];
	/** Accounts by login: `User` or `Organization`. */
	accounts?: Readonly<Record<string, string>>;
	/** Answers a request in place of the stand-in. Returns whether it did. */
	answer?: (request: IncomingMessage, response: ServerResponse) => boolean;
}>;

const levels = ['read', 'write', 'admin'];

/** The GET operations of the table: a pattern for the path, and the permission sets. */
const findRows = () => {
	const rows: [RegExp, string][] = [];
	const walk = (node: object, path: string): void => {
		for (const [key, value] of Object.entries(node)) {
			if (!Array.isArray(value)) {
				walk(value, path + key);
			} else if (key === 'GET' && typeof value[2] === 'string') {
				const pattern = path.split(/\{[^}]+\}/).map(part => part.replaceAll('.', '\\.'));
				rows.push([new RegExp(`^${pattern.join('[^/]+')}$`), value[2]]);
			}
		}
	};
	walk(data.paths, '');
	return rows;
};

const rows = findRows();

const opens = (sets: string, permissions: Readonly<Record<string, string>>): boolean =>
	sets.split(';').some(set =>
		set.split(',').every(part => {
			const [name = '', level = ''] = part.split('=');
			const granted = name === 'metadata' ? 'read' : permissions[name];
			return granted !== undefined && levels.indexOf(granted) >= levels.indexOf(level);
		}),
	);

type Reply = Readonly<{
	status: number;
	body?: unknown;
	headers?: Readonly<Record<string, string>>;
}>;

/** A request to the stand-in. */
type Asked = Readonly<{
	token: KnownToken;
	path: string;
	/** Whether everybody reaches the repository in the path, whether the token selects it, and whether either is so. */
	isPublic: boolean;
	isChosen: boolean;
	isReached: boolean;
	accounts: Readonly<Record<string, string>>;
}>;

const notFound: Reply = {status: 404, body: {message: 'Not Found', status: '404'}};

const answerOperation = ({path, isChosen, token: {permissions = {}}}: Asked): Reply => {
	const row = rows.find(([pattern]) => pattern.test(path));
	if (row === undefined) {
		return notFound;
	}
	return opens(row[1], isChosen || !path.startsWith('/repos/') ? permissions : {})
		? {status: 200, body: []}
		: {
				status: 403,
				body: {message: 'Resource not accessible by personal access token', status: '403'},
				headers: {'x-accepted-github-permissions': row[1].replaceAll(';', '; ')},
			};
};

/** The answers by path. The first pattern that matches counts. */
const routes: readonly [RegExp, (asked: Asked) => Reply][] = [
	[
		/\/info\/refs$/,
		({isChosen, isReached, token: {permissions}}) => ({
			status: isReached ? (isChosen && permissions?.contents === 'write' ? 200 : 403) : 404,
		}),
	],
	[/^\/rate_limit$/, () => ({status: 200, body: {rate: {limit: 5000}}})],
	[/^\/user$/, ({token: {login = 'octocat'}}) => ({status: 200, body: {login, type: 'User'}})],
	[
		/^\/user\/orgs$/,
		({token: {sso}}) => ({
			status: 200,
			body: [],
			headers: sso === undefined ? {} : {'x-github-sso': sso},
		}),
	],
	[
		/^\/users\/[^/]+$/,
		({path, accounts}) => {
			const type = accounts[path.slice('/users/'.length)];
			return type === undefined ? notFound : {status: 200, body: {type}};
		},
	],
	[
		/^\/repos\/[^/]+\/[^/]+$/,
		// These are the rights of the user and not of the token, which a program could confuse.
		({isPublic, isReached}) =>
			isReached
				? {status: 200, body: {private: !isPublic, permissions: {push: true, admin: true}}}
				: notFound,
	],
	[/^\/repos\//, asked => (asked.isReached ? answerOperation(asked) : notFound)],
	[/^/, answerOperation],
];

const readCredentials = (header = ''): string => {
	const [scheme = '', credentials = ''] = header.split(' ');
	return scheme === 'Basic'
		? (Buffer.from(credentials, 'base64').toString().split(':')[1] ?? '')
		: credentials;
};

const reply = (path: string, header: string | undefined, hub: Hub): Reply => {
	const token = hub.tokens?.[readCredentials(header)];
	if (token === undefined) {
		return {status: 401, body: {message: 'Bad credentials', status: '401'}};
	}
	const {scopes, expiration, reaches = []} = token;
	const repository = /^(?:\/repos)?\/([^/]+\/[^/]+?)(?:\.git)?(?:\/|$)/.exec(path)?.[1] ?? '';
	const isPublic = hub.publicRepositories?.includes(repository) ?? false;
	const isChosen = reaches.includes(repository);
	const isReached = isPublic || isChosen;
	const asked = {token, path, isPublic, isChosen, isReached, accounts: hub.accounts ?? {}};
	const found = routes.find(([pattern]) => pattern.test(path))?.[1](asked) ?? notFound;
	return {
		...found,
		headers: {
			...(scopes === undefined ? {} : {'x-oauth-scopes': scopes.join(', ')}),
			...(expiration === undefined ? {} : {'github-authentication-token-expiration': expiration}),
			...found.headers,
		},
	};
};

/** Starts a stand-in for GitHub's API and its git hosting on this machine. It ends with the test. */
export const startHub = async (hub: Hub = {}) => {
	const requests: string[] = [];
	const server = createServer((request, response) => {
		const {pathname, search} = new URL(request.url ?? '/', 'http://hub');
		requests.push(`${request.method} ${pathname}${search}`);
		if (hub.answer?.(request, response) === true) {
			return;
		}
		const {status, body, headers} = reply(pathname, request.headers.authorization, hub);
		response.writeHead(status, {'content-type': 'application/json; charset=utf-8', ...headers});
		response.end(body === undefined ? '' : JSON.stringify(body));
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return {
		address,
		/** The requests so far: `GET /user`. */
		requests,
		env: {PAT_WIZARD_API_URL: address, PAT_WIZARD_GIT_URL: address},
	};
};

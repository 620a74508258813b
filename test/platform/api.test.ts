import {once} from 'node:events';
import {createServer} from 'node:http';
import {type AddressInfo, createServer as createTcpServer} from 'node:net';
import {afterEach, expect, onTestFinished, test, vi} from 'vitest';
import {takeToken} from '../../source/core/check/token.ts';
import {askWith} from '../../source/platform/api.ts';
import {type Hub, startHub} from '../github-stand-in.ts';

const secret = `github_pat_${'a1B2'.repeat(20)}`;

const ask = (api: string, git: string | undefined = api, stop = new AbortController()) => {
	const token = takeToken(Buffer.from(secret), 'It');
	return askWith(token, {api, git}, '1.2.3', stop.signal);
};

const stubProxy = (proxy: string, without?: string): void => {
	vi.stubEnv('HTTPS_PROXY', proxy);
	vi.stubEnv('https_proxy', undefined);
	vi.stubEnv('NO_PROXY', without);
	vi.stubEnv('no_proxy', undefined);
};

afterEach(() => {
	vi.unstubAllEnvs();
});

test('an answer comes with its status, headers and body', async () => {
	const hub = await startHub({tokens: {[secret]: {expiration: '2026-12-31 00:00:00 UTC'}}});
	const answer = await ask(hub.address).api('/user');
	expect(answer.status).toBe(200);
	expect(answer.body).toMatchObject({login: 'octocat'});
	expect(answer.headers['github-authentication-token-expiration']).toBe('2026-12-31 00:00:00 UTC');
	expect(hub.requests).toEqual(['GET /user']);
});

test('git is asked what it asks before a push', async () => {
	const hub = await startHub({
		tokens: {[secret]: {permissions: {contents: 'write'}, reaches: ['o/r']}},
	});
	expect(await ask(hub.address).git?.('o/r')).toMatchObject({status: 200});
	expect(hub.requests).toEqual(['GET /o/r.git/info/refs?service=git-receive-pack']);
});

test('a redirection is followed on the same host, and never to another', async () => {
	const other = await startHub({tokens: {[secret]: {}}});
	const hub = await startHub({
		tokens: {[secret]: {}},
		answer: ({url}, response) => {
			const to = {
				'/old': '/user',
				'/away': `${other.address}/user`,
				'/round': '/round',
				'/odd': 'http://[',
			}[url ?? ''];
			if (to !== undefined) {
				response.writeHead(301, {location: to}).end();
			}
			return to !== undefined;
		},
	});
	const {api} = ask(hub.address);
	expect((await api('/old')).status).toBe(200);
	await expect(api('/away')).rejects.toThrow(
		`redirects to ${other.address}, and the token is not sent`,
	);
	await expect(api('/odd')).rejects.toMatchObject({kind: 'outside'});
	await expect(api('/round')).rejects.toThrow('redirects too many times');
	expect(other.requests).toEqual([]);
});

test.each([
	['nothing', ''],
	['half an answer', '{"login": "oct'],
	['a page', '<html></html>'],
])('%s in place of JSON is no body', async (_, text) => {
	const hub = await startHub({
		answer: (_request, response) => {
			response.end(text);
			return true;
		},
	});
	expect(await ask(hub.address).api('/user')).toMatchObject({status: 200, body: undefined});
});

test('no answer is told in words, with the host', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise(resolve => server.once('listening', resolve));
	const {port} = server.address() as AddressInfo;
	await new Promise(resolve => server.close(resolve));
	await expect(ask(`http://127.0.0.1:${port}`).api('/user')).rejects.toMatchObject({
		kind: 'outside',
		message: `Cannot reach 127.0.0.1:${port}: it refuses the connection`,
	});
});

test.each([
	['does not come', () => true],
	[
		'does not end',
		(_request, response) => {
			response.writeHead(200, {'content-type': 'application/json'}).write('{');
			return true;
		},
	],
] satisfies [string, Hub['answer']][])(
	'an answer that %s in time is told in words',
	async (_, answer) => {
		const hub = await startHub({answer});
		const {timeout} = AbortSignal;
		vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout.call(AbortSignal, 50));
		await expect(ask(hub.address).api('/user')).rejects.toThrow('it does not answer');
		vi.restoreAllMocks();
	},
);

test('a header that comes several times is text, too', async () => {
	const hub = await startHub({
		answer: (_request, response) => {
			response.writeHead(200, {'set-cookie': ['a=\u00E9', 'b']}).end('{}');
			return true;
		},
	});
	expect((await ask(hub.address).api('/user')).headers['set-cookie']).toBe('a=\u00E9,b');
});

test('an answer that breaks off is told in words', async () => {
	const hub = await startHub({
		answer: (_request, response) => {
			response.writeHead(200, {'content-length': '100'});
			response.write('{');
			response.destroy();
			return true;
		},
	});
	await expect(ask(hub.address).api('/user')).rejects.toMatchObject({kind: 'outside'});
});

test('a proxy is asked for a tunnel, and learns nothing of the token', async () => {
	const asked: string[] = [];
	const proxy = createServer();
	proxy.on('connect', (request, socket) => {
		asked.push(`${request.url} ${JSON.stringify(request.headers)}`);
		socket.end('HTTP/1.1 404 No\r\ncontent-type: application/json\r\n\r\n{"message": "Not Found"}');
	});
	await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => {
		proxy.close();
	});
	const {port} = proxy.address() as AddressInfo;
	stubProxy(`http://127.0.0.1:${port}`, 'other.invalid');
	// Its own answer is no answer of GitHub's.
	await expect(ask('https://api.invalid').api('/user')).rejects.toThrow(
		`Cannot reach the proxy 127.0.0.1:${port}: it refuses the connection (status 404)`,
	);
	expect(asked).toHaveLength(1);
	expect(asked[0]).toContain('api.invalid:443');
	expect(asked[0]).not.toContain(secret);
	// NO_PROXY goes past it.
	await expect(ask('https://other.invalid').api('/user')).rejects.toMatchObject({kind: 'outside'});
	expect(asked).toHaveLength(1);
});

test('a proxy that stays silent is left in time, and when the user stops', async () => {
	const proxy = createTcpServer().listen(0, '127.0.0.1');
	await new Promise(resolve => proxy.once('listening', resolve));
	onTestFinished(() => {
		proxy.close();
	});
	stubProxy(`http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
	const stop = new AbortController();
	proxy.on('connection', () => stop.abort());
	await expect(ask('https://api.invalid', undefined, stop).api('/user')).rejects.toThrow(
		'it does not answer',
	);
});

test.each(['http://[', 'socks5://127.0.0.1:9', 'http://%zz@127.0.0.1:9'])(
	'%s is no proxy, which is told in words',
	async proxy => {
		stubProxy(proxy);
		await expect(ask('https://api.invalid').api('/user')).rejects.toMatchObject({kind: 'outside'});
	},
);

test('a proxy whose answer does not end is left', async () => {
	const proxy = createTcpServer(socket => {
		const write = (): void => {
			while (socket.write('a'.repeat(65_536))) {}
			socket.once('drain', write);
		};
		socket.on('error', () => {}).write('HTTP/1.1 200 OK\r\nX: ');
		write();
	}).listen(0, '127.0.0.1');
	await once(proxy, 'listening');
	onTestFinished(() => {
		proxy.close();
	});
	// Without a scheme it is one of http.
	stubProxy(`127.0.0.1:${(proxy.address() as AddressInfo).port}`);
	await expect(ask('https://api.invalid').api('/user')).rejects.toThrow('Header overflow');
});

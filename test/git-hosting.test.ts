import {spawn} from 'node:child_process';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {takeToken} from '../source/core/check/token.ts';
import {askWith} from '../source/platform/api.ts';
import {createEnvironment, makeTemporaryFolder} from './clean-environment.ts';
import {runProgram} from './run-cli.ts';

const tokens = {push: `ghp_${'p'.repeat(36)}`, read: `ghp_${'r'.repeat(36)}`};

/** Hands a request to `git http-backend`, which speaks CGI. */
const serveGit = (root: string, request: IncomingMessage, response: ServerResponse): void => {
	const {pathname, search} = new URL(request.url ?? '/', 'http://git');
	const backend = spawn('git', ['http-backend'], {
		env: {
			...createEnvironment(root),
			GIT_PROJECT_ROOT: root,
			GIT_HTTP_EXPORT_ALL: '1',
			PATH_INFO: pathname,
			QUERY_STRING: search.slice(1),
			REQUEST_METHOD: request.method ?? 'GET',
			CONTENT_TYPE: request.headers['content-type'] ?? '',
			HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
			REMOTE_USER: 'octocat',
		},
	});
	request.pipe(backend.stdin);
	const parts: Buffer[] = [];
	backend.stdout.on('data', part => parts.push(part));
	backend.on('close', () => {
		const output = Buffer.concat(parts);
		const end = output.indexOf('\r\n\r\n');
		const headers = output.toString('latin1', 0, Math.max(0, end)).split('\r\n');
		const status = Number(/^Status: (\d+)/im.exec(headers.join('\n'))?.[1] ?? 200);
		response.writeHead(
			status,
			Object.fromEntries(
				headers.map(line => line.split(': ')).filter(([name]) => name !== 'Status'),
			),
		);
		response.end(output.subarray(end + 4));
	});
};

/** Real hosting of git on this machine, in which only one of the two tokens may push, as on GitHub. */
const startHosting = async (): Promise<string> => {
	const root = await makeTemporaryFolder();
	await runProgram('git', ['init', '--quiet', '--bare', join(root, 'o/r.git')]);
	await runProgram('git', ['-C', join(root, 'o/r.git'), 'config', 'http.receivepack', 'true']);
	const server = createServer((request, response) => {
		const [, credentials = ''] = (request.headers.authorization ?? '').split(' ');
		const [, token = ''] = Buffer.from(credentials, 'base64').toString().split(':');
		if (!Object.values(tokens).includes(token)) {
			response.writeHead(401, {'www-authenticate': 'Basic realm="GitHub"'}).end();
		} else if (request.url?.includes('git-receive-pack') && token !== tokens.push) {
			response.writeHead(403).end('Permission to o/r.git denied to octocat.');
		} else {
			serveGit(root, request, response);
		}
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	return `127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const askGit = async (host: string, secret: string): Promise<number | undefined> => {
	const token = takeToken(Buffer.from(secret), 'It');
	const address = `http://${host}`;
	const {signal} = new AbortController();
	return (await askWith(token, {api: address, git: address}, '1.0.0', signal).git?.('o/r'))?.status;
};

const push = async (host: string, secret: string) => {
	const home = await makeTemporaryFolder();
	const env = {HOME: home, GIT_TERMINAL_PROMPT: '0', GIT_CONFIG_NOSYSTEM: '1'};
	const git = (...args: readonly string[]) => runProgram('git', ['-C', home, ...args], {env});
	await git('init', '--quiet');
	const who = ['-c', 'user.name=octocat', '-c', 'user.email=octocat@example.com'];
	await git(...who, 'commit', '--quiet', '--allow-empty', '--message', 'One');
	return git('push', `http://x-access-token:${secret}@${host}/o/r.git`, 'HEAD:refs/heads/main');
};

test.skipIf(process.platform === 'win32')(
	'check makes the request that decides whether git may push',
	async () => {
		const host = await startHosting();
		expect(await askGit(host, tokens.read)).toBe(403);
		expect((await push(host, tokens.read)).code).not.toBe(0);
		expect(await askGit(host, tokens.push)).toBe(200);
		// Nothing was sent by asking: the first push makes the branch.
		const pushed = await push(host, tokens.push);
		expect([pushed.code, pushed.stderr]).toEqual([0, expect.stringContaining('new branch')]);
		expect(await askGit(host, `ghp_${'x'.repeat(36)}`)).toBe(401);
	},
);

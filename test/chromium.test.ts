import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {createServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {expect, onTestFinished, type TestContext, test} from 'vitest';
import {makeTemporaryFolder} from './clean-environment.ts';
import {needsProgram} from './needs-program.ts';
import {runCli, runProgram} from './run-cli.ts';

/** What a page reports of itself: its address as the browser has it, read as GitHub's form reads it. */
type Seen = {readonly path: string; readonly parameters: readonly (readonly [string, string])[]};

const page = `<!doctype html><title>New token</title><script>
fetch('/seen', {method: 'POST', body: JSON.stringify({
	path: location.pathname,
	parameters: [...new URLSearchParams(location.search)],
})});
</script>`;

/** A host that stands in for GitHub Enterprise Server, on this machine, with a certificate of its own. */
const startHost = async (openssl: string) => {
	const folder = await makeTemporaryFolder();
	const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
	const made = await runProgram(openssl, [
		...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'],
		...['-subj', '/CN=localhost', '-days', '2', '-keyout', key, '-out', certificate],
	]);
	expect(made).toMatchObject({code: 0});
	const seen: Seen[] = [];
	const asked: string[] = [];
	const server = createServer(
		{key: await readFile(key), cert: await readFile(certificate)},
		(request, response) => {
			if (request.method === 'POST') {
				let body = '';
				request.setEncoding('utf8').on('data', (text: string) => {
					body += text;
				});
				request.on('end', () => {
					seen.push(JSON.parse(body));
					response.end();
				});
				return;
			}
			asked.push(request.url ?? '');
			response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
		},
	);
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	return {host: `localhost:${(server.address() as AddressInfo).port}`, seen, asked};
};

const flags = [
	'--headless=new',
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--disable-dev-shm-usage',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	'--ignore-certificate-errors',
];

/** Makes Chromium the browser of this home's desktop, without a window. It is ended with the test. */
const installBrowser = async (chromium: string, home: string): Promise<void> => {
	const program = join(home, 'browser');
	const data = await makeTemporaryFolder();
	const applications = join(home, '.local', 'share', 'applications');
	await mkdir(applications, {recursive: true});
	await mkdir(join(home, '.config'));
	await writeFile(
		program,
		`#!/bin/sh
read -r _ _ _ _ group _ < /proc/self/stat
echo $group >> '${home}/groups'
exec '${chromium}' ${flags.join(' ')} --user-data-dir='${data}/'$$ "$@"
`,
		{mode: 0o755},
	);
	await writeFile(
		join(applications, 'test-browser.desktop'),
		`[Desktop Entry]\nType=Application\nName=Browser\nExec=${program} %U\nMimeType=x-scheme-handler/https;\n`,
	);
	await writeFile(
		join(home, '.config', 'mimeapps.list'),
		'[Default Applications]\nx-scheme-handler/https=test-browser.desktop\n',
	);
	onTestFinished(async () => {
		const groups = await readFile(join(home, 'groups'), 'utf8').catch(() => '');
		for (const group of groups.split('\n').filter(line => line !== '')) {
			try {
				process.kill(-Number(group), 'SIGKILL');
			} catch {
				// It ended by itself.
			}
		}
	});
};

const everyCharacter = Array.from({length: 0x7f - 0x20}, (_, index) =>
	String.fromCharCode(0x20 + index),
).join('');

const profiles: readonly {
	readonly name: string;
	readonly options: readonly string[];
	readonly path: string;
	readonly parameters: readonly (readonly [string, string])[];
}[] = [
	{
		name: 'every ASCII character',
		options: [
			...['--name', 'a&b=c#d?e+f%20g;h/i\\j"k\'l<m>n'],
			...['--description', `x${everyCharacter}x`, '--owner', 'octo-org', '--expiration', '30'],
			...['--permission', 'contents=write,issues=read,organization_hooks=read'],
		],
		path: '/settings/personal-access-tokens/new',
		parameters: [
			['name', 'a&b=c#d?e+f%20g;h/i\\j"k\'l<m>n'],
			['description', `x${everyCharacter}x`],
			['target_name', 'octo-org'],
			['expires_in', '30'],
			['contents', 'write'],
			['issues', 'read'],
			['organization_hooks', 'read'],
		],
	},
	{
		name: 'many scripts',
		options: [
			...['--name', 'Ångström 漢字 שלום עולם 👩‍👩‍👧 🎉'],
			...['--description', 'مرحبا — „ß“ ﬁ é e\u0301 İı 𝔘 ٣ ½ € ñ ж हिन्दी ไทย'],
			...['--expiration', 'none', '--permission', 'contents=read'],
		],
		path: '/settings/personal-access-tokens/new',
		parameters: [
			['name', 'Ångström 漢字 שלום עולם 👩‍👩‍👧 🎉'],
			['description', 'مرحبا — „ß“ ﬁ é e\u0301 İı 𝔘 ٣ ½ € ñ ж हिन्दी ไทย'],
			['expires_in', 'none'],
			['contents', 'read'],
		],
	},
	{
		name: 'a classic token',
		options: ['--scope', 'repo,write:packages,read:org', '--name', 'C++ & "CI" 100% $(id) `x`'],
		path: '/settings/tokens/new',
		parameters: [
			['scopes', 'repo,write:packages,read:org'],
			['description', 'C++ & "CI" 100% $(id) `x`'],
		],
	},
];

const open = async (context: TestContext) => {
	const [xdgOpen, chromium] = [
		needsProgram(context, 'xdg-open'),
		needsProgram(context, 'chromium'),
	];
	const home = await makeTemporaryFolder();
	const host = await startHost(needsProgram(context, 'openssl'));
	await installBrowser(chromium, home);
	const env = {
		HOME: home,
		PAT_WIZARD_CONFIG_DIR: join(home, 'config'),
		XDG_CONFIG_HOME: join(home, '.config'),
		// xdg-open asks the desktop then.
		DISPLAY: ':0',
		BROWSER: xdgOpen,
	};
	return {...host, env};
};

test('what a profile holds arrives in Chromium through xdg-open, parameter by parameter', async context => {
	const {host, seen, asked, env} = await open(context);
	for (const [index, {options, path, parameters}] of profiles.entries()) {
		const made = await runCli(['--yes', '--host', host, ...options, '--save', `p${index}`], {env});
		// Headless, it runs until it is ended.
		expect(made.stderr).toContain(`Asked the browser for ${host}`);
		expect(made.code).toBe(0);
		await expect.poll(() => seen.length, {timeout: 30_000, interval: 100}).toBe(index + 1);
		expect(seen[index]).toEqual({path, parameters});
		// The address as it was printed, byte for byte.
		expect(made.stdout).toBe(
			`https://${host}${asked.filter(url => url.startsWith('/settings/'))[index]}\n`,
		);
	}
	const again = await runCli(['open', 'p1'], {env});
	expect(again.code).toBe(0);
	await expect.poll(() => seen.length, {timeout: 30_000, interval: 100}).toBe(profiles.length + 1);
	expect(seen.at(-1)).toEqual(seen[1]);
}, 120_000);

import {execFile} from 'node:child_process';
import {createHash} from 'node:crypto';
import {mkdir, readdir, readFile, symlink, writeFile} from 'node:fs/promises';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {afterAll, beforeAll, beforeEach, describe, expect, inject, test} from 'vitest';
import {createEnvironment, makeTemporaryFolder} from './clean-environment.ts';
import {runProgram} from './run-cli.ts';
import {makeStandIn} from './stand-in.ts';
import {openTerminal} from './terminal.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const link = 'https://github.com/settings/personal-access-tokens/new?name=test\n';

// npx starts npm, which takes a second or more on a busy machine.
const limit = 60_000;

const folder = await makeTemporaryFolder(afterAll);

describe.skipIf(process.platform === 'win32')('npx pat-wizard', {timeout: 2 * limit}, () => {
	let version = '';
	let registry: Server;
	let requests: string[] = [];
	let env: Record<string, string> = {};

	beforeAll(async () => {
		expect(inject('buildError')).toBe('');
		const described = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
		version = described.version;
		const packing = ['pack', '--ignore-scripts', '--pack-destination', folder];
		await promisify(execFile)('npm', packing, {cwd: root, env: createEnvironment(folder)});
		const tarball = await readFile(join(folder, `pat-wizard-${version}.tgz`));
		registry = createServer((request, response) => {
			requests.push(request.url ?? '');
			const {port} = registry.address() as AddressInfo;
			if (request.url === '/pat-wizard') {
				const dist = {
					tarball: `http://127.0.0.1:${port}/pat-wizard/-/pat-wizard-${version}.tgz`,
					integrity: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
				};
				response.setHeader('content-type', 'application/json');
				response.end(
					JSON.stringify({
						name: 'pat-wizard',
						'dist-tags': {latest: version},
						versions: {[version]: {...described, dist}},
					}),
				);
			} else if (request.url === `/pat-wizard/-/pat-wizard-${version}.tgz`) {
				response.end(tarball);
			} else {
				response.statusCode = 404;
				response.end('{}');
			}
		});
		await new Promise<void>(resolve => {
			registry.listen(0, '127.0.0.1', resolve);
		});
		const {port} = registry.address() as AddressInfo;
		env = {
			npm_config_registry: `http://127.0.0.1:${port}/`,
			npm_config_cache: join(folder, 'cache'),
			npm_config_audit: 'false',
			npm_config_update_notifier: 'false',
			// Whatever is asked for anywhere else fails.
			npm_config_proxy: 'http://127.0.0.1:9',
			npm_config_https_proxy: 'http://127.0.0.1:9',
			npm_config_noproxy: '127.0.0.1',
		};
	}, limit);

	afterAll(() => {
		registry?.close();
	});

	beforeEach(() => {
		requests = [];
	});

	const npx = (args: readonly string[], changes: Readonly<Record<string, string>> = {}) =>
		runProgram('npx', ['--yes', 'pat-wizard', ...args], {env: {...env, ...changes}, limit});

	/** The folder in npm's cache that the package was installed into. */
	const findInstalled = async (cache = join(folder, 'cache')) => {
		const [name = '', ...others] = await readdir(join(cache, '_npx'));
		expect(others).toEqual([]);
		return join(cache, '_npx', name, 'node_modules');
	};

	test('installs one package into an empty cache, and runs it', async () => {
		const cache = join(await makeTemporaryFolder(), 'cache');
		const result = await npx(['--version'], {npm_config_cache: cache});
		expect(result).toMatchObject({code: 0, stdout: `${version}\n`, stderr: ''});
		expect(new Set(requests)).toEqual(
			new Set(['/pat-wizard', `/pat-wizard/-/pat-wizard-${version}.tgz`]),
		);
		const installed = await readdir(await findInstalled(cache));
		expect(installed.filter(name => !name.startsWith('.'))).toEqual(['pat-wizard']);
	});

	test('answers', async () => {
		expect(await npx(['url', '--name', 'test'])).toMatchObject({code: 0, stdout: link, stderr: ''});
	});

	test('shows the wizard', async () => {
		const terminal = await openTerminal('npx', ['--yes', 'pat-wizard'], {env});
		await terminal.until('Token type', limit);
		terminal.press('ctrl+c');
		expect(await terminal.exit).toEqual({code: 130, signal: undefined});
	});

	test.skipIf(process.platform !== 'linux')(
		'opens a browser where nothing asks the desktop',
		async () => {
			// Programs of the system without those that open addresses.
			const programs = join(await makeTemporaryFolder(), 'programs');
			await mkdir(programs);
			const opening =
				/^(xdg-|x-www-|www-|sensible-|gio|kde|exo-|gvfs-|xprop|dbus-|mimeopen|run-mailcap)/;
			for (const source of [dirname(process.execPath), '/usr/local/bin', '/usr/bin', '/bin']) {
				for (const name of await readdir(source).catch(() => [])) {
					if (!opening.test(name)) {
						await symlink(join(source, name), join(programs, name)).catch(() => {});
					}
				}
			}
			const standIns = await makeTemporaryFolder();
			const browser = await makeStandIn(standIns, 'x-www-browser');
			const preloaded = join(import.meta.dirname, 'fixtures', 'outside-container.cjs');
			const config = await makeTemporaryFolder();
			await writeFile(
				join(config, 'config.json'),
				JSON.stringify({
					version: 1,
					profiles: [{profile: 'test', type: 'fine-grained', host: 'github.com', name: 'test'}],
				}),
			);
			const result = await npx(['open', 'test'], {
				PATH: `${standIns}:${programs}`,
				DISPLAY: ':0',
				NODE_OPTIONS: `--require=${preloaded}`,
				PAT_WIZARD_CONFIG_DIR: config,
			});
			expect(result).toMatchObject({code: 0, stdout: link});
			expect(browser.calls()).toEqual([[link.trim()]]);
		},
	);
});

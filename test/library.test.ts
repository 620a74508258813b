/** The library as other programs get it: packed, and installed without anything else. */
import {execFile} from 'node:child_process';
import {readFile, writeFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {extname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {promisify} from 'node:util';
import {gzipSync} from 'node:zlib';
import fc from 'fast-check';
import {rolldown} from 'rolldown';
import {afterAll, beforeAll, describe, expect, inject, onTestFinished, test} from 'vitest';
import {permissions} from '../source/core/catalog/permissions.ts';
import {scopes} from '../source/core/catalog/scopes.ts';
import type * as Library from '../source/core/library/index.ts';
import {buildLink} from '../source/core/link/link.ts';
import {profiles} from './arbitraries.ts';
import {createEnvironment, makeTemporaryFolder} from './clean-environment.ts';
import {runFake} from './commands/fake-context.ts';
import {needsProgram} from './needs-program.ts';
import {runProgram} from './run-cli.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const isWindows = process.platform === 'win32';

const folder = await makeTemporaryFolder(afterAll);
let installed = '';
let tarball = '';
let library: typeof Library;

beforeAll(async () => {
	expect(inject('buildError')).toBe('');
	const run = promisify(execFile);
	const options = {env: createEnvironment(folder), shell: isWindows};
	const packing = ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder];
	tarball = join(folder, (await run('npm', packing, {...options, cwd: root})).stdout.trim());
	const installing = ['install', '--silent', '--no-audit', '--offline', '--prefix', folder];
	await run('npm', [...installing, tarball], {...options, cwd: folder});
	await writeFile(join(folder, 'package.json'), '{"type": "module", "private": true}\n');
	installed = join(folder, 'node_modules', 'pat-wizard');
	library = await import(pathToFileURL(join(installed, 'dist', 'index.mjs')).href);
}, 120_000);

const runConsumer = async (code: string) => {
	const file = join(folder, 'consumer.mjs');
	await writeFile(file, code);
	return runProgram(process.execPath, [file], {cwd: folder});
};

const hidden = `ghp_${'a1B2'.repeat(9)}`;

const thrownBy = (run: () => unknown): Error & {readonly hint: string} => {
	try {
		run();
	} catch (error) {
		return error as Error & {readonly hint: string};
	}
	throw new Error('Nothing was thrown.');
};

const readJsonLines = async (name: string): Promise<readonly {readonly [key: string]: unknown}[]> =>
	(await readFile(join(root, 'test', 'fixtures', name), 'utf8'))
		.trim()
		.split('\n')
		.map(line => JSON.parse(line));

describe('in Node', () => {
	test('it is found by its name, says nothing, and loads nothing of Node', async () => {
		const found = await runConsumer(
			"import * as library from 'pat-wizard'; console.log(Object.keys(library).join());",
		);
		expect(found).toEqual({
			...found,
			code: 0,
			stdout: 'buildLink,findNeeds,permissions,readLinks,scopes\n',
			stderr: '',
		});
	});

	test.each([
		'dist/cli.js',
		'dist/build-link.mjs',
		'dist/read.mjs',
		'source/core/library/index.ts',
	])('%s is private', async file => {
		const {stdout} = await runConsumer(
			`import('pat-wizard/${file}').then(() => console.log('open'), error => console.log(error.code));`,
		);
		expect(stdout).toBe('ERR_PACKAGE_PATH_NOT_EXPORTED\n');
	});

	test('the example of the readme prints a link', async () => {
		const readme = await readFile(join(root, 'readme.md'), 'utf8');
		const [, example = ''] = /```js\n([^`]*'pat-wizard'[^`]*)```/.exec(readme) ?? [];
		expect(await runConsumer(example)).toMatchObject({
			code: 0,
			stdout:
				'https://github.com/settings/personal-access-tokens/new?name=Issue+bot&target_name=octo-org&expires_in=30&issues=write\n',
		});
	});
});

describe('it returns what the command line prints', () => {
	test('links of profiles', () => {
		fc.assert(
			fc.property(profiles(), profile => {
				expect(library.buildLink(profile)).toBe(buildLink(profile));
			}),
		);
	});

	test.each<[string, object, readonly string[]]>([
		['a permission', {permissions: {webhook: 'write'}}, ['--permission', 'webhook=write']],
		['a long name', {name: 'x'.repeat(41)}, ['--name', 'x'.repeat(41)]],
		[
			'no owner',
			{permissions: {members: 'read', organization_hooks: 'read'}},
			['--permission', 'members=read,organization_hooks=read'],
		],
		[
			'a foreign repository',
			{owner: 'a', repositoryAccess: 'selected', repositories: ['b/c']},
			['--owner', 'a', '--repository', 'b/c'],
		],
		['a level', {permissions: {contents: 'admin'}}, ['--permission', 'contents=admin']],
		['an expiration', {expiration: 400}, ['--expiration', '400']],
		['a negative expiration', {expiration: -1}, ['--expiration=-1']],
		['a name that is a token', {name: hidden}, ['--name', hidden]],
		[
			'a token in the description',
			{description: `by ${hidden}`},
			['--description', `by ${hidden}`],
		],
		['an owner that is none', {owner: 'a b'}, ['--owner', 'a b']],
	])('the problem and the way out: %s', async (_, answers, options) => {
		const {stderr} = await runFake(['url', '--json', ...options]);
		const {message, hint} = JSON.parse(stderr).error;
		expect(() => library.buildLink({type: 'fine-grained', ...answers})).toThrow(
			expect.objectContaining({name: 'PatWizardError', message, hint}),
		);
	});

	test('every problem is named, and each way out', () => {
		const answers = {
			type: 'fine-grained',
			name: 'x'.repeat(41),
			owner: 'a b',
			repositoryAccess: 'some',
			repositories: ['c'],
			permissions: {webhooks: 'write', contents: 'admin', members: 'read'},
			expiration: 400,
			scopes: ['repo'],
			title: 'x',
		};
		const error = thrownBy(() => library.buildLink(answers as unknown as Library.LinkAnswers));
		expect(error.message.split('. ').map(sentence => sentence.slice(0, 27))).toEqual([
			'"some" cannot be the reposi',
			'There is no permission "web',
			'The permission contents has',
			'"400" is not an expiration',
			'The link cannot take scopes',
			'The link cannot take title:',
			`The name "${'x'.repeat(17)}`,
			'The resource owner "a b" is',
			'"c" is not a repository.',
		]);
		expect(error.hint).not.toContain('?.');
		expect(error.hint).toMatch(
			/Did you mean .*contents can be .*Give 1 to .*Leave it out.*Shorten/,
		);
	});

	test('repositories without an access say how they are chosen', () => {
		const answers = {type: 'fine-grained', repositories: ['a/b']} as const;
		expect(thrownBy(() => library.buildLink(answers))).toMatchObject({
			message: 'Repositories are named, but repository access is not set.',
			hint: 'Set repository access to selected, or name no repositories.',
		});
	});

	test.each<[unknown, RegExp]>([
		[undefined, /is not a profile/],
		[{}, /needs a type/],
		[
			{type: 'fine-grained', permission: {contents: 'read'}},
			/cannot take permission.*permissions/s,
		],
		[{type: 'classic', owner: 'octo-org'}, /only fine-grained tokens have it/],
		[{type: 'classic', scopes: 'repo'}, /list of texts/],
		[{type: 'fine-grained', name: hidden}, /looks like a token/],
	])('wrong answers: %j', (answers, message) => {
		const error = thrownBy(() => library.buildLink(answers as Library.LinkAnswers));
		const said = `${error.message} ${error.hint}`;
		expect(said).toMatch(message);
		expect(said).not.toContain('a1B2a1B2');
	});

	test('undefined answers count as unset', () => {
		const answers = {type: 'classic', scopes: ['repo'], name: undefined} as const;
		expect(library.buildLink(answers as unknown as Library.LinkAnswers)).toBe(
			'https://github.com/settings/tokens/new?scopes=repo',
		);
	});

	test('links in texts', async () => {
		const cases = [
			...(await readJsonLines('link-cases.jsonl')),
			...(await readJsonLines('more-link-cases.jsonl')),
		];
		for (const {text} of cases) {
			const told = await runFake(['import', '-', '--dry-run', '--json'], {
				files: {'-': String(text)},
			});
			if (told.code === 0) {
				expect(library.readLinks(String(text))).toEqual(JSON.parse(told.stdout));
			}
		}
		expect(library.readLinks('Nothing to see here.')).toEqual([]);
		expect(() => library.readLinks('https://github.com/settings/apps/new?name=x')).toThrow(
			/makes a GitHub App/,
		);
	});

	test('needs', async () => {
		const cases = (await readJsonLines('needs-cases.jsonl')).slice(0, 60);
		for (const {input} of cases) {
			const {stdout} = await runFake(['needs', '-', '--json'], {files: {'-': String(input)}});
			expect(library.findNeeds(String(input))).toEqual(JSON.parse(stdout));
		}
		for (const nothing of ['', [], [' ', '']]) {
			expect(() => library.findNeeds(nothing)).toThrow('Nothing was given.');
		}
	});

	test('the tables', () => {
		expect(library.permissions).toEqual(permissions);
		expect(library.scopes).toEqual(scopes);
	});
});

test('a bundle of buildLink alone has at most 12 kB compressed', async () => {
	const file = join(folder, 'alone.mjs');
	await writeFile(file, "export {buildLink} from 'pat-wizard';\n");
	const bundle = await rolldown({input: file, platform: 'browser', logLevel: 'silent'});
	const {output} = await bundle.generate({format: 'esm', minify: true});
	await bundle.close();
	expect(output).toHaveLength(1);
	// Other bundlers leave out the rest because of this, which they look for beside the files.
	for (const manifest of ['package.json', 'dist/package.json']) {
		const {sideEffects} = JSON.parse(await readFile(join(installed, manifest), 'utf8'));
		expect(sideEffects).toBe(false);
	}
	expect(gzipSync(output[0].code).length).toBeLessThan(12_000);
});

test('it runs in a page of Chromium, without a bundler', async context => {
	const chromium = needsProgram(context, 'chromium', 'chromium-browser');
	const page = `<!doctype html><pre></pre><script type="importmap">
{"imports": {"pat-wizard": "/index.mjs"}}
</script><script type="module">
import {buildLink, findNeeds, permissions, readLinks, scopes} from 'pat-wizard';
const link = buildLink({type: 'classic', scopes: ['repo']});
document.querySelector('pre').textContent = JSON.stringify([
	link, readLinks(link).length, findNeeds('gh pr create').type, permissions.length, scopes.length,
]);
</script>`;
	const types: Readonly<Record<string, string>> = {
		'.mjs': 'text/javascript',
		'.html': 'text/html',
	};
	const server = createServer(async (request, response) => {
		const path = new URL(request.url ?? '', 'http://localhost').pathname;
		const contents =
			path === '/page.html' ? page : await readFile(join(installed, 'dist', path)).catch(() => '');
		response.setHeader('content-type', types[extname(path)] ?? 'text/plain').end(contents);
	});
	await new Promise<void>(resolve => {
		server.listen(0, '127.0.0.1', resolve);
	});
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	const data = await makeTemporaryFolder();
	const {stdout} = await runProgram(
		chromium,
		[
			...['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
			...['--no-first-run', '--disable-background-networking', `--user-data-dir=${data}`],
			'--dump-dom',
			`http://127.0.0.1:${(server.address() as AddressInfo).port}/page.html`,
		],
		{limit: 60_000},
	);
	const [, shown = ''] = /<pre>(.*)<\/pre>/.exec(stdout) ?? [];
	expect(shown).toBe(
		JSON.stringify([
			...['https://github.com/settings/tokens/new?scopes=repo', 1, 'fine-grained'],
			...[permissions.length, scopes.length],
		]),
	);
}, 120_000);

test.each([
	['bundler', 'esnext'],
	['nodenext', 'nodenext'],
])('TypeScript finds its types: %s', async (resolution, module) => {
	const file = join(folder, `consumer-${resolution}.mts`);
	await writeFile(
		file,
		`import {buildLink, findNeeds, permissions, readLinks, scopes} from 'pat-wizard';
import type {CatalogPermission, LinkAnswers, LinkJson, NeedsJson} from 'pat-wizard';
const answers: LinkAnswers = {type: 'fine-grained', permissions: {contents: 'write'}};
const link: string = buildLink(answers);
const links: readonly LinkJson[] = readLinks(link, {owner: 'octo-org'});
const needs: NeedsJson = findNeeds(['gh pr create'], {type: 'classic'});
const names: readonly string[] = [...permissions.map(row => row.parameter), ...scopes.map(row => row.scope)];
const [{profile}] = links as readonly [LinkJson];
export const read: unknown = profile.type === 'classic'
	? [profile.scopes?.includes('repo'), profile.expiration, profile.host]
	: [profile.permissions?.contents === 'write', profile.owner?.length, profile.repositories?.[0]];
// @ts-expect-error: a classic token has no permissions
profile.type === 'classic' && profile.permissions;
export const levels: readonly (string | undefined)[] = [
	permissions[0]?.levels.read, needs.permissions['contents'], needs.tokens[0]?.because[0]?.need, needs.choices[0]?.title,
];
const scope: NonNullable<LinkAnswers & {type: 'classic'}>['scopes'] = scopes.map(row => row.scope);
const [first] = permissions as readonly CatalogPermission[];
if (first !== undefined) buildLink({type: 'fine-grained', permissions: {[first.parameter]: 'read'}});
if (needs.type === 'classic') buildLink({type: needs.type, scopes: needs.scopes});
// @ts-expect-error: no such level
buildLink({type: 'fine-grained', permissions: {workflows: 'read'}});
// @ts-expect-error: no such permission
buildLink({type: 'fine-grained', permissions: {webhooks: 'write'}});
// @ts-expect-error: a classic token has scopes
buildLink({type: 'classic', permissions: {contents: 'read'}});
// @ts-expect-error: no such scope
buildLink({type: 'classic', scopes: ['repos']});
export {link, links, names, needs, scope};
`,
	);
	const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
	const flags = ['--ignoreConfig', '--noEmit', '--strict', '--lib', 'es2022', '--types', ''];
	const checked = await runProgram(
		process.execPath,
		[compiler, ...flags, '--module', module, '--moduleResolution', resolution, file],
		{cwd: folder},
	);
	expect(checked).toMatchObject({code: 0, stdout: ''});
});

test('publint and arethetypeswrong find nothing', async () => {
	const run = (program: string, ...args: readonly string[]) =>
		runProgram(process.execPath, [join(root, 'node_modules', program), ...args]);
	const linted = await run('publint/src/cli.js', installed, '--strict', '--pack', 'false');
	expect(linted).toMatchObject({code: 0});
	const attw = '@arethetypeswrong/cli/dist/index.js';
	expect(await run(attw, tarball, '--profile', 'esm-only', '--no-color')).toMatchObject({code: 0});
}, 60_000);

test('nothing that it loads names a module of Node', async () => {
	const files = new Set(['index.mjs']);
	for (const file of files) {
		const code = await readFile(join(installed, 'dist', file), 'utf8');
		expect(code).not.toMatch(/(?:from|import|require)\s*\(?["'`]node:/);
		for (const [, next = ''] of code.matchAll(/ from '\.\/([^']+)'/g)) {
			files.add(next);
		}
	}
	expect(files.size).toBeGreaterThan(5);
});

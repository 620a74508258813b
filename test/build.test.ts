import {mkdir, readdir, readFile, stat, symlink, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {build} from 'esbuild';
import fc from 'fast-check';
import {createElement} from 'react';
import {beforeAll, describe, expect, inject, onTestFinished, test, vi} from 'vitest';
import {bundle} from '../scripts/build/bundle.js';
import {describeLicenses} from '../scripts/build/licenses.js';
import {createSegmenter, isOneColumnEach, loadOnDemand} from '../scripts/build/on-demand.js';
import {removals} from '../scripts/build/removals.js';
import {applyRemoval, findKnownCost, trimStartUp} from '../scripts/build/trim-start-up.js';
import {writeFiles} from '../scripts/build/write-files.js';
import {makeTemporaryFolder} from './clean-environment.ts';
import {runProgram} from './run-cli.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const isWindows = process.platform === 'win32';

/** Makes a folder that holds a program of its own and uses the installed packages. */
const makeProject = async (files: Readonly<Record<string, string>>): Promise<string> => {
	const folder = await makeTemporaryFolder();
	await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
	await writeFile(join(folder, 'package.json'), '{"version": "1.2.3", "type": "module"}');
	for (const [name, text] of Object.entries(files)) {
		await writeFile(join(folder, name), text);
	}

	return folder;
};

/** Builds a program and tells the path of its entry. */
const buildProject = async (files: Readonly<Record<string, string>>): Promise<string> => {
	const folder = await makeProject(files);
	const {files: outputs} = await bundle({root: folder, entry: 'cli.tsx', outputFolder: 'dist'});
	await writeFiles(join(folder, 'dist'), outputs);
	return join(folder, 'dist', 'cli.js');
};

const runBuilt = async (text: string, env = {}) => {
	const entry = await buildProject({'cli.tsx': text});
	return runProgram(process.execPath, [entry], {env});
};

/** Puts packages into a node_modules folder and bundles what imports them. */
const buildWithPackages = async (packages: Readonly<Record<string, string>>) => {
	const folder = await makeTemporaryFolder();
	for (const [file, text] of Object.entries(packages)) {
		const path = join(folder, 'node_modules', file);
		await mkdir(dirname(path), {recursive: true});
		await writeFile(path, text);
	}

	const lines = Object.keys(packages).map(file => `import './node_modules/${file}';`);
	return build({
		stdin: {contents: lines.join('\n'), resolveDir: folder},
		bundle: true,
		write: false,
		logLevel: 'silent',
		plugins: [trimStartUp()],
	});
};

test('the program could be built', () => {
	expect(inject('buildError')).toBe('');
});

describe('what is taken out of packages', () => {
	test.each(removals)('$file fits the step that changes it', async removal => {
		const text = await readFile(join(root, 'node_modules', removal.file), 'utf8');
		expect(findKnownCost(applyRemoval(removal, text))).toBeUndefined();
	});

	test.each(removals)('$file without what is sought stops the build', async removal => {
		await expect(buildWithPackages({[removal.file]: 'export default 1;'})).rejects.toThrow(
			`${removal.file} no longer fits the build step`,
		);
	});

	test('a pattern that matches more often than it has to stops the build', () => {
		const removal = {what: 'a', file: 'b', changes: [{find: /c/, put: 'd'}]};
		expect(applyRemoval(removal, 'abc')).toBe('abd');
		expect(() => applyRemoval(removal, 'cc')).toThrow('/c/ matches 2 times instead of 1');
	});

	test('a package whose file went elsewhere stops the build', async () => {
		await expect(buildWithPackages({'wrap-ansi/other.js': 'export {};'})).rejects.toThrow(
			'wrap-ansi/index.js is not bundled any more',
		);
	});

	test.each([
		['Intl.Segmenter', 'export const a = new Intl.Segmenter();'],
		['RGI_Emoji', String.raw`export const a = /^\p{RGI_Emoji}$/v;`],
	])('a package that newly brings %s along stops the build', async (cost, text) => {
		await expect(buildWithPackages({'new-package/index.js': text})).rejects.toThrow(cost);
	});

	test('conf works without what was taken out, and says so when it is asked for', async () => {
		const use = (options: string) =>
			runBuilt(
				`import Conf from 'conf';
				const conf = new Conf({cwd: process.env.HOME, ${options}});
				conf.set('a', [1]);
				console.log(JSON.stringify(conf.store), conf.size);`,
			);
		expect(await use('')).toMatchObject({code: 0, stdout: '{"a":[1]} 1\n'});
		expect((await use('defaults: {b: 2}')).stdout).toBe('{"b":2,"a":[1]} 2\n');
		expect((await use('encryptionKey: "k"')).stdout).toBe('{"a":[1]} 1\n');
		expect((await use('schema: {a: {type: "array"}}')).stderr).toContain(
			'built without support for a schema',
		);
		const migrated = await use(
			'projectVersion: "1.0.0", migrations: {"0.1.0": c => c.set("m", 1)}',
		);
		expect(migrated.stdout).toContain('"m":1');
	});

	test('Ink draws the same as unbundled, and errors of a component too', async () => {
		const text = `
			import {Box, Text, renderToString} from 'ink';
			console.log(renderToString(
				<Box borderStyle="round" width={24} flexDirection="column">
					<Text>ab 日本 👩‍👩‍👧 ❯ ● é</Text><Text wrap="truncate">{'long '.repeat(9)}</Text>
				</Box>,
			));`;
		const {stdout, stderr} = await runBuilt(text);
		expect(stderr).toBe('');
		expect(stdout.trimEnd().split('\n')).toEqual([
			'╭──────────────────────╮',
			'│ab 日本 👩‍👩‍👧 ❯ ● é      │',
			'│long long long long l…│',
			'╰──────────────────────╯',
		]);
		const broken = await runBuilt(`
			import {render} from 'ink';
			const Broken = () => { throw new Error('broken on purpose'); };
			render(<Broken />, {interactive: true}).waitUntilExit().catch(() => console.log('rejected'));`);
		expect(broken.stdout).toContain('broken on purpose');
		expect(broken.stdout).toContain('rejected');
	});
});

describe('text is measured, cut and wrapped as by the packages themselves', () => {
	type Measures = Readonly<{
		stringWidth: (text: string, options?: object) => number;
		sliceAnsi: (text: string, from: number, to: number) => string;
		wrapAnsi: (text: string, columns: number, options?: object) => string;
		cliTruncate: (text: string, columns: number, options?: object) => string;
		tokenize: (text: string) => unknown;
		lineUpdate: (before: string, after: string, columns: number) => string;
	}>;

	const contents = `
		export {default as stringWidth} from 'string-width';
		export {default as sliceAnsi} from 'slice-ansi';
		export {default as wrapAnsi} from 'wrap-ansi';
		export {default as cliTruncate} from 'cli-truncate';
		export {tokenize} from '@alcalzone/ansi-tokenize';
		export {default as lineUpdate} from './node_modules/ink/build/line-update.js';`;

	const load = async (plugins: ReturnType<typeof trimStartUp>[]): Promise<Measures> => {
		const folder = await makeTemporaryFolder();
		const outfile = join(folder, 'measures.mjs');
		await build({
			stdin: {contents, resolveDir: root},
			bundle: true,
			format: 'esm',
			platform: 'node',
			outfile,
			plugins,
		});
		return import(pathToFileURL(outfile).href);
	};

	const pieces = fc.oneof(
		{weight: 4, arbitrary: fc.string({unit: 'grapheme', maxLength: 6})},
		{weight: 2, arbitrary: fc.string({unit: 'binary', maxLength: 6})},
		{weight: 2, arbitrary: fc.string({unit: 'grapheme-ascii', maxLength: 12})},
		{
			weight: 6,
			arbitrary: fc.constantFrom(
				...['\x1b[31m', '\x1b[39m', '\x1b[1m', '\x1b[0m', '\x1b[38;5;9m', '\x1b[', '\x9b3m'],
				...['\x1b]8;;https://a.b\x07', '\x1b]8;;\x07', '\x1b]0;t\x1b\\', '\x1b', '\x07'],
				...['\r\n', '\r', '\n', '\t', ' ', '  ', '\u00AD', '\u200B', '\u200D', '\uFE0F', '\uFE0E'],
				...[
					'❯',
					'●',
					'○',
					'✔',
					'✖',
					'⚠',
					'⚠️',
					'─',
					'│',
					'╭',
					'█',
					'↑',
					'…',
					'·',
					'™',
					'©',
					'®',
					'#️⃣',
					'⃣',
				],
				...[
					'e\u0301',
					'\u0301',
					'ｶﾞ',
					'日',
					'한',
					'ᄀ',
					'ᅡ',
					'ᆨ',
					'नि',
					'क्‍ष',
					'👍🏽',
					'🏳️‍🌈',
					'👩‍👩‍👧',
					'🇩🇪',
					'🇩',
				],
				...['⌚', '⏰', '◽', '☔', '⛔', '⭐', '\uD83D', '\uDE00', '\u0600', '\u0E33'],
			),
		},
		{
			weight: 2,
			arbitrary: fc
				.array(fc.integer({min: 0x20, max: 0x2b_ff}), {maxLength: 8})
				.map(codes => String.fromCharCode(...codes)),
		},
	);
	const text = fc.array(pieces, {maxLength: 10}).map(parts => parts.join(''));

	test('for random texts', {timeout: 120_000}, async () => {
		const original = await load([]);
		const trimmed = await load([trimStartUp({isWhole: false})]);
		fc.assert(
			fc.property(text, text, fc.nat(30), fc.nat(30), fc.boolean(), (one, other, a, b, flag) => {
				const measure = (measures: Measures) => [
					measures.stringWidth(one),
					measures.stringWidth(one, {ambiguousIsNarrow: flag, countAnsiEscapeCodes: !flag}),
					measures.sliceAnsi(one, Math.min(a, b), Math.max(a, b)),
					measures.wrapAnsi(one, a + 1, {hard: flag, trim: !flag}),
					measures.cliTruncate(one, a, {
						position: flag ? 'middle' : 'end',
						preferTruncationOnSpace: b > 15,
					}),
					measures.tokenize(one),
					measures.lineUpdate(one, other, a + b),
					measures.lineUpdate(one, one + other, 80),
				];
				expect(measure(trimmed)).toEqual(measure(original));
			}),
			{numRuns: 4000},
		);
	});

	test('for every character that is taken for one column', async () => {
		const {stringWidth} = await load([]);
		const segmenter = new Intl.Segmenter();
		const characters = Array.from({length: 0x1_00_00}, (_, code) => String.fromCharCode(code));
		const plain = characters.filter(isOneColumnEach);
		expect(plain.length).toBeGreaterThan(500);
		expect(plain.filter(character => stringWidth(character) !== 1)).toEqual([]);
		const joined = plain.filter(character =>
			['a', '─', '⚠', character].some(
				other => [...segmenter.segment(other + character + other)].length !== 3,
			),
		);
		expect(joined).toEqual([]);
	});

	test('and segments are the same where the segmenter is left out', () => {
		const segmenter = new Intl.Segmenter();
		fc.assert(
			fc.property(text, sample => {
				const expected = [...segmenter.segment(sample)].map(({segment, index}) => [segment, index]);
				const actual = [...createSegmenter().segment(sample)];
				expect(actual.map(({segment, index}) => [segment, index])).toEqual(expected);
			}),
			{numRuns: 4000},
		);
	});
});

test('Ink draws whatever it is given as it does unbundled', {timeout: 120_000}, async () => {
	const folder = await makeTemporaryFolder();
	const outfile = join(folder, 'ink.cjs');
	const {files} = await bundle({root, entry: 'cli.tsx', outputFolder: 'dist'});
	const layout = files.find(({path}) => path === 'yoga.wasm');
	await writeFile(join(folder, 'yoga.wasm'), layout?.contents ?? '');
	await build({
		stdin: {
			contents: "export * from 'ink'; export {createElement} from 'react';",
			resolveDir: root,
		},
		bundle: true,
		format: 'cjs',
		platform: 'node',
		define: {'process.env.NODE_ENV': '"production"'},
		outfile,
		plugins: [trimStartUp({isWhole: false})],
	});
	// Read when the packages are loaded: without it they leave out every style.
	vi.stubEnv('FORCE_COLOR', '3');
	onTestFinished(() => void vi.unstubAllEnvs());
	type Drawing = Pick<typeof import('ink'), 'Box' | 'Text' | 'renderToString'> & {
		createElement: typeof createElement;
	};
	const trimmed: Drawing = createRequire(import.meta.url)(outfile);
	const original: Drawing = {...(await import('ink')), createElement};
	const bold = original.renderToString(createElement(original.Text, {bold: true}, 'a'));
	expect(bold).toBe('\x1b[1ma\x1b[22m');

	const words = fc
		.array(
			fc.oneof(
				fc.string({unit: 'grapheme-ascii', maxLength: 12}),
				fc.string({unit: 'grapheme', maxLength: 4}),
				fc.constantFrom(
					'\n',
					'\t',
					'日本',
					'👩‍👩‍👧',
					'⚠️',
					'─',
					'\u00AD',
					'\u200B',
					'\x1b[31m',
					'\x1b[0m',
					'\x07',
				),
				fc.constantFrom(
					'❯ ',
					'● ',
					'e\u0301',
					'\x1b]8;;https://a.b\x07',
					'\x1b]8;;\x07',
					'\r\n',
					'\x7F',
					'\x9B1m',
				),
			),
			{maxLength: 6},
		)
		.map(parts => parts.join(''));
	const style = fc.record(
		{
			bold: fc.boolean(),
			dimColor: fc.boolean(),
			inverse: fc.boolean(),
			color: fc.constantFrom('cyan', '#12ab9f', 'ansi256(9)'),
			backgroundColor: fc.constantFrom('red', 'blue'),
			wrap: fc.constantFrom('wrap' as const, 'truncate' as const, 'hard' as const),
		},
		{requiredKeys: []},
	);
	const place = fc.record(
		{
			width: fc.integer({min: 1, max: 20}),
			height: fc.integer({min: 1, max: 3}),
			overflow: fc.constant('hidden' as const),
			marginLeft: fc.integer({min: -4, max: 4}),
			marginTop: fc.integer({min: -2, max: 1}),
			flexDirection: fc.constantFrom('row' as const, 'column' as const),
			borderStyle: fc.constant('round' as const),
			paddingX: fc.nat(2),
		},
		{requiredKeys: []},
	);
	const boxes = fc.array(
		fc.record({place, texts: fc.array(fc.record({style, words, inner: words}), {maxLength: 3})}),
		{maxLength: 4},
	);
	fc.assert(
		fc.property(boxes, fc.integer({min: 2, max: 40}), (children, columns) => {
			const draw = ({Box, Text, renderToString, createElement: make}: Drawing) =>
				renderToString(
					make(
						Box,
						{flexDirection: 'column'},
						...children.map(child =>
							make(
								Box,
								child.place,
								...child.texts.map(text =>
									make(Text, text.style, text.words, make(Text, {bold: true}, text.inner)),
								),
							),
						),
					),
					{columns},
				);
			expect(draw(trimmed)).toBe(draw(original));
		}),
		{numRuns: 400},
	);
});

test('a stand-in loads the object at its first use, once', () => {
	let loads = 0;
	const object = loadOnDemand(() => {
		loads += 1;
		return {one: 1, two: () => 2};
	});
	expect(loads).toBe(0);
	expect([object.one, object.two(), loads]).toEqual([1, 2, 1]);
});

describe('the built program', () => {
	let built: Awaited<ReturnType<typeof bundle>>;
	beforeAll(async () => {
		built = await bundle({root, entry: 'cli.tsx', outputFolder: 'dist'});
	});

	test('is the same for the same sources', async () => {
		const again = await bundle({root, entry: 'cli.tsx', outputFolder: 'dist'});
		expect(again.files).toEqual(built.files);
	});

	test('is what dist holds, with nothing beside it', async () => {
		const dist = join(root, 'dist');
		const found = await readdir(dist);
		const beside = ['pat-wizard.1', 'pat-wizard.schema.json'];
		expect(found.sort()).toEqual([...built.files.map(file => file.path), ...beside].sort());
		for (const {path, contents} of built.files) {
			expect(await readFile(join(dist, path))).toEqual(Buffer.from(contents));
		}
	});

	test('starts small: no package stands in what every run loads', () => {
		const sizes = built.files.map(({path, contents}) => [path, contents.length] as const);
		const sizeOf = (name: RegExp) => sizes.find(([path]) => name.test(path))?.[1];
		expect(sizeOf(/^cli\.js$/)).toBeLessThan(8000);
		expect(sizeOf(/^main-/)).toBeLessThan(8000);
		expect(sizeOf(/^run-(?!wizard)/)).toBeLessThan(200_000);
		const first = built.files.filter(({path}) => /^(main|run(?!-wizard))-/.test(path));
		const modules = first.flatMap(({contents}) =>
			[...String(contents).matchAll(/"([\w-]+\.js)":\(\(exports/g)].map(([, name]) => name),
		);
		const inputs = modules.flatMap(name =>
			Object.keys(built.metafile.outputs[`dist/${name}`]?.inputs ?? {}),
		);
		expect(inputs).toContain('cli.tsx');
		expect(inputs).toContain('source/command-line/run.ts');
		expect(inputs.filter(input => input.includes('node_modules'))).toEqual([]);
	});

	test('has each module in one file, and nothing beyond ASCII in any', () => {
		const code = built.files.filter(({path}) => /-\w+\.js$/.test(path));
		const modules = code.flatMap(({contents}) =>
			[...String(contents).matchAll(/"([\w-]+\.js)":\(\(exports/g)].map(([, name]) => name),
		);
		expect(modules.sort()).toEqual(
			Object.keys(built.metafile.outputs)
				.map(output => output.replace('dist/', ''))
				.sort(),
		);
		for (const {contents} of code) {
			expect(String(contents)).toMatch(/^[\0-\x7F]*$/);
		}
	});

	test('needs no package beside it', () => {
		const modules = Object.values(built.metafile.outputs).flatMap(({imports}) =>
			imports.filter(({external}) => external).map(({path}) => path),
		);
		expect(modules.filter(path => !/^(node:|assert$|events$|module$|os$)/.test(path))).toEqual([]);
	});

	test.skipIf(isWindows)('can be run, and so can the launcher beside it', async () => {
		for (const name of ['cli.js', 'xdg-open']) {
			expect((await stat(join(root, 'dist', name))).mode & 0o777).toBe(0o755);
		}

		const {stdout} = await runProgram(join(root, 'dist', 'cli.js'), ['--version']);
		const {version} = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
		expect(stdout).toBe(`${version}\n`);
	});

	test('names the license of everything it contains', async () => {
		const licenses = await readFile(join(root, 'dist', 'licenses.txt'), 'utf8');
		const inputs = Object.values(built.metafile.outputs).flatMap(({inputs}) => Object.keys(inputs));
		const names = inputs.flatMap(
			input => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? [],
		);
		expect(new Set(names).size).toBeGreaterThan(40);
		for (const name of new Set(names)) {
			expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
		}

		expect(licenses).toContain('GitHub Docs');
	});

	test.skipIf(isWindows)(
		'is at most 500 kB packed, and nothing that users do not need is packed',
		async () => {
			const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
			const {stdout} = await runProgram('npm', args, {cwd: root});
			const [packed]: {size: number; files: {path: string}[]}[] = JSON.parse(stdout);
			expect(packed?.size).toBeLessThanOrEqual(500_000);
			const beside = packed?.files.map(({path}) => path).filter(path => !path.startsWith('dist/'));
			expect(beside?.sort()).toEqual(['license', 'package.json', 'readme.md']);
		},
	);
});

describe('building', () => {
	test('tells the version and that this is production, and splits what is loaded later', async () => {
		const {stdout} = await runBuilt(
			'console.log(process.env.NODE_ENV, process.env.PAT_WIZARD_VERSION);',
		);
		expect(stdout).toBe('production 1.2.3\n');
	});

	test.skipIf(isWindows)('leaves the launcher where open finds it', async () => {
		const later = `import open from 'open';
			export const launch = async () => {
				const child = await open('https://example.com/?a=1&b=2');
				const waiting = setInterval(() => {}, 1000);
				child.on('exit', code => {
					clearInterval(waiting);
					console.log('launched', code);
				});
			};`;
		const entry = await buildProject({
			'cli.tsx': "import('./later.ts').then(({launch}) => launch());",
			'later.ts': later,
		});
		const folder = await makeTemporaryFolder();
		const browser = join(folder, 'browser');
		await writeFile(browser, `#!/bin/sh\necho "$1" > "${folder}/address"\n`, {mode: 0o755});
		const {stdout} = await runProgram(process.execPath, [entry], {env: {BROWSER: browser}});
		expect(stdout).toBe('launched 0\n');
		expect(await readFile(join(folder, 'address'), 'utf8')).toBe('https://example.com/?a=1&b=2\n');
	});

	test('fails for a package without a license text', async () => {
		const folder = await makeTemporaryFolder();
		await mkdir(join(folder, 'node_modules/a'), {recursive: true});
		await writeFile(
			join(folder, 'node_modules/a/package.json'),
			'{"name": "a", "version": "1.0.0"}',
		);
		const inputs = {'node_modules/a/index.js': {bytesInOutput: 1}};
		const output = {bytes: 1, imports: [], exports: [], inputs};
		const metafile = {inputs: {}, outputs: {'dist/cli.js': output}};
		await expect(describeLicenses(metafile, folder)).rejects.toThrow(
			'a 1.0.0 is bundled but comes without a license text',
		);
		await writeFile(join(folder, 'node_modules/a/LICENSE.md'), 'Do as you like.');
		expect(await describeLicenses(metafile, folder)).toContain('a 1.0.0 (undefined)\n\nDo as');
	});

	test('leaves only what was built', async () => {
		const folder = await makeTemporaryFolder();
		await writeFile(join(folder, 'old.js'), '');
		await writeFiles(folder, [{path: 'new.js', contents: 'new'}]);
		expect(await readdir(folder)).toEqual(['new.js']);
	});

	test('fails where something waits at the top level', async () => {
		await expect(runBuilt('await Promise.resolve(1);\nexport {};')).rejects.toThrow('await');
	});
});

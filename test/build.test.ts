import {mkdir, readdir, readFile, stat, symlink, writeFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import {join, normalize} from 'node:path';
import {fileURLToPath} from 'node:url';
import {Script} from 'node:vm';
import {brotliDecompressSync} from 'node:zlib';
import fc from 'fast-check';
import {createElement} from 'react';
import stringWidth from 'string-width';
import {beforeAll, describe, expect, inject, onTestFinished, test, vi} from 'vitest';
import {bundle, program, writeFiles} from '../scripts/build/bundle.js';
import {LazySegmenter} from '../scripts/build/lazy-segmenter.js';
import {describeLicenses} from '../scripts/build/licenses.js';
import {makeTemporaryFolder} from './clean-environment.ts';
import {runProgram} from './run-cli.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const isWindows = process.platform === 'win32';

/** Builds a program of its own that uses the installed packages, and tells the folder of its files. */
const buildProject = async (files: Readonly<Record<string, string>>): Promise<string> => {
	const folder = await makeTemporaryFolder();
	await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
	await writeFile(join(folder, 'package.json'), '{"version": "1.2.3", "type": "module"}');
	for (const [name, text] of Object.entries(files)) {
		await writeFile(join(folder, name), text);
	}

	const {files: outputs} = await bundle(folder, {main: 'main.tsx'});
	await writeFiles(join(folder, 'dist'), outputs);
	return join(folder, 'dist');
};

/** The names and sources of the program's own parts, in turn. */
const readProgram = async (dist: string): Promise<string> =>
	brotliDecompressSync(await readFile(join(dist, 'program.br'))).toString('latin1');

/** What a module exports after it was built. */
const loadBuilt = async (text: string) => {
	const dist = await buildProject({'main.tsx': text});
	const parts = (await readProgram(dist)).split('\xFF');
	const require = createRequire(join(dist, 'cli.js'));
	// biome-ignore lint/suspicious/noExplicitAny: what the module exports.
	const load = (part: string): any => {
		const define = new Script(parts[parts.indexOf(part) + 1] ?? '').runInThisContext();
		const module = {exports: {}};
		const find = (id: string) => (id.startsWith('./') ? load(id.slice(2)) : require(id));
		define(module.exports, find, module, join(dist, part), dist);
		return module.exports;
	};
	return load('main.mjs');
};

test('the program could be built', () => {
	expect(inject('buildError')).toBe('');
});

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

test('the patched string-width measures as the original does', {timeout: 120_000}, async () => {
	const built = await loadBuilt("export {default as stringWidth} from 'string-width';");
	fc.assert(
		fc.property(text, fc.boolean(), (sample, flag) => {
			const options = {ambiguousIsNarrow: flag, countAnsiEscapeCodes: !flag};
			expect(built.stringWidth(sample)).toBe(stringWidth(sample));
			expect(built.stringWidth(sample, options)).toBe(stringWidth(sample, options));
		}),
		{numRuns: 4000},
	);
	const characters = Array.from({length: 0x1_00_00}, (_, code) => String.fromCharCode(code));
	const different = characters.filter(
		character => built.stringWidth(character) !== stringWidth(character),
	);
	expect(different).toEqual([]);
});

test('the graphemes of text are those of Intl.Segmenter', () => {
	const segmenter = new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	const lazy = new LazySegmenter(undefined, {granularity: 'grapheme'});
	const list = (segments: Iterable<Intl.SegmentData>) =>
		Array.from(segments, ({segment, index, input}) => [segment, index, input]);
	fc.assert(
		fc.property(text, fc.nat(30), (sample, place) => {
			const [expected, actual] = [segmenter.segment(sample), lazy.segment(sample)];
			expect(list(actual)).toEqual(list(expected));
			expect(actual.containing(place)?.segment).toBe(expected.containing(place)?.segment);
		}),
		{numRuns: 4000},
	);
});

test('the bundled Ink draws as the original does', {timeout: 120_000}, async () => {
	// Read when the packages are loaded: without it they leave out every style.
	vi.stubEnv('FORCE_COLOR', '3');
	onTestFinished(() => void vi.unstubAllEnvs());
	type Drawing = Pick<typeof import('ink'), 'Box' | 'Text' | 'renderToString'> & {
		createElement: typeof createElement;
	};
	const built: Drawing = await loadBuilt(
		"export {Box, Text, renderToString} from 'ink'; export {createElement} from 'react';",
	);
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
					'\u0301',
					'\x1b[1m',
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
			expect(draw(built)).toBe(draw(original));
		}),
		{numRuns: 400},
	);
});

describe('the built program', () => {
	let built: Awaited<ReturnType<typeof bundle>>;
	beforeAll(async () => {
		built = await bundle(root, program);
	});

	/** The built file that a module stands in, and the modules beside it. */
	const findFile = (module: string) =>
		[...built.modules].find(([, modules]) => modules.includes(join(root, module))) ?? ['', []];

	test('is the same for the same sources', async () => {
		expect((await bundle(root, program)).files).toEqual(built.files);
	});

	test('is in dist, with no other files', async () => {
		const dist = join(root, 'dist');
		const beside = ['index.d.mts', 'pat-wizard.1', 'pat-wizard.schema.json'];
		const names = [...built.files.map(file => normalize(file.path)), ...beside];
		const found = await readdir(dist, {recursive: true});
		expect(found.filter(name => name !== 'parts').sort()).toEqual(names.sort());
		for (const {path, contents} of built.files) {
			expect(await readFile(join(dist, path))).toEqual(Buffer.from(contents));
		}
	});

	test('loads no package at every start, except the one that measures text', () => {
		const measuring =
			/node_modules[\\/](?:string-width|strip-ansi|ansi-regex|get-east-asian-width)[\\/]/;
		for (const module of ['cli.tsx', 'source/command-line/run.ts']) {
			const [file, modules] = findFile(module);
			expect(file).not.toBe('');
			const packages = modules.filter(each => each.includes('node_modules'));
			expect(packages.filter(each => !measuring.test(each))).toEqual([]);
		}
		const cli = built.files.find(({path}) => path === 'cli.js');
		expect(cli?.contents.length).toBeLessThan(8000);
	});

	test.skipIf(isWindows)('can be run', async () => {
		expect((await stat(join(root, 'dist', 'cli.js'))).mode & 0o777).toBe(0o755);
		const {stdout} = await runProgram(join(root, 'dist', 'cli.js'), ['--version']);
		const {version} = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
		expect(stdout).toBe(`${version}\n`);
	});

	test('names the license of everything it contains', async () => {
		const licenses = await readFile(join(root, 'dist', 'licenses.txt'), 'utf8');
		const names = [...built.modules.values()]
			.flat()
			.flatMap(module => /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(module)?.[1] ?? []);
		expect(new Set(names).size).toBeGreaterThan(40);
		for (const name of new Set(names)) {
			expect(licenses).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
		}

		expect(licenses).toContain('GitHub Docs');
	});

	test.skipIf(isWindows)(
		'is at most 450 kB packed, and has only files that users need',
		async () => {
			const args = ['pack', '--dry-run', '--json', '--ignore-scripts'];
			const {stdout} = await runProgram('npm', args, {cwd: root});
			const [packed]: {size: number; files: {path: string}[]}[] = JSON.parse(stdout);
			expect(packed?.size).toBeLessThanOrEqual(450_000);
			const beside = packed?.files.map(({path}) => path).filter(path => !path.startsWith('dist/'));
			expect(beside?.sort()).toEqual(['license', 'package.json', 'readme.md']);
		},
	);
});

describe('building', () => {
	test('sets the version and production mode', async () => {
		const text = 'console.log(process.env.NODE_ENV, process.env.PAT_WIZARD_VERSION);';
		const dist = await buildProject({'main.tsx': text});
		const {stdout} = await runProgram(process.execPath, [join(dist, 'cli.js')]);
		expect(stdout).toBe('production 1.2.3\n');
	});

	test('fails for a package without a license text', async () => {
		const folder = join(await makeTemporaryFolder(), 'node_modules', 'a');
		await mkdir(folder, {recursive: true});
		await writeFile(join(folder, 'package.json'), '{"name": "a", "version": "1.0.0"}');
		const modules = [join(folder, 'index.js')];
		await expect(describeLicenses(modules)).rejects.toThrow(
			'a 1.0.0 is bundled but comes without a license text',
		);
		await writeFile(join(folder, 'LICENSE.md'), 'Do as you like.');
		expect(await describeLicenses(modules)).toContain('a 1.0.0 (undefined)\n\nDo as');
	});

	test('leaves only what was built', async () => {
		const folder = await makeTemporaryFolder();
		await writeFile(join(folder, 'old.js'), '');
		await writeFiles(folder, [{path: 'new.js', contents: 'new'}]);
		expect(await readdir(folder)).toEqual(['new.js']);
	});
});

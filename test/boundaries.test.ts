import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {beforeAll, describe, expect, test} from 'vitest';
import {bundle} from '../scripts/build/bundle.js';
import {makeTemporaryFolder} from './clean-environment.ts';
import {findImports, findViolations} from './import-rules.ts';
import {findProgram} from './program.ts';
import {runCli, runProgram} from './run-cli.ts';
import {openProgram} from './terminal.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const findSources = (): string[] => {
	const files = readdirSync(join(root, 'source'), {recursive: true, encoding: 'utf8'})
		.filter(file => /\.[cm]?[jt]sx?$/.test(file))
		.map(file => `source/${file.replaceAll('\\', '/')}`);
	return ['cli.tsx', ...files];
};

test('every import points the right way', () => {
	const sources = findSources();
	const violations = sources.flatMap(file =>
		findViolations(file, readFileSync(join(root, file), 'utf8')),
	);
	expect(sources.length).toBeGreaterThan(20);
	expect(violations).toEqual([]);
});

test.each([
	['source/core/link/link.ts', "import {join} from 'node:path';", 'node:path'],
	['source/core/link/link.ts', "import type {Stats} from 'node:fs';", 'node:fs'],
	['source/core/link/link.ts', "import Conf from 'conf';", 'conf'],
	[
		'source/core/link/link.ts',
		"import {open} from '../platform/browser.ts';",
		'../platform/browser.ts',
	],
	['source/core/errors.ts', "export * from '../ui/keys.ts';", '../ui/keys.ts'],
	['source/core/catalog/a.ts', "import {b} from '../../commands/b.ts';", '../../commands/b.ts'],
	['source/core/link/link.ts', "const a = await import('react');", 'react'],
	['source/core/link/link.ts', 'const a = await import(name);', '?'],
	['source/platform/browser.ts', "import {Text} from 'ink';", 'ink'],
	['source/platform/browser.ts', "import React from 'react';", 'react'],
	['source/platform/browser.ts', "import type {A} from '../ui/a.ts';", '../ui/a.ts'],
	['source/platform/browser.ts', "import {A} from '../commands/a.ts';", '../commands/a.ts'],
	['source/ui/wizard.tsx', "import {a} from '../platform/a.ts';", '../platform/a.ts'],
	['source/ui/wizard.tsx', "import type {A} from '../platform/a.ts';", '../platform/a.ts'],
	['source/ui/steps/name.tsx', "import {a} from '../../commands/a.ts';", '../../commands/a.ts'],
	['source/ui/wizard.tsx', "import {readFileSync} from 'node:fs';", 'node:fs'],
	['source/ui/wizard.tsx', "import open from 'open';", 'open'],
	['source/commands/list.ts', "import {a} from '../platform/a.ts';", '../platform/a.ts'],
	['source/commands/list.ts', "import {type A} from '../platform/a.ts';", '../platform/a.ts'],
	['source/commands/list.ts', "import {\n\ta,\n\tb,\n} from '../ui/a.tsx';", '../ui/a.tsx'],
	['source/commands/list.ts', "const a = await import('../ui/a.tsx');", '../ui/a.tsx'],
	['source/commands/list.ts', "import 'node:fs';", 'node:fs'],
	['source/start/start.ts', "import {a} from '../core/a.ts';", '../core/a.ts'],
	['source/start/start.ts', "import type {A} from '../platform/a.ts';", '../platform/a.ts'],
	['source/start/start.ts', "import open from 'open';", 'open'],
	['source/platform/a.ts', "import {a} from '../start/a.ts';", '../start/a.ts'],
	['cli.tsx', "import {a} from './source/start/a.ts';", './source/start/a.ts'],
	['source/commands/list.ts', "import {a} from '../../test/a.ts';", '../../test/a.ts'],
	['source/commands/list.ts', "import {a} from '../../cli.tsx';", '../../cli.tsx'],
])('in %s, %j is found', (file, line, specifier) => {
	expect(findViolations(file, `/** A. */\n${line}\n`)).toEqual([
		`${file} must not import ${specifier}`,
	]);
});

test.each([
	['source/core/link/link.ts', 'process.exit(1);', 'must not call process.exit'],
	['source/commands/list.ts', 'process . exit;', 'must not call process.exit'],
	['source/ui/wizard.tsx', 'export default function wizard() {}', 'must not export a default'],
	['source/ui/wizard.tsx', 'export {wizard as default};', 'must not export a default'],
	['cli.tsx', 'export default main;', 'must not export a default'],
	['source/ui/helpers/a.ts', '', 'stands in a folder whose name says nothing'],
	['source/core/types/a.ts', '', 'stands in a folder whose name says nothing'],
	['source/core/a.ts', 'const now = Date.now();', 'must not look at the world'],
	['source/core/a.ts', 'const now = new Date();', 'must not look at the world'],
	['source/core/a.ts', 'const home = process.env.HOME;', 'must not look at the world'],
	['source/other/a.ts', '', 'stands in no room of source/'],
])('in %s, %j is found', (file, line, violation) => {
	expect(findViolations(file, line)).toContain(`${file} ${violation}`);
});

test.each([
	[
		'source/core/link/link.ts',
		"import {a} from './catalog/a.ts';\nimport b from './b.json' with {type: 'json'};",
	],
	[
		'source/core/link/link.ts',
		"/**\n * import {a} from 'node:fs';\n */\n// import 'conf';\nnew Date(0);",
	],
	['source/core/link/link.ts', "const example = 'text about an import';\nexport const b = 1;"],
	['source/platform/store.ts', "import Conf from 'conf';\nimport fs from 'node:fs';"],
	['source/ui/a.tsx', "import type {ReactNode} from 'react';\nimport {Box} from 'ink';"],
	['source/ui/a.tsx', "import {EventEmitter} from 'node:events';"],
	['source/ui/a.tsx', "type A = import('ink').Key;"],
	['source/commands/a.ts', "import type {Store} from '../platform/store.ts';"],
	['cli.tsx', "const {a} = await import('./source/ui/a.tsx');\nprocess.exit(a);"],
])('in %s, %j is allowed', (file, text) => {
	expect(findViolations(file, text)).toEqual([]);
});

test('imports are found however they are written', () => {
	const text = [
		"import a, {b} from 'one';",
		"import type {\n\tC,\n} from 'two';",
		"import * as d from 'three';",
		"import 'four';",
		"export {e} from 'five';",
		"export type {F} from 'six';",
		"const g = () => import('seven');",
		'import(`eight`);',
	].join('\n');
	const found = findImports(text).map(({specifier}) => specifier);
	expect(found).toEqual(['one', 'two', 'three', 'four', 'five', 'six', 'seven', '?']);
	expect(findImports(text).filter(({isType}) => isType)).toHaveLength(2);
	expect(findImports(text).filter(({isDynamic}) => isDynamic)).toHaveLength(2);
});

describe('what the screen needs', () => {
	const screenPackages =
		/node_modules\/(ink|ink-select-input|react|react-reconciler|yoga-layout)\//;

	/** The names of the built files that hold code of the screen. */
	let screenFiles: string[] = [];

	beforeAll(async () => {
		const {metafile} = await bundle({root, entry: 'cli.tsx', outputFolder: 'dist'});
		screenFiles = Object.entries(metafile.outputs)
			.filter(([, {inputs}]) => Object.keys(inputs).some(input => screenPackages.test(input)))
			.map(([output]) => output.replace(/^dist\//, ''));
	});

	test.each([
		['--help', ['--help']],
		['--version', ['--version']],
		['list', ['list']],
		['url', ['url', '--name', 'test']],
		['open', ['open', 'no-such-profile']],
		['permissions', ['permissions', 'contents']],
		['completion', ['completion', 'bash']],
	])('%s loads nothing of the screen', async (_name, args) => {
		expect(screenFiles.length).toBeGreaterThan(0);
		const record = join(await makeTemporaryFolder(), 'loaded.json');
		const recorder = join(dirname(fileURLToPath(import.meta.url)), 'fixtures', 'record-loaded.cjs');
		await runProgram(process.execPath, ['--require', recorder, findProgram(), ...args], {
			env: {RECORD_LOADED: record},
		});
		const loaded: string[] = JSON.parse(readFileSync(record, 'utf8'));
		expect(loaded).toContainEqual(expect.stringMatching(/^main-/));
		expect(loaded.filter(file => screenFiles.includes(file))).toEqual([]);
	});
});

describe('modules of Node that take milliseconds to load are left alone', () => {
	const dear =
		/^(assert|child_process|crypto|https?|http2|inspector|perf_hooks|readline|repl|worker_threads|zlib|internal\/deps\/undici\/undici)$/;
	const recorder = join(dirname(fileURLToPath(import.meta.url)), 'fixtures', 'record-modules.cjs');

	const makeWorld = async () => {
		const folder = await makeTemporaryFolder();
		const profile = {profile: 'test', type: 'fine-grained', host: 'github.com', name: 'test'};
		const contents = JSON.stringify({version: 1, profiles: [profile]});
		writeFileSync(join(folder, 'config.json'), contents);
		const record = join(folder, 'modules.json');
		return {
			record,
			env: {
				PAT_WIZARD_CONFIG_DIR: folder,
				RECORD_MODULES: record,
				NODE_OPTIONS: `--require=${JSON.stringify(recorder)}`,
			},
		};
	};

	const readRecord = (record: string): string[] =>
		JSON.parse(readFileSync(record, 'utf8')).filter((name: string) => dear.test(name));

	test.each([
		['list', ['list']],
		['show', ['show', 'test']],
		['url', ['url', 'test']],
	])('by %s', async (_name, args) => {
		const {record, env} = await makeWorld();
		expect(await runCli(args, {env})).toMatchObject({code: 0});
		expect(readRecord(record)).toEqual([]);
	});

	test('by the wizard', async () => {
		const {record, env} = await makeWorld();
		const terminal = await openProgram([], {env});
		await terminal.until('Saved profiles');
		terminal.press('ctrl+c');
		await terminal.exit;
		expect(readRecord(record)).toEqual([]);
	});

	test('and would be found', async () => {
		const {record, env} = await makeWorld();
		await runProgram(process.execPath, ['-e', "require('node:crypto')"], {env});
		expect(readRecord(record)).toContain('crypto');
	});
});

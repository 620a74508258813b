/**
 * Mutation testing of source/core: changes the code in small ways, one after the other, and checks that the tests
 * fail. Each file is tested with its own tests, those that a reader would look into.
 *
 *   npm run mutate                    every file
 *   npm run mutate -- host names      files by name
 *
 * Prints the survivors and a table, and keeps a report for each file in reports/mutation. Skips files that, with
 * their tests, are older than their report, unless --again is given.
 */
import {execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {basename, dirname, join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'scripts/mutation');
const reports = join(root, 'reports/mutation');
const core = join(root, 'source/core');

/**
 * Further tests for files, besides the test of the same name.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const testsOf = {
	'needs/index': ['needs/read-need', 'needs/least', 'needs/questions'],
	'token-types/classic': ['token-types/index'],
	'token-types/fine-grained': ['token-types/index'],
	'token-types/token-type': ['token-types/index'],
};

/** Whether a file has only data. @param {string} name */
const isLeftOut = name => name.startsWith('catalog/') || name === 'profile/profile-schema';

const names = readdirSync(core, {recursive: true, encoding: 'utf8'})
	.filter(file => file.endsWith('.ts'))
	.map(file => file.replaceAll('\\', '/').replace(/\.ts$/, ''))
	.filter(name => !isLeftOut(name))
	.toSorted();

/** @param {string} name */
const testsFor = name => {
	const own = `test/core/${name}.test.ts`;
	const others = (testsOf[name] ?? []).map(other => `test/core/${other}.test.ts`);
	return [own, ...others].filter(file => existsSync(join(root, file)));
};

/** @param {string} name */
const reportOf = name => join(reports, `${name.replaceAll('/', '-')}.json`);

/** @param {string} name */
const isFresh = name => {
	const report = statSync(reportOf(name), {throwIfNoEntry: false});
	const sources = [join(core, `${name}.ts`), ...testsFor(name).map(file => join(root, file))];
	return report !== undefined && sources.every(file => statSync(file).mtimeMs < report.mtimeMs);
};

/** @param {string} name */
const run = name => {
	const tests = testsFor(name);
	if (tests.length === 0) {
		console.log(`${name}: no tests`);
		return;
	}
	const settings = {
		...JSON.parse(readFileSync(join(folder, 'stryker.config.json'), 'utf8')),
		mutate: [`source/core/${name}.ts`],
		jsonReporter: {fileName: relative(root, reportOf(name))},
	};
	const file = join(reports, 'stryker.config.json');
	writeFileSync(file, JSON.stringify(settings));
	const {status, signal} = spawnSync(
		process.execPath,
		[join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', file],
		{cwd: root, stdio: 'inherit', env: {...process.env, MUTATION_TESTS: tests.join(',')}},
	);
	if (status !== 0) {
		console.error(`${name}: not measured, Stryker ended with ${status ?? signal}`);
		process.exitCode = 1;
	}
};

const dead = new Set(['Killed', 'Timeout']);
const alive = new Set(['Survived', 'NoCoverage']);

/**
 * @typedef {{
 *   status: string,
 *   location: {start: {line: number, column: number}},
 *   mutatorName: string,
 *   replacement?: string,
 * }} Mutant
 */

/** Reads the mutants of a report: the number of dead ones, and the living ones. @param {string} name */
const read = name => {
	/** @type {{files: Record<string, {mutants: Mutant[]}>}} */
	const {files} = JSON.parse(readFileSync(reportOf(name), 'utf8'));
	const mutants = Object.values(files).flatMap(file => file.mutants);
	return {
		died: mutants.filter(({status}) => dead.has(status)).length,
		living: mutants.filter(({status}) => alive.has(status)),
	};
};

/**
 * @param {number} died
 * @param {number} all
 */
const percent = (died, all) => (all === 0 ? '100.0' : ((100 * died) / all).toFixed(1)).padStart(6);

const args = process.argv.slice(2);
const wanted = args.filter(arg => !arg.startsWith('--')).map(arg => arg.replace(/\.ts$/, ''));
const chosen = names.filter(
	name => wanted.length === 0 || wanted.some(each => name === each || basename(name) === each),
);
if (!existsSync(join(folder, 'node_modules'))) {
	execFileSync('npm', ['install', '--no-package-lock', '--no-audit', '--no-fund'], {
		cwd: folder,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
}
mkdirSync(reports, {recursive: true});
for (const name of chosen) {
	if (args.includes('--again') || !isFresh(name)) {
		mkdirSync(dirname(reportOf(name)), {recursive: true});
		run(name);
	}
}
let died = 0;
let all = 0;
for (const name of chosen.filter(each => existsSync(reportOf(each)))) {
	const found = read(name);
	const count = found.died + found.living.length;
	died += found.died;
	all += count;
	console.log(`${percent(found.died, count)} %  ${String(count).padStart(5)} mutants  ${name}`);
	for (const {location, mutatorName, replacement} of found.living) {
		const place = `${name}.ts:${location.start.line}:${location.start.column}`;
		console.log(
			`          ${place} ${mutatorName}: ${replacement?.replaceAll(/\s+/g, ' ').slice(0, 80)}`,
		);
	}
}
console.log(`${percent(died, all)} %  ${String(all).padStart(5)} mutants`);

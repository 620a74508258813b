import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Script} from 'node:vm';
import {openCodeCache} from './code-cache.ts';

/** Filled in by the build: a name for the contents of all files. */
declare const buildId: string;

const cache = openCodeCache(`${buildId}-${process.version}-${process.arch}`);
/** Commands run different functions. One letter tells most of them apart, and bounds the number of files. */
const [letter = 'w'] = /^[a-z-]/.exec(process.argv[2] ?? '') ?? [];
const modules = new Map<string, {exports: object}>();
/** The parts that V8 compiled in this run, to keep for the next one. */
let compiled: {readonly name: string; readonly source: string; readonly script: Script}[] = [];
/** The names of the parts that other programs do not load, each before its source. */
let packed: readonly string[] | undefined;

/** Keeps each source, its end (a byte that no source has), and the code that V8 made of it. */
const keep = (): void => {
	if (compiled.length > 0) {
		cache?.write(
			compiled.map(({name, source, script}) => [
				name,
				Buffer.concat([Buffer.from(`${source}\xff`, 'latin1'), script.createCachedData()]),
			]),
		);
		compiled = [];
	}
};

/** The text of a file of the installation, which holds only ASCII. */
const readOwn = (file: string): string => {
	const filename = join(__dirname, file);
	try {
		const bytes = readFileSync(filename);
		const text = file.endsWith('.br')
			? (require('node:zlib') as typeof import('node:zlib')).brotliDecompressSync(bytes)
			: bytes;
		return text.toString('latin1');
	} catch (cause) {
		const message = `A file of pat-wizard itself cannot be read: ${filename}. Install it again: npm install --global pat-wizard`;
		throw Object.assign(new Error(message, {cause}), {code: 'ERR_MODULE_NOT_FOUND'});
	}
};

/** The source of a part: a function expression, such as Node makes of a CommonJS file. */
const readSource = (part: string): string => {
	packed ??= readOwn('program.br').split('\xff');
	const place = packed.indexOf(part);
	return place < 0
		? `(${readOwn(join('parts', part)).slice('export default '.length)})`
		: (packed[place + 1] ?? '');
};

const compile = (part: string, filename: string): Script => {
	const name = `${part}.${letter}`;
	const kept = cache?.read(name) ?? Buffer.alloc(0);
	const end = kept.indexOf(0xff);
	const source = end > 0 ? kept.toString('latin1', 0, end) : readSource(part);
	const script = new Script(source, {filename, cachedData: kept.subarray(end + 1)});
	if (script.cachedDataRejected !== false) {
		// Keeps it after a second, while the wizard waits for the user, or else at the exit.
		if (compiled.length === 0) setTimeout(keep, 1000).unref();
		compiled.push({name, source, script});
	}
	return script;
};

/** What a module exports, where `find` loads it when something of it is used. */
const later = (find: () => object): object =>
	new Proxy(
		{},
		{get: (_, name) => Reflect.get(find(), name), ownKeys: () => Reflect.ownKeys(find())},
	);

const load = (part: string): object => {
	let module = modules.get(part);
	if (module === undefined) {
		const filename = join(__dirname, 'parts', part);
		const define = compile(part, filename).runInThisContext();
		module = {exports: {}};
		modules.set(part, module);
		const find = (id: string): object => (id.startsWith('./') ? load(id.slice(2)) : require(id));
		// --version needs no second part, and most runs no node:child_process, which takes 3 ms.
		const waits = (id: string) => part === 'main.mjs' || id === 'node:child_process';
		const findWhenUsed = (id: string) => (waits(id) ? later(() => find(id)) : find(id));
		define(module.exports, findWhenUsed, module, filename, __dirname);
	}
	return module.exports;
};

process.once('exit', keep);
try {
	load('main.mjs');
} catch (error) {
	if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) {
		throw error;
	}
	process.stderr.write(`pat-wizard: ${error.message}.\n`);
	process.exitCode = 1;
}

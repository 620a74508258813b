import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Script} from 'node:vm';
import {openCodeCache} from './code-cache.ts';

/** Filled in by the build: the first file, and a name for the contents of all of them. */
declare const build: {readonly main: string; readonly id: string};

type Module = {exports: unknown};

/** The time after which the wizard surely waits for the user, in milliseconds. */
const patience = 1000;

const modules = new Map<string, Module>();
/** The code that V8 compiled in this run, to keep for the next one. */
const compiled = new Map<string, Script>();
let cache: ReturnType<typeof openCodeCache> | null = null;

const findCache = () => {
	if (cache === null) {
		cache = openCodeCache(`${build.id}-${process.version}-${process.arch}`);
	}
	return cache;
};

const keep = (): void => {
	if (compiled.size === 0) {
		return;
	}
	const codes = Array.from(
		compiled,
		([file, script]) => [file, script.createCachedData()] as const,
	);
	compiled.clear();
	findCache()?.write(codes);
};

/** Keeps code while the user reads the first frame, or else at the exit, when nobody waits. */
const keepLater = (file: string, script: Script): void => {
	if (compiled.size === 0) {
		setTimeout(keep, patience).unref();
		process.once('exit', keep);
	}
	compiled.set(file, script);
};

/**
 * The text of a file as a function expression, such as Node makes of a CommonJS file. The file begins with
 * `export default`, since other programs import it too. It holds only ASCII.
 */
const readFunction = (filename: string): string => {
	try {
		const bytes = readFileSync(filename);
		const code = filename.endsWith('.br')
			? (require('node:zlib') as typeof import('node:zlib')).brotliDecompressSync(bytes)
			: bytes;
		return `(${code.toString('latin1', 'export default '.length)})`;
	} catch (cause) {
		const message = `A file of pat-wizard itself cannot be read: ${filename}. Install it again: npm install --global pat-wizard`;
		throw Object.assign(new Error(message, {cause}), {code: 'ERR_MODULE_NOT_FOUND'});
	}
};

const compile = (file: string): Script => {
	const filename = join(__dirname, file);
	const code = readFunction(filename);
	const known = findCache();
	const cachedData = known?.read(file);
	const script = new Script(code, {filename, ...(cachedData && {cachedData})});
	if (known !== undefined && script.cachedDataRejected !== false) {
		keepLater(file, script);
	}
	return script;
};

const load = (file: string): unknown => {
	const known = modules.get(file);
	if (known !== undefined) {
		return known.exports;
	}
	const module: Module = {exports: {}};
	modules.set(file, module);
	const find = (id: string): unknown => (id.startsWith('./') ? load(id.slice(2)) : require(id));
	try {
		const define = compile(file).runInThisContext();
		define(module.exports, find, module, join(__dirname, file), __dirname);
	} catch (error) {
		modules.delete(file);
		throw error;
	}
	return module.exports;
};

try {
	load(build.main);
} catch (error) {
	if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) {
		throw error;
	}
	process.stderr.write(`pat-wizard: ${error.message}.\n`);
	process.exitCode = 1;
}

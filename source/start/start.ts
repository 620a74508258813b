import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Script} from 'node:vm';
import {type CodeCache, openCodeCache} from './code-cache.ts';

type Module = {exports: unknown};

/** What stands in a file of the build: its modules, by name. */
type Modules = Readonly<
	Record<
		string,
		(
			exports: unknown,
			require: (id: string) => unknown,
			module: Module,
			filename: string,
			folder: string,
		) => void
	>
>;

/** Filled in by the build. */
type Build = {
	/** The first file. */
	readonly main: string;
	/** The file that each module stands in. */
	readonly files: Readonly<Record<string, string>>;
	/** A name for the contents of all files. */
	readonly id: string;
};

declare const build: Build;

/** So long after the first frame the wizard waits for the user, in milliseconds. */
const patience = 1000;

const modules = new Map<string, Module>();
const loadedFiles = new Map<string, Modules>();
/** What V8 made anew, to be kept. */
const fresh = new Map<string, Script>();
/** `undefined` until it is asked for, `'none'` when there is none. */
let cache: CodeCache | 'none' | undefined;

const findCache = (): CodeCache | undefined => {
	cache ??=
		openCodeCache(`${build.id}-${process.version}-${process.arch}`, {
			environment: process.env,
			platform: process.platform,
			user: process.geteuid?.(),
		}) ?? 'none';
	return cache === 'none' ? undefined : cache;
};

const keep = (): void => {
	for (const [file, script] of fresh) {
		fresh.delete(file);
		findCache()?.write(file, script.createCachedData());
	}
};

/** Keeps it while the user reads the first frame, or else after all is done: it takes about 10 ms. */
const keepLater = (): void => {
	setTimeout(keep, patience).unref();
	process.once('exit', keep);
};

const compile = (file: string): Script => {
	const filename = join(__dirname, file);
	// The build leaves nothing beyond ASCII in them.
	const source = readFileSync(filename, 'latin1');
	// The first file is small, and may be all that is needed.
	const known = file === build.main ? undefined : findCache();
	const cachedData = known?.read(file);
	const script = new Script(source, {filename, ...(cachedData && {cachedData})});
	if (known !== undefined && script.cachedDataRejected !== false) {
		if (fresh.size === 0) {
			keepLater();
		}
		fresh.set(file, script);
	}
	return script;
};

const findModules = (file: string): Modules => {
	const known = loadedFiles.get(file);
	if (known !== undefined) {
		return known;
	}
	const found = compile(file).runInThisContext() as Modules;
	loadedFiles.set(file, found);
	return found;
};

const load = (name: string): unknown => {
	const known = modules.get(name);
	if (known !== undefined) {
		return known.exports;
	}
	const file = build.files[name] ?? name;
	const define = findModules(file)[name];
	if (define === undefined) {
		throw new Error(`${name} is missing in ${file}`);
	}
	const module: Module = {exports: {}};
	modules.set(name, module);
	try {
		define(module.exports, find, module, join(__dirname, file), __dirname);
	} catch (error) {
		modules.delete(name);
		throw error;
	}
	return module.exports;
};

const find = (id: string): unknown => (id.startsWith('./') ? load(id.slice(2)) : require(id));

load(build.main);

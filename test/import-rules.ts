/** One import or re-export in a file. */
export type Import = Readonly<{
	/** What is imported: a path, a package or a module of Node. */
	specifier: string;
	/** Whether only types are imported, so that nothing is left of it when the program runs. */
	isType: boolean;
	/** Whether it is loaded when the line is reached: `import('…')`. */
	isDynamic: boolean;
}>;

type Room = 'core' | 'platform' | 'ui' | 'print' | 'commands' | 'command-line' | 'start' | 'entry';

type Rule = Readonly<{
	/** The rooms whose values it may use. */
	rooms: readonly Room[];
	/** The rooms of which it may know the types. */
	typeRooms: readonly Room[];
	/** Which packages and modules of Node it may use. */
	allows: (specifier: string, isType: boolean) => boolean;
}>;

const isNode = (specifier: string) => specifier.startsWith('node:');
const isScreen = (specifier: string) => /^(ink|react)([-/]|$)/.test(specifier);

const uiModules = new Set([
	// What Ink paints with.
	'chalk',
	'ink',
	'ink-select-input',
	'react',
	// What Ink measures text with.
	'string-width',
	// The paced input is an event emitter, and what is drawn to is a stream.
	'node:events',
	'node:stream',
]);

const rules: Readonly<Record<Room, Rule>> = {
	// What reads YAML, and what takes programs apart, for core/scan alone: both are pure.
	core: {
		rooms: ['core'],
		typeRooms: [],
		allows: specifier => specifier === 'yaml' || specifier === 'js-tokens',
	},
	platform: {
		rooms: ['core', 'platform'],
		typeRooms: [],
		allows: specifier => !isScreen(specifier),
	},
	ui: {
		rooms: ['core', 'ui'],
		typeRooms: [],
		allows: (specifier, isType) => uiModules.has(specifier) || (isType && isNode(specifier)),
	},
	print: {rooms: ['core', 'print'], typeRooms: [], allows: () => false},
	commands: {
		rooms: ['core', 'print', 'commands'],
		typeRooms: ['platform', 'ui'],
		allows: () => false,
	},
	'command-line': {
		rooms: ['core', 'print', 'commands', 'command-line'],
		typeRooms: ['platform', 'ui'],
		// Taking a command line apart looks at nothing but its words.
		allows: specifier => specifier === 'node:util',
	},
	// It loads the files of the program, and is built apart from them.
	start: {rooms: ['start'], typeRooms: [], allows: isNode},
	entry: {
		rooms: ['core', 'platform', 'ui', 'print', 'commands', 'command-line'],
		typeRooms: [],
		allows: () => true,
	},
};

/** What core would need to look at the world without importing anything. */
const worldly =
	/\b(process|console|globalThis|localStorage)\s*[.[]|\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\b(fetch|setTimeout|setInterval|setImmediate)\(/;

const forbiddenFolders = /(^|\/)(utils?|helpers?|services?|libs?|types?)\//;

/** Takes out the comments that fill lines of their own; code may hold what looks like the others. */
const withoutComments = (text: string): string =>
	text.replaceAll(/^[ \t]*\/\*[\s\S]*?\*\//gm, '').replaceAll(/^[ \t]*\/\/.*$/gm, '');

const statement =
	/^[ \t]*(?:import|export)\b(?<type>\s+type\b)?(?:[^'"`;()=]*?\bfrom)?\s*['"](?<name>[^'"\n]+)['"]/gm;
const call = /\bimport\s*\(\s*(?:['"](?<name>[^'"\n]+)['"]\s*\)(?<member>\s*\.\s*[A-Z])?)?/g;

/**
 * Finds every import and re-export in the text of a TypeScript file. An `import()` of something
 * that is worked out while running has the specifier `?`.
 */
export const findImports = (text: string): Import[] => {
	const code = withoutComments(text);
	const statements = [...code.matchAll(statement)].map(({groups}) => ({
		specifier: groups?.name ?? '?',
		isType: groups?.type !== undefined,
		isDynamic: false,
	}));
	const calls = [...code.matchAll(call)].map(({groups}) => ({
		specifier: groups?.name ?? '?',
		// `import('ink').Key` is a type; `(await import('ink')).render` is not.
		isType: groups?.member !== undefined,
		isDynamic: true,
	}));
	return [...statements, ...calls];
};

const findRoom = (file: string): Room | undefined => {
	if (file === 'cli.tsx') {
		return 'entry';
	}

	const name = /^source\/([^/]+)\//.exec(file)?.[1];
	return name !== undefined && name in rules ? (name as Room) : undefined;
};

const resolve = (file: string, specifier: string): string =>
	new URL(specifier, `file:///${file}`).pathname.slice(1);

const isAllowed = (rule: Rule, file: string, {specifier, isType}: Import): boolean => {
	if (!specifier.startsWith('.')) {
		return rule.allows(specifier, isType);
	}

	const path = resolve(file, specifier);
	const room = findRoom(path);
	if (room === undefined) {
		return file === 'cli.tsx' && path === 'package.json';
	}

	return rule.rooms.includes(room) || (isType && rule.typeRooms.includes(room));
};

/**
 * Names everything in a file of the program that breaks a rule of the house: imports that point
 * the wrong way, `process.exit` outside the entry, default exports, folders named after nothing,
 * and in core a look at the world.
 *
 * @param file its path from the top of the project, with slashes.
 */
export const findViolations = (file: string, text: string): string[] => {
	const room = findRoom(file);
	if (room === undefined) {
		return [`${file} stands in no room of source/`];
	}

	const code = withoutComments(text);
	const imports = findImports(text)
		.filter(each => !isAllowed(rules[room], file, each))
		.map(({specifier}) => `${file} must not import ${specifier}`);
	const checks: [boolean, string][] = [
		[room !== 'entry' && /\bprocess\s*\.\s*exit\b/.test(code), 'must not call process.exit'],
		[/\bexport\s+default\b|\bas\s+default\b/.test(code), 'must not export a default'],
		[forbiddenFolders.test(file), 'stands in a folder whose name says nothing'],
		[room === 'core' && worldly.test(code), 'must not look at the world'],
	];
	return [
		...imports,
		...checks.filter(([isBroken]) => isBroken).map(([, what]) => `${file} ${what}`),
	];
};

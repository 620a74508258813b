import {distinctBy} from '../distinct-by.ts';
import type {FileReading, HandedOn, TokenName, Unknown, Use} from './use.ts';

/** The reading of a file, with its path from the scanned folder, written with `/`. */
export type ReadFile = {readonly path: string; readonly reading: FileReading};

/** A use whose needs are unknown, with its file. */
export type ScannedUnknown = Unknown & {readonly file: string};

/** A use with its file. `home` is the workflow whose `GITHUB_TOKEN` it uses. */
export type PlacedUse = Use & {readonly file: string; readonly home: string};

type Handed = {
	readonly token: TokenName;
	readonly home: string;
	/** The line that passes the token on. */
	readonly line: number;
};

const codeEndings = [
	'',
	'.ts',
	'.js',
	'.mjs',
	'.cjs',
	'.mts',
	'.cts',
	'.tsx',
	'.jsx',
	'/index.ts',
	'/index.js',
	'.py',
	'/action.yaml',
	'/action.yml',
];

const findFile = (path: string, files: ReadonlyMap<string, FileReading>): string | undefined => {
	const plain = path.replace(/^\/+/, '');
	const bare = plain.replace(/\.(?:js|mjs|cjs|jsx)$/, '').replace(/\/action\.yml$/, '');
	for (const base of [plain, bare]) {
		for (const ending of codeEndings) {
			if (files.has(base + ending)) return base + ending;
		}
	}

	// `#src/a.ts`, `@/a`: an alias. The end of the path finds the file.
	if (!/^(?:#|@\/|~\/)/.test(plain)) return undefined;
	const tail = bare.replace(/^(?:#|@\/|~\/)/, '/').replace(/^\/\//, '/');
	return [...files.keys()].find(file =>
		codeEndings.some(ending => `/${file}`.endsWith(tail + ending)),
	);
};

/** Returns the key of a file, or of a part that runs by itself. */
const partKey = (path: string, part: string | undefined): string =>
	part === undefined ? path : `${path}#${part}`;

/** The tokens that files receive, by file, by the name there, and by origin. */
type Given = Map<string, Map<string, Map<string, Handed>>>;

type Step = {
	readonly path: string;
	readonly handed: HandedOn;
	readonly tokens: ReadonlyMap<string, Handed>;
};

/** Records the tokens that a file receives. Returns whether any of them is new. */
const give = (given: Given, key: string, tokens: Step['tokens']): boolean => {
	const names = given.get(key) ?? new Map<string, Map<string, Handed>>();
	given.set(key, names);
	let isNew = false;
	for (const [name, handed] of tokens) {
		const known = names.get(name) ?? new Map<string, Handed>();
		names.set(name, known);
		const {token, home} = handed;
		const own = `${token.name} ${token.kind === 'workflow' ? home : ''}`;
		isNew ||= !known.has(own);
		known.set(own, handed);
	}

	return isNew;
};

/** Returns the tokens that files pass on without having received them. */
const firstSteps = (files: readonly ReadFile[]): Step[] =>
	files.flatMap(({path, reading}) =>
		reading.handedOn
			.filter(({passesOn}) => passesOn === undefined)
			.map(handed => ({
				path,
				handed,
				tokens: new Map(
					[...handed.tokens].map(
						([name, token]) => [name, {token, home: path, line: handed.line}] as const,
					),
				),
			})),
	);

/** Whether a part of a file uses one of the tokens that it receives. */
const usesGiven = (
	{uses}: FileReading,
	part: string | undefined,
	names: Iterable<string>,
): boolean => {
	const own = new Set(names);
	return uses.some(use => (part === undefined || use.part === part) && own.has(use.token.name));
};

/** Whether a file has a part, such as a script of package.json. */
const hasPart = ({uses, handedOn}: FileReading, part: string | undefined): boolean =>
	part === undefined ||
	uses.some(use => use.part === part) ||
	handedOn.some(({passesOn}) => passesOn?.part === part);

/**
 * Finds the token of each use, across files. The `GH_TOKEN` of a script, for example, is the secret of the
 * step that runs it.
 */
export const followTokens = (
	files: readonly ReadFile[],
): {readonly uses: readonly PlacedUse[]; readonly unknown: readonly ScannedUnknown[]} => {
	const readings = new Map(files.map(({path, reading}) => [path, reading]));
	const unknown: ScannedUnknown[] = files.flatMap(({path, reading}) =>
		reading.unknown.map(each => ({...each, file: path})),
	);
	const given: Given = new Map();
	const steps = firstSteps(files);
	for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
		const target = targetOf(step, readings);
		if (target === undefined) {
			const {line, text, reason, isOptional} = step.handed;
			if (!isOptional) unknown.push({line, text, reason, file: step.path});
		} else if (give(given, partKey(target.path, step.handed.part), step.tokens)) {
			steps.push(...nextSteps(step, target));
		}
	}

	const imported = new Set<string>();
	const uses = placeUses(files, given, readings, imported);
	for (const {path, reading} of files) {
		if (reading.unseen !== undefined && !imported.has(path))
			unknown.push({...reading.unseen, file: path});
	}

	return {uses, unknown};
};

/** Finds the file that a step leads to. It must have been read and have the part that runs. */
const targetOf = (
	{handed}: Step,
	readings: ReadonlyMap<string, FileReading>,
): ReadFile | undefined => {
	const path = handed.path === '' ? undefined : findFile(handed.path, readings);
	const reading = path === undefined ? undefined : readings.get(path);
	return path !== undefined && reading !== undefined && hasPart(reading, handed.part)
		? {path, reading}
		: undefined;
};

/** Returns the tokens that a file receives and passes on. */
const nextSteps = ({handed: {part}, tokens}: Step, {path, reading}: ReadFile): readonly Step[] =>
	reading.handedOn
		.filter(({passesOn}) => passesOn !== undefined && passesOn.part === part)
		.filter(next => next.path !== '' || !usesGiven(reading, part, tokens.keys()))
		.map(handed => ({path, handed, tokens}));

/** `gh` and most programs accept either name. */
const otherNames: ReadonlyMap<string, string> = new Map([
	['GH_TOKEN', 'GITHUB_TOKEN'],
	['GITHUB_TOKEN', 'GH_TOKEN'],
]);

/** Finds the file that creates an imported client, and the token of that client. */
const importedClient = (
	{name, kind}: TokenName,
	{imports}: FileReading,
	readings: ReadonlyMap<string, FileReading>,
): {readonly token: TokenName; readonly path: string} | undefined => {
	const [head = '', member] = name.split('.');
	const from = kind === 'client' ? imports?.get(head) : undefined;
	const path = from === undefined ? undefined : findFile(from, readings);
	const clients = path === undefined ? undefined : readings.get(path)?.clients;
	if (path === undefined || clients === undefined) return undefined;
	const named = clients.get(member ?? head) ?? clients.get(head);
	const [only, other] = distinctBy([...clients.values()], ({name}) => name);
	const token = named ?? (other === undefined ? only : undefined);
	return token && {token, path};
};

/** Returns the only client that a file receives, if the file uses only one. Their names may differ. */
const onlyHanded = (
	{token: {kind}}: Use,
	{uses}: FileReading,
	names: ReadonlyMap<string, Map<string, Handed>> | undefined,
): Map<string, Handed> | undefined => {
	const [only, other] = names?.values() ?? [];
	if (kind !== 'client' || only === undefined || other !== undefined) return undefined;
	const clients = uses.filter(({token}) => token.kind === 'client');
	return new Set(clients.map(({token}) => token.name)).size === 1 ? only : undefined;
};

const placeUses = (
	files: readonly ReadFile[],
	given: Given,
	readings: ReadonlyMap<string, FileReading>,
	imported: Set<string>,
): readonly PlacedUse[] =>
	files.flatMap(({path, reading}) =>
		reading.uses.flatMap((written): readonly PlacedUse[] => {
			const client = importedClient(written.token, reading, readings);
			if (client !== undefined) imported.add(client.path);
			const use = client === undefined ? written : {...written, token: client.token};
			const names = given.get(partKey(path, use.part)) ?? given.get(path);
			const handed =
				names?.get(use.token.name) ??
				names?.get(otherNames.get(use.token.name) ?? '') ??
				onlyHanded(use, reading, names);
			if (handed === undefined) return use.isOfCaller ? [] : [{...use, file: path, home: path}];
			return [...handed.values()].map(({token, home, line}) => ({
				...use,
				token,
				home,
				...(use.isOfCaller ? {file: home, line} : {file: path}),
			}));
		}),
	);

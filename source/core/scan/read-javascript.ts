import {languages} from '../catalog/code-languages.ts';
import {readCommandText, readRunCall} from './code-commands.ts';
import {createReader, finishRequests, readHttpCall} from './code-requests.ts';
import {type CodePlace, readerAt} from './code-values.ts';
import {
	bindAssignment,
	bindDeclaration,
	bindImport,
	bindTyped,
	findFunctions,
} from './javascript-bindings.ts';
import {readClientChain, readHandedOn} from './javascript-calls.ts';
import {
	type FoundClient,
	findClient,
	isRelative,
	type JavaScriptReader,
	madeClient,
	Values,
} from './javascript-values.ts';
import {joinPath} from './join-path.ts';
import {lexCode} from './lex-code.ts';
import {type Chain, isDot, isSign, pathOf, readChain} from './tokens.ts';
import {createFindings, type FileReading, type Findings, type TokenName, type Use} from './use.ts';

/** The place of a program, with what it receives. */
export type JavaScriptPlace = CodePlace & {
	readonly findings: Findings;
	/** The folder of the file, from the scanned folder. */
	readonly folder: string;
	/** The clients that exist from the beginning, by name. */
	readonly clients: ReadonlyMap<string, TokenName>;
};

const linkForm = /settings\/(?:personal-access-tokens|tokens)\/new\b/;

/** Signs after a name that continue a chain or assign a value. */
const leads = new Set(['.', '?.', '(', '[', '!', '<', '=']);

/** Returns a client without a name: `new Octokit({…}).rest.issues.create()`. */
const unnamedClient = (reader: JavaScriptReader, chain: Chain): FoundClient | undefined => {
	const used = chain.calledAt + 1;
	if (used === 0 || used === chain.links.length) return undefined;
	const value = madeClient(reader, chain);
	return value?.kind === 'client' ? {value, used} : undefined;
};

const readPlainChain = (reader: JavaScriptReader, chain: Chain): void => {
	if (reader.code.tokens[chain.end]?.text === '=') bindAssignment(reader, chain);
	if (chain.links.length === 0) return;
	const found = findClient(reader, chain) ?? unnamedClient(reader, chain);
	if (found !== undefined) {
		readClientChain(reader, chain, found);
		return;
	}

	if (chain.calledAt === -1) return;
	const {sessions} = reader;
	const session =
		sessions.size === 0 ? undefined : (sessions.get(chain.head) ?? sessions.get(pathOf(chain, 1)));
	if (!readRunCall(reader, chain) && !readHttpCall(reader, chain, session))
		readHandedOn(reader, chain);
};

/** Reads the statement or chain that begins at a name. Returns the index to go on from. */
const readName = (reader: JavaScriptReader, index: number): number => {
	const {code} = reader;
	const text = code.tokens[index]?.text;
	const next = code.tokens[index + 1];
	if (text === 'import' && next?.text !== '(' && next?.text !== '.')
		return Math.max(index, bindImport(reader, index));
	if (text === 'const' || text === 'let' || text === 'var') bindDeclaration(reader, index);
	else if (isSign(next, ':?')) bindTyped(reader, index);
	else if (next?.type === 'sign' && leads.has(next.text))
		readPlainChain(reader, readChain(code, index));

	return index;
};

const readTokens = (reader: JavaScriptReader): void => {
	const {tokens} = reader.code;
	for (let index = 0; index < tokens.length; index++) {
		const token = tokens[index];
		if (token?.type === 'name' && !isDot(tokens[index - 1])) index = readName(reader, index);
		if (token?.type !== 'string') continue;
		if (token.text.includes('${') && linkForm.test(token.text)) reader.findings.link(token.line);
		// `$` of zx and execa runs a command.
		if (tokens[index - 1]?.text === '$') readCommandText(reader, token.text, token.line);
	}
};

/** Replaces the token of a parameter with those of the clients that the function receives. */
const useOfHanded = (handedIn: JavaScriptReader['handedIn'], use: Use): readonly Use[] => {
	if (use.token.kind !== 'client') return [use];
	const handed = handedIn.filter(({body: {code, from, to}, parameter}) => {
		const [first, last] = [code.tokens[from], code.tokens[to] ?? code.tokens.at(-1)];
		const isInside = (first?.line ?? 0) <= use.line && use.line <= (last?.line ?? 0);
		return isInside && use.token.name.replace(/^this\./, '') === parameter;
	});
	const tokens = new Map(handed.map(({token}) => [token.name, token]));
	return tokens.size === 0 ? [use] : [...tokens.values()].map(token => ({...use, token}));
};

/** Returns the clients that other files may import, and the files that this one imports from. */
const namesOf = ({values, folder}: JavaScriptReader): Pick<FileReading, 'clients' | 'imports'> => {
	const clients = new Map<string, TokenName>();
	const imports = new Map<string, string>();
	for (const [name, value] of values) {
		if (value.kind === 'client' && value.token.kind !== 'client') clients.set(name, value.token);
		if (value.kind === 'module' && isRelative(value.module)) {
			const isAlias = /^[#@~]/.test(value.module);
			imports.set(name, isAlias ? value.module : joinPath(folder, value.module));
		}
	}

	return {...(clients.size === 0 ? {} : {clients}), ...(imports.size === 0 ? {} : {imports})};
};

/** Reads a program in JavaScript or TypeScript: a file, or the script of a step. */
export const readJavaScript = (text: string, place: JavaScriptPlace): void => {
	const [code, ...insides] = lexCode(text, languages.javascript, place.firstLine);
	const findings = createFindings();
	const values = new Values();
	for (const [name, token] of place.clients) values.set(name, {kind: 'client', token});
	const reader: JavaScriptReader = {
		...createReader(code, findings, place, findFunctions(code)),
		folder: place.folder,
		values,
		asked: new Map(),
		given: new Map(),
		handedIn: [],
		authenticates: /\.authenticate\(/.test(text),
		speaksOfOctokit:
			place.clients.size > 0 || /octokit|@actions\/github|probot|GitHubApi/i.test(text),
	};
	readTokens(reader);
	for (const inside of insides) readTokens(readerAt(reader, {code: inside}));
	finishRequests(reader);
	const reading = findings.reading();
	place.findings.names(namesOf(reader));
	place.findings.add({
		...reading,
		uses: reading.uses.flatMap(use => useOfHanded(reader.handedIn, use)),
	});
};

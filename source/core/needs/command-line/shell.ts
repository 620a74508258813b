/** A word of a command line without its quotes. */
export type ShellWord = {
	/**
	 * The text, with placeholders for computed values: `$REPO`, `${{inputs.tag}}`, `$(…)` for the output of a command,
	 * `{owner}/{repo}` for GITHUB_REPOSITORY.
	 */
	readonly text: string;
	readonly isComputed: boolean;
};

/** The assignment of a variable, before a command or alone: `GH_TOKEN=…`. */
export type ShellAssignment = {
	readonly name: string;
	/** For an array, its words, one a line. */
	readonly value: ShellWord;
	/** Whether the value is appended: `ARGS+=(…)`. */
	readonly isAdded?: boolean;
};

/** A simple command, between `;`, `|`, `&&` and line ends. */
export type ShellCommand = {
	readonly words: readonly ShellWord[];
	readonly assignments: readonly ShellAssignment[];
	/** The index of its beginning in the text. */
	readonly at: number;
	/** Its standard input from `<<END` or `<<<`. */
	readonly input?: ShellWord;
};

type Draft = {
	words: ShellWord[];
	assignments: ShellAssignment[];
	at: number;
	input?: ShellWord;
};

type Heredoc = {
	readonly delimiter: string;
	readonly isQuoted: boolean;
	readonly isIndented: boolean;
	readonly of: Draft;
};

type Reader = {
	readonly text: string;
	at: number;
	depth: number;
	isInBackticks: boolean;
	readonly commands: ShellCommand[];
	/** The here-documents that begin at the next line. */
	heredocs: Heredoc[];
};

/** The most substitutions inside one another that are read. */
const deepest = 30;

/** The greatest length of `${…}` and `${{ … }}`, so that unclosed ones take no time. */
const longestExpression = 1000;

const knownVariables: {readonly [name: string]: string} = {
	GITHUB_REPOSITORY: '{owner}/{repo}',
	GITHUB_REPOSITORY_OWNER: '{owner}',
	'github.repository': '{owner}/{repo}',
	'github.repository_owner': '{owner}',
};

const placeholder = (name: string, otherwise: string): string =>
	Object.hasOwn(knownVariables, name) ? (knownVariables[name] ?? '') : otherwise;

const sticky = (reader: Reader, pattern: RegExp): string | undefined => {
	pattern.lastIndex = reader.at;
	const [found] = pattern.exec(reader.text) ?? [];
	if (found !== undefined) reader.at += found.length;
	return found;
};

const indexWithin = ({text, at}: Reader, wanted: string): number => {
	const index = text.slice(at, at + longestExpression).indexOf(wanted);
	return index === -1 ? -1 : at + index;
};

/** A placeholder in instructions: `<number>`. */
const blankName = /<[A-Za-z][\w.:-]*(?: [\w.:-]+)*>(?=[\s/"']|$)/y;

/** A word while it is read. */
type Piece = {text: string; isComputed: boolean; isQuoted: boolean};

const add = (piece: Piece, text: string): void => {
	piece.text += text;
};

const addComputed = (piece: Piece, text: string): void => {
	piece.text += text;
	piece.isComputed = true;
};

const readSingleQuotes = (reader: Reader, piece: Piece): void => {
	const end = reader.text.indexOf("'", reader.at + 1);
	const last = end === -1 ? reader.text.length : end;
	add(piece, reader.text.slice(reader.at + 1, last));
	piece.isQuoted = true;
	reader.at = last + 1;
};

const escapes: {readonly [letter: string]: string} = {n: '\n', t: '\t', r: '\r'};

/** Reads `$'…'` of bash. */
const readAnsiQuotes = (reader: Reader, piece: Piece): void => {
	reader.at += 2;
	const inside = sticky(reader, /(?:[^'\\]|\\[\s\S])*/y) ?? '';
	add(
		piece,
		inside.replace(/\\([\s\S])/g, (_, letter: string) => escapes[letter] ?? letter),
	);
	piece.isQuoted = true;
	reader.at++;
};

const readSubstitution = (reader: Reader, closer: ')' | '`', opens: number): void => {
	const {isInBackticks} = reader;
	reader.at += opens;
	reader.isInBackticks = closer === '`';
	reader.depth++;
	readCommands(reader, closer);
	reader.depth--;
	reader.isInBackticks = isInBackticks;
};

/** Reads an expression after `$`: a variable, an expression of a workflow, the output of a command. */
const readDollar = (reader: Reader, piece: Piece): void => {
	const {text, at} = reader;
	if (text.startsWith('${{', at)) {
		const end = indexWithin(reader, '}}');
		if (end !== -1) {
			const inside = text.slice(at + 3, end).replace(/\s+/g, '');
			addComputed(piece, placeholder(inside, `\${{${inside}}}`));
			reader.at = end + 2;
			return;
		}
	}

	if (text.startsWith('$((', at)) {
		const end = indexWithin(reader, '))');
		if (end !== -1) {
			addComputed(piece, '$((…))');
			reader.at = end + 2;
			return;
		}
	}

	if (text.startsWith('$(', at) && reader.depth < deepest) {
		readSubstitution(reader, ')', 2);
		addComputed(piece, '$(…)');
		return;
	}

	if (text.startsWith('${', at)) {
		const end = indexWithin(reader, '}');
		if (end !== -1) {
			const name = /^\W?(\w*)/.exec(text.slice(at + 2, end))?.[1] ?? '';
			addComputed(piece, placeholder(name, `$${name}`));
			reader.at = end + 1;
			return;
		}
	}

	const variable = sticky(reader, /\$(?:[A-Za-z_]\w*(?::[A-Za-z_]\w*)?|[\d@*#?$!])/y);
	if (variable !== undefined) {
		addComputed(piece, placeholder(variable.slice(1).replace(/^env:/i, ''), variable));
		return;
	}

	add(piece, '$');
	reader.at++;
};

const readBackticks = (reader: Reader, piece: Piece): void => {
	if (reader.depth >= deepest) {
		add(piece, '`');
		reader.at++;
		return;
	}

	readSubstitution(reader, '`', 1);
	addComputed(piece, '$(…)');
};

const readEscapeInQuotes = (reader: Reader, piece: Piece): void => {
	const next = reader.text[reader.at + 1] ?? '';
	if (next !== '\n') add(piece, /["\\$`]/.test(next) ? next : `\\${next}`);
	reader.at += 2;
};

/** Reads a sign with a meaning in double quotes: `$`, a backtick or a backslash. */
const readSignInQuotes = (reader: Reader, piece: Piece, sign: string): void => {
	if (sign === '$') readDollar(reader, piece);
	else if (sign === '`' && !reader.isInBackticks) readBackticks(reader, piece);
	else if (sign === '\\') readEscapeInQuotes(reader, piece);
	else {
		add(piece, sign);
		reader.at++;
	}
};

const readDoubleQuotes = (reader: Reader, piece: Piece): void => {
	reader.at++;
	piece.isQuoted = true;
	while (reader.at < reader.text.length) {
		const plain = sticky(reader, /[^"\\$`]+/y);
		const sign = reader.text[reader.at];
		if (plain !== undefined) add(piece, plain);
		else if (sign === '"') {
			reader.at++;
			return;
		} else readSignInQuotes(reader, piece, sign ?? '');
	}
};

/** A backslash at the end of a line, or a backtick in PowerShell, or a caret in cmd. */
const lineContinuation = /(?:\\|[ \t][`^])\r?\n/y;

const readPiece = (reader: Reader, piece: Piece): boolean => {
	const plain = sticky(reader, /[^\s'"\\$`;|&()<>]+/y);
	if (plain !== undefined) {
		add(piece, plain);
		return true;
	}

	const blank = sticky(reader, blankName);
	if (blank !== undefined) {
		addComputed(piece, blank);
		return true;
	}

	const sign = reader.text[reader.at];
	if (sign === "'") readSingleQuotes(reader, piece);
	else if (sign === '"') readDoubleQuotes(reader, piece);
	else if (sign === '$' && reader.text[reader.at + 1] === "'") readAnsiQuotes(reader, piece);
	else if (sign === '$') readDollar(reader, piece);
	else if (sign === '`' && !reader.isInBackticks) readBackticks(reader, piece);
	else if (sign === '\\' && /\\\r?\n/y.test(reader.text.slice(reader.at, reader.at + 3))) {
		sticky(reader, /\\\r?\n/y);
	} else if (sign === '\\') {
		add(piece, reader.text[reader.at + 1] ?? '');
		reader.at += 2;
	} else return false;
	return true;
};

const readWord = (reader: Reader): Piece => {
	const piece: Piece = {text: '', isComputed: false, isQuoted: false};
	while (reader.at < reader.text.length && readPiece(reader, piece));
	return piece;
};

const asWord = ({text, isComputed}: Piece): ShellWord => ({text, isComputed});

const skipBlanks = (reader: Reader): void => {
	while (sticky(reader, lineContinuation) ?? sticky(reader, /[ \t\r]+/y));
};

const skipToLineEnd = (reader: Reader): void => {
	const end = reader.text.indexOf('\n', reader.at);
	reader.at = end === -1 ? reader.text.length : end;
};

/** Reads `>`, `2>&1`, `<<END` and similar operators, with the word after them. */
const readRedirection = (reader: Reader, draft: Draft): void => {
	const operator = sticky(reader, /\d*(?:&>>?|<<<|<<-?|<&|<>|>>|>&|>\||[<>])/y) ?? '';
	if (/^[<>]$/.test(operator) && reader.text[reader.at] === '(' && reader.depth < deepest) {
		readSubstitution(reader, ')', 1);
		draft.words.push({text: '$(…)', isComputed: true});
		return;
	}

	skipBlanks(reader);
	const word = readWord(reader);
	if (operator.endsWith('<<<')) draft.input = asWord(word);
	if (/^\d*<<-?$/.test(operator) && word.text !== '') {
		reader.heredocs.push({
			delimiter: word.text,
			isQuoted: word.isQuoted,
			isIndented: operator.endsWith('-'),
			of: draft,
		});
	}
};

/** Reads a text with variables and `$(…)`, as in double quotes. Adds its commands to the others. */
const readOpenText = (reader: Reader, text: string, start: number): ShellWord => {
	const inner: Reader = {...reader, text, at: 0, heredocs: [], commands: []};
	const piece: Piece = {text: '', isComputed: false, isQuoted: true};
	while (inner.at < text.length) {
		const plain = sticky(inner, /[^\\$`]+/y);
		if (plain === undefined) readSignInQuotes(inner, piece, text[inner.at] ?? '');
		else add(piece, plain);
	}

	for (const found of inner.commands) reader.commands.push({...found, at: found.at + start});
	return asWord(piece);
};

/** Reads the text of `<<END`, up to the line with the delimiter. */
const readDocument = (reader: Reader, {delimiter, isIndented, isQuoted, of}: Heredoc): void => {
	const start = reader.at;
	let end = start;
	let next = start;
	while (next < reader.text.length) {
		const newline = reader.text.indexOf('\n', next);
		const lineEnd = newline === -1 ? reader.text.length : newline;
		const line = reader.text.slice(next, lineEnd).replace(/\r$/, '');
		end = next;
		next = lineEnd + 1;
		if ((isIndented ? line.replace(/^\t+/, '') : line) === delimiter) break;
		end = Math.min(next, reader.text.length);
	}

	const body = reader.text.slice(start, end);
	of.input = isQuoted ? {text: body, isComputed: false} : readOpenText(reader, body, start);
	reader.at = Math.min(next, reader.text.length);
};

const readDocuments = (reader: Reader): void => {
	const {heredocs} = reader;
	reader.heredocs = [];
	for (const heredoc of heredocs) readDocument(reader, heredoc);
};

/** Reads an array of bash, `(one two)`. Returns its words, one a line. */
const readArray = (reader: Reader): ShellWord => {
	const words: string[] = [];
	reader.at++;
	while (reader.at < reader.text.length && reader.text[reader.at] !== ')') {
		if (sticky(reader, /[\s;|&(<>]+/y) !== undefined) continue;
		const start = reader.at;
		if (reader.text[start] === '#') skipToLineEnd(reader);
		else words.push(readWord(reader).text);
		if (reader.at === start) reader.at++;
	}

	reader.at++;
	return {text: words.join('\n'), isComputed: true};
};

const readAssignmentOrWord = (reader: Reader, draft: Draft): void => {
	const start = reader.at;
	if (draft.words.length === 0) {
		const [name] = (sticky(reader, /[A-Za-z_]\w*\+?=/y) ?? '').split(/\+?=/, 1);
		if (name !== undefined && name !== '') {
			const isAdded = reader.text[reader.at - 2] === '+';
			const value = reader.text[reader.at] === '(' ? readArray(reader) : asWord(readWord(reader));
			draft.assignments.push({name, value, ...(isAdded ? {isAdded} : {})});
			return;
		}
	}

	const word = readWord(reader);
	if (word.text !== '' || word.isQuoted) draft.words.push(asWord(word));
	// Skips a sign without a meaning here, such as an unmatched backtick.
	if (reader.at === start) reader.at++;
};

const startsWith = (reader: Reader, pattern: RegExp): boolean => {
	pattern.lastIndex = reader.at;
	return pattern.test(reader.text);
};

/** Reads the end of a command: `;`, `|`, `&`, a bracket or a line end. Also reads the commands in brackets. */
const readSeparator = (reader: Reader, sign: string): void => {
	if (sign === '(' && reader.depth < deepest) {
		readSubstitution(reader, ')', 1);
		return;
	}

	reader.at++;
	if (sign === '\n') readDocuments(reader);
};

const readCommands = (reader: Reader, closer: ')' | '`' | undefined): void => {
	let draft: Draft = {words: [], assignments: [], at: reader.at};
	const finish = (): void => {
		if (draft.words.length + draft.assignments.length > 0) reader.commands.push(draft);
		draft = {words: [], assignments: [], at: reader.at};
	};

	while (reader.at < reader.text.length) {
		skipBlanks(reader);
		if (draft.words.length + draft.assignments.length === 0) draft.at = reader.at;
		const sign = reader.text[reader.at];
		if (sign === undefined) break;
		if (sign === closer) {
			finish();
			reader.at++;
			return;
		}

		if (sign === '#') skipToLineEnd(reader);
		else if (startsWith(reader, blankName)) readAssignmentOrWord(reader, draft);
		else if (startsWith(reader, /\d*(?:&>|[<>])/y)) readRedirection(reader, draft);
		else if (/[\n;|&()]/.test(sign)) {
			finish();
			readSeparator(reader, sign);
		} else readAssignmentOrWord(reader, draft);
	}

	finish();
};

/**
 * Reads the commands of a shell script, including those in `$(…)`, backticks, subshells and here-documents, in the order
 * of their beginnings. Runs nothing, does not know the values of variables, and ignores comments. Reads any text, in time
 * proportional to its length.
 */
export const readShell = (text: string): readonly ShellCommand[] => {
	const reader: Reader = {
		text,
		at: 0,
		depth: 0,
		isInBackticks: false,
		commands: [],
		heredocs: [],
	};
	while (reader.at < text.length) readCommands(reader, undefined);
	return reader.commands.sort((left, right) => left.at - right.at);
};

const looksComputed = /\$[\w{(]|\{\{|^%\w+%$/;

/** Makes a command of words that a shell has split. */
export const commandOfWords = (words: readonly string[]): ShellCommand => ({
	words: words.map(text => ({text, isComputed: looksComputed.test(text)})),
	assignments: [],
	at: 0,
});

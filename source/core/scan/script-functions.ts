import {readShell} from '../needs/command-line/index.ts';

/** A function of a script that uses its arguments: `api() { curl "$API$1"; }`. */
export type ShellFunction = {
	readonly body: string;
	/** The line of the script where the body begins, counted from 0. */
	readonly line: number;
	/** The offsets of its name and of its closing brace in the script. */
	readonly from: number;
	readonly to: number;
};

const opening =
	/^([ \t]{0,40})(?:function[ \t]+([A-Za-z_][\w-]{0,80})[ \t]*(?:\(\))?|([A-Za-z_][\w-]{0,80})[ \t]*\(\))\s{0,40}\{/gm;

const positional = /\$(?:[1-9@*]|\{[1-9@*])/;

/** The most functions of a script that are read. */
const mostFunctions = 200;

const closingOf = (text: string, from: number, indent: string): number => {
	const lineEnd = text.indexOf('\n', from);
	const line = text.slice(from, lineEnd === -1 ? text.length : lineEnd);
	return /\}\s*$/.test(line) ? from + line.lastIndexOf('}') : text.indexOf(`\n${indent}}`, from);
};

/**
 * Finds the functions that use their arguments and that the script calls, by name. A function ends with its
 * line, or at the brace below its beginning.
 */
export const functionsOf = (
	text: string,
	lineAt: (at: number) => number,
): ReadonlyMap<string, ShellFunction> => {
	const found = new Map<string, ShellFunction>();
	for (const match of text.matchAll(opening)) {
		if (found.size >= mostFunctions) break;
		const [head, indent = '', first = '', second = ''] = match;
		const start = match.index + head.length;
		const to = closingOf(text, start, indent);
		const body = text.slice(start, Math.max(start, to));
		if (positional.test(body))
			found.set(first || second, {body, line: lineAt(start), from: match.index, to});
	}

	if (found.size === 0) return found;
	const commands = readShell(text);
	for (const [name, each] of found) {
		const isCalled = commands.some(
			({at, words}) => !isInside([each], at) && words.some(word => word.text === name),
		);
		if (!isCalled) found.delete(name);
	}

	return found;
};

/** Whether an offset of a script lies in one of its functions. */
export const isInside = (functions: Iterable<ShellFunction>, at: number): boolean => {
	for (const {from, to} of functions) if (from <= at && at <= to) return true;
	return false;
};

const quote = (word: string): string =>
	`"${word.replaceAll('\n', ' ').replace(/["\\`]/g, '\\$&')}"`;

const parameter = /"?\$(?:([1-9@*])|\{([1-9@*])(?::(\d)[^}]{0,20}|[^}]{0,100})?\})("?)/g;

/** Whether the command on a line of a function uses the function's arguments. */
export const dependsOnWords = ({body}: ShellFunction, line: number): boolean => {
	const lines = body.split('\n').slice(line);
	const end = lines.findIndex(each => !/\\\s*$/.test(each));
	return lines.slice(0, end + 1).some(each => positional.test(each));
};

/** Returns the body of a function with its arguments filled in. */
export const calledBody = ({body}: ShellFunction, given: readonly string[]): string => {
	let shifted = 0;
	return body
		.split(/(\bshift(?:[ \t]+\d)?\b)/)
		.map(part => {
			if (/^shift\b/.test(part)) {
				shifted += Number(part.slice(5).trim() || 1);
				return 'true';
			}

			const words = given.slice(shifted);
			return part.replace(parameter, (whole, plain = '', inBraces = '', start = '1', end = '') => {
				const name = plain || inBraces;
				const isAlone = whole.startsWith('"') && end === '"';
				if (/[@*]/.test(name))
					return words
						.slice(Number(start) - 1)
						.map(quote)
						.join(' ');
				const word = words[Number(name) - 1] ?? '';
				if (isAlone) return quote(word);
				const text = word.replace(/["\\`\n]/g, '');
				return `${whole.startsWith('"') ? '"' : ''}${text}${end}`;
			});
		})
		.join('');
};

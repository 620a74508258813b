import type {Completions} from './completions.ts';

type Quote = '' | "'" | '"';

type HalfLine = {
	readonly words: readonly string[];
	/** The quote that the last word is in. */
	readonly quote: Quote;
	/** The index in the last word, without its quotes, at which readline begins its own word. */
	readonly start: number;
};

/** The characters other than white space at which readline ends an unquoted word (COMP_WORDBREAKS). */
const breaks = /[@><=;|&(:]/;

/** White space, a quoted part with its closing quote, an escaped character, or any other character. */
const part =
	/\s+|'(?<single>[^']*)(?<singleEnd>'?)|"(?<double>(?:\\.|[^"\\])*)(?<doubleEnd>"?)|\\(?<escaped>.?)|(?<plain>.)/gsu;

type Part = {
	readonly text: string;
	/** The quote that is still open after this part. */
	readonly quote: Quote;
	/** Whether readline begins a new word before or after this part. */
	readonly restart?: 'before' | 'after';
};

const readPart = ({single, singleEnd, double, doubleEnd, escaped, plain}: Groups): Part => {
	if (single !== undefined) {
		const isOpen = singleEnd === '';
		return {text: single, quote: isOpen ? "'" : '', restart: isOpen ? 'before' : 'after'};
	}
	if (double !== undefined) {
		const text = double.replaceAll(/\\(["\\$`!])/g, '$1');
		const isOpen = doubleEnd === '';
		return {text, quote: isOpen ? '"' : '', restart: isOpen ? 'before' : 'after'};
	}
	const text = escaped ?? plain ?? '';
	return plain !== undefined && breaks.test(plain)
		? {text, quote: '', restart: 'after'}
		: {text, quote: ''};
};

type Groups = {readonly [name: string]: string | undefined};

/** Splits an unfinished line into words as a shell would. */
export const splitLine = (line: string): HalfLine => {
	const words: string[] = [];
	let word: string | undefined;
	let quote: Quote = '';
	let start = 0;
	for (const {0: found, groups = {}} of line.matchAll(part)) {
		if (/^\s/.test(found)) {
			words.push(...(word === undefined ? [] : [word]));
			word = undefined;
			start = 0;
			quote = '';
			continue;
		}
		const read = readPart(groups);
		const before: string = word ?? '';
		word = before + read.text;
		quote = read.quote;
		if (read.restart !== undefined) {
			start = read.restart === 'before' ? before.length : word.length;
		}
	}
	return {words: [...words, word ?? ''], quote, start};
};

const quoteFor = (text: string, quote: Quote): string => {
	switch (quote) {
		case "'":
			return text.replaceAll("'", String.raw`'\''`);
		case '"':
			return text.replaceAll(/["\\$`!]/g, String.raw`\$&`);
		default:
			return text.replaceAll(/[^\w./:=,@%+-]/gu, String.raw`\$&`);
	}
};

/**
 * Completes a bash command line, given up to the cursor. Each candidate replaces readline's own word. It is
 * escaped for the open quote, or else with backslashes, so that the shell reads no part of it as syntax.
 */
export const completeLine = async (
	line: string,
	complete: (words: readonly string[]) => Promise<Completions>,
): Promise<'files' | readonly string[]> => {
	const {words, quote, start} = splitLine(line);
	const program = words.findIndex(word => !/^\w+=/.test(word));
	const found = await complete(words.slice(program + 1));
	return found === 'files' ? found : found.map(({value}) => quoteFor(value.slice(start), quote));
};

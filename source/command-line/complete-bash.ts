import type {Completions} from './completions.ts';

type Quote = '' | "'" | '"';

type HalfLine = {
	readonly words: readonly string[];
	/** The quote that the last word is in. */
	readonly quote: Quote;
	/** Where readline takes the last word to begin, counted in the word without its quotes. */
	readonly start: number;
};

/** Where readline ends a word outside quotes, besides white space (COMP_WORDBREAKS). */
const breaks = /[@><=;|&(:]/;

/** White space, a quoted part with the quote that ends it, an escaped character, or any other. */
const part =
	/\s+|'(?<single>[^']*)(?<singleEnd>'?)|"(?<double>(?:\\.|[^"\\])*)(?<doubleEnd>"?)|\\(?<escaped>.?)|(?<plain>.)/gsu;

type Part = {
	readonly text: string;
	/** The quote that is still open after it. */
	readonly quote: Quote;
	/** Where readline begins a new word because of it. */
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

/** Takes a line apart as a shell would, as far as it is written. */
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
 * Completes a bash command line, given up to the cursor: the candidates as they stand in place of what
 * readline takes for the word, in the quotes that are open or with backslashes, so that nothing in a
 * name means anything to the shell.
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

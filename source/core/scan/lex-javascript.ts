import jsTokens from 'js-tokens';
import type {CodeToken} from './tokens.ts';

/** The tokens of a file in JavaScript or TypeScript, and those inside of each `${ }` apart. */
export type LexedJavaScript = {
	readonly tokens: readonly CodeToken[];
	readonly insides: readonly (readonly CodeToken[])[];
};

const breaks = /\r\n|[\n\r\u2028\u2029]/g;

const countBreaks = (text: string): number =>
	text.includes('\n') ? (text.match(breaks)?.length ?? 0) : 0;

const escapes: Readonly<Record<string, string>> = {n: '\n', t: '\t', r: '\r'};

const undoEscapes = (text: string): string =>
	text.includes('\\')
		? text.replace(/\\([\s\S])/g, (_, letter: string) => escapes[letter] ?? letter)
		: text;

type Template = {text: string; readonly line: number; readonly inside: CodeToken[]};

/** Splits a program into tokens, without comments. Never throws; takes time in proportion to the text. */
export const lexJavaScript = (text: string, firstLine = 1): LexedJavaScript => {
	const tokens: CodeToken[] = [];
	const insides: CodeToken[][] = [];
	const open: Template[] = [];
	let line = firstLine;
	const push = (token: CodeToken): void => {
		(open.at(-1)?.inside ?? tokens).push(token);
	};

	const addSource = (value: string): void => {
		const template = open.at(-1);
		if (template !== undefined && template.text.length < 4000) template.text += value;
	};

	for (const {type, value} of jsTokens(text)) {
		switch (type) {
			case 'TemplateHead':
				open.push({text: `${undoEscapes(value.slice(1, -2))}\${`, line, inside: []});
				break;
			case 'TemplateMiddle':
				addSource(`}${undoEscapes(value.slice(1, -2))}\${`);
				break;
			case 'TemplateTail': {
				const template = open.pop();
				if (template === undefined) break;
				const whole = `${template.text}}${undoEscapes(value.slice(1, -1))}`;
				addSource('…');
				push({type: 'string', text: whole, line: template.line});
				if (template.inside.length > 0) insides.push(template.inside);
				break;
			}

			case 'StringLiteral':
			case 'NoSubstitutionTemplate':
				addSource(value);
				push({type: 'string', text: undoEscapes(value.slice(1, -1)), line});
				break;
			case 'IdentifierName':
			case 'PrivateIdentifier':
				addSource(value);
				push({type: 'name', text: value, line});
				break;
			case 'NumericLiteral':
				addSource(value);
				push({type: 'number', text: value, line});
				break;
			case 'Punctuator':
				addSource(value);
				push({type: 'sign', text: value, line});
				break;
			case 'RegularExpressionLiteral':
				push({type: 'number', text: '/…/', line});
				break;
			case 'WhiteSpace':
				addSource(' ');
				break;
			default:
		}

		line += countBreaks(value);
	}

	for (const {inside} of open) insides.push(inside);
	return {tokens, insides};
};

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: programs are split here
import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import jsTokens from 'js-tokens';
import {expect, test} from 'vitest';
import {type Language, languages} from '../../../source/core/catalog/code-languages.ts';
import {lexCode} from '../../../source/core/scan/lex-code.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

const programs = ['source', 'scripts', 'test/core'].flatMap(folder =>
	readdirSync(`${root}/${folder}`, {recursive: true, encoding: 'utf8'})
		.filter(file => /\.[jt]s$/.test(file))
		.map(file => `${root}/${folder}/${file}`),
);

/** The names of a program outside of templates, as js-tokens splits it. */
const namesByJsTokens = (text: string): readonly string[] => {
	const names: string[] = [];
	let depth = 0;
	for (const {type, value} of jsTokens(text)) {
		if (type === 'TemplateHead') depth++;
		else if (type === 'TemplateTail') depth--;
		else if (depth === 0 && /^(?:IdentifierName|PrivateIdentifier)$/.test(type)) names.push(value);
	}

	return names;
};

test('programs in TypeScript are split as js-tokens splits them', {timeout: 60_000}, () => {
	expect(programs.length).toBeGreaterThan(200);
	for (const file of programs) {
		const text = readFileSync(file, 'utf8');
		const [{tokens}] = lexCode(text, languages.javascript);
		const names = tokens.filter(({type}) => type === 'name').map(each => each.text);
		expect(names, file).toEqual(namesByJsTokens(text));
	}
});

const split = (text: string, language: Language): readonly string[] =>
	lexCode(text, language).map(({tokens}) =>
		tokens
			.map(({type, text}) => (type === 'string' ? `"${text}"` : type === 'newline' ? ';' : text))
			.join(' '),
	);

test.each([
	['a = b / c / d', ['a = b / c / d']],
	['if (a) /b"/.test(c)', ['if ( a ) /…/ . test ( c )']],
	['f(a) / b / c', ['f ( a ) / b / c']],
	["<p>Don't</p>\nb('c')", ['< p > Don \' t < / p > b ( "c" )']],
	['#!/usr/bin/env node\na.#b', ['a . #b']],
	['`a${b.c()}d${`e`}`', ['"a${b.c()}d${…}"', 'b . c ( )', '"e"']],
	['/[/"]/g, "a"', ['/…/ , "a"']],
])('%s', (text, expected) => {
	expect(split(text, languages.javascript)).toEqual(expected);
});

test.each([
	['python', 'f"a {b.c():>3} {{d}}" # e', ['"a ${b.c()} {d}"', 'b . c ( )']],
	['python', '"""a\n\'b"""\nr"\\d"', ['"a\n\'b" ; "\\d"']],
	['ruby', 'a.b! "c #{d.e}"\nf != g', ['a . b! "c ${d.e}" ; f != g', 'd . e']],
	['go', 'a := `b\n"` // c', ['a := "b\n""']],
	['terraform', 'a = <<EOT\nb\nEOT\nc', ['a = "b\n" ; c']],
] as const)('%s: %s', (name, text, expected) => {
	expect(split(text, languages[name])).toEqual(expected);
});

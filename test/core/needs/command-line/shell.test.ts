// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shells and workflows write it so
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {readShell} from '../../../../source/core/needs/command-line/index.ts';

const wordsOf = (text: string): readonly (readonly string[])[] =>
	readShell(text).map(({words}) => words.map(word => word.text));

test.each([
	['gh pr list', [['gh', 'pr', 'list']]],
	[`a 'b c' "d e" f\\ g`, [['a', 'b c', 'd e', 'f g']]],
	[`a "it's" 'say "x"'`, [['a', "it's", 'say "x"']]],
	[`a ''`, [['a', '']]],
	[String.raw`a $'b\nc\''`, [['a', "b\nc'"]]],
	['a \\\n  b', [['a', 'b']]],
	['a `\n b', [['a', 'b']]],
	['a; b && c || d | e & f', [['a'], ['b'], ['c'], ['d'], ['e'], ['f']]],
	['(a; b)', [['a'], ['b']]],
	['a # b', [['a']]],
	['a b#c', [['a', 'b#c']]],
	['a > out 2>&1 < in b', [['a', 'b']]],
	['a &>out b', [['a', 'b']]],
	[
		'a "$(b "c d")" e',
		[
			['a', '$(…)', 'e'],
			['b', 'c d'],
		],
	],
	[
		'a `b c`',
		[
			['a', '$(…)'],
			['b', 'c'],
		],
	],
	[
		'a <(b c)',
		[
			['a', '$(…)'],
			['b', 'c'],
		],
	],
	['a $B ${C:-d} $((1 + 2)) ${{ inputs.x }}', [['a', '$B', '$C', '$((…))', '${{inputs.x}}']]],
	['a ${{ github.repository }} $GITHUB_REPOSITORY', [['a', '{owner}/{repo}', '{owner}/{repo}']]],
	['a <number> b', [['a', '<number>', 'b']]],
	['a <<END\nb $(c)\nEND\nd', [['a'], ['c'], ['d']]],
	["a <<'END'\n$(b)\nEND\nc", [['a'], ['c']]],
	['a <<-END\n\tb\n\tEND\nc', [['a'], ['c']]],
	['a "unclosed', [['a', 'unclosed']]],
	["a 'unclosed", [['a', 'unclosed']]],
	['a $(unclosed', [['a', '$(…)'], ['unclosed']]],
	[') a', [['a']]],
	['', []],
])('%j', (text, words) => {
	expect(wordsOf(text)).toEqual(words);
});

test('what is computed is marked, and what is in single quotes is not', () => {
	const [command] = readShell(`a "$B" '$C' d$E`);
	expect(command?.words.map(({isComputed}) => isComputed)).toEqual([false, true, false, true]);
});

test('variables before a command are its own, alone they are a command without words', () => {
	expect(readShell('A=1 B="2 3" c D=4')).toEqual([
		{
			at: 0,
			assignments: [
				{name: 'A', value: {text: '1', isComputed: false}},
				{name: 'B', value: {text: '2 3', isComputed: false}},
			],
			words: [
				{text: 'c', isComputed: false},
				{text: 'D=4', isComputed: false},
			],
		},
	]);
	expect(readShell('A=$(gh pr list)').map(({words}) => words.length)).toEqual([0, 3]);
});

test('a document is the input of its command', () => {
	expect(readShell('a --input - <<END\n{"x": "$Y"}\nEND\n')[0]?.input).toEqual({
		text: '{"x": "$Y"}\n',
		isComputed: true,
	});
	expect(readShell('a <<< "b"')[0]?.input).toEqual({text: 'b', isComputed: false});
});

test('any text is read to its end', () => {
	const sign = fc.constantFrom(
		...'$(){}<>|&;`\'"\\#=\n ab-'.split(''),
		'${{',
		'}}',
		'<<E\n',
		'E\n',
		'$((',
	);
	fc.assert(
		fc.property(fc.array(sign, {maxLength: 60}), signs => {
			const text = signs.join('');
			for (const {at} of readShell(text)) expect(at).toBeLessThanOrEqual(text.length);
		}),
	);
});

test('quoted words come back as they were', () => {
	fc.assert(
		fc.property(fc.array(fc.string(), {minLength: 1}), words => {
			const line = words.map(word => `'${word.replaceAll("'", `'\\''`)}'`).join(' ');
			expect(wordsOf(line)).toEqual([words]);
		}),
	);
});

test.each([
	'"$(',
	'`',
	'$(',
	'${',
	'${{',
	'$((',
	'<<A\n',
	'(',
	"'",
	'"a ',
	'<(',
	'a=',
	' `\n',
	'x <<A <<B\n$(',
])('%j many times takes time in proportion', piece => {
	const start = performance.now();
	readShell(piece.repeat(100_000));
	// In proportion it takes less than a second; by the square of the length it would take minutes.
	expect(performance.now() - start).toBeLessThan(20_000);
});

import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {splitGraphemes} from '../../source/core/text/graphemes.ts';
import type {Key} from '../../source/ui/keys.ts';
import {
	createTextField,
	editText,
	longestTyped,
	type TextField,
} from '../../source/ui/text-field.ts';

const family = '👨‍👩‍👧';
const decomposed = 'e\u0301';

/** Applies keys: a word in angle brackets is a named key, anything else is typed as it is. */
const type = (start: string, ...keys: readonly string[]): TextField =>
	keys.reduce<TextField>((field, key) => {
		const name = /^<(.+)>$/.exec(key)?.[1];
		return editText(field, name === undefined ? {name: 'text', text: key} : ({name} as Key));
	}, createTextField(start));

/** The field as a reader sees it, with the cursor as a bar. */
const show = ({value, cursor}: TextField): string => {
	const graphemes = splitGraphemes(value);
	return `${graphemes.slice(0, cursor).join('')}|${graphemes.slice(cursor).join('')}`;
};

test.each([
	['typing', '', ['a', 'b'], 'ab|'],
	['typing in the middle', 'ac', ['<left>', 'b'], 'ab|c'],
	['left at the start', 'a', ['<home>', '<left>'], '|a'],
	['right at the end', 'a', ['<right>'], 'a|'],
	['home and end', 'ab', ['<home>', 'x', '<end>', 'y'], 'xaby|'],
	['backspace', 'abc', ['<left>', '<backspace>'], 'a|c'],
	['backspace at the start', 'abc', ['<home>', '<backspace>'], '|abc'],
	['delete', 'abc', ['<home>', '<delete>'], '|bc'],
	['delete at the end', 'abc', ['<delete>'], 'abc|'],
	['word left', 'one two', ['<word-left>'], 'one |two'],
	['word left twice', 'one two', ['<word-left>', '<word-left>'], '|one two'],
	['word left over several spaces', 'one   ', ['<word-left>'], '|one   '],
	['word right', 'one two', ['<home>', '<word-right>'], 'one| two'],
	['word right at the end', 'one', ['<word-right>'], 'one|'],
	['deleting a word', 'one two', ['<delete-word>'], 'one |'],
	['deleting a word with spaces behind', 'one two  ', ['<delete-word>'], 'one |'],
	['deleting half a word', 'one two', ['<left>', '<delete-word>'], 'one |o'],
	['deleting what stands before', 'one two', ['<word-left>', '<delete-before>'], '|two'],
	['deleting what stands after', 'one two', ['<word-left>', '<delete-after>'], 'one |'],
	['deleting in an empty field', '', ['<delete-word>', '<delete-before>', '<backspace>'], '|'],
])('%s', (_, start, keys, expected) => {
	expect(show(type(start, ...keys))).toBe(expected);
});

test.each([
	['an emoji', '🎉'],
	['a joined emoji', family],
	['a flag', '🇦🇹'],
	['a letter with its accent apart', decomposed],
	['a wide letter', '漢'],
	['a right-to-left letter', 'ש'],
	['a letter of Devanagari', 'क्षि'],
])('%s is one step for the cursor and one deletion', (_, grapheme) => {
	expect(createTextField(`a${grapheme}b`).cursor).toBe(3);
	expect(show(type(`a${grapheme}b`, '<left>', '<left>', 'x'))).toBe(`ax|${grapheme}b`);
	expect(show(type(`a${grapheme}`, '<backspace>'))).toBe('a|');
	expect(show(type(`${grapheme}a`, '<home>', '<delete>'))).toBe('|a');
});

test('an accent that is typed after its letter joins it', () => {
	const field = type('', 'e', '\u0301');
	expect(field).toEqual({value: decomposed, cursor: 1});
	expect(show(type('ex', '<left>', '\u0301'))).toBe(`${decomposed}|x`);
});

test('parts of an emoji that are typed one by one grow together', () => {
	expect(type('', '👨', '\u200D', '👩', '\u200D', '👧')).toEqual({value: family, cursor: 1});
});

test.each([
	['line breaks', 'a\nb\r\nc', 'a b c'],
	['tabs', 'a\tb', 'a b'],
	['escape sequences', '\u001B[31mred\u0007', '[31mred'],
	['control characters', 'a\u0000\u0085\u009Bb', 'ab'],
	['half characters', 'a\uD83Cb', 'ab'],
	['nothing else', 'naïve 漢 🎉', 'naïve 漢 🎉'],
])('a paste is cleaned of %s', (_, pasted, expected) => {
	expect(editText(createTextField(), {name: 'paste', text: pasted}).value).toBe(expected);
	expect(editText(createTextField(), {name: 'text', text: pasted}).value).toBe(expected);
});

test('a paste is cut where no field holds more', () => {
	const {value} = editText(createTextField(), {name: 'paste', text: 'a'.repeat(longestTyped + 1)});
	expect(value).toHaveLength(longestTyped);
	const emoji = editText(createTextField(), {
		name: 'paste',
		text: `${'a'.repeat(longestTyped - 1)}🎉`,
	});
	expect(emoji.value).toBe('a'.repeat(longestTyped - 1));
});

test.each(['up', 'down', 'enter', 'escape', 'tab', 'back-tab', 'page-up', 'leave'] as const)(
	'%s does nothing to a text',
	name => {
		const field = createTextField('abc');
		expect(editText(field, {name})).toBe(field);
	},
);

const graphemes = fc.constantFrom('a', 'Z', '7', ' ', '-', 'é', '漢', '🎉', family, '🇦🇹', 'ש');

/** A text field as plainly as it can be written: what stands before the cursor, and what after it. */
type Model = {before: string[]; after: string[]};

const chopWord = (model: Model): string[] => {
	const kept = [...model.before];
	while (kept.at(-1) === ' ') {
		kept.pop();
	}
	while (kept.length > 0 && kept.at(-1) !== ' ') {
		kept.pop();
	}
	return kept;
};

const operations: Readonly<Record<string, (model: Model) => Model>> = {
	left: ({before, after}) => ({
		before: before.slice(0, -1),
		after: [...before.slice(-1), ...after],
	}),
	right: ({before, after}) => ({
		before: [...before, ...after.slice(0, 1)],
		after: after.slice(1),
	}),
	home: ({before, after}) => ({before: [], after: [...before, ...after]}),
	end: ({before, after}) => ({before: [...before, ...after], after: []}),
	backspace: ({before, after}) => ({before: before.slice(0, -1), after}),
	delete: ({before, after}) => ({before, after: after.slice(1)}),
	'delete-word': model => ({before: chopWord(model), after: model.after}),
	'delete-before': ({after}) => ({before: [], after}),
	'delete-after': ({before}) => ({before, after: []}),
	'word-left': model => {
		const before = chopWord(model);
		return {before, after: [...model.before.slice(before.length), ...model.after]};
	},
};

test('any keys do what they do to a list of characters', () => {
	const steps = fc.array(
		fc.oneof(
			graphemes,
			fc.constantFrom(...Object.keys(operations)).map(name => ({name})),
		),
		{maxLength: 40},
	);
	fc.assert(
		fc.property(steps, list => {
			let field = createTextField();
			let model: Model = {before: [], after: []};
			for (const step of list) {
				if (typeof step === 'string') {
					field = editText(field, {name: 'text', text: step});
					model = {...model, before: [...model.before, step]};
				} else {
					field = editText(field, step as Key);
					model = operations[step.name]?.(model) ?? model;
				}
			}
			// Two flags side by side can join others: what counts is the text and where its cursor is.
			expect(field.value).toBe([...model.before, ...model.after].join(''));
			expect(splitGraphemes(field.value).slice(0, field.cursor).join('')).toBe(
				model.before.join(''),
			);
		}),
	);
});

test('the cursor stays in the text and nothing unprintable gets in, whatever is typed', () => {
	const keys = fc.array(
		fc.oneof(
			fc.string({unit: 'binary', maxLength: 6}).map(text => ({name: 'text', text}) as const),
			fc.string({unit: 'grapheme', maxLength: 6}).map(text => ({name: 'paste', text}) as const),
			fc.constantFrom(...Object.keys(operations), 'word-right').map(name => ({name}) as Key),
		),
		{maxLength: 30},
	);
	fc.assert(
		fc.property(keys, list => {
			const field = list.reduce<TextField>(editText, createTextField());
			expect(field.cursor).toBeGreaterThanOrEqual(0);
			expect(field.cursor).toBeLessThanOrEqual(splitGraphemes(field.value).length);
			expect(field.value).not.toMatch(/[\p{Cc}\p{Cs}]/u);
		}),
	);
});

test('graphemes put together are the text, on the quick way too', () => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), text => {
			expect(splitGraphemes(text).join('')).toBe(text);
		}),
	);
	expect(splitGraphemes('plain text')).toEqual([...'plain text']);
});

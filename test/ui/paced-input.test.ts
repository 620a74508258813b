import {EventEmitter} from 'node:events';
import * as fc from 'fast-check';
import {afterEach, beforeEach, describe, expect, test, vi} from 'vitest';
import {PacedInput, splitKeys, type TerminalInput} from '../../source/ui/paced-input.ts';

const esc = '\u001B';
const up = '\u001B[A';
const down = '\u001B[B';
const paste = (text: string) => `\u001B[200~${text}\u001B[201~`;

test.each([
	['nothing', '', []],
	['letters', 'abc', ['a', 'b', 'c']],
	['letters and enter', 'ab\r', ['a', 'b', '\r']],
	['arrows', `${up}${down}`, [up, down]],
	['arrows in application mode', '\u001BOA\u001BOB', ['\u001BOA', '\u001BOB']],
	['an arrow between letters', `a${up}b`, ['a', up, 'b']],
	['keys with modifiers', '\u001B[1;5C\u001B[3;2~', ['\u001B[1;5C', '\u001B[3;2~']],
	['function keys', '\u001BOP\u001B[15~\u001B[[A', ['\u001BOP', '\u001B[15~', '\u001B[[A']],
	['shift+tab', '\u001B[Z', ['\u001B[Z']],
	['keys of the kitty protocol', '\u001B[97;5u\u001B[13;1:3u', ['\u001B[97;5u', '\u001B[13;1:3u']],
	['answers to questions', '\u001B[?62;4c\u001B[12;1R', ['\u001B[?62;4c', '\u001B[12;1R']],
	['control characters', '\u0003\u0017\t\u007F', ['\u0003', '\u0017', '\t', '\u007F']],
	['emoji as code points', 'a🎉b', ['a', '🎉', 'b']],
	['wide letters', '漢字', ['漢', '字']],
	['a paste', `a${paste('one\rtwo')}b`, ['a', paste('one\rtwo'), 'b']],
	['an empty paste', paste(''), [paste('')]],
	['pastes side by side', paste('a') + paste('b'), [paste('a'), paste('b')]],
	['a paste with sequences in it', paste(`${up}x${esc}`), [paste(`${up}x${esc}`)]],
	['alt and a letter that moves', '\u001Bb\u001Bf\u001Bd', ['\u001Bb', '\u001Bf', '\u001Bd']],
	['alt+backspace', '\u001B\u007F', ['\u001B\u007F']],
	['alt+backspace and letters', '\u001B\u007Fabc', ['\u001B\u007F', 'a', 'b', 'c']],
	['escape and enter', `${esc}\r`, [esc, '\r']],
	['escape and an arrow', `${esc}${down}`, [esc, down]],
	['escape, arrow, enter', `${esc}${down}\r`, [esc, down, '\r']],
	['two escapes and enter', `${esc}${esc}\r`, [esc, esc, '\r']],
	['three escapes and an arrow', `${esc.repeat(3)}${up}`, [esc, esc, esc, up]],
	['escape and ctrl+c', `${esc}\u0003`, [esc, '\u0003']],
	['escape and tab', `${esc}\t`, [esc, '\t']],
	['escape and a letter that is no alt key', `${esc}n`, [esc, 'n']],
	['escape and a word', `${esc}bob`, [esc, 'b', 'o', 'b']],
	['escape and a paste', `${esc}${paste('x')}`, [esc, paste('x')]],
	['escape and an emoji', `${esc}🎉`, [esc, '🎉']],
])('%s', (_, input, keys) => {
	expect(splitKeys(input)).toEqual({keys, rest: ''});
});

test.each([
	['an escape', esc],
	['a sequence without its end', '\u001B[1;5'],
	['the beginning of a sequence', '\u001B['],
	['the beginning of an arrow', '\u001BO'],
	['the beginning of the mark of a paste', '\u001B[200'],
	['a paste without its end', '\u001B[200~some text'],
	['a paste with half of its end', '\u001B[200~some text\u001B[20'],
])('%s waits for the rest', (_, input) => {
	expect(splitKeys(`a${input}`)).toEqual({keys: ['a'], rest: input});
});

test('a long text in one read was pasted and stays whole', () => {
	const text = 'x'.repeat(200);
	expect(splitKeys(`${text}\r`)).toEqual({keys: [text, '\r'], rest: ''});
});

test('a sequence that never ends is no key', () => {
	const endless = `\u001B[${'1;'.repeat(5000)}`;
	const {keys, rest} = splitKeys(endless);
	expect(keys[0]).toBe(esc);
	expect(keys.join('') + rest).toBe(endless);
});

const key = fc.oneof(
	fc.constantFrom('a', 'Z', '7', ' ', 'é', '漢', '🎉', '\r', '\t', '\u007F', '\u0003', '\u0017'),
	fc.constantFrom(up, down, '\u001BOP', '\u001B[3~', '\u001B[1;5C', '\u001B[Z', '\u001B[27u'),
	fc.string({unit: 'grapheme', maxLength: 40}).map(paste),
	fc.constant(paste('漢🎉'.repeat(500))),
);

/** A text cut into chunks where the numbers say, between characters as a decoder hands them out. */
const cut = (text: string, sizes: readonly number[]): readonly string[] => {
	const characters = [...text];
	const chunks: string[] = [];
	for (const size of sizes) {
		chunks.push(characters.splice(0, size).join(''));
	}
	return [...chunks, characters.join('')];
};

const feed = (chunks: readonly string[]): readonly string[] => {
	const keys: string[] = [];
	let rest = '';
	for (const chunk of chunks) {
		const split = splitKeys(rest + chunk);
		keys.push(...split.keys);
		({rest} = split);
	}
	return rest === '' ? keys : [...keys, rest];
};

/** Long runs of text come whole in one read and by character in several: both are the same text. */
const spellOut = (keys: readonly string[]): readonly string[] =>
	keys.flatMap(part => (/^[\u0000-\u001F\u007F]/.test(part) ? [part] : [...part]));

test('nothing is lost, whatever is read', () => {
	const anything = fc.oneof(
		fc.string({unit: 'binary'}),
		fc
			.array(fc.oneof(key, fc.constantFrom(esc, '[', 'O', '200~', 'b')), {maxLength: 30})
			.map(parts => parts.join('')),
	);
	fc.assert(
		fc.property(anything, input => {
			const {keys, rest} = splitKeys(input);
			expect((keys.join('') + rest).replaceAll('\n', '\r')).toBe(input.replaceAll('\n', '\r'));
			expect(keys).not.toContain('');
		}),
	);
});

test('keys are the same however the input is cut into chunks', () => {
	fc.assert(
		fc.property(fc.array(key, {maxLength: 30}), fc.array(fc.nat(12)), (keys, sizes) => {
			const input = keys.join('');
			expect(spellOut(feed(cut(input, sizes)))).toEqual(spellOut(keys));
			expect(spellOut(feed([...input]))).toEqual(spellOut(keys));
			expect(spellOut(splitKeys(input).keys)).toEqual(spellOut(keys));
		}),
	);
});

test('a text of any length keeps its characters', () => {
	for (const length of [31, 32, 33, 4094, 4095, 4096, 10_000]) {
		const text = `${'a'.repeat(length)}🎉${'b'.repeat(5)}`;
		const {keys} = splitKeys(text);
		expect(keys.join('')).toBe(text);
		expect(keys.every(part => !/\p{Cs}/u.test(part))).toBe(true);
	}
});

test('a paste of 100 kB stays whole, across chunks of any size', () => {
	const pasted = paste('12345678 漢🎉\r\n'.repeat(6000));
	expect(pasted.length).toBeGreaterThan(80_000);
	expect(splitKeys(pasted)).toEqual({keys: [pasted], rest: ''});
	for (const size of [1000, 4096, 65_536]) {
		const sizes = Array.from({length: Math.ceil(pasted.length / size)}, () => size);
		expect(feed(cut(`a${pasted}b`, sizes))).toEqual(['a', pasted, 'b']);
	}
});

/** A terminal that is a program's standard input. */
class Source extends EventEmitter {
	isTTY = true;
	isRaw = false;
	isPaused = false;
	encoding: string | undefined;
	setEncoding(encoding: string) {
		this.encoding = encoding;
	}
	setRawMode(isRaw: boolean) {
		this.isRaw = isRaw;
	}
	pause() {
		this.isPaused = true;
	}
	ref() {}
	unref() {}
	send(text: string) {
		this.emit('data', text);
	}
}

const open = () => {
	const source = new Source();
	const input = new PacedInput(source as unknown as TerminalInput);
	const heard: string[] = [];
	const listen = () => {
		const listener = () => {
			for (let read = input.read(); read !== null; read = input.read()) {
				heard.push(read);
			}
		};
		input.on('readable', listener);
		return listener;
	};
	return {source, input, heard, listen};
};

describe('the input of the wizard', () => {
	beforeEach(() => {
		vi.useFakeTimers();
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	const settle = () => vi.advanceTimersByTime(0);

	test('is raw from the beginning and as before at the end', () => {
		const {source, input} = open();
		// Its bytes stay bytes: a prompt for a token may come after the wizard.
		expect(source).toMatchObject({isRaw: true, encoding: undefined});
		expect(input.isTTY).toBe(true);
		input.close();
		expect(source).toMatchObject({isRaw: false, isPaused: true});
		expect(source.listenerCount('data')).toBe(0);
	});

	test('hands out one key at a time and lets others work in between', () => {
		const {source, input, listen, heard} = open();
		listen();
		settle();
		source.send(`${down}${down}\r`);
		expect(heard).toEqual([down]);
		vi.runAllTicks();
		const order: string[] = [];
		input.on('readable', () => order.push('key'));
		setImmediate(() => order.push('other work'));
		vi.runAllTimers();
		expect(heard).toEqual([down, down, '\r']);
		expect(order[0]).toBe('other work');
	});

	test('keeps what arrives before anybody listens', () => {
		const {source, heard, listen} = open();
		source.send('ab\r');
		vi.runAllTimers();
		expect(heard).toEqual([]);
		listen();
		vi.runAllTimers();
		expect(heard).toEqual(['a', 'b', '\r']);
	});

	test('keeps what arrives while nobody listens for a moment', () => {
		const {source, input, heard, listen} = open();
		const listener = listen();
		settle();
		source.send('abc');
		input.removeListener('readable', listener);
		vi.runAllTimers();
		expect(heard).toEqual(['a']);
		listen();
		vi.runAllTimers();
		expect(heard).toEqual(['a', 'b', 'c']);
	});

	test('keeps what arrives while it is held', () => {
		const {source, input, heard, listen} = open();
		listen();
		settle();
		input.hold(true);
		source.send('ab');
		vi.runAllTimers();
		expect(heard).toEqual([]);
		input.hold(false);
		source.send('c');
		vi.runAllTimers();
		expect(heard).toEqual(['a', 'b', 'c']);
	});

	test('can be held by the key that it hands out', () => {
		const {source, input, heard, listen} = open();
		listen();
		input.on('readable', () => input.hold(true));
		settle();
		source.send('ab');
		vi.runAllTimers();
		expect(heard).toEqual(['a']);
		input.hold(false);
		vi.runAllTimers();
		expect(heard).toEqual(['a', 'b']);
	});

	/** Ink would wait for the rest of a bare escape: it is handed on as the sequence that names the key. */
	const isEscape = (read: string | undefined) => read === '\u001B[27u';

	test('takes an escape for the Esc key when nothing follows in time', () => {
		const {source, heard, listen} = open();
		listen();
		settle();
		source.send(esc);
		vi.advanceTimersByTime(10);
		expect(heard).toEqual([]);
		vi.advanceTimersByTime(100);
		expect(heard).toHaveLength(1);
		expect(isEscape(heard[0])).toBe(true);
		source.send('[A');
		vi.runAllTimers();
		expect(heard.slice(1)).toEqual(['[', 'A']);
	});

	test('takes two escapes for two keys', () => {
		const {source, heard, listen} = open();
		listen();
		settle();
		source.send(`${esc}${esc}`);
		vi.runAllTimers();
		expect(heard.map(isEscape)).toEqual([true, true]);
	});

	test('puts a sequence together that arrives in two reads', () => {
		const {source, heard, listen} = open();
		listen();
		settle();
		source.send(esc);
		vi.advanceTimersByTime(10);
		source.send('[A');
		vi.runAllTimers();
		expect(heard).toEqual([up]);
	});

	test.each([
		['after many keys', 'a'.repeat(40), '\u001B', '[B'],
		['after its first bytes', '', '\u001B[', 'B'],
	])('waits longer for a sequence that is cut %s', (_name, before, first, second) => {
		const {source, heard, listen} = open();
		listen();
		settle();
		source.send(before + first);
		vi.advanceTimersByTime(300);
		source.send(second);
		vi.runAllTimers();
		expect(heard.at(-1)).toBe('\u001B[B');
	});

	test('lets Ctrl+C out of a paste whose end was lost', () => {
		const {source, heard, listen} = open();
		listen();
		settle();
		source.send('\u001B[200~text');
		source.send('x');
		source.send('\u0003');
		vi.runAllTimers();
		expect(heard).toEqual(['\u0003']);
	});

	test('lets Ctrl+C pass more keys than anybody types ahead', () => {
		const {source, heard, listen} = open();
		source.send(`${'\u001B[B'.repeat(10_000)}\u0003`);
		listen();
		vi.runAllTimers();
		expect(heard).toEqual(['\u0003']);
	});

	test('takes a sequence whose end never comes for Esc and what was typed', () => {
		const {source, heard, listen} = open();
		listen();
		settle();
		source.send('\u001B[1');
		vi.runAllTimers();
		expect(isEscape(heard[0])).toBe(true);
		expect(heard.slice(1)).toEqual(['[', '1']);
	});

	test('waits for the end of a paste as long as it takes', () => {
		const {source, heard, listen} = open();
		listen();
		settle();
		source.send('\u001B[200~one');
		vi.advanceTimersByTime(60_000);
		expect(heard).toEqual([]);
		source.send(' two\u001B[20');
		source.send('1~x');
		vi.runAllTimers();
		expect(heard).toEqual([paste('one two'), 'x']);
	});

	test('tells Esc and the next key apart when they come in one read', () => {
		for (const next of ['\r', down, '\t', 'x']) {
			const {source, heard, listen} = open();
			listen();
			settle();
			source.send(`${esc}${next}`);
			vi.runAllTimers();
			expect(isEscape(heard[0])).toBe(true);
			expect(heard.slice(1)).toEqual([next]);
		}
	});

	test('takes a line feed for Enter: the terminal made it of one before it was raw', () => {
		const {source, heard, listen} = open();
		listen();
		settle();
		source.send('a\n');
		vi.runAllTimers();
		expect(heard).toEqual(['a', '\r']);
	});

	test('drops what was not read when it is closed', () => {
		const {source, input, heard, listen} = open();
		source.send(`abc${esc}`);
		input.close();
		listen();
		vi.runAllTimers();
		source.send('x');
		vi.runAllTimers();
		expect(heard).toEqual([]);
	});
});

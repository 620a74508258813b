import {EventEmitter} from 'node:events';
import {type Key as InkKey, Text, useInput} from 'ink';
import {render} from 'ink-testing-library';
import {createElement} from 'react';
import {expect, test} from 'vitest';
import {type Key, readKey, type Shortcut, shortcuts} from '../../source/ui/keys.ts';

/** What the wizard makes of bytes, by way of Ink's own parser. */
const hear = async (bytes: string): Promise<readonly (Key | undefined)[]> => {
	const heard: (Key | undefined)[] = [];
	const arrived = new EventEmitter();
	const Listener = () => {
		useInput((input: string, key: InkKey) => {
			heard.push(readKey(input, key));
			arrived.emit('key');
		});
		return createElement(Text, null, 'ready');
	};
	const {stdin, unmount} = render(createElement(Listener));
	await expect.poll(() => stdin.listenerCount('readable')).toBeGreaterThan(0);
	stdin.write(bytes);
	if (heard.length === 0) {
		await new Promise(resolve => arrived.once('key', resolve));
	}
	unmount();
	return heard;
};

test.each([
	['enter', '\r', 'enter'],
	['escape', '\u001B', 'escape'],
	['escape of the kitty protocol', '\u001B[27u', 'escape'],
	['tab', '\t', 'tab'],
	['shift+tab', '\u001B[Z', 'back-tab'],
	['up', '\u001B[A', 'up'],
	['down in application mode', '\u001BOB', 'down'],
	['right', '\u001B[C', 'right'],
	['left', '\u001B[D', 'left'],
	['ctrl+right', '\u001B[1;5C', 'word-right'],
	['alt+left', '\u001B[1;3D', 'word-left'],
	['home', '\u001B[H', 'home'],
	['home of rxvt', '\u001B[7~', 'home'],
	['end', '\u001B[F', 'end'],
	['page up', '\u001B[5~', 'page-up'],
	['page down', '\u001B[6~', 'page-down'],
	['backspace', '\u007F', 'backspace'],
	['backspace as ctrl+h', '\b', 'backspace'],
	['alt+backspace', '\u001B\u007F', 'delete-word'],
	['delete', '\u001B[3~', 'delete'],
	['ctrl+a', '\u0001', 'home'],
	['ctrl+e', '\u0005', 'end'],
	['ctrl+b', '\u0002', 'left'],
	['ctrl+f', '\u0006', 'right'],
	['ctrl+p', '\u0010', 'up'],
	['ctrl+n', '\u000E', 'down'],
	['ctrl+u', '\u0015', 'delete-before'],
	['ctrl+k', '\u000B', 'delete-after'],
	['ctrl+w', '\u0017', 'delete-word'],
	['ctrl+c', '\u0003', 'leave'],
	['ctrl+z', '\u001A', 'suspend'],
	['alt+b', '\u001Bb', 'word-left'],
	['alt+f', '\u001Bf', 'word-right'],
	['alt+F', '\u001BF', 'word-right'],
])('%s', async (_, bytes, name) => {
	expect(await hear(bytes)).toEqual([{name}]);
});

test.each([
	['a letter', 'a'],
	['a capital', 'A'],
	['a space', ' '],
	['a question mark', '?'],
	['an accented letter', 'é'],
	['a wide letter', '漢'],
	['a joined emoji', '👨‍👩‍👧'],
	['a text in one piece', 'a long text that was pasted without marks around it'],
])('%s is text', async (_, text) => {
	expect(await hear(text)).toEqual([{name: 'text', text}]);
});

test.each([
	['F1', '\u001BOP'],
	['ctrl+F1', '\u001B[1;5P'],
	['insert', '\u001B[2~'],
	['ctrl+l', '\u000C'],
	['alt+x', '\u001Bx'],
	['ctrl+space', '\u0000'],
])('%s means nothing', async (_, bytes) => {
	expect(await hear(bytes)).toEqual([undefined]);
});

test('a key that is let go is no key', async () => {
	expect(await hear('\u001B[13;1:3u')).toEqual([undefined]);
	expect(await hear('\u001B[13;1:1u')).toEqual([{name: 'enter'}]);
});

test('a shortcut is told in a few characters', () => {
	const rows: readonly Shortcut[] = Object.values(shortcuts);
	for (const {keys, does, brief = ''} of rows) {
		expect(brief.length).toBeLessThan(does.length);
		expect(`${keys} ${does}`.length).toBeLessThanOrEqual(24);
		expect(does).toMatch(/^[a-z]/);
	}
});

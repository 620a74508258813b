import {expect, test} from 'vitest';
import {
	lacksClipboard,
	writeClipboardSequence,
} from '../../../source/core/machine/clipboard-sequence.ts';

test.each([
	['dumb', true],
	['linux', true],
	['xterm-256color', false],
	['', false],
	[undefined, false],
])('TERM=%s: %s', (term, lacks) => {
	expect(lacksClipboard(term)).toBe(lacks);
});

const encoded = Buffer.from('https://github.com/settings/tokens/new?scopes=repo').toString(
	'base64',
);

const sequence = `\u001b]52;c;${encoded}\u0007`;

test('tmux is asked itself and told to pass it on', () => {
	const wrapped = `\u001bPtmux;\u001b${sequence}\u001b\\`;
	expect(writeClipboardSequence(encoded, {TMUX: '/tmp/x,1,0', TERM: 'screen-256color'})).toBe(
		sequence + wrapped,
	);
	expect(writeClipboardSequence(encoded, {TERM: 'tmux-256color'})).toBe(sequence + wrapped);
});

test('screen gets it in pieces it can hold, and they add up', () => {
	const text = Buffer.from('é'.repeat(2000)).toString('base64');
	for (const environment of [{TERM: 'screen.xterm-256color'}, {STY: '1.pts-0', TERM: 'xterm'}]) {
		const pieces = writeClipboardSequence(text, environment).split('\u001b\\').slice(0, -1);
		for (const piece of pieces) {
			expect(piece.startsWith('\u001bP')).toBe(true);
			expect(piece.length).toBeLessThan(760);
		}
		const whole = pieces.map(piece => piece.slice(2)).join('');
		expect(whole).toBe(`\u001b]52;c;${text}\u0007`);
	}
});

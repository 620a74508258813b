import {expect, test} from 'vitest';
import {lacksClipboard} from '../../../source/core/text/terminals.ts';

test.each([
	['dumb', true],
	['linux', true],
	['xterm-256color', false],
	['', false],
	[undefined, false],
])('TERM=%s: %s', (term, lacks) => {
	expect(lacksClipboard(term)).toBe(lacks);
});

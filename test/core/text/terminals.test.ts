import {expect, test} from 'vitest';
import {isDeafTerminal} from '../../../source/core/text/terminals.ts';

test.each([
	['dumb', true],
	['linux', true],
	['xterm-256color', false],
	['', false],
	[undefined, false],
])('TERM=%s: %s', (term, isDeaf) => {
	expect(isDeafTerminal(term)).toBe(isDeaf);
});

import {expect, test} from 'vitest';
import {outsideError, usageError} from '../../source/core/errors.ts';
import {
	describeError,
	reportAddress,
	writeError,
	writeJsonError,
} from '../../source/print/errors.ts';
import {choosePaint} from '../../source/print/paint.ts';
import {runFake} from '../commands/fake-context.ts';

const plain = (_format: string, text: string): string => text;

test('an error is two sentences', () => {
	expect(writeError(describeError(usageError('It is "a"', 'Write b')), plain)).toBe(
		'pat-wizard: It is "a".\nWrite b.\n',
	);
	expect(writeError(describeError(outsideError('Gone.')), plain)).toBe('pat-wizard: Gone.\n');
	expect(writeError(describeError(usageError('No', 'Did you mean x?')), plain)).toBe(
		'pat-wizard: No.\nDid you mean x?\n',
	);
});

test('as JSON it is an object with the kind', () => {
	expect(JSON.parse(writeJsonError(describeError(usageError('No', 'Yes'))))).toEqual({
		error: {kind: 'usage', message: 'No.', hint: 'Yes.'},
	});
	expect(JSON.parse(writeJsonError(describeError(outsideError('No'))))).toEqual({
		error: {kind: 'outside', message: 'No.', hint: null},
	});
});

test.each([[new Error('boom')], ['boom'], [undefined]])('%s that is thrown is a bug', thrown => {
	const text = writeError(describeError(thrown), plain);
	expect(text).toContain('Something went wrong inside pat-wizard');
	expect(text).toContain(reportAddress);
	expect(text).toMatch(/\n +at /);
	expect(JSON.parse(writeJsonError(describeError(thrown))).error.kind).toBe('bug');
});

test('a bug is exit code 1, on the side, with a stack', async () => {
	const happened = await runFake([], {
		terminal: {stdin: true, stdout: true, stderr: true},
		wizard: () => {
			throw new TypeError('boom');
		},
	});
	expect(happened).toMatchObject({code: 1, stdout: ''});
	expect(happened.stderr).toContain('boom');
});

test('control characters in errors are shown', () => {
	const text = writeError(describeError(usageError('a\u001b[2Jb\nc', 'd\u0007')), plain);
	expect(text).toBe('pat-wizard: a\\u{001b}[2Jb\nc.\nd\\u{0007}.\n');
});

test.each([
	[true, {}, true],
	[false, {}, false],
	[true, {NO_COLOR: '1'}, false],
	[true, {NO_COLOR: ''}, true],
	[true, {TERM: 'dumb'}, false],
	[false, {FORCE_COLOR: '1'}, true],
	[true, {FORCE_COLOR: '0'}, false],
	[false, {FORCE_COLOR: '1', NO_COLOR: '1'}, true],
])('colours on a terminal (%s) with %j: %s', (isTerminal, environment, hasColours) => {
	const painted = choosePaint(isTerminal, environment)('red', 'x');
	expect(painted).toBe(hasColours ? '\u001b[31mx\u001b[39m' : 'x');
});

import {expect, test} from 'vitest';
import {outsideError, PatWizardError, usageError} from '../../source/core/errors.ts';

test('a usage error is told with its way out', () => {
	const error = usageError('It is wrong', 'Do it otherwise');
	expect(error).toBeInstanceOf(PatWizardError);
	expect(error).toBeInstanceOf(Error);
	expect(error).toMatchObject({
		name: 'PatWizardError',
		kind: 'usage',
		message: 'It is wrong',
		hint: 'Do it otherwise',
	});
	expect(usageError('It is wrong').hint).toBeUndefined();
	expect('cause' in error).toBe(false);
});

test('an outside error keeps its cause', () => {
	const cause = new Error('ENOSPC');
	const error = outsideError('The disk is full', 'Make room', cause);
	expect(error).toBeInstanceOf(PatWizardError);
	expect(error).toMatchObject({kind: 'outside', message: 'The disk is full', hint: 'Make room'});
	expect(error.cause).toBe(cause);
	expect('cause' in outsideError('The disk is full')).toBe(false);
	expect(outsideError('The disk is full').hint).toBeUndefined();
});

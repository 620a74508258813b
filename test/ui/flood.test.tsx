import {describe, expect, test} from 'vitest';
import type {WizardOptions} from '../../source/ui/wizard-options.ts';
import {openWizard} from './open-wizard.tsx';

const given = {type: 'fine-grained', owner: 'octo-org', repositoryAccess: 'all'} as const;

const places: {readonly [name: string]: readonly [Partial<WizardOptions>, ...string[]]} = {
	'Token type': [{}],
	'what it is for': [{}, 'ctrl+o'],
	organization: [{answers: {type: 'fine-grained'}}, 'down', 'enter'],
	Repositories: [{answers: {...given, repositoryAccess: 'selected'}}],
	Permissions: [{answers: given}],
	Scopes: [{answers: {type: 'classic'}}],
	Name: [{answers: {...given, permissions: {contents: 'read'}, expiration: 30}}],
};

describe.each(Object.entries(places))('at %s', (_, [options, ...keys]) => {
	// Measured: 60 ms at most on a quiet machine. What takes time in proportion to the square takes minutes.
	test.each([
		['spaces', ' '.repeat(100_000)],
		['letters', 'a'.repeat(100_000)],
		['words', 'push '.repeat(20_000)],
		['slashes', '/'.repeat(100_000)],
		['emoji', '🎉é '.repeat(30_000)],
	])('the keys after 100,000 %s are quick', async (_name, text) => {
		const wizard = await openWizard(options);
		await wizard.press(...keys);
		await wizard.paste(text);
		const before = performance.now();
		await wizard.press('left', 'x', 'backspace', 'x', 'end');
		expect((performance.now() - before) / 5).toBeLessThan(1000);
	});
});

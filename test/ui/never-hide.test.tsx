import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {leastScopes} from '../../source/core/catalog/included-scopes.ts';
import type {Grants} from '../../source/core/catalog/permission-facts.ts';
import {listGrants, pageName, permissions} from '../../source/core/catalog/permissions.ts';
import {type ScopeName, scopes} from '../../source/core/catalog/scopes.ts';
import {findWarnings} from '../../source/core/link/advice.ts';
import type {Answers} from '../../source/core/profile/answers.ts';
import {profileFrom} from '../../source/core/profile/answers.ts';
import {expectToFit, openWizard} from './open-wizard.tsx';

const grantable = permissions.filter(
	({group, offered}) => group !== 'account' && offered !== false,
);

const grants = fc
	.uniqueArray(fc.nat(grantable.length - 1), {maxLength: 12})
	.chain(places =>
		fc.tuple(...places.map(place => fc.tuple(fc.constant(grantable[place]), fc.nat(2)))),
	)
	.map(
		rows =>
			Object.fromEntries(
				rows.flatMap(([permission, level]) => {
					const levels = Object.keys(permission?.levels ?? {});
					return permission === undefined
						? []
						: [[permission.parameter, levels[level % levels.length]]];
				}),
			) as Grants,
	);

const fineGrained: fc.Arbitrary<Answers> = grants.chain(permissions =>
	fc.constantFrom<Answers>(
		{type: 'fine-grained', owner: 'octo-org', repositoryAccess: 'all', permissions, name: 'x'},
		{
			type: 'fine-grained',
			owner: 'octo-org',
			repositoryAccess: 'all',
			permissions,
			name: 'x',
			expiration: 'none',
		},
	),
);

const classic: fc.Arbitrary<Answers> = fc
	.uniqueArray(fc.constantFrom(...scopes.map(({scope}) => scope as ScopeName)), {maxLength: 12})
	.map(chosen => ({type: 'classic', scopes: leastScopes(chosen), name: 'x', expiration: 30}));

const columnsAndRows = fc.record({
	columns: fc.oneof(fc.integer({min: 20, max: 90}), fc.integer({min: 20, max: 300})),
	rows: fc.oneof(fc.integer({min: 5, max: 30}), fc.integer({min: 5, max: 100})),
});

const squeeze = (text: string): string => text.replaceAll(/\s/g, '');

const namesOf = ({permissions: granted, scopes: chosen = []}: Answers): readonly string[] => [
	...listGrants(granted).map(({permission}) => pageName(permission)),
	...chosen,
];

/** How many of some names stand in a text, however it is broken into lines. */
const countNames = (text: string, names: readonly string[]): number => {
	let rest = squeeze(text);
	// A name can be a part of a longer one.
	return names
		.map(squeeze)
		.toSorted((one, other) => other.length - one.length)
		.filter(name => {
			const isThere = rest.includes(name);
			rest = rest.replace(name, ';');
			return isThere;
		}).length;
};

/** How many grants are named, and how many are counted. */
const readGrants = (text: string, names: readonly string[]): readonly [number, number] => {
	const counted = /and (\d+) more|(\d+) grants?/.exec(text);
	return [countNames(text, names), Number(counted?.[1] ?? counted?.[2] ?? 0)];
};

const warningsOf = (answers: Answers): readonly string[] =>
	findWarnings(profileFrom(answers, 'github.com'));

/** How many warnings are written out whole, and how many are counted. */
const countWarnings = (frame: string, warnings: readonly string[]): number => {
	const counted = /▲ (?:and )?(\d+) (?:more|warnings?)|\d+ grants?,? (\d+) warnings?/.exec(frame);
	const shown = warnings.filter(warning => squeeze(frame).includes(squeeze(`▲ ${warning}`)));
	return shown.length + Number(counted?.[1] ?? counted?.[2] ?? 0);
};

const runs = {numRuns: 40};

describe('at every size, what is not on the screen is counted on it', () => {
	test('Review', async () => {
		await fc.assert(
			fc.asyncProperty(columnsAndRows, fc.oneof(fineGrained, classic), async (size, answers) => {
				const wizard = await openWizard({answers, start: 'review'}, size);
				const frame = wizard.frame();
				expectToFit(frame, size);
				const warnings = warningsOf(answers);
				expect(countWarnings(frame, warnings), frame).toBe(warnings.length);
				const names = namesOf(answers);
				const lines = frame.split('\n').map(line => line.trim());
				const first = lines.findIndex(line => /^Can\b|^\d+ grants?/.test(line));
				const end = lines.findIndex(
					(line, index) => index > first && /^(?:[▲❯]|Expires|https|$)/.test(line),
				);
				const [named, counted] = readGrants(lines.slice(first, end).join(' '), names);
				expect(named + counted, frame).toBe(names.length);
				if (counted > 0) {
					expect(frame, 'the link comes after all that is granted').not.toContain('https://');
					expect(frame, 'and so do the other actions').not.toContain('Leave');
				}
			}),
			runs,
		);
	}, 60_000);

	test.each([
		['Permissions', fineGrained],
		['Scopes', classic],
	] as const)(
		'%s',
		async (title, arbitrary) => {
			await fc.assert(
				fc.asyncProperty(columnsAndRows, arbitrary, async (size, answers) => {
					const wizard = await openWizard({answers, start: 'review'}, size);
					const downs = title === 'Scopes' ? ['down'] : ['down', 'down', 'down'];
					await wizard.press('end', 'up', 'enter', ...downs, 'enter');
					const frame = wizard.frame();
					expectToFit(frame, size);
					const names = namesOf(answers);
					const warnings = names.length === 0 ? 0 : warningsOf(answers).length;
					const lines = frame.split('\n').map(line => line.trim());
					const first = lines.findIndex(line => line.startsWith('Chosen'));
					const whole = first === -1 ? lines[1] : lines.slice(first, -1).join(' ');
					const count = /^(?:Chosen |\/\D*)(\d+)(?: chosen)?(?:, (\d+) warnings?| ▲(\d+))?/.exec(
						whole ?? '',
					);
					expect(Number(count?.[1]), frame).toBe(names.length);
					expect(Number(count?.[2] ?? count?.[3] ?? 0), frame).toBe(warnings);
					if (first !== -1) {
						const [named, counted] = readGrants(lines.slice(first, -1).join(' '), names);
						expect(counted === 0 && named === 0 ? names.length : named + counted, frame).toBe(
							names.length,
						);
					}
				}),
				runs,
			);
		},
		60_000,
	);
});

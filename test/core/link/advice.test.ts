import * as fc from 'fast-check';
import {expect, test} from 'vitest';
import {findWarnings, listStepsByHand} from '../../../source/core/link/advice.ts';
import {hostKind} from '../../../source/core/profile/host.ts';
import {classicAdvice} from '../../../source/core/token-types/advise-classic.ts';
import {fineGrainedAdvice} from '../../../source/core/token-types/advise-fine-grained.ts';
import {profiles} from '../../arbitraries.ts';

const now = new Date(2026, 10, 20, 12);

test('asks the token type, with the kind of host and the time', () => {
	fc.assert(
		fc.property(profiles(), profile => {
			const kind = hostKind(profile.host);
			const [warnings, steps] =
				profile.type === 'classic'
					? [classicAdvice.warnings(profile, kind), classicAdvice.stepsByHand(profile, now)]
					: [
							fineGrainedAdvice.warnings(profile, kind),
							fineGrainedAdvice.stepsByHand(profile, now),
						];
			expect(findWarnings(profile)).toEqual(warnings);
			expect(listStepsByHand(profile, now)).toEqual(steps);
		}),
	);
});

test('speaks in sentences without a full stop, each once, and ends with the copying of the token', () => {
	fc.assert(
		fc.property(profiles(), profile => {
			const steps = listStepsByHand(profile, now);
			for (const sentence of [...findWarnings(profile), ...steps]) {
				expect(sentence).toMatch(/^\S[^\p{Cc}]+\S$/u);
			}
			expect(new Set(steps).size).toBe(steps.length);
			expect(new Set(findWarnings(profile)).size).toBe(findWarnings(profile).length);
			expect(steps.filter(step => /Generate token.*copy the token/.test(step))).toHaveLength(1);
		}),
	);
});

test('warns about prefill on Enterprise Server alone', () => {
	const about = (host: string): readonly string[] =>
		findWarnings({type: 'fine-grained', host, permissions: {issues: 'read'}});
	expect(about('github.com')).toEqual([]);
	expect(about('octo.ghe.com')).toEqual([]);
	expect(about('github.example.com')).toEqual([
		expect.stringMatching(
			/^github\.example\.com .*does not document pre-filled.*Enterprise Server/,
		),
	]);
});

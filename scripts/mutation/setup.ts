import type * as fastCheck from 'fast-check';
import {vi} from 'vitest';

/** The runs of each property, the same for every mutant. */
const runs = {numRuns: 30, seed: 1};

vi.mock('fast-check', async original => {
	const whole = await original<typeof fastCheck>();
	const assert = <Values>(
		property: fastCheck.IRawProperty<Values>,
		parameters?: fastCheck.Parameters<Values>,
	) => whole.assert(property, {...parameters, ...runs});
	const changed = {...whole.default, assert};
	return {...whole, assert, default: changed};
});

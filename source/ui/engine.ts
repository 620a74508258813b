import type {Operation} from '../core/catalog/endpoints.ts';
import type {AccessLevel} from '../core/catalog/permission.ts';
import type {NeedsAnswer} from '../core/needs/least.ts';
import type {Need, NeedReading} from '../core/needs/need.ts';

/** What knows which permissions a job needs. */
export type PurposeEngine = {
	readonly readNeed: (text: string) => NeedReading;
	readonly leastNeeds: (needs: readonly Need[]) => NeedsAnswer;
	/** The tasks of the catalog. */
	readonly tasks: readonly Need[];
	readonly operationsOf: (permission: string, level?: AccessLevel) => readonly Operation[];
};

/** Loads it. It is large, so this is done behind the first frame. */
export const loadPurposeEngine = async (): Promise<PurposeEngine> => {
	const [{leastNeeds, needOfPreset, readNeed}, {operationsOf}, {presets}] = await Promise.all([
		import('../core/needs/index.ts'),
		import('../core/catalog/endpoints.ts'),
		import('../core/catalog/presets.ts'),
	]);
	return {leastNeeds, operationsOf, readNeed, tasks: presets.map(needOfPreset)};
};

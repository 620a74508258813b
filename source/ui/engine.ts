/** What knows which permissions a job needs. */
export type PurposeEngine = typeof import('../core/needs/index.ts');

/** Loads it, and then makes its tables. It is large, so this is done behind the first frame. */
export const loadPurposeEngine = async (): Promise<PurposeEngine> => {
	const engine = await import('../core/needs/index.ts');
	setImmediate(engine.makeTables);
	return engine;
};

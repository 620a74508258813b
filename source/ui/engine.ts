/** What knows which permissions a job needs. */
export type PurposeEngine = typeof import('../core/needs/index.ts');

/** Loads it. It is large, so this is done behind the first frame. */
export const loadPurposeEngine = (): Promise<PurposeEngine> => import('../core/needs/index.ts');

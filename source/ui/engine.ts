/** The part of core that finds the permissions for a job. */
export type PurposeEngine = typeof import('../core/needs/index.ts');

/** Loads it. It is large, so this happens after the first frame. */
export const loadPurposeEngine = (): Promise<PurposeEngine> => import('../core/needs/index.ts');

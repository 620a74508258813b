/** The greatest depth of nesting, far above that of any profile. */
const deepest = 200;

const isDeeperThan = (depth: number, value: object): boolean => {
	// Calling itself only for objects saves time: a large file has many texts and numbers.
	for (const key in value) {
		const item: unknown = (value as Readonly<Record<string, unknown>>)[key];
		if (
			typeof item === 'object' &&
			item !== null &&
			(depth === 1 || isDeeperThan(depth - 1, item))
		) {
			return true;
		}
	}
	return false;
};

/**
 * Whether parsed JSON is nested too deeply for a profile or a file of profiles. `JSON.parse` reads values that
 * overflow the stack of recursive functions such as `JSON.stringify`.
 */
export const isTooDeep = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && isDeeperThan(deepest, value);

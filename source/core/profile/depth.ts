/** Far deeper than anything that is saved. */
const deepest = 200;

const isDeeperThan = (depth: number, value: object): boolean => {
	// Not asked of every text and number: a large file has many.
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
 * Whether parsed JSON is nested so deeply that it is no profile, nor a file of them. `JSON.parse` goes
 * deeper than anything that looks through its value by calling itself, such as `JSON.stringify`.
 */
export const isTooDeep = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && isDeeperThan(deepest, value);

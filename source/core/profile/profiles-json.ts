/** The version of the files that `export` writes; one with a higher version is refused. */
export const fileVersion = 1;

/** What stands between braces in JSON, its values not looked at yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value of parsed JSON is an object, and not a list. */
export const isJsonObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the version of a file of profiles says. A file without one is of the first. */
export const judgeVersion = (version: unknown = fileVersion): 'known' | 'newer' | 'wrong' => {
	if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 0) {
		return 'wrong';
	}
	return version > fileVersion ? 'newer' : 'known';
};

/** What `show` and `url` print as JSON holds its profile under `profile`. */
export const unwrapProfile = (value: unknown): unknown =>
	isJsonObject(value) && isJsonObject(value.profile) ? value.profile : value;

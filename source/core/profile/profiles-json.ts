/** The version of the files that `export` writes. A file with a higher version is refused. */
export const fileVersion = 1;

/** An object of parsed JSON with unchecked values. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value of parsed JSON is an object and not an array. */
export const isJsonObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Checks the version of a file of profiles. A file without a version is known. */
export const judgeVersion = (version: unknown = fileVersion): 'known' | 'newer' | 'wrong' => {
	if (typeof version !== 'number' || !Number.isSafeInteger(version) || version < 0) {
		return 'wrong';
	}
	return version > fileVersion ? 'newer' : 'known';
};

/** Takes the profile out of the JSON of `show` and `url`, which hold it under `profile`. */
export const unwrapProfile = (value: unknown): unknown =>
	isJsonObject(value) && isJsonObject(value.profile) ? value.profile : value;

/**
 * The profiles in JSON: the entries unchecked, and the other keys of an object with `profiles`. `reason` is a
 * clause without a full stop.
 */
export type ProfilesJson =
	| {readonly kind: 'ok'; readonly entries: readonly unknown[]; readonly rest: JsonObject}
	| {readonly kind: 'newer'; readonly version: number}
	| {readonly kind: 'broken'; readonly reason: string};

const broken = (reason: string): ProfilesJson => ({kind: 'broken', reason});

/** Finds the profiles in parsed JSON: a list of them, an object with `profiles`, or a single one. */
export const findEntries = (value: unknown): ProfilesJson => {
	if (Array.isArray(value)) {
		return {kind: 'ok', entries: value, rest: {}};
	}
	if (!isJsonObject(value)) {
		return broken('it does not hold profiles');
	}
	const {version, profiles, ...rest} = value;
	const judged = judgeVersion(version);
	if (judged === 'wrong') {
		return broken('its version is not a whole number');
	}
	if (judged === 'newer') {
		return {kind: 'newer', version: Number(version)};
	}
	if (Object.hasOwn(value, 'profiles')) {
		return Array.isArray(profiles)
			? {kind: 'ok', entries: profiles, rest}
			: broken('its "profiles" is not a list');
	}
	const entry = unwrapProfile(value);
	return isJsonObject(entry) && Object.hasOwn(entry, 'type')
		? {kind: 'ok', entries: [value], rest: {}}
		: broken('it does not hold profiles');
};

/** Finds the profiles in the text of a file, as `findEntries` does. */
export const readProfilesJson = (text: string): ProfilesJson => {
	if (text === '') {
		return broken('it is empty');
	}
	let value: unknown;
	try {
		value = JSON.parse(text.replace(/^\uFEFF/, ''));
	} catch {
		return broken('it is not JSON');
	}
	return findEntries(value);
};

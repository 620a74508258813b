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

/**
 * What JSON holds of profiles: the entries as they stand, and the other keys beside a list of them.
 * `reason` is a clause without a full stop.
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

/** As `findEntries`, from the text of a file. */
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

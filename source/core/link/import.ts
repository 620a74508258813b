import {PatWizardError, usageError} from '../errors.ts';
import {profileFrom} from '../profile/answers.ts';
import {isTooDeep} from '../profile/depth.ts';
import {defaultHost} from '../profile/host.ts';
import {isLogin, loginRule} from '../profile/names.ts';
import {foldName, type Ignored, type Profile} from '../profile/profile.ts';
import {
	findEntries,
	isJsonObject,
	type JsonObject,
	judgeVersion,
	unwrapProfile,
} from '../profile/profiles-json.ts';
import {readProfileAndIgnored} from '../profile/read-profile.ts';
import {containsToken, showBriefly} from '../text/mask.ts';
import {shorten} from '../text/words.ts';
import {findProblems, findWrong} from './link.ts';
import {type ReadLink, type RefusedLink, sortLinks} from './read-link.ts';

/** A profile from a link or from an entry of JSON. */
export type ImportedProfile = Omit<ReadLink, 'line'> & {
	/** The line that a link begins on. `null` for JSON. */
	readonly line: number | null;
};

/** The profiles in a text. */
export type Imported = {
	/**
	 * The different links of a text, or the profiles of JSON, in order. Only profiles from JSON have a name. Their
	 * `source` is this name, or the position: `profile 2`.
	 */
	readonly profiles: readonly ImportedProfile[];
	/** The links in the text that do not make a profile, and why. */
	readonly refused: readonly RefusedLink[];
};

/** Options for importing a text. */
export type ImportOptions = {
	/** The resource owner of every fine-grained profile. Replaces owners in the text. */
	readonly owner?: string | undefined;
	/** The host of profiles in JSON that have none. `github.com` when unset. */
	readonly host?: string | undefined;
};

const linkHint =
	'A link starts like https://github.com/settings/personal-access-tokens/new or https://github.com/settings/tokens/new';

const fileHint =
	'A file of profiles looks like {"version": 1, "profiles": [...]}; pat-wizard export writes one';

/** Shows a value from outside in a sentence: a string, or the type of another value. */
const show = (value: unknown): string => {
	const text = typeof value === 'string' ? value : typeof value;
	return showBriefly(text, 60);
};

const newerError = (version: unknown): PatWizardError =>
	usageError(
		`The profiles were written by a newer pat-wizard, as version ${version}`,
		'Update pat-wizard, then import them again',
	);

/** Keys of a list of profiles or of a saved profile that are ignored without a message. */
const silentKeys = ['version', 'lastOpened', 'expires', '$schema'];

const withoutSilentKeys = (value: JsonObject): JsonObject =>
	Object.fromEntries(Object.entries(value).filter(([key]) => !silentKeys.includes(key)));

/** Calls `read`, and adds to its errors which profile they are about. */
const about = <T>(source: string, read: () => T): T => {
	try {
		return read();
	} catch (error) {
		if (error instanceof PatWizardError) {
			throw usageError(`${source}: ${shorten(error.message, 400)}`, error.hint);
		}
		throw error;
	}
};

const nameOf = (value: unknown): string | undefined =>
	isJsonObject(value) && typeof value.profile === 'string' && value.profile.trim() !== ''
		? show(value.profile.trim())
		: undefined;

const changeOwner = (
	profile: Profile,
	owner: string | undefined,
): {readonly profile: Profile; readonly ignored: readonly Ignored[]} => {
	if (profile.type === 'classic' || owner === undefined) {
		return {profile, ignored: []};
	}
	const same = profile.owner === undefined || profile.owner.toLowerCase() === owner.toLowerCase();
	return {
		profile: profileFrom({...profile, owner}, profile.host),
		ignored: same
			? []
			: [
					{
						parameter: 'owner',
						value: show(profile.owner),
						reason: `the resource owner "${owner}" was given instead`,
					},
				],
	};
};

const readEntry = (entry: unknown, index: number, options: ImportOptions): ImportedProfile => {
	const value = unwrapProfile(entry);
	const source = nameOf(value) ?? `profile ${index + 1}`;
	const shown = nameOf(value) === undefined ? `Profile ${index + 1}` : `The profile "${source}"`;
	if (isTooDeep(value)) {
		throw usageError(`${shown} is nested too deeply to be a profile`);
	}
	return about(shown, () => {
		const judged = isJsonObject(value) ? judgeVersion(value.version) : 'known';
		if (judged !== 'known') {
			throw judged === 'newer'
				? newerError((value as JsonObject).version)
				: usageError('its version is not a whole number', fileHint);
		}
		const read = readProfileAndIgnored(
			isJsonObject(value) ? withoutSilentKeys(value) : value,
			options.host ?? defaultHost,
		);
		const {profile, ignored} = changeOwner(read.profile, options.owner);
		// Something that is only missing can still be chosen later.
		const problem = findWrong(profile);
		if (problem !== undefined) {
			throw usageError(problem.message, problem.hint);
		}
		return {
			source,
			line: null,
			count: 1,
			host: profile.host,
			profile,
			notes: findProblems(profile).map(({message, hint}) => `${message}: ${hint}`),
			isPlain: false,
			isWhole: true,
			mayGrantMore: false,
			ignored: [...read.ignored, ...ignored].map(({parameter, value: left, reason}) => ({
				parameter: showBriefly(parameter, 100),
				value: left,
				reason,
			})),
		};
	});
};

const refuseRepeatedNames = (imported: readonly ImportedProfile[]): void => {
	const names = new Set<string>();
	for (const {profile} of imported) {
		const name = foldName(profile.profile ?? '');
		if (name !== '' && names.has(name)) {
			throw usageError(
				`Two of the profiles are called "${show(profile.profile)}"`,
				'Give one of them another name. Upper and lower case make no difference',
			);
		}
		names.add(name);
	}
};

const entriesOf = (value: unknown): readonly unknown[] => {
	const found = findEntries(value);
	switch (found.kind) {
		case 'ok':
			return found.entries;
		case 'newer':
			throw newerError(found.version);
		case 'broken':
			throw usageError(`The JSON cannot be imported: ${found.reason}`, fileHint);
	}
};

const readJson = (value: unknown, options: ImportOptions): Imported => {
	const entries = entriesOf(value);
	if (entries.length === 0) {
		throw usageError('The list of profiles is empty', fileHint);
	}
	const profiles = entries.map((entry, index) => readEntry(entry, index, options));
	return {profiles, refused: []};
};

const isProfileLike = (value: unknown): boolean => {
	const entry = unwrapProfile(value);
	return isJsonObject(entry) && (entry.type === 'fine-grained' || entry.type === 'classic');
};

/** Whether JSON has profiles, and is not some other file with a link in it. */
const hasProfiles = (value: unknown): boolean =>
	Array.isArray(value)
		? value.some(isProfileLike)
		: isProfileLike(value) ||
			(isJsonObject(value) && Object.hasOwn(value, 'profiles') && Array.isArray(value.profiles));

/** A key that JSON with profiles has, even when it is broken. */
const profileKey = /"profiles"\s{0,20}:|"type"\s{0,20}:\s{0,20}"(?:classic|fine-grained)"/;

type Parsed = {readonly value: unknown} | 'broken' | undefined;

const parse = (text: string): Parsed => {
	if (!/^[[{"]/.test(text)) {
		return undefined;
	}
	try {
		return {value: JSON.parse(text)};
	} catch {
		// Many other texts begin with a bracket: Markdown with a badge, a log, a program.
		return profileKey.test(text.slice(0, 10_000)) ? 'broken' : undefined;
	}
};

const address = /^(?:https?:\/\/)?((?:[\w-]+\.)+[a-z][\w-]*(?::\d+)?)(\/[^\s?#]*)?/i;

/** Explains an address that is not a link to a creation page. Undefined when the text is not an address. */
const refuseAddress = (text: string): PatWizardError | undefined => {
	const line = text.slice(0, 2000);
	const [matched, host = '', path = ''] = address.exec(line) ?? [];
	if (matched === undefined || /\s/.test(line) || !(path !== '' || /^https?:/i.test(line))) {
		return undefined;
	}
	const withoutUser = line.replace(/^(https?:\/\/)?.*@/i, '$1…@');
	const shown = `"${showBriefly(withoutUser, 200)}"`;
	if (/^api\./i.test(host) || path.startsWith('/api/')) {
		return usageError(
			`${shown} is an address of GitHub's API, not a link to its page for new tokens`,
			'To find the permissions for an endpoint, use pat-wizard needs',
		);
	}
	if (/^\/settings\/(?:personal-access-tokens|tokens|developers|apps)?\/?$/.test(path)) {
		return usageError(
			`${shown} is a page of GitHub's settings, not the one for new tokens`,
			linkHint,
		);
	}
	if (/^\/settings\/(?:personal-access-tokens|tokens)\//.test(path)) {
		return usageError(`${shown} is the page of one token, not the one for new tokens`, linkHint);
	}
	return usageError(`${shown} is not a link to GitHub's page for new tokens`, linkHint);
};

const refuseText = (text: string, parsed: Parsed): PatWizardError => {
	if (text === '') {
		return usageError('There is nothing to import: the text is empty', linkHint);
	}
	if (text.includes('\0')) {
		return usageError('The input is not text', 'Give a link, a text with links, or JSON');
	}
	if (parsed === 'broken' && !text.startsWith('"')) {
		return usageError(
			"The text is not valid JSON, and has no link to GitHub's page for new tokens",
			'pat-wizard export shows what JSON it takes',
		);
	}
	if (containsToken(text.slice(0, 2000)) && !/\s/.test(text)) {
		return usageError(
			`"${showBriefly(text, 60)}" looks like a token, and a profile has no token`,
			'Give links or exported profiles. If anyone else has seen the token, revoke it',
		);
	}
	return (
		refuseAddress(text) ??
		usageError("The text has no link to GitHub's page for new tokens", linkHint)
	);
};

/** The profiles in a text, or the reason why there are none. */
type Reading = Imported & {readonly nothing?: PatWizardError};

const readText = (text: string, parsed: Parsed, options: ImportOptions): Reading => {
	const {read, refused} = sortLinks(text, {owner: options.owner});
	if (read.length > 0) {
		return {profiles: read, refused};
	}
	const [first] = refused;
	const nothing =
		first === undefined
			? refuseText(text.trim(), parsed)
			: usageError(
					`The link ${shorten(first.source, 200)} cannot be imported: ${first.reason}`,
					linkHint,
				);
	return {profiles: [], refused, nothing};
};

const readAny = (given: string, options: ImportOptions): Reading => {
	const text = given.replace(/^\uFEFF/, '');
	const trimmed = text.trim();
	const parsed = parse(trimmed);
	if (parsed === undefined || parsed === 'broken') {
		return readText(text, parsed, options);
	}
	const {value} = parsed;
	if (typeof value === 'string') {
		return readText(value.trim(), undefined, options);
	}
	const links = hasProfiles(value) ? {profiles: [], refused: []} : readText(text, parsed, options);
	return links.profiles.length > 0 || links.refused.length > 0 ? links : readJson(value, options);
};

/** Merges the entries of several texts. A link in more than one of them becomes one entry. */
const mergeLinks = (profiles: readonly ImportedProfile[]): readonly ImportedProfile[] => {
	const merged = new Map<string, ImportedProfile>();
	for (const each of profiles) {
		const {profile, ignored, notes, host, line} = each;
		const key = JSON.stringify(line === null ? merged.size : [profile, ignored, notes, host]);
		const before = merged.get(key);
		merged.set(key, {...(before ?? each), count: each.count + (before?.count ?? 0)});
	}
	return [...merged.values()];
};

/**
 * Reads the profiles in texts: exported JSON (one profile, a list, or an object with `"profiles"`), or any text with
 * links to GitHub's creation pages. Throws a usage error when no text has a profile, or when JSON has a profile that
 * has no link.
 */
export const importTexts = (texts: readonly string[], options: ImportOptions = {}): Imported => {
	if (options.owner !== undefined && !isLogin(options.owner)) {
		throw usageError(
			`The resource owner "${show(options.owner)}" is not a GitHub login`,
			`Check the spelling: ${loginRule}`,
		);
	}
	const readings = texts.map(text => readAny(text, options));
	const profiles = readings.flatMap(reading => reading.profiles);
	const [nothing] = readings.flatMap(reading => reading.nothing ?? []);
	if (profiles.length === 0 && nothing !== undefined) {
		throw nothing;
	}
	refuseRepeatedNames(profiles);
	return {
		profiles: readings.length === 1 ? profiles : mergeLinks(profiles),
		refused: readings.flatMap(reading => reading.refused),
	};
};

/** Reads the profiles in one text, see `importTexts`. */
export const importText = (text: string, options: ImportOptions = {}): Imported =>
	importTexts([text], options);

import {findPermission, type Grants, levelsOf, permissions} from '../catalog/permissions.ts';
import {isScopeName, type ScopeName, scopes} from '../catalog/scopes.ts';
import {type ToldError, usageError} from '../errors.ts';
import {didYouMean} from '../text/nearest.ts';
import {
	containsToken,
	countCharacters,
	hasHiddenCharacters,
	isPlain,
	listWords,
	maskTokens,
	shorten,
	showBriefly,
	showText,
} from '../text/text.ts';
import {type Answers, collectProfile, isAnswered, profileKeys} from './answers.ts';
import {isExpirationValue, longestExpiration} from './expiration.ts';
import {defaultHost, readHost} from './host.ts';

/** How long a token lives: days (1–366), or `none` for no expiration. */
export type Expiration = number | 'none';

/** Which repositories a fine-grained token reaches, in the order of GitHub's page. */
export type RepositoryAccess = 'public' | 'all' | 'selected';

/** A place where a profile's token belongs: a secret of a workflow, a credential helper, a password manager. */
export type Place = {
	/**
	 * Its kind and its own name, such as `actions:octo-org/app#RELEASE_TOKEN`: 3 to 300 visible characters.
	 * The token itself is never part of it.
	 */
	readonly place: string;
	/** When the token was last put there, ISO 8601. `null` when it never was. */
	readonly storedAt: string | null;
};

type CommonAnswers = {
	/** The name it is saved under: 1–64 characters, unique without regard to case. Unset when not saved. */
	readonly profile?: string;
	/** A bare host name with an optional port: `github.com`, `octo.ghe.com`, `github.example.com:8443`. */
	readonly host: string;
	/** The token's name on GitHub: "Token name", or "Note" for a classic one. At most 40 characters. */
	readonly name?: string;
	/** Unset means GitHub's default. */
	readonly expiration?: Expiration;
	/** Where the token belongs, each place once. No link carries it. */
	readonly goesTo?: readonly Place[];
};

/** The answers for a fine-grained token. An unset key leaves the choice to GitHub's page. */
export type FineGrainedProfile = CommonAnswers & {
	readonly type: 'fine-grained';
	/** At most 1,024 characters. */
	readonly description?: string;
	/** The login of the resource owner. Unset means your own account. */
	readonly owner?: string;
	readonly repositoryAccess?: RepositoryAccess;
	/** `owner/name`, at most 50, all of the resource owner. Only with `repositoryAccess: 'selected'`. */
	readonly repositories?: readonly string[];
	readonly permissions?: Grants;
};

/** The answers for a classic token. */
export type ClassicProfile = CommonAnswers & {
	readonly type: 'classic';
	readonly scopes?: readonly ScopeName[];
};

/** A set of answers. It holds no secret, and is the only thing that travels through the program. */
export type Profile = FineGrainedProfile | ClassicProfile;

/** A profile's token type. */
export type TokenTypeId = Profile['type'];

/** A profile as the store keeps it. */
export type SavedProfile = Profile & {
	readonly profile: string;
	/** When its link was last opened or printed to be opened, ISO 8601. Unset when never. */
	readonly lastOpened?: string;
	/** When the token expires that was last checked with GitHub, ISO 8601. Unset when its link was opened since. */
	readonly expiresAt?: string;
};

/** How long the name that a profile is saved under may be, in characters (code points). */
export const longestProfileName = 64;

/**
 * A profile name as it is compared, so that many can be looked up at once: letter case and ways of composing
 * letters make no difference.
 */
export const foldName = (name: string): string => name.normalize('NFC').toLowerCase();

/** Whether two profile names are the same, see `foldName`. */
export const isSameName = (one: string, other: string): boolean =>
	foldName(one) === foldName(other);

const checkProfileName = (text: string, isVisible: (name: string) => boolean): string => {
	const name = text.trim();
	if (containsToken(name)) {
		throw usageError(
			`"${showBriefly(name)}" looks like a token, not a name`,
			'If the token was shown to anyone, revoke it; then choose a name',
		);
	}
	const length = countCharacters(name);
	if (length < 1 || length > longestProfileName || !isVisible(name)) {
		throw usageError(
			`"${showText(shorten(name, longestProfileName))}" cannot be the name of a profile`,
			`A name has 1 to ${longestProfileName} visible characters`,
		);
	}
	return name;
};

/**
 * A profile name as typed, without spaces around it. Throws a usage error when it cannot be one, as with
 * characters that nobody can see, and so nobody can type.
 */
export const readProfileName = (text: string): string =>
	checkProfileName(text, name => !hasHiddenCharacters(name));

/** The name of a profile that exists: earlier versions refused control characters alone. */
const readExistingName = (text: string): string =>
	checkProfileName(text, name => isPlain(name) || !/[\p{Cc}\p{Cs}]/u.test(name));

/** Something read from outside that was left out, and why. */
export type Ignored = {
	readonly parameter: string;
	readonly value: string;
	/** Why, and where there is one the right spelling: a sentence without a full stop. */
	readonly reason: string;
};

const accesses: readonly RepositoryAccess[] = ['public', 'all', 'selected'];

/** Whether a value from outside is a kind of repository access. */
export const isRepositoryAccess = (value: unknown): value is RepositoryAccess =>
	accesses.some(access => access === value);

const show = (value: unknown): string =>
	shorten(showText(maskTokens(JSON.stringify(value) ?? 'nothing')), 60);

const wrong = (key: string, value: unknown, rule: string): ToldError =>
	usageError(`${show(value)} cannot be the ${key} of a profile`, `${key} is ${rule}`);

const readAnyText = (key: string, value: unknown): string => {
	if (typeof value !== 'string') {
		throw wrong(key, value, 'a text');
	}
	return value;
};

const readText = (key: string, given: unknown): string => {
	const value = readAnyText(key, given);
	if (containsToken(value)) {
		throw usageError(
			`The ${key} ${show(value)} holds what looks like a token`,
			'Take it out: profiles hold no secrets. If it was shown to anyone, revoke it',
		);
	}
	return value;
};

const readTexts = (key: string, value: unknown): readonly string[] => {
	if (!Array.isArray(value)) {
		throw wrong(key, value, 'a list of texts');
	}
	return value.map(item => readText(key, item));
};

const readGrants = (value: unknown): Grants => {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw wrong('permissions', value, 'an object such as {"contents": "read"}');
	}
	const given = value as Readonly<Record<string, unknown>>;
	Object.keys(given).forEach(parameter => {
		const level = given[parameter];
		const permission = findPermission(parameter);
		if (permission === undefined) {
			throw usageError(
				`There is no permission "${showBriefly(parameter)}"`,
				didYouMean(
					parameter,
					permissions.map(row => row.parameter),
				),
			);
		}
		if (typeof level !== 'string' || !Object.hasOwn(permission.levels, level)) {
			throw usageError(
				`The permission ${parameter} has no level ${show(level)}`,
				`${parameter} can be ${listWords(levelsOf(permission), 'or')}`,
			);
		}
	});
	return value as Grants;
};

const readScopes = (value: unknown): readonly ScopeName[] =>
	readTexts('scopes', value).map(scope => {
		if (!isScopeName(scope)) {
			throw usageError(
				`There is no scope "${showBriefly(scope)}"`,
				didYouMean(
					scope,
					scopes.map(row => row.scope),
				),
			);
		}
		return scope;
	});

const readType = (value: unknown): TokenTypeId => {
	if (value === undefined) {
		throw usageError('A profile needs a type', 'type is "fine-grained" or "classic"');
	}
	if (value !== 'fine-grained' && value !== 'classic') {
		throw wrong('type', value, '"fine-grained" or "classic"');
	}
	return value;
};

const readAccess = (value: unknown): RepositoryAccess => {
	if (!isRepositoryAccess(value)) {
		throw wrong('repositoryAccess', value, listWords(accesses, 'or'));
	}
	return value;
};

const readLifetime = (value: unknown): Expiration => {
	if (!isExpirationValue(value)) {
		throw wrong('expiration', value, `1 to ${longestExpiration} days, or "none"`);
	}
	return value;
};

/** How long the name of a place may be, in characters. */
export const longestPlace = 300;

/** More places than anybody keeps a token in. */
const mostPlaces = 100;

/** Whether a text is written as places are: a kind, a colon and a name, without hidden characters. */
export const isPlace = (text: string): boolean =>
	text.length <= longestPlace && /^[a-z][a-z-]*:\S/.test(text) && !hasHiddenCharacters(text);

const isTime = (value: unknown): value is string =>
	typeof value === 'string' &&
	/^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(value) &&
	!Number.isNaN(Date.parse(value));

const readPlace = (value: unknown): Place => {
	const given = (typeof value === 'object' ? value : undefined) as
		| Partial<Place>
		| null
		| undefined;
	const place = readText('place', given?.place);
	const {storedAt = null} = given ?? {};
	if (!isPlace(place)) {
		throw wrong('place', place, 'a kind and a name, such as "actions:octo-org/app#RELEASE_TOKEN"');
	}
	if (storedAt !== null && !isTime(storedAt)) {
		throw wrong('storedAt', storedAt, 'a time such as "2026-12-01T10:00:00Z", or null');
	}
	return {place, storedAt};
};

const readPlaces = (value: unknown): readonly Place[] => {
	if (!Array.isArray(value) || value.length > mostPlaces) {
		throw wrong('goesTo', value, `a list of at most ${mostPlaces} places`);
	}
	const places = new Map<string, Place>();
	for (const item of value) {
		const place = readPlace(item);
		places.set(place.place, places.get(place.place) ?? place);
	}
	return [...places.values()];
};

/** How each key of a profile's JSON is read. */
const readers: {readonly [Key in keyof Required<Answers>]: (value: unknown) => Answers[Key]} = {
	profile: value => readExistingName(readAnyText('profile', value)),
	type: readType,
	host: value => readHost(readText('host', value)),
	name: value => readText('name', value),
	description: value => readText('description', value),
	owner: value => readText('owner', value),
	repositoryAccess: readAccess,
	repositories: value => readTexts('repositories', value),
	permissions: readGrants,
	scopes: readScopes,
	expiration: readLifetime,
	goesTo: readPlaces,
};

type Items = Readonly<Record<string, unknown>>;

/** Far deeper than anything that is saved. */
const deepest = 200;

const isDeeperThan = (depth: number, value: object): boolean => {
	// Not asked of every text and number: a large file has many.
	for (const key in value) {
		const item: unknown = (value as Items)[key];
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

/**
 * A profile from its JSON, as the store keeps it and as `export` writes it, without what its type of
 * token does not have. Throws a usage error when a known key has an impossible value. Whether a link can
 * be made of the profile is for `findProblems` to say.
 */
export const readProfile = (value: unknown, host: string): Profile => {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw usageError(`${show(value)} is not a profile`, 'A profile is an object with a type');
	}
	const items = value as Items;
	const type = readType(Object.hasOwn(items, 'type') ? items.type : undefined);
	return collectProfile(type, key => {
		const answer = Object.hasOwn(items, key) ? readers[key](items[key]) : undefined;
		return key === 'host' ? (answer ?? host) : answer;
	});
};

/**
 * A saved profile from its JSON: as `readProfile`, with the name that it has to have and the times when it
 * was last opened and when its token expires, which are dropped when they are none.
 */
export const readSavedProfile = (value: unknown): SavedProfile => {
	const answered = readProfile(value, defaultHost);
	const {profile} = answered;
	if (profile === undefined) {
		throw usageError('It has no name', 'profile is the name that it is saved under');
	}
	const {lastOpened, expiresAt} = value as Items;
	return {
		...answered,
		profile,
		...(isTime(lastOpened) ? {lastOpened} : {}),
		...(isTime(expiresAt) ? {expiresAt} : {}),
	};
};

const isKeyOf = (type: TokenTypeId, key: string): boolean =>
	profileKeys[type].some(known => known === key);

const reasonToIgnore = (key: string, value: unknown, profile: Profile): string | undefined => {
	const other = profile.type === 'classic' ? 'fine-grained' : 'classic';
	if (!isKeyOf(profile.type, key)) {
		return isKeyOf(other, key) ? `only ${other} tokens have it` : 'profiles have no such key';
	}
	return key === 'repositories' && isAnswered(value) && !('repositories' in profile)
		? 'only repository access "selected" names repositories'
		: undefined;
};

/** As `readProfile`, naming what was left out. */
export const readProfileAndIgnored = (
	value: unknown,
	host: string,
): {readonly profile: Profile; readonly ignored: readonly Ignored[]} => {
	const profile = readProfile(value, host);
	const ignored = Object.entries(value as Items).flatMap(([key, item]) => {
		const reason = reasonToIgnore(key, item, profile);
		return reason === undefined ? [] : [{parameter: key, value: show(item), reason}];
	});
	return {profile, ignored};
};

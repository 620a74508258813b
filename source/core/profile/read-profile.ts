import type {Grants} from '../catalog/permission-facts.ts';
import {isScopeName, type ScopeName} from '../catalog/scopes.ts';
import {explainGrant, explainUnknownScope} from '../catalog/unknown-names.ts';
import {type Explanation, PatWizardError, problemsError, usageError} from '../errors.ts';
import {containsToken, explainToken, showBriefly} from '../text/mask.ts';
import {hasHiddenCharacters} from '../text/show.ts';
import {listWords} from '../text/words.ts';
import {type Answers, collectProfile, isAnswered, profileKeys} from './answers.ts';
import {explainExpiration, isExpirationValue} from './expiration.ts';
import {readHost} from './host.ts';
import {
	type Expiration,
	type Ignored,
	isRepositoryAccess,
	type Place,
	type Profile,
	type RepositoryAccess,
	readExistingName,
	repositoryAccesses,
	type TokenTypeId,
} from './profile.ts';

const show = (value: unknown): string => showBriefly(JSON.stringify(value) ?? 'nothing', 60);

const wrong = (key: string, value: unknown, rule: string): PatWizardError =>
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
		throw problemsError([explainToken(value)]);
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
	const problems = Object.entries(value).flatMap(
		([parameter, level]) => explainGrant(parameter, level) ?? [],
	);
	if (problems.length > 0) {
		throw problemsError(problems);
	}
	return value as Grants;
};

const readScopes = (value: unknown): readonly ScopeName[] => {
	const names = readTexts('scopes', value);
	const unknown = names.filter(name => !isScopeName(name));
	if (unknown.length > 0) {
		throw problemsError(unknown.map(explainUnknownScope));
	}
	return names.filter(isScopeName);
};

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
		throw wrong('repositoryAccess', value, listWords(repositoryAccesses, 'or'));
	}
	return value;
};

const readLifetime = (value: unknown): Expiration => {
	if (!isExpirationValue(value)) {
		throw problemsError([explainExpiration(value)]);
	}
	return value;
};

/** The longest name of a place, in characters. */
export const longestPlace = 300;

/** The most places of one token, more than anybody uses. */
const mostPlaces = 100;

/** Whether a text has the form of a place: a kind, a colon and a name, without hidden characters. */
export const isPlace = (text: string): boolean =>
	text.length <= longestPlace && /^[a-z][a-z-]*:\S/.test(text) && !hasHiddenCharacters(text);

/** Whether a value is a time in ISO 8601, as profiles keep it. */
export const isTime = (value: unknown): value is string =>
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

type ProfileKey = (typeof profileKeys)[TokenTypeId][number];

/** The reader for each key of a profile's JSON. */
const readers: {readonly [Key in ProfileKey]: (value: unknown) => Answers[Key]} = {
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

type ReadKey = (key: ProfileKey, value: unknown) => unknown;

/** Reads a key from this machine's own store. */
export const readOwnKey: ReadKey = (key, value) => readers[key](value);

/** Reads a key from elsewhere. Drops the times of storing: this machine did not store those tokens. */
const readKey: ReadKey = (key, value) =>
	key === 'goesTo'
		? readPlaces(value).map(({place}) => ({place, storedAt: null}))
		: readOwnKey(key, value);

/** Reads a profile from its JSON, each key with `read`. */
export const readKeys = (value: unknown, host: string, read: ReadKey): Profile => {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw usageError(`${show(value)} is not a profile`, 'A profile is an object with a type');
	}
	const items = value as Items;
	const type = readType(Object.hasOwn(items, 'type') ? items.type : undefined);
	return collectProfile(type, key => {
		const answer = Object.hasOwn(items, key) ? read(key, items[key]) : undefined;
		return key === 'host' ? (answer ?? host) : answer;
	});
};

/**
 * Reads a profile from its JSON, as `export` and people write it. Drops the keys that its token type does not
 * have, and the times when a token was stored elsewhere. Throws a usage error for an impossible value of a known
 * key. `findProblems` checks whether the profile has a link.
 */
export const readProfile = (value: unknown, host: string): Profile =>
	readKeys(value, host, readKey);

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

const ignoredIn = (value: unknown, profile: Profile): readonly Ignored[] =>
	Object.entries(value as Items).flatMap(([key, item]) => {
		const reason = reasonToIgnore(key, item, profile);
		return reason === undefined ? [] : [{parameter: key, value: show(item), reason}];
	});

/** Reads a profile as `readProfile` does, and names what it left out. */
export const readProfileAndIgnored = (
	value: unknown,
	host: string,
): {readonly profile: Profile; readonly ignored: readonly Ignored[]} => {
	const profile = readProfile(value, host);
	return {profile, ignored: ignoredIn(value, profile)};
};

/**
 * Reads a profile as `readProfileAndIgnored` does, but drops keys with impossible values and names them all in
 * `problems`. Throws a usage error for a value that is no profile, or has no type.
 */
export const readProfileAndProblems = (
	value: unknown,
	host: string,
): {
	readonly profile: Profile;
	readonly ignored: readonly Ignored[];
	readonly problems: readonly Explanation[];
} => {
	const problems: Explanation[] = [];
	const profile = readKeys(value, host, (key, item) => {
		try {
			return readKey(key, item);
		} catch (error) {
			if (!(error instanceof PatWizardError)) {
				throw error;
			}
			problems.push({message: error.message, hint: error.hint ?? ''});
			// With "selected" the repositories are kept, so that `findProblems` checks them too.
			return key === 'repositoryAccess' ? 'selected' : undefined;
		}
	});
	return {profile, ignored: ignoredIn(value, profile), problems};
};

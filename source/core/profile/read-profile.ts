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

/** How long the name of a place may be, in characters. */
export const longestPlace = 300;

/** More places than anybody keeps a token in. */
const mostPlaces = 100;

/** Whether a text is written as places are: a kind, a colon and a name, without hidden characters. */
export const isPlace = (text: string): boolean =>
	text.length <= longestPlace && /^[a-z][a-z-]*:\S/.test(text) && !hasHiddenCharacters(text);

/** Whether a value is a time as profiles keep it, in ISO 8601. */
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

/** How each key of a profile's JSON is read. */
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

/** A key as this machine's own store has it. */
export const readOwnKey: ReadKey = (key, value) => readers[key](value);

/** What others stored, or say that they did, was not stored from here. */
const readKey: ReadKey = (key, value) =>
	key === 'goesTo'
		? readPlaces(value).map(({place}) => ({place, storedAt: null}))
		: readOwnKey(key, value);

/** A profile from its JSON, each key as `read` reads it. */
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
 * A profile from its JSON, as `export` and people write it, without what its type of token does not have and
 * without the times when a token was stored elsewhere. Throws a usage error when a known key has an impossible value. Whether a link can
 * be made of the profile is for `findProblems` to say.
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

/** As `readProfile`, naming what was left out. */
export const readProfileAndIgnored = (
	value: unknown,
	host: string,
): {readonly profile: Profile; readonly ignored: readonly Ignored[]} => {
	const profile = readProfile(value, host);
	return {profile, ignored: ignoredIn(value, profile)};
};

/**
 * As `readProfileAndIgnored`, with the rest of the profile where keys have impossible values: `problems` names
 * all of these. Throws a usage error for what is no profile, or has no type.
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
			// Repositories are examined even where nobody knows whether they count.
			return key === 'repositoryAccess' ? 'selected' : undefined;
		}
	});
	return {profile, ignored: ignoredIn(value, profile), problems};
};

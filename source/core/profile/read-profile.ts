import {findFact, type Grants} from '../catalog/permission-facts.ts';
import {isScopeName, type ScopeName} from '../catalog/scopes.ts';
import {explainUnknownPermission, explainUnknownScope} from '../catalog/unknown-names.ts';
import {type ToldError, usageError} from '../errors.ts';
import {containsToken, showBriefly} from '../text/mask.ts';
import {hasHiddenCharacters} from '../text/show.ts';
import {listWords} from '../text/words.ts';
import {type Answers, collectProfile, isAnswered, profileKeys} from './answers.ts';
import {isExpirationValue, longestExpiration} from './expiration.ts';
import {defaultHost, readHost} from './host.ts';
import {
	type Expiration,
	type Ignored,
	isRepositoryAccess,
	type Place,
	type Profile,
	type RepositoryAccess,
	readExistingName,
	repositoryAccesses,
	type SavedProfile,
	type TokenTypeId,
} from './profile.ts';

const show = (value: unknown): string => showBriefly(JSON.stringify(value) ?? 'nothing', 60);

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
		const permission = findFact(parameter);
		if (permission === undefined) {
			const {message, hint} = explainUnknownPermission(parameter);
			throw usageError(message, hint);
		}
		if (typeof level !== 'string' || !permission.levels.some(each => each === level)) {
			throw usageError(
				`The permission ${parameter} has no level ${show(level)}`,
				`${parameter} can be ${listWords(permission.levels, 'or')}`,
			);
		}
	});
	return value as Grants;
};

const readScopes = (value: unknown): readonly ScopeName[] =>
	readTexts('scopes', value).map(scope => {
		if (!isScopeName(scope)) {
			const {message, hint} = explainUnknownScope(scope);
			throw usageError(message, hint);
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
		throw wrong('repositoryAccess', value, listWords(repositoryAccesses, 'or'));
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
 * was last opened and when its token expires, which are dropped when they are none. Throws a usage error
 * for a profile without a name.
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

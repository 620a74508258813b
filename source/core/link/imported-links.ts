import {usageError} from '../errors.ts';
import {profileFrom} from '../profile/answers.ts';
import {foldName, type Ignored, type Profile, readProfileName} from '../profile/profile.ts';
import {createNameSuggester} from '../profile/suggest-profile-name.ts';
import {showText} from '../text/show.ts';
import type {ImportedProfile} from './import.ts';

/** A profile with the name that it is saved under. */
export type NamedProfile = Profile & {readonly profile: string};

/** `isNew` tells whether it is to be saved: an equal one may be, under the name that this one then has. */
export type NamedImport = ImportedProfile & {
	readonly profile: NamedProfile;
	readonly isNew: boolean;
};

/** A link or an entry of JSON that was read, and what becomes of it. */
export type ImportedLink = ImportedProfile & {
	/** The name that it has or would have among the saved profiles. Unset when it is not to be saved. */
	readonly savedAs?: string;
	/** What else to say about it, each a sentence without a full stop. */
	readonly remarks: readonly string[];
};

/** A profile of which only the type is sure. */
type PartialProfile<P extends Profile> = P extends Profile
	? Pick<P, 'type'> & Partial<Omit<P, 'type'>>
	: never;

/** A link as `import --json` prints it. */
export type LinkJson = {
	/** The link as it stood in the text, tokens masked. For JSON the profile's name, or its place: `profile 2`. */
	readonly source: string;
	/** The line that it begins on, the first being 1. `null` for JSON. */
	readonly line: number | null;
	/** How often the text has this link, or one that says the same. */
	readonly count: number;
	/**
	 * What it fills in. `profile` is a name to save it under. A link to the plain page has only `type` and `host`;
	 * `host` is left out where a program computes it.
	 */
	readonly profile: PartialProfile<Profile>;
	/** What GitHub would ignore or refuse, and what could not be read, each with the reason. */
	readonly ignored: readonly Ignored[];
	/** What else is to be known about it, as sentences without a full stop. */
	readonly notes: readonly string[];
	/** Whether it was saved among the profiles. */
	readonly saved: boolean;
};

/** Whether an entry can be saved: it says something, and its host is known. */
export const isSavable = ({isPlain, host, line, profile}: ImportedProfile): boolean =>
	!isPlain && host !== undefined && (line === null || Object.keys(profile).length > 2);

/** What a profile says of its token, whatever the order: not its name, nor where the token belongs. */
const contentOf = (profile: Profile): string =>
	JSON.stringify(
		profileFrom({...profile, profile: undefined, goesTo: undefined}, profile.host),
		(_, value: unknown) =>
			Array.isArray(value)
				? value.toSorted()
				: typeof value === 'object' && value !== null
					? Object.fromEntries(
							Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)),
						)
					: value,
	);

/**
 * Gives every profile a name: the one that is wanted, the one under which an equal profile is saved or comes
 * before it, else its own, else one that is free. With `force`, names that are taken are free. Throws a usage
 * error where one name is wanted for different profiles.
 */
export const nameImported = (
	imported: readonly ImportedProfile[],
	wanted: string | undefined,
	saved: readonly NamedProfile[],
	force: boolean,
): readonly NamedImport[] => {
	const read = imported.map(each => ({...each, content: contentOf(each.profile)}));
	const different = new Set(read.map(({content}) => content)).size;
	if (wanted !== undefined && different > 1) {
		throw usageError(
			`--save names one profile, and there are ${different}`,
			'Leave --save out: every profile gets a name of its own',
		);
	}
	const given = wanted === undefined ? undefined : readProfileName(wanted);
	const ownNames = read.flatMap(({profile}) => given ?? profile.profile ?? []);
	const replaced = new Set(force ? ownNames.map(foldName) : []);
	// Of several equal ones that are saved, the one of the same name; no other where a name is asked for.
	const nameOf = new Map<string, string>();
	const own = new Set(
		read.map(({profile, content}) => foldName(given ?? profile.profile ?? '') + content),
	);
	for (const each of saved) {
		const content = contentOf(each);
		const name = foldName(each.profile);
		const isOwn = own.has(name + content);
		const isEnough = given === undefined && !nameOf.has(content) && !replaced.has(name);
		if (isOwn || isEnough) {
			nameOf.set(content, each.profile);
		}
	}
	const kept = read.flatMap(({content}) => nameOf.get(content) ?? []);
	const taken = force ? kept : saved.map(({profile}) => profile);
	const names = createNameSuggester([...taken, ...ownNames]);
	return read.map(({content, ...each}) => {
		const {profile} = each;
		const before = nameOf.get(content);
		const name = before ?? given ?? profile.profile ?? names.suggest(profile);
		nameOf.set(content, name);
		names.take(name);
		return {...each, profile: {...profile, profile: name}, isNew: before === undefined};
	});
};

/** Why an entry is not saved, or that it was before. */
const remarksOn = (
	entry: ImportedProfile,
	named: NamedImport | undefined,
	saved: ReadonlySet<string>,
): readonly string[] => {
	if (named?.isNew === false) {
		const isSaved = saved.has(named.profile.profile);
		return [
			`${isSaved ? 'already' : 'would already be'} saved as ${showText(named.profile.profile)}`,
		];
	}
	return named === undefined && !entry.isPlain
		? [
				entry.host === undefined
					? 'not to be saved before its host is named: add --host <host>'
					: 'nothing in it can be saved',
			]
		: [];
};

/**
 * Each entry with the name that it gets and what becomes of it. `named` are the entries that can be saved, in
 * their order; `saved` are the names that are saved by now.
 */
export const describeImported = (
	entries: readonly ImportedProfile[],
	named: readonly NamedImport[],
	saved: ReadonlySet<string>,
): readonly ImportedLink[] => {
	const savable = entries.filter(isSavable);
	const namedOf = new Map(savable.map((entry, place) => [entry, named[place]]));
	return entries.map(entry => {
		const one = namedOf.get(entry);
		return {
			...entry,
			remarks: remarksOn(entry, one, saved),
			...(one === undefined ? {} : {savedAs: one.profile.profile}),
		};
	});
};

/** A link as JSON prints it: without a host that nobody knows. */
export const linkJson = (link: ImportedLink, saved: boolean): LinkJson => {
	const {profile, host, savedAs, source, line, count, ignored, notes, remarks} = link;
	const {host: _, profile: __, type, ...rest} = profile;
	return {
		source,
		line,
		count,
		profile: {
			...(savedAs === undefined ? {} : {profile: savedAs}),
			type,
			...(host === undefined ? {} : {host}),
			...rest,
		} as LinkJson['profile'],
		ignored,
		notes: [...notes, ...remarks],
		saved,
	};
};

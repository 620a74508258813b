import {usageError} from '../errors.ts';
import {profileFrom} from '../profile/answers.ts';
import {
	foldName,
	type Ignored,
	isSameName,
	type NamedProfile,
	type Profile,
	readProfileName,
} from '../profile/profile.ts';
import {createNameSuggester} from '../profile/suggest-profile-name.ts';
import {showText} from '../text/show.ts';
import type {ImportedProfile} from './import.ts';

/** An imported profile with its name. */
export type NamedImport = ImportedProfile & {
	readonly profile: NamedProfile;
	/** Whether to save it. Otherwise an equal profile is saved under the same name. */
	readonly isNew: boolean;
};

/** An imported profile, with the name it is saved under. */
export type ImportedLink = ImportedProfile & {
	/** The name that it has or would have among the saved profiles. Unset when it cannot be saved. */
	readonly savedAs?: string;
	/** Notes on saving it, each a clause without a full stop. */
	readonly remarks: readonly string[];
};

/** A profile of which only the type is certain. */
type PartialProfile<P extends Profile> = P extends Profile
	? Pick<P, 'type'> & Partial<Omit<P, 'type'>>
	: never;

/** A link as `import --json` prints it. */
export type LinkJson = {
	/** The link as in the text, with tokens masked. For JSON, the name of the profile or its position: `profile 2`. */
	readonly source: string;
	/** The line that it begins on, the first being 1. `null` for JSON. */
	readonly line: number | null;
	/** How often the text has this link or an equivalent one. */
	readonly count: number;
	/**
	 * The answers that the link fills in. `profile` is the name to save it under. For a link to the plain page, only
	 * `type` and `host` are set. `host` is unset when a program computes it.
	 */
	readonly profile: PartialProfile<Profile>;
	/** What GitHub would ignore or refuse, and what could not be read, each with the reason. */
	readonly ignored: readonly Ignored[];
	/** Other facts, as sentences without a full stop. */
	readonly notes: readonly string[];
	/** Whether it was saved among the profiles. */
	readonly saved: boolean;
};

/** Whether an entry can be saved: it fills in something, and its host is known. */
export const isSavable = ({isPlain, host, line, profile}: ImportedProfile): boolean =>
	!isPlain && host !== undefined && (line === null || Object.keys(profile).length > 2);

/** Returns a key that equal tokens share. It ignores names of profiles, places, and the order of keys. */
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
 * Gives every profile a name: the name of an equal profile, which is saved or comes before it, or else the wanted
 * name, or else its own, or else a free one. With `force`, it may take the name of another saved profile. Throws a
 * usage error when one name is wanted for different profiles.
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
			`--save names one profile, but there are ${different}`,
			'Leave out --save: each profile then gets its own name',
		);
	}
	const given = wanted === undefined ? undefined : readProfileName(wanted);
	const ownNames = read.flatMap(({profile}) => given ?? profile.profile ?? []);
	const replaced = new Set(force ? ownNames.map(foldName) : []);
	// Among several equal saved profiles, one of the same name wins. With a wanted name, no other counts.
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

/** Explains why an entry is not saved. */
const remarksOn = (
	entry: ImportedProfile,
	named: NamedImport | undefined,
	saved: ReadonlySet<string>,
): readonly string[] => {
	if (named?.isNew === false) {
		const {profile: name} = named.profile;
		const {profile: own = name, goesTo} = entry.profile;
		const left = `the name "${showText(own)}"${goesTo === undefined ? ' is' : ' and its places are'}`;
		return [
			`${saved.has(name) ? 'already' : 'would already be'} saved as ${showText(name)}${
				isSameName(own, name) ? '' : `: ${left} not saved`
			}`,
		];
	}
	return named === undefined && !entry.isPlain
		? [
				entry.host === undefined
					? 'cannot be saved without a host: add --host <host>'
					: 'nothing in it can be saved',
			]
		: [];
};

/**
 * Adds to each entry the name it is saved under, and notes on saving it. `named` are the entries that can be saved, in
 * order. `saved` are the names of the saved profiles.
 */
export const describeImported = (
	entries: readonly ImportedProfile[],
	named: readonly NamedImport[],
	saved: ReadonlySet<string>,
): readonly ImportedLink[] => {
	const savable = entries.filter(isSavable);
	const namedOf = new Map(savable.map((entry, index) => [entry, named[index]]));
	return entries.map(entry => {
		const one = namedOf.get(entry);
		return {
			...entry,
			remarks: remarksOn(entry, one, saved),
			...(one === undefined ? {} : {savedAs: one.profile.profile}),
		};
	});
};

/** Converts a link to its JSON, without an unknown host. */
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

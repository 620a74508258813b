import type {Grants} from '../catalog/permission-facts.ts';
import type {ScopeName} from '../catalog/scopes.ts';
import {usageError} from '../errors.ts';
import {containsToken, showBriefly} from '../text/mask.ts';
import {hasHiddenCharacters, isPlain, showText} from '../text/show.ts';
import {countCharacters, shorten} from '../text/words.ts';

/** The lifetime of a token: days (1–366), or `none` for no expiration. */
export type Expiration = number | 'none';

/** The kinds of repository access of a fine-grained token, in the order of GitHub's page. */
export type RepositoryAccess = 'public' | 'all' | 'selected';

/** A place where a profile's token belongs: a secret of a workflow, a credential helper, a password manager. */
export type Place = {
	/**
	 * Its kind and its own name, such as `actions:octo-org/app#RELEASE_TOKEN`: 3 to 300 visible characters.
	 * The token itself is never part of it.
	 */
	readonly place: string;
	/** The time when this machine last stored the token there, in ISO 8601, or `null`. */
	readonly storedAt: string | null;
};

type CommonAnswers = {
	/** The name that it is saved under: 1–64 characters, unique without regard to case. Unset when not saved. */
	readonly profile?: string;
	/** A bare host name with an optional port: `github.com`, `octo.ghe.com`, `github.example.com:8443`. */
	readonly host: string;
	/** The token's name on GitHub: "Token name" with at most 40 characters, or "Note" for a classic one. */
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

/** A set of answers. It holds no secret. All parts of the program exchange profiles. */
export type Profile = FineGrainedProfile | ClassicProfile;

/** A profile's token type. */
export type TokenTypeId = Profile['type'];

/** A profile with the name that it is saved under. */
export type NamedProfile = Profile & {readonly profile: string};

/** A profile that a repository carries, with the path of its file. */
export type FolderProfile = {readonly profile: NamedProfile; readonly file: string};

/** A profile as the store keeps it. */
export type SavedProfile = NamedProfile & {
	/** The time when its link was last opened or printed to be opened, in ISO 8601. Unset when it never was. */
	readonly lastOpened?: string;
	/**
	 * The time when the last checked token expires, in ISO 8601, or `none` when it does not. Unset when the link
	 * was opened since the check.
	 */
	readonly expiresAt?: string;
};

/** The longest name of a saved profile, in characters (code points). */
export const longestProfileName = 64;

/** Writes a profile name for comparing: letter case and the ways of composing letters make no difference. */
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
 * Reads a profile name as typed, and returns it without spaces around it. Throws a usage error when it cannot be
 * a name, for example because it has invisible characters.
 */
export const readProfileName = (text: string): string =>
	checkProfileName(text, name => !hasHiddenCharacters(name));

/** Reads the name of an existing profile. Earlier versions refused only control characters. */
export const readExistingName = (text: string): string =>
	checkProfileName(text, name => isPlain(name) || !/[\p{Cc}\p{Cs}]/u.test(name));

/** Something from outside that was left out, and why. */
export type Ignored = {
	readonly parameter: string;
	readonly value: string;
	/** The reason, with the right spelling where there is one: a sentence without a full stop. */
	readonly reason: string;
};

/** The kinds of repository access, in the order of GitHub's page. */
export const repositoryAccesses: readonly RepositoryAccess[] = ['public', 'all', 'selected'];

/** Whether a value from outside is a kind of repository access. */
export const isRepositoryAccess = (value: unknown): value is RepositoryAccess =>
	repositoryAccesses.some(access => access === value);

import type {Grants} from '../catalog/permission-facts.ts';
import type {ScopeName} from '../catalog/scopes.ts';
import {usageError} from '../errors.ts';
import {containsToken, showBriefly} from '../text/mask.ts';
import {hasHiddenCharacters, isPlain, showText} from '../text/show.ts';
import {countCharacters, shorten} from '../text/words.ts';

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
	/** When the token was last put there from this machine, ISO 8601. `null` when it never was. */
	readonly storedAt: string | null;
};

type CommonAnswers = {
	/** The name it is saved under: 1–64 characters, unique without regard to case. Unset when not saved. */
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

/** A set of answers. It holds no secret, and is the only thing that travels through the program. */
export type Profile = FineGrainedProfile | ClassicProfile;

/** A profile's token type. */
export type TokenTypeId = Profile['type'];

/** A profile as the store keeps it. */
export type SavedProfile = Profile & {
	readonly profile: string;
	/** When its link was last opened or printed to be opened, ISO 8601. Unset when never. */
	readonly lastOpened?: string;
	/**
	 * When the token expires that was last checked with GitHub, ISO 8601, or `none` when it does not. Unset when its
	 * link was opened since.
	 */
	readonly expiresAt?: string;
};

/** How long the name that a profile is saved under may be, in characters (code points). */
export const longestProfileName = 64;

/**
 * A profile name in the form in which names are compared: letter case and ways of composing
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
export const readExistingName = (text: string): string =>
	checkProfileName(text, name => isPlain(name) || !/[\p{Cc}\p{Cs}]/u.test(name));

/** Something read from outside that was left out, and why. */
export type Ignored = {
	readonly parameter: string;
	readonly value: string;
	/** Why, and where there is one the right spelling: a sentence without a full stop. */
	readonly reason: string;
};

/** The kinds of repository access, in the order of GitHub's page. */
export const repositoryAccesses: readonly RepositoryAccess[] = ['public', 'all', 'selected'];

/** Whether a value from outside is a kind of repository access. */
export const isRepositoryAccess = (value: unknown): value is RepositoryAccess =>
	repositoryAccesses.some(access => access === value);

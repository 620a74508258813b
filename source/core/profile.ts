import type {Grants} from './catalog/permissions.ts';
import type {ScopeName} from './catalog/scopes.ts';

/** How long a token lives: days (1–366), or `none` for no expiration. */
export type Expiration = number | 'none';

/** Which repositories a fine-grained token reaches, in the order of GitHub's page. */
export type RepositoryAccess = 'public' | 'all' | 'selected';

type CommonAnswers = {
	/** The name it is saved under: 1–64 characters, unique without regard to case. Unset when not saved. */
	readonly profile?: string;
	/** A bare host name with an optional port: `github.com`, `octo.ghe.com`, `github.example.com:8443`. */
	readonly host: string;
	/** The token's name on GitHub: "Token name", or "Note" for a classic one. At most 40 characters. */
	readonly name?: string;
	/** Unset means GitHub's default. */
	readonly expiration?: Expiration;
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
};

import {hasScope} from '../catalog/included-scopes.ts';
import {isScopeName} from '../catalog/scopes.ts';
import {outsideError} from '../errors.ts';
import {isLogin} from '../profile/names.ts';
import type {ClassicProfile, Profile} from '../profile/profile.ts';
import {showBriefly} from '../text/mask.ts';
import {
	type ApiAnswer,
	fieldOf,
	messageOf,
	readRateLimit,
	readSso,
	readTokenExpiration,
	readTokenScopes,
	type TokenExpiration,
} from './answer.ts';
import {type Ask, checkGrants, countGrantRequests, type Finding, needsOf} from './check-grants.ts';

/** What a token is by its prefix (GitHub Docs, "About authentication to GitHub", August 2026). */
export type TokenKind = 'fine-grained' | 'classic' | 'other' | 'unknown';

/** Returns the kind of a token by its prefix. It is `unknown` for old classic tokens, which have no prefix. */
export const kindOfToken = (token: string): TokenKind => {
	if (token.startsWith('github_pat_')) {
		return 'fine-grained';
	}
	if (token.startsWith('ghp_')) {
		return 'classic';
	}
	return /^gh[ours]_/.test(token) ? 'other' : 'unknown';
};

/** Sends requests with the token. Each request throws a PatWizardError when there is no answer. */
export type GitHubAccess = {
	/** Sends a GET to a path of the API. */
	readonly api: Ask;
	/** Sends the request that git sends before it pushes. Unset when there is no address for git. */
	readonly git?: Ask | undefined;
	readonly now: () => Date;
};

/** The result of checking a token. */
export type TokenReport = {
	/** Whether GitHub accepts the token. */
	readonly recognised: boolean;
	readonly kind: TokenKind;
	/** Unset when it is not a personal access token, or when its type is unknown. */
	readonly type?: Profile['type'];
	/** The account of the token. */
	readonly login?: string;
	readonly expires: TokenExpiration;
	/** All scopes of a classic token. */
	readonly scopes: readonly string[];
	/** What the profile asks for and the token has: `name=level` or scopes. */
	readonly does: readonly string[];
	/** What the profile asks for and the token lacks. */
	readonly lacks: readonly Finding[];
	/** Scopes that the profile does not ask for. GitHub does not list the permissions of a fine-grained token. */
	readonly beyond: readonly string[];
	/** What the profile asks for and cannot be checked. */
	readonly unknown: readonly Finding[];
	/** Other facts, as sentences without a full stop. */
	readonly notes: readonly string[];
};

/** The length at which a header is cut, in characters. All of GitHub's scopes together have 600. */
const longestHeader = 2000;

/**
 * Makes the headers of an answer safe to show. Throws a PatWizardError for a rate limit or a failure of GitHub: such
 * an answer says nothing about the token.
 */
const expectAnswer = (answer: ApiAnswer, now: Date): ApiAnswer => {
	const limitEnds = readRateLimit(answer, now);
	if (limitEnds !== undefined) {
		throw outsideError(
			`The rate limit of GitHub refuses requests with this token until ${limitEnds.toISOString()}`,
			'Run the command again after that',
		);
	}
	if (answer.status >= 500) {
		throw outsideError(
			`GitHub has a problem: it answered with status ${answer.status}`,
			'Try again later. githubstatus.com shows the state of GitHub',
		);
	}
	const headers = Object.entries(answer.headers).map(([name, text = '']) => [
		name,
		showBriefly(text, longestHeader),
	]);
	return {...answer, headers: Object.fromEntries(headers)};
};

const checkClassic = (profile: ClassicProfile, scopes: readonly string[]) => {
	const granted = scopes.filter(isScopeName);
	const wanted = profile.scopes ?? [];
	return {
		does: wanted.filter(scope => hasScope(granted, scope)),
		lacks: wanted
			.filter(scope => !hasScope(granted, scope))
			.map(need => ({need, reason: 'the token does not have this scope'})),
		beyond: scopes.filter(scope => !isScopeName(scope) || !hasScope(wanted, scope)),
	};
};

/** Returns everything that a profile asks for, with the same reason for each. */
const findAll = (profile: Profile, reason: string): readonly Finding[] =>
	(profile.type === 'classic' ? (profile.scopes ?? []) : needsOf(profile)).map(need => ({
		need,
		reason,
	}));

const articles = {'fine-grained': 'a fine-grained token', classic: 'a classic token'} as const;

const unknownScopes = 'GitHub does not report the scopes of the token';

/**
 * Returns the number of requests that `checkToken` sends for a profile. It sends fewer when GitHub refuses the
 * token or when the token does not reach a repository.
 */
export const countRequests = (
	profile: Profile | undefined,
	kind: TokenKind,
	canAskGit: boolean,
): {readonly api: number; readonly git: number} => {
	const isClassic = kind === 'classic' || kind === 'unknown';
	const always = isClassic ? 3 : 2;
	if (profile?.type !== 'fine-grained' || kind !== 'fine-grained') {
		return {api: always, git: 0};
	}
	const {api, git} = countGrantRequests(profile, canAskGit);
	return {api: always + api, git};
};

/**
 * Throws a PatWizardError when an answer does not come from GitHub's API. An answer of GitHub has one of `fields` or
 * the status `refusal`.
 */
const expectGitHub = (
	{status, body}: ApiAnswer,
	fields: readonly string[],
	refusal: number | undefined,
): void => {
	const isAnswer = status === 200 && fields.some(name => fieldOf(body, name) !== undefined);
	if (!isAnswer && status !== refusal) {
		throw outsideError(
			`The answer, with status ${status}, does not come from GitHub's API`,
			'A proxy or a sign-in page of the network may have answered',
		);
	}
};

const typeFor = (
	kind: TokenKind,
	scopes: readonly string[] | undefined,
): Profile['type'] | undefined => {
	if (kind === 'fine-grained' || kind === 'classic') {
		return kind;
	}
	return kind === 'unknown' && scopes !== undefined ? 'classic' : undefined;
};

/** Compares a token with a profile. `scopes` is undefined when GitHub does not report them. */
const compare = async (
	{kind, type, login}: Pick<TokenReport, 'kind' | 'type' | 'login'>,
	scopes: readonly string[] | undefined,
	profile: Profile,
	ask: Ask,
	git: GitHubAccess['git'],
): Promise<Partial<TokenReport>> => {
	if (type === undefined && kind === 'unknown') {
		return {unknown: findAll(profile, 'GitHub does not report the type of the token')};
	}
	if (profile.type !== type) {
		const what = type === undefined ? 'not a personal access token' : articles[type];
		return {
			lacks: findAll(profile, `it is ${what}`),
			notes: [`The profile asks for ${articles[profile.type]}`],
		};
	}
	if (profile.type === 'fine-grained') {
		return checkGrants(profile, login, ask, git);
	}
	return scopes === undefined
		? {unknown: findAll(profile, unknownScopes)}
		: checkClassic(profile, scopes);
};

/**
 * Finds out what a token is and, with a profile, whether it has what the profile asks for. Sends only GET requests,
 * which change nothing. Does not use `permissions` in an answer, which are those of the user, nor
 * `X-Accepted-GitHub-Permissions`, which an operation needs: neither says what the token has. All texts of the report
 * are safe to show. Throws a PatWizardError when GitHub does not answer.
 */
export const checkToken = async (
	kind: TokenKind,
	profile: Profile | undefined,
	github: GitHubAccess,
): Promise<TokenReport> => {
	const sso = new Set<string>();
	const ask: Ask = async path => {
		const answer = expectAnswer(await github.api(path), github.now());
		const note = readSso(answer);
		if (note !== undefined) {
			sso.add(note);
		}
		return answer;
	};
	const nothing = {kind, scopes: [], does: [], lacks: [], beyond: [], unknown: []};
	const refuse = (answer: ApiAnswer): TokenReport => ({
		...nothing,
		recognised: false,
		expires: {kind: 'unknown', reason: 'GitHub refuses the token'},
		notes: [`GitHub answers: ${messageOf(answer) || `status ${answer.status}`}`, ...sso],
	});
	const first = await ask('/rate_limit');
	if (first.status === 401 || first.status === 403) {
		return refuse(first);
	}
	// A server without rate limits answers 404.
	expectGitHub(first, ['rate', 'resources'], 404);
	const user = await ask('/user');
	if (user.status === 401) {
		return refuse(user);
	}
	// The token of an app has no user.
	expectGitHub(user, ['login'], first.status === 200 ? 403 : undefined);
	const both = {...user, headers: {...first.headers, ...user.headers}};
	const scopes = readTokenScopes(both);
	const type = typeFor(kind, scopes);
	const login = fieldOf(user.body, 'login');
	const common = {
		...nothing,
		recognised: true,
		...(type === undefined ? {} : {type}),
		// The login becomes an argument of programs and a part of paths.
		...(typeof login === 'string' && isLogin(login) ? {login} : {}),
		expires: readTokenExpiration(both, type),
		scopes: type === 'classic' ? (scopes ?? []) : [],
		notes:
			profile === undefined && type === 'classic' && scopes === undefined ? [unknownScopes] : [],
	};
	if (type === 'classic') {
		// The answer has the header `X-GitHub-SSO` when organizations require single sign-on.
		await ask('/user/orgs');
	}
	const {git} = github;
	const askGit = git && (async (name: string) => expectAnswer(await git(name), github.now()));
	const compared = profile === undefined ? {} : await compare(common, scopes, profile, ask, askGit);
	const report: TokenReport = {...common, ...compared};
	return {...report, notes: [...common.notes, ...(compared.notes ?? []), ...sso]};
};

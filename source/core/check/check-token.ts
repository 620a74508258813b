import {includedScopes} from '../catalog/included-scopes.ts';
import {isScopeName, type ScopeName} from '../catalog/scopes.ts';
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
	type TellsExpiration,
} from './answer.ts';
import {type Ask, checkGrants, countGrantRequests, type Finding, needsOf} from './check-grants.ts';

/** What a token is by its beginning (GitHub Docs, "About authentication to GitHub", August 2026). */
export type TokenKind = 'fine-grained' | 'classic' | 'other' | 'unknown';

/** Tells the kind of a token by its prefix. Tokens without one are not refused: old classic ones have none. */
export const kindOfToken = (token: string): TokenKind => {
	if (token.startsWith('github_pat_')) {
		return 'fine-grained';
	}
	if (token.startsWith('ghp_')) {
		return 'classic';
	}
	return /^gh[ours]_/.test(token) ? 'other' : 'unknown';
};

/** How GitHub is asked with the token. Both ways throw a PatWizardError when there is no answer. */
export type Asks = {
	/** A GET of the API, by its path. */
	readonly api: Ask;
	/** What git asks before it pushes, by `owner/name`; nothing is sent. Unset where it cannot be asked. */
	readonly git?: Ask | undefined;
	readonly now: () => Date;
};

/** What was found out about a token. */
export type TokenReport = {
	/** Whether GitHub knows the token and answers it. */
	readonly recognised: boolean;
	readonly kind: TokenKind;
	/** Unset when it is not a personal access token, or not told. */
	readonly type?: Profile['type'];
	/** Whose it is. */
	readonly login?: string;
	readonly expires: TellsExpiration;
	/** All scopes of a classic token. */
	readonly scopes: readonly string[];
	/** What the profile asks and the token does: `name=level` or scopes. */
	readonly does: readonly string[];
	/** What the profile asks and the token does not do. */
	readonly lacks: readonly Finding[];
	/** Scopes that the profile does not ask for. GitHub does not tell the permissions of a fine-grained token. */
	readonly beyond: readonly string[];
	/** What the profile asks and nobody can tell. */
	readonly untold: readonly Finding[];
	/** What else to know, as sentences without a full stop. */
	readonly notes: readonly string[];
};

/** As much of a header as is told, in characters: all scopes that GitHub has take 600. */
const longestHeader = 2000;

/**
 * An answer with headers that may be shown. Throws the PatWizardErrors of answers that say nothing about the token:
 * limits and failures of GitHub.
 */
const expectAnswer = (answer: ApiAnswer, now: Date): ApiAnswer => {
	const limitEnds = readRateLimit(answer, now);
	if (limitEnds !== undefined) {
		throw outsideError(
			`GitHub answers no more requests of this token until ${limitEnds.toISOString()}`,
			'That is its rate limit. Run the command again then',
		);
	}
	if (answer.status >= 500) {
		throw outsideError(
			`GitHub answered with status ${answer.status}`,
			'It is at fault. Try again later; githubstatus.com tells how it is',
		);
	}
	const headers = Object.entries(answer.headers).map(([name, text = '']) => [
		name,
		showBriefly(text, longestHeader),
	]);
	return {...answer, headers: Object.fromEntries(headers)};
};

const covers = (granted: readonly ScopeName[], scope: ScopeName): boolean =>
	granted.some(each => each === scope || includedScopes(each).includes(scope));

const checkClassic = (profile: ClassicProfile, scopes: readonly string[]) => {
	const granted = scopes.filter(isScopeName);
	const wanted = profile.scopes ?? [];
	return {
		does: wanted.filter(scope => covers(granted, scope)),
		lacks: wanted
			.filter(scope => !covers(granted, scope))
			.map(need => ({need, reason: 'the token does not have it'})),
		beyond: scopes.filter(scope => !isScopeName(scope) || !covers(wanted, scope)),
	};
};

/** One thing to say about everything that a profile asks. */
const findAll = (profile: Profile, reason: string): readonly Finding[] =>
	(profile.type === 'classic' ? (profile.scopes ?? []) : needsOf(profile)).map(need => ({
		need,
		reason,
	}));

const articles = {'fine-grained': 'a fine-grained token', classic: 'a classic token'} as const;

/**
 * How many requests of the API and of git `checkToken` makes for a profile, to be said before the first one.
 * It makes fewer when GitHub refuses the token, or when what the others are about is not reached.
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
 * Throws a PatWizardError when an answer does not come from GitHub's API: it has none of the fields that are in
 * each answer of GitHub's, and not the status of `refusal` either.
 */
const expectGitHub = (
	{status, body}: ApiAnswer,
	fields: readonly string[],
	refusal: number | undefined,
): void => {
	const isAnswer = status === 200 && fields.some(name => fieldOf(body, name) !== undefined);
	if (!isAnswer && status !== refusal) {
		throw outsideError(
			`What answers there, with status ${status}, is not GitHub's API`,
			'A proxy or a sign-in page of the network may stand in between',
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

/** What a profile asks, compared with the token. `scopes` is undefined where GitHub does not tell them. */
const compare = async (
	{kind, type, login}: Pick<TokenReport, 'kind' | 'type' | 'login'>,
	scopes: readonly string[] | undefined,
	profile: Profile,
	ask: Ask,
	git: Asks['git'],
): Promise<Partial<TokenReport>> => {
	if (type === undefined && kind === 'unknown') {
		return {untold: findAll(profile, 'GitHub does not tell the type of the token')};
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
		? {untold: findAll(profile, 'GitHub does not tell the scopes of the token')}
		: checkClassic(profile, scopes);
};

/**
 * Finds out what a token is and, with a profile, whether it does what the profile asks. Only GET requests
 * are made, and none whose answer could change anything. What `permissions` in an answer tells is what the
 * user may do, and what `X-Accepted-GitHub-Permissions` tells is what an operation takes: neither is told
 * as what the token has. What is reported of GitHub's answers may be shown. Throws a PatWizardError when GitHub
 * does not answer.
 */
export const checkToken = async (
	kind: TokenKind,
	profile: Profile | undefined,
	asks: Asks,
): Promise<TokenReport> => {
	const sso = new Set<string>();
	const ask: Ask = async path => {
		const answer = expectAnswer(await asks.api(path), asks.now());
		const note = readSso(answer);
		if (note !== undefined) {
			sso.add(note);
		}
		return answer;
	};
	const nothing = {kind, scopes: [], does: [], lacks: [], beyond: [], untold: []};
	const refuse = (answer: ApiAnswer): TokenReport => ({
		...nothing,
		recognised: false,
		expires: {kind: 'unknown', reason: 'GitHub does not know the token'},
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
	// An app has no user.
	expectGitHub(user, ['login'], first.status === 200 ? 403 : undefined);
	const told = {...user, headers: {...first.headers, ...user.headers}};
	const scopes = readTokenScopes(told);
	const type = typeFor(kind, scopes);
	const login = fieldOf(user.body, 'login');
	const common = {
		...nothing,
		recognised: true,
		...(type === undefined ? {} : {type}),
		// It becomes a word of programs and a part of paths.
		...(typeof login === 'string' && isLogin(login) ? {login} : {}),
		expires: readTokenExpiration(told, type),
		scopes: type === 'classic' ? (scopes ?? []) : [],
		notes:
			profile === undefined && type === 'classic' && scopes === undefined
				? ['GitHub does not tell the scopes of the token']
				: [],
	};
	if (type === 'classic') {
		// What organizations keep back for their single sign-on is named beside a list of them.
		await ask('/user/orgs');
	}
	const {git} = asks;
	const askGit = git && (async (name: string) => expectAnswer(await git(name), asks.now()));
	const compared = profile === undefined ? {} : await compare(common, scopes, profile, ask, askGit);
	const report: TokenReport = {...common, ...compared};
	return {...report, notes: [...common.notes, ...(compared.notes ?? []), ...sso]};
};

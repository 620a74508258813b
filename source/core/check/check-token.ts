import {type CatalogPermission, findPermission} from '../catalog/permissions.ts';
import {includedScopes, isScopeName, type ScopeName} from '../catalog/scopes.ts';
import {outsideError} from '../errors.ts';
import {isRepository} from '../profile/names.ts';
import type {ClassicProfile, FineGrainedProfile, Profile} from '../profile/profile.ts';
import {showText} from '../text/show.ts';
import {
	type ApiAnswer,
	messageOf,
	readRateLimit,
	readSso,
	readTokenExpiration,
	readTokenScopes,
	type TellsExpiration,
} from './answer.ts';
import {findProbe, type Probe, type Subject} from './probes.ts';

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

/** How GitHub is asked with the token. Both throw a PatWizardError when there is no answer. */
export type Asks = {
	/** A GET of the API, by its path. */
	readonly api: (path: string) => Promise<ApiAnswer>;
	/**
	 * The answer to what git asks before it pushes to a repository (`owner/name`); nothing is sent.
	 * Unset where it cannot be asked.
	 */
	readonly git?: ((repository: string) => Promise<ApiAnswer>) | undefined;
	readonly now: () => Date;
};

/** A permission as `name=level`, or a scope, and what is to say about it: a clause without a full stop. */
export type Finding = {readonly need: string; readonly reason: string};

/** What was found out about a token. */
export type TokenReport = {
	/** Whether GitHub knows the token and answers it. */
	readonly recognised: boolean;
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

const untoldWrite = 'cannot be told without changing something';

/** Throws the PatWizardErrors of answers that say nothing about the token: limits and failures of GitHub. */
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
	return answer;
};

type Ask = (path: string) => Promise<ApiAnswer>;

const isFine = ({status}: ApiAnswer): boolean => (status >= 200 && status < 300) || status === 304;

const fieldOf = (body: unknown, key: string): unknown =>
	typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[key] : undefined;

/** How a repository answered. */
type Reached = {
	/** As the profile names it. */
	readonly given: string;
	/** As it is called now. */
	readonly name: string;
	readonly answer: ApiAnswer;
	/** Whether everybody reaches it: then reading it proves nothing. */
	readonly isPublic: boolean;
};

const reach = async (name: string, ask: Ask): Promise<Reached> => {
	const answer = await ask(`/repos/${name}`);
	const fullName = fieldOf(answer.body, 'full_name');
	const isRenamed = typeof fullName === 'string' && isRepository(fullName);
	return {
		given: name,
		name: isRenamed ? fullName : name,
		answer,
		isPublic: fieldOf(answer.body, 'private') !== true,
	};
};

/** Whose account the owner of a profile is, as far as GitHub tells: `User`, `Organization` or nothing. */
type OwnerFacts = {readonly login: string; readonly type?: string | undefined};

const explainUnreached = (
	{answer}: Reached,
	owner: OwnerFacts,
	login: string | undefined,
	reachesOthers: boolean,
): string => {
	const message = showText(messageOf(answer));
	if (answer.status === 403) {
		return message === '' ? 'GitHub refuses it' : `GitHub refuses it: ${message}`;
	}
	if (reachesOthers || owner.login.toLowerCase() === login?.toLowerCase()) {
		return 'it is not chosen in the token, or there is no such repository';
	}
	if (owner.type === 'User') {
		return `${owner.login} is the account of somebody else, whose private repositories a fine-grained token does not reach`;
	}
	return `the token waits for the approval of ${owner.login}, or the repository is not chosen in it, or the token has another resource owner: your page of tokens tells which`;
};

const judgeProbe = (
	probe: Probe,
	answer: ApiAnswer,
	isOnPublic: boolean,
): {readonly has: boolean | undefined; readonly reason: string} => {
	if (isFine(answer)) {
		return isOnPublic && !probe.provesOnPublic
			? {has: undefined, reason: 'the repository is public, and everybody reads this'}
			: {has: true, reason: ''};
	}
	const message = showText(messageOf(answer));
	if (answer.status === 403 && /not accessible by/i.test(message)) {
		return {has: false, reason: `GitHub refuses GET ${probe.path}`};
	}
	return {
		has: undefined,
		reason: `GitHub answers ${answer.status} to GET ${probe.path}${message === '' ? '' : `: ${message}`}${answer.status === 404 ? ' (as it may where the permission is missing)' : ''}`,
	};
};

type Verdicts = {readonly does: string[]; readonly lacks: Finding[]; readonly untold: Finding[]};

const noVerdicts = (): Verdicts => ({does: [], lacks: [], untold: []});

const grantsOf = (profile: FineGrainedProfile): readonly (readonly [string, string])[] =>
	Object.entries(profile.permissions ?? {});

const explainNoProbe = (permission: CatalogPermission | undefined, subject: Subject): string => {
	if (permission?.group === 'repository' && subject.repository === undefined) {
		return 'the profile names no repository that the token reaches';
	}
	return permission?.group === 'organization' && subject.organization === undefined
		? 'the profile names no organization'
		: 'GitHub has no request that tells it';
};

type Verdict =
	| {readonly kind: 'does'}
	| {readonly kind: 'lacks' | 'untold'; readonly reason: string};

/** Everything that is needed to judge one permission. */
type Scene = {
	readonly subject: Subject;
	/** The repository that requests are about, when one is reached. */
	readonly repository: Reached | undefined;
	readonly ask: Ask;
	readonly git: Asks['git'];
};

/** Whether git may push, by what it asks before it does. */
const judgePush = async (
	{name, answer}: Reached,
	git: NonNullable<Asks['git']>,
): Promise<Verdict> => {
	const {status} = await git(name);
	if (status === 200) {
		return {kind: 'does'};
	}
	if (status === 403) {
		const isOwnRight = fieldOf(fieldOf(answer.body, 'permissions'), 'push') !== false;
		return {
			kind: 'lacks',
			reason: isOwnRight ? `git may not push to ${name}` : `you yourself may not push to ${name}`,
		};
	}
	return {kind: 'untold', reason: `git is answered with status ${status} before it pushes`};
};

const judgeGrant = async (name: string, level: string, scene: Scene): Promise<Verdict> => {
	const {subject, repository, ask, git} = scene;
	if (name === 'metadata' && repository?.isPublic === false) {
		// Every token that reaches a private repository has it.
		return {kind: 'does'};
	}
	if (name === 'contents' && level === 'write' && repository !== undefined && git !== undefined) {
		return judgePush(repository, git);
	}
	const probe = findProbe(name, subject);
	if (probe === undefined) {
		const reason = explainNoProbe(findPermission(name), subject);
		return {kind: 'untold', reason: level === 'read' ? reason : untoldWrite};
	}
	const isOnPublic = probe.path.startsWith('/repos/') && repository?.isPublic !== false;
	const {has, reason} = judgeProbe(probe, await ask(probe.path), isOnPublic);
	if (has === false) {
		return {kind: 'lacks', reason};
	}
	if (level !== 'read') {
		return {
			kind: 'untold',
			reason: has ? `it reads; whether it writes ${untoldWrite}` : untoldWrite,
		};
	}
	return has ? {kind: 'does'} : {kind: 'untold', reason};
};

const checkGrants = async (profile: FineGrainedProfile, scene: Scene): Promise<Verdicts> => {
	const verdicts = noVerdicts();
	for (const [name, level] of grantsOf(profile)) {
		const need = `${name}=${level}`;
		const verdict = await judgeGrant(name, level, scene);
		if (verdict.kind === 'does') {
			verdicts.does.push(need);
		} else {
			verdicts[verdict.kind].push({need, reason: verdict.reason});
		}
	}
	return verdicts;
};

const ownerOf = ({owner, repositories = []}: FineGrainedProfile): string | undefined =>
	owner ?? repositories[0]?.split('/')[0];

const findOwner = async (
	profile: FineGrainedProfile,
	login: string | undefined,
	ask: Ask,
): Promise<OwnerFacts | undefined> => {
	const owner = ownerOf(profile);
	if (owner === undefined) {
		return undefined;
	}
	const type = fieldOf((await ask(`/users/${owner}`)).body, 'type');
	const isOwn = owner.toLowerCase() === login?.toLowerCase();
	return {login: owner, type: isOwn ? 'User' : typeof type === 'string' ? type : undefined};
};

const checkFineGrained = async (
	profile: FineGrainedProfile,
	login: string | undefined,
	ask: Ask,
	git: Asks['git'],
): Promise<Verdicts & {readonly notes: readonly string[]}> => {
	const owner = await findOwner(profile, login, ask);
	const repositories: Reached[] = [];
	for (const name of profile.repositories ?? []) {
		repositories.push(await reach(name, ask));
	}
	const reached = repositories.filter(({answer}) => isFine(answer));
	const repository = reached.find(({isPublic}) => !isPublic) ?? reached[0];
	const unreached = repositories.filter(({answer}) => !isFine(answer));
	const reachesOthers = reached.some(({isPublic}) => !isPublic);
	const organization = owner?.type === 'User' ? undefined : owner?.login;
	const subject = {repository: repository?.name, organization, login};
	const verdicts = await checkGrants(profile, {subject, repository, ask, git});
	return {
		...verdicts,
		lacks: [
			...unreached.map(each => ({
				need: 'metadata=read',
				reason: `${each.name} is not reached: ${explainUnreached(each, owner ?? {login: ''}, login, reachesOthers)}`,
			})),
			...verdicts.lacks,
		],
		notes: reached.flatMap(({given, name, isPublic}) => [
			...(given.toLowerCase() === name.toLowerCase() ? [] : [`${given} is called ${name} now`]),
			...(isPublic
				? [`${name} is public: every token reads it, so that reading proves nothing`]
				: []),
		]),
	};
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

const wantedOf = (profile: Profile): readonly string[] =>
	profile.type === 'classic'
		? (profile.scopes ?? [])
		: grantsOf(profile).map(([name, level]) => `${name}=${level}`);

const articles = {'fine-grained': 'a fine-grained token', classic: 'a classic token'} as const;

/** Whether git is asked: where a profile wants to push to a repository that it names. */
const asksGit = (profile: FineGrainedProfile): boolean =>
	profile.permissions?.contents === 'write' && (profile.repositories ?? []).length > 0;

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
	const {repositories = []} = profile;
	const owner = ownerOf(profile);
	const git = canAskGit && asksGit(profile) ? 1 : 0;
	// GitHub tells the login before.
	const subject = {repository: repositories[0], organization: owner, login: ''};
	const probes = grantsOf(profile).filter(([name]) => findProbe(name, subject));
	return {
		// Git tells of contents.
		api: always + Number(owner !== undefined) + repositories.length + probes.length - git,
		git,
	};
};

/** Throws a PatWizardError when an answer to `/rate_limit` does not come from GitHub's API. */
const expectGitHub = ({status, body}: ApiAnswer): void => {
	const isJson = typeof body === 'object' && body !== null;
	// A server without rate limits answers 404.
	if (!isJson || (status !== 200 && status !== 404)) {
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

/** What a profile asks, compared with the token. */
const compare = async (
	{type, login, scopes}: Pick<TokenReport, 'type' | 'login' | 'scopes'>,
	profile: Profile,
	ask: Ask,
	git: Asks['git'],
): Promise<Partial<TokenReport>> => {
	if (profile.type !== type) {
		const what = type === undefined ? 'not a personal access token' : articles[type];
		return {
			lacks: wantedOf(profile).map(need => ({need, reason: `it is ${what}`})),
			notes: [`The profile asks for ${articles[profile.type]}`],
		};
	}
	return profile.type === 'classic'
		? checkClassic(profile, scopes)
		: checkFineGrained(profile, login, ask, git);
};

/**
 * Finds out what a token is and, with a profile, whether it does what the profile asks. Only GET requests
 * are made, and none whose answer could change anything. What `permissions` in an answer tells is what the
 * user may do, and what `X-Accepted-GitHub-Permissions` tells is what an operation takes: neither is told
 * as what the token has. Throws a PatWizardError when GitHub does not answer.
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
	const first = await ask('/rate_limit');
	const nothing = {scopes: [], beyond: [], ...noVerdicts()};
	if (first.status === 401 || first.status === 403) {
		return {
			...nothing,
			recognised: false,
			expires: {kind: 'unknown', reason: 'GitHub does not know the token'},
			notes: [`GitHub answers: ${showText(messageOf(first)) || `status ${first.status}`}`, ...sso],
		};
	}
	expectGitHub(first);
	const scopes = readTokenScopes(first);
	const type = typeFor(kind, scopes);
	const login = fieldOf((await ask('/user')).body, 'login');
	const common = {
		...nothing,
		recognised: true,
		...(type === undefined ? {} : {type}),
		...(typeof login === 'string' ? {login} : {}),
		expires: readTokenExpiration(first, type),
		scopes: type === 'classic' ? (scopes ?? []) : [],
		notes: [],
	};
	if (type === 'classic') {
		// What organizations keep back for their single sign-on is named beside a list of them.
		await ask('/user/orgs');
	}
	const {git} = asks;
	const askGit: Asks['git'] =
		git && (async repository => expectAnswer(await git(repository), asks.now()));
	const compared = profile === undefined ? {} : await compare(common, profile, ask, askGit);
	const report: TokenReport = {...common, ...compared};
	return {...report, notes: [...report.notes, ...sso]};
};

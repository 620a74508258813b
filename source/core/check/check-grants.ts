import {findPermission} from '../catalog/permissions.ts';
import {isRepository, ownerOf} from '../profile/names.ts';
import type {FineGrainedProfile} from '../profile/profile.ts';
import {listWords} from '../text/words.ts';
import {type ApiAnswer, fieldOf, messageOf} from './answer.ts';
import {findProbe, type Probe, type Subject} from './probes.ts';

/** A permission as `name=level`, or a scope, and what is to say about it: a clause without a full stop. */
export type Finding = {readonly need: string; readonly reason: string};

/** Asks for a path of the API, or git for a repository. */
export type Ask = (name: string) => Promise<ApiAnswer>;

/** Of how many repositories each permission is asked: a profile may name 50, and each permission is a request. */
export const mostAsked = 20;

const untoldWrite = 'cannot be told without changing something';

const isFine = ({status}: ApiAnswer): boolean => (status >= 200 && status < 300) || status === 304;

/** How a repository answered. */
type Reached = {
	/** As the profile names it. */
	readonly given: string;
	/** As it is called now. */
	readonly name: string;
	readonly answer: ApiAnswer;
	readonly isReached: boolean;
	/** Whether everybody reaches it: then reading it proves nothing. */
	readonly isPublic: boolean;
};

const reach = async (given: string, ask: Ask): Promise<Reached> => {
	const answer = await ask(`/repos/${given}`);
	const fullName = fieldOf(answer.body, 'full_name');
	const isNamed = typeof fullName === 'string' && isRepository(fullName);
	return {
		given,
		name: isNamed ? fullName : given,
		answer,
		isReached: isFine(answer),
		isPublic: fieldOf(answer.body, 'private') !== true,
	};
};

/** Whose account the owner of a profile is, as far as GitHub tells: `User`, `Organization` or nothing. */
type OwnerFacts = {readonly login: string; readonly type?: string | undefined};

const ownerIn = ({owner, repositories: [first] = []}: FineGrainedProfile): string | undefined =>
	owner ?? (first === undefined ? undefined : ownerOf(first));

const findOwner = async (
	profile: FineGrainedProfile,
	login: string | undefined,
	ask: Ask,
): Promise<OwnerFacts | undefined> => {
	const owner = ownerIn(profile);
	if (owner === undefined) {
		return undefined;
	}
	const type = fieldOf((await ask(`/users/${owner}`)).body, 'type');
	const isOwn = owner.toLowerCase() === login?.toLowerCase();
	return {login: owner, type: isOwn ? 'User' : typeof type === 'string' ? type : undefined};
};

const explainUnreached = (
	{answer}: Reached,
	owner: OwnerFacts,
	login: string | undefined,
	reachesOthers: boolean,
): string => {
	if (answer.status === 403) {
		const message = messageOf(answer);
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

/** What is known of one permission, of one repository or of all. */
type Verdict = {
	/** `open`: it works, and would without the permission. */
	readonly kind: 'does' | 'open' | 'lacks' | 'untold';
	readonly reason: string;
};

const does: Verdict = {kind: 'does', reason: 'it does'};

const open: Verdict = {
	kind: 'open',
	reason: 'the repository is public, and everybody reads this',
};

const untold = (reason: string): Verdict => ({kind: 'untold', reason});

const judgeRead = ({operation}: Probe, answer: ApiAnswer): Verdict => {
	if (isFine(answer)) {
		return does;
	}
	const message = messageOf(answer);
	if (answer.status === 403 && /not accessible by/i.test(message)) {
		return {kind: 'lacks', reason: `GitHub refuses ${operation}`};
	}
	return untold(
		`GitHub answers ${answer.status} to ${operation}${message === '' ? '' : `: ${message}`}${answer.status === 404 ? ' (as it may where the permission is missing)' : ''}`,
	);
};

/** What reading tells about a permission at a level. */
const judgeLevel = (read: Verdict, level: string): Verdict => {
	if (level === 'read' || read.kind === 'lacks') {
		return read;
	}
	return untold(read.kind === 'does' ? `it reads; whether it writes ${untoldWrite}` : untoldWrite);
};

const judgeByProbe = async (
	probe: Probe | undefined,
	level: string,
	ask: Ask,
	isPublic: boolean,
): Promise<Verdict> => {
	if (probe === undefined) {
		return judgeLevel(untold('GitHub has no request that tells it'), level);
	}
	const read = judgeRead(probe, await ask(probe.path));
	const isOpen = read.kind === 'does' && isPublic && !probe.provesOnPublic;
	return judgeLevel(isOpen ? open : read, level);
};

/** Whether git may push, by what it asks before it does. */
const judgePush = async ({name, answer: {body}}: Reached, git: Ask): Promise<Verdict> => {
	const {status} = await git(name);
	if (status === 200) {
		return does;
	}
	if (status !== 403) {
		return untold(`git is answered with status ${status} before it pushes`);
	}
	if (fieldOf(body, 'archived') === true) {
		return untold('the repository is archived, and nobody pushes to it');
	}
	const isOwnRight = fieldOf(fieldOf(body, 'permissions'), 'push') !== false;
	return {
		kind: 'lacks',
		reason: isOwnRight ? 'git may not push' : 'you yourself may not push',
	};
};

type Grant = {readonly name: string; readonly level: string};

const grantsOf = ({permissions = {}}: FineGrainedProfile): readonly Grant[] =>
	Object.entries(permissions).map(([name, level]) => ({name, level}));

const isOfRepository = ({name}: Grant): boolean => findPermission(name)?.group === 'repository';

/** Whether git tells of a grant. */
const isToldByGit = ({name, level}: Grant): boolean => name === 'contents' && level === 'write';

/** Everything that is needed to judge one permission. */
type Scene = {
	readonly repositories: readonly Reached[];
	readonly subject: Subject;
	readonly ask: Ask;
	readonly git: Ask | undefined;
};

/** Judges a permission in a repository that is reached. `place` counts these from 0. */
const judgeIn = async (
	repository: Reached,
	place: number,
	grant: Grant,
	{subject, ask, git}: Scene,
): Promise<Verdict> => {
	if (grant.name === 'metadata') {
		// Every token that reaches a private repository has it.
		return repository.isPublic ? open : does;
	}
	const push = isToldByGit(grant) ? git : undefined;
	const probe = findProbe(grant.name, {...subject, repository: repository.name});
	if (place >= mostAsked && (push ?? probe) !== undefined) {
		return untold(`not asked: ${mostAsked} others were`);
	}
	if (push !== undefined) {
		return judgePush(repository, push);
	}
	return judgeByProbe(probe, grant.level, ask, repository.isPublic);
};

/** What is known of a permission in all repositories, by name. It does what it does in each. */
const sumUp = (verdicts: readonly (readonly [string, Verdict])[]): Verdict => {
	const kinds = new Set(verdicts.map(([, {kind}]) => kind));
	if (kinds.has('does') && !kinds.has('lacks') && !kinds.has('untold')) {
		return does;
	}
	const reasons = new Map<string, string[]>();
	for (const [name, {reason}] of verdicts) {
		reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
	}
	const parts = [...reasons].map(([reason, names]) =>
		reasons.size === 1 ? reason : `${listWords(names)}: ${reason}`,
	);
	return {kind: kinds.has('lacks') ? 'lacks' : 'untold', reason: parts.join('; ')};
};

const judgeInAll = async (grant: Grant, scene: Scene): Promise<Verdict> => {
	const {repositories} = scene;
	if (repositories.length === 0) {
		return untold('the profile names no repository');
	}
	const verdicts: [string, Verdict][] = [];
	let place = 0;
	for (const repository of repositories) {
		const verdict = repository.isReached
			? await judgeIn(repository, place++, grant, scene)
			: untold('not reached');
		verdicts.push([repository.name, verdict]);
	}
	return sumUp(verdicts);
};

const judgeGrant = async (grant: Grant, scene: Scene): Promise<Verdict> => {
	if (isOfRepository(grant)) {
		return judgeInAll(grant, scene);
	}
	const {subject, ask} = scene;
	return findPermission(grant.name)?.group === 'organization' && subject.organization === undefined
		? untold('the resource owner is no organization')
		: judgeByProbe(findProbe(grant.name, subject), grant.level, ask, false);
};

/** What a profile asks, each as `name=level`. */
export const needsOf = (profile: FineGrainedProfile): readonly string[] =>
	grantsOf(profile).map(({name, level}) => `${name}=${level}`);

/** How many requests `checkGrants` makes at most. */
export const countGrantRequests = (
	profile: FineGrainedProfile,
	canAskGit: boolean,
): {readonly api: number; readonly git: number} => {
	const {repositories = []} = profile;
	const owner = ownerIn(profile);
	// GitHub tells the login before.
	const subject = {repository: repositories[0], organization: owner, login: ''};
	const timesOf = (grants: readonly Grant[]): number =>
		grants
			.map(grant => (isOfRepository(grant) ? Math.min(repositories.length, mostAsked) : 1))
			.reduce((sum, times) => sum + times, 0);
	const grants = grantsOf(profile);
	const byGit = canAskGit ? grants.filter(isToldByGit) : [];
	const byApi = grants.filter(each => !byGit.includes(each) && findProbe(each.name, subject));
	return {
		api: Number(owner !== undefined) + repositories.length + timesOf(byApi),
		git: timesOf(byGit),
	};
};

const noteRepositories = (repositories: readonly Reached[]): readonly string[] => {
	const reached = repositories.filter(({isReached}) => isReached);
	const renamed = reached.filter(({given, name}) => given.toLowerCase() !== name.toLowerCase());
	const [first, ...others] = reached.filter(({isPublic}) => isPublic).map(({name}) => name);
	return [
		...renamed.map(({given, name}) => `${given} is called ${name} now`),
		...(first === undefined
			? []
			: others.length === 0
				? [`${first} is public: every token reads it, so that reading proves nothing`]
				: [
						`${listWords([first, ...others])} are public: every token reads them, so that reading proves nothing`,
					]),
	];
};

/**
 * Whether a fine-grained token does what a profile asks: each permission of a repository in every one that the
 * profile names, up to `mostAsked`. `git` is asked what it asks before it pushes.
 */
export const checkGrants = async (
	profile: FineGrainedProfile,
	login: string | undefined,
	ask: Ask,
	git: Ask | undefined,
) => {
	const owner = await findOwner(profile, login, ask);
	const repositories: Reached[] = [];
	for (const name of profile.repositories ?? []) {
		repositories.push(await reach(name, ask));
	}
	const reachesOthers = repositories.some(({isReached, isPublic}) => isReached && !isPublic);
	const lacks: Finding[] = repositories
		.filter(({isReached}) => !isReached)
		.map(each => ({
			need: 'metadata=read',
			reason: `${each.name} is not reached: ${explainUnreached(each, owner ?? {login: ''}, login, reachesOthers)}`,
		}));
	const organization = owner?.type === 'User' ? undefined : owner?.login;
	const scene = {repositories, subject: {organization, login}, ask, git};
	const found: string[] = [];
	const unknown: Finding[] = [];
	for (const grant of grantsOf(profile)) {
		// Said of each repository that is not reached.
		if (grant.name === 'metadata' && lacks.length > 0) {
			continue;
		}
		const need = `${grant.name}=${grant.level}`;
		const {kind, reason} = await judgeGrant(grant, scene);
		if (kind === 'does') {
			found.push(need);
		} else {
			(kind === 'lacks' ? lacks : unknown).push({need, reason});
		}
	}
	return {does: found, lacks, untold: unknown, notes: noteRepositories(repositories)};
};

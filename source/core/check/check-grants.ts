import {findPermission} from '../catalog/permissions.ts';
import {isRepository, ownerOf} from '../profile/names.ts';
import type {FineGrainedProfile} from '../profile/profile.ts';
import {listWords} from '../text/words.ts';
import {type ApiAnswer, fieldOf, messageOf} from './answer.ts';
import {findProbe, type Probe, type Subject} from './probes.ts';

/** A permission as `name=level`, or a scope, and why it is lacking or unknown: a clause without a full stop. */
export type Finding = {readonly need: string; readonly reason: string};

/** Sends a request: to the API for a path, or to git for a repository such as `octo-org/app`. */
export type Ask = (name: string) => Promise<ApiAnswer>;

/** The most repositories in which a permission is checked. A profile can name 50, and each check is a request. */
export const mostChecked = 20;

const isFine = ({status}: ApiAnswer): boolean => (status >= 200 && status < 300) || status === 304;

/** A repository of the profile, with GitHub's answer about it. */
type Reached = {
	/** Its name in the profile. */
	readonly given: string;
	/** Its current name. */
	readonly name: string;
	readonly answer: ApiAnswer;
	readonly isReached: boolean;
	/** Whether everyone can read it. Reading it then proves nothing. */
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

/** The owner of a profile, and the type of that account: `User`, `Organization`, or undefined when unknown. */
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
		return 'it is not selected in the token, or it does not exist';
	}
	if (owner.type === 'User') {
		return `${owner.login} is another user, and a fine-grained token cannot reach private repositories of other users`;
	}
	return `the token is not approved by ${owner.login} yet, or the repository is not selected in it, or it has another resource owner: the page of your tokens shows which`;
};

/** Whether the token has a permission, in one repository or in all. */
type Verdict = {
	/** `open`: the request succeeds, but it would succeed without the permission, too. */
	readonly kind: 'does' | 'open' | 'lacks' | 'unknown';
	readonly reason: string;
};

const does: Verdict = {kind: 'does', reason: 'it works'};

const open: Verdict = {
	kind: 'open',
	reason: 'the repository is public, so everyone can read this',
};

const unknown = (reason: string): Verdict => ({kind: 'unknown', reason});

const judgeRead = ({operation}: Probe, answer: ApiAnswer): Verdict => {
	if (isFine(answer)) {
		return does;
	}
	const message = messageOf(answer);
	if (answer.status === 403 && /not accessible by/i.test(message)) {
		return {kind: 'lacks', reason: `GitHub refuses ${operation}`};
	}
	return unknown(
		`GitHub answers ${answer.status} to ${operation}${message === '' ? '' : `: ${message}`}${answer.status === 404 ? ' (which can mean that the permission is missing)' : ''}`,
	);
};

/** Derives the verdict for a level from the verdict for reading. */
const judgeLevel = (read: Verdict, level: string): Verdict => {
	if (level === 'read' || read.kind === 'lacks') {
		return read;
	}
	const reason = 'writing cannot be checked without changing something';
	return unknown(read.kind === 'does' ? `reading works, but ${reason}` : reason);
};

const judgeByProbe = async (
	probe: Probe | undefined,
	level: string,
	ask: Ask,
	isPublic: boolean,
): Promise<Verdict> => {
	if (probe === undefined) {
		return judgeLevel(unknown('GitHub has no request that checks it'), level);
	}
	const read = judgeRead(probe, await ask(probe.path));
	const isOpen = read.kind === 'does' && isPublic && !probe.provesOnPublic;
	return judgeLevel(isOpen ? open : read, level);
};

/** Finds out whether git may push, from the answer to the request that git sends before it pushes. */
const judgePush = async ({name, answer: {body}}: Reached, git: Ask): Promise<Verdict> => {
	const {status} = await git(name);
	if (status === 200) {
		return does;
	}
	if (status !== 403) {
		return unknown(`GitHub answers git with status ${status}`);
	}
	if (fieldOf(body, 'archived') === true) {
		return unknown('the repository is archived, so nobody can push to it');
	}
	const mayUserPush = fieldOf(fieldOf(body, 'permissions'), 'push') !== false;
	return {
		kind: 'lacks',
		reason: mayUserPush ? 'the token may not push' : 'your account may not push',
	};
};

type Grant = {readonly name: string; readonly level: string};

const grantsOf = ({permissions = {}}: FineGrainedProfile): readonly Grant[] =>
	Object.entries(permissions).map(([name, level]) => ({name, level}));

const isOfRepository = ({name}: Grant): boolean => findPermission(name)?.group === 'repository';

const isCheckedByGit = ({name, level}: Grant): boolean => name === 'contents' && level === 'write';

/** What a permission is checked with. */
type Setup = {
	readonly repositories: readonly Reached[];
	readonly subject: Subject;
	readonly ask: Ask;
	readonly git: Ask | undefined;
};

/** Judges a permission in a repository that is reached. `index` counts these repositories from 0. */
const judgeIn = async (
	repository: Reached,
	index: number,
	grant: Grant,
	{subject, ask, git}: Setup,
): Promise<Verdict> => {
	if (grant.name === 'metadata') {
		// Every token that can read a private repository has this permission.
		return repository.isPublic ? open : does;
	}
	const push = isCheckedByGit(grant) ? git : undefined;
	const probe = findProbe(grant.name, {...subject, repository: repository.name});
	if (index >= mostChecked && (push ?? probe) !== undefined) {
		return unknown(`not checked, because the limit is ${mostChecked} repositories`);
	}
	if (push !== undefined) {
		return judgePush(repository, push);
	}
	return judgeByProbe(probe, grant.level, ask, repository.isPublic);
};

/** Combines the verdicts of all repositories, each with the repository's name. */
const combine = (verdicts: readonly (readonly [string, Verdict])[]): Verdict => {
	const kinds = new Set(verdicts.map(([, {kind}]) => kind));
	if (kinds.has('does') && !kinds.has('lacks') && !kinds.has('unknown')) {
		return does;
	}
	const reasons = new Map<string, string[]>();
	for (const [name, {reason}] of verdicts) {
		reasons.set(reason, [...(reasons.get(reason) ?? []), name]);
	}
	const parts = [...reasons].map(([reason, names]) =>
		reasons.size === 1 ? reason : `${listWords(names)}: ${reason}`,
	);
	return {kind: kinds.has('lacks') ? 'lacks' : 'unknown', reason: parts.join('; ')};
};

const judgeInAll = async (grant: Grant, setup: Setup): Promise<Verdict> => {
	const {repositories} = setup;
	if (repositories.length === 0) {
		return unknown('the profile names no repository');
	}
	const verdicts: [string, Verdict][] = [];
	let index = 0;
	for (const repository of repositories) {
		const verdict = repository.isReached
			? await judgeIn(repository, index++, grant, setup)
			: unknown('not reached');
		verdicts.push([repository.name, verdict]);
	}
	return combine(verdicts);
};

const judgeGrant = async (grant: Grant, setup: Setup): Promise<Verdict> => {
	if (isOfRepository(grant)) {
		return judgeInAll(grant, setup);
	}
	const {subject, ask} = setup;
	return findPermission(grant.name)?.group === 'organization' && subject.organization === undefined
		? unknown('the resource owner is not an organization')
		: judgeByProbe(findProbe(grant.name, subject), grant.level, ask, false);
};

/** Returns the permissions that a profile asks for, each as `name=level`. */
export const needsOf = (profile: FineGrainedProfile): readonly string[] =>
	grantsOf(profile).map(({name, level}) => `${name}=${level}`);

/** Returns the most requests that `checkGrants` sends. */
export const countGrantRequests = (
	profile: FineGrainedProfile,
	canAskGit: boolean,
): {readonly api: number; readonly git: number} => {
	const {repositories = []} = profile;
	const owner = ownerIn(profile);
	// The login is known by then.
	const subject = {repository: repositories[0], organization: owner, login: ''};
	const timesOf = (grants: readonly Grant[]): number =>
		grants
			.map(grant => (isOfRepository(grant) ? Math.min(repositories.length, mostChecked) : 1))
			.reduce((sum, times) => sum + times, 0);
	const grants = grantsOf(profile);
	const byGit = canAskGit ? grants.filter(isCheckedByGit) : [];
	const byApi = grants.filter(each => !byGit.includes(each) && findProbe(each.name, subject));
	return {
		api: Number(owner !== undefined) + repositories.length + timesOf(byApi),
		git: timesOf(byGit),
	};
};

const noteRepositories = (repositories: readonly Reached[]): readonly string[] => {
	const reached = repositories.filter(({isReached}) => isReached);
	const renamed = reached.filter(({given, name}) => given.toLowerCase() !== name.toLowerCase());
	const publicNames = reached.filter(({isPublic}) => isPublic).map(({name}) => name);
	return [
		...renamed.map(({given, name}) => `${given} is now called ${name}`),
		...(publicNames.length === 0
			? []
			: [
					`Every token can read ${listWords(publicNames)}: reading public repositories proves nothing`,
				]),
	];
};

/**
 * Checks whether a fine-grained token has the permissions that a profile asks for. Checks each permission of
 * repositories in the first `mostChecked` repositories of the profile. `git` sends the request that git sends before
 * it pushes.
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
			reason: `the token does not reach ${each.name}: ${explainUnreached(each, owner ?? {login: ''}, login, reachesOthers)}`,
		}));
	const organization = owner?.type === 'User' ? undefined : owner?.login;
	const setup = {repositories, subject: {organization, login}, ask, git};
	const found: string[] = [];
	const unsure: Finding[] = [];
	for (const grant of grantsOf(profile)) {
		// `lacks` already has it for each repository that is not reached.
		if (grant.name === 'metadata' && lacks.length > 0) {
			continue;
		}
		const need = `${grant.name}=${grant.level}`;
		const {kind, reason} = await judgeGrant(grant, setup);
		if (kind === 'does') {
			found.push(need);
		} else {
			(kind === 'lacks' ? lacks : unsure).push({need, reason});
		}
	}
	return {does: found, lacks, unknown: unsure, notes: noteRepositories(repositories)};
};

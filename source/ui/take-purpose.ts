import {accessLevels} from '../core/catalog/permission.ts';
import {findPermission, type Grants} from '../core/catalog/permissions.ts';
import {leastScopes} from '../core/catalog/scopes.ts';
import type {FineGrainedAnswer, NeedsAnswer, TokenAnswer} from '../core/needs/least.ts';
import type {Need} from '../core/needs/need.ts';
import type {Answers} from '../core/profile/answers.ts';
import {isSameName} from '../core/profile/profile.ts';
import {
	closePanel,
	enter,
	firstOpenStep,
	folderRepositories,
	isOwnLogin,
	type StepId,
	say,
	type Wizard,
	withAnswers,
} from './step.ts';

/** How long a token lives that was put together from what it is for, in days. */
const usualExpiration = 30;

const raise = (grants: Grants, added: Grants): Grants =>
	Object.fromEntries(
		[...Object.entries(grants), ...Object.entries(added)].map(([parameter]) => {
			const levels = [grants, added].flatMap(
				set => new Map(Object.entries(set)).get(parameter) ?? [],
			);
			return [parameter, accessLevels.findLast(level => levels.includes(level))];
		}),
	) as Grants;

const listReasons = (token: TokenAnswer): ReadonlyMap<string, string> => {
	const names = new Map<string, string[]>();
	for (const {need, permissions} of token.because) {
		for (const parameter of Object.keys(permissions)) {
			names.set(parameter, [...(names.get(parameter) ?? []), need.title ?? need.name]);
		}
	}
	return new Map(Array.from(names, ([parameter, of]) => [parameter, `For: ${of.join('; ')}`]));
};

const describeShortly = (token: TokenAnswer): string =>
	token.type === 'classic'
		? `classic, ${token.scopes.join(', ')}`
		: Object.entries({...token.permissions, ...token.byHand})
				.map(([parameter, level]) => `${parameter}: ${level}`)
				.join(', ');

/** What stays true of a token that was put together from what it is for, as sentences. */
const listFacts = ({tokens, impossible}: NeedsAnswer): readonly string[] => {
	const [first, ...others] = tokens;
	return [
		...(first?.type === 'classic' ? first.reasons : []),
		...(first?.type === 'fine-grained' && Object.keys(first.byHand).length > 0
			? [`Tick on the page by hand: ${Object.keys(first.byHand).join(', ')}`]
			: []),
		...others.map(
			token => `One token cannot do all of it: make another one (${describeShortly(token)})`,
		),
		...impossible.map(({need, reason}) => `${need.name}: ${reason}`),
	].map(sentence => sentence.replace(/\.$/, ''));
};

/** Whose the token is: the owner that is named, or the one of this folder's repository. `undefined`: it has to be asked. */
const findOwner = (
	wizard: Wizard,
	token: FineGrainedAnswer,
	named: string | undefined,
): {readonly owner: string | undefined} | undefined => {
	const {answers, done, given} = wizard;
	const isAnswered = done.has('owner') || given.has('owner');
	if (isAnswered || answers.owner !== undefined) {
		const fits =
			token.owner === undefined ||
			(token.owner === 'account') ===
				(answers.owner === undefined || isOwnLogin(wizard, answers.owner));
		return fits ? {owner: answers.owner} : undefined;
	}
	const owner = named ?? folderRepositories(wizard)[0]?.owner;
	if (token.owner === 'account') {
		return {owner: undefined};
	}
	if (owner === undefined) {
		return undefined;
	}
	const isMine = isOwnLogin(wizard, owner);
	return isMine && token.owner === 'organization' ? undefined : {owner: isMine ? undefined : owner};
};

/** Which repositories: those that are named, or the one of this folder. `undefined`: it has to be asked. */
const findAccess = (
	wizard: Wizard,
	permissions: Grants,
	owner: string | undefined,
	named: readonly string[],
): Pick<Answers, 'repositoryAccess' | 'repositories'> | undefined => {
	const {answers} = wizard;
	if (answers.repositoryAccess !== undefined) {
		return {repositoryAccess: answers.repositoryAccess, repositories: answers.repositories};
	}
	const isNeeded = Object.keys(permissions).some(
		parameter => findPermission(parameter)?.group === 'repository',
	);
	if (!isNeeded) {
		return {repositoryAccess: 'public'};
	}
	const folder = folderRepositories(wizard).find(repository =>
		owner === undefined
			? isOwnLogin(wizard, repository.owner)
			: isSameName(repository.owner, owner),
	);
	const repositories =
		named.length > 0 ? named : folder === undefined ? [] : [`${folder.owner}/${folder.repository}`];
	return repositories.length === 0 ? undefined : {repositoryAccess: 'selected', repositories};
};

const ownerOfNeeds = (needs: readonly Need[]): string | undefined =>
	needs.find(({owner}) => owner !== undefined)?.owner;

const fillFineGrained = (
	wizard: Wizard,
	token: FineGrainedAnswer,
	needs: readonly Need[],
): {readonly answers: Answers; readonly steps: readonly StepId[]} => {
	const permissions = raise(wizard.answers.permissions ?? {}, token.permissions);
	const owner = findOwner(wizard, token, ownerOfNeeds(needs));
	const access = owner && findAccess(wizard, permissions, owner.owner, []);
	return {
		answers: {type: 'fine-grained', permissions, ...owner, ...access},
		steps: [
			'type',
			'permissions',
			...(owner === undefined ? [] : (['owner'] as const)),
			...(access === undefined ? [] : (['access', 'repositories'] as const)),
		],
	};
};

/**
 * The wizard with the least token for what it is for: its type and what it grants, and as far as they can
 * be known its owner, repositories, lifetime and name. It is at the first question that stays open, or
 * else at Review.
 */
export const takePurpose = (
	wizard: Wizard,
	needs: readonly Need[],
	answer: NeedsAnswer,
): Wizard => {
	const [token] = answer.tokens;
	const facts = listFacts(answer);
	if (token === undefined) {
		return say(wizard, facts.join('. ') || 'No token is needed for this');
	}
	const filled =
		token.type === 'classic'
			? {
					answers: {
						type: token.type,
						scopes: leastScopes([...(wizard.answers.scopes ?? []), ...token.scopes]),
					},
					steps: ['type', 'scopes'] as const,
				}
			: fillFineGrained(wizard, token, needs);
	const chosen: Wizard = {
		...withAnswers(closePanel(wizard), {
			expiration: wizard.answers.expiration ?? usualExpiration,
			...filled.answers,
		}),
		facts,
		reasons: new Map([...wizard.reasons, ...listReasons(token)]),
	};
	// What is filled in is passed over on the way forward, as what options answered.
	const taken = {
		...chosen,
		given: new Set<StepId>([...wizard.given, ...filled.steps, 'expiration', 'name']),
	};
	const moved = enter(taken, firstOpenStep(taken));
	return facts.length === 0 ? moved : say(moved, facts.join('. '));
};

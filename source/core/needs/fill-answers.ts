import {leastScopes} from '../catalog/included-scopes.ts';
import {mergeSets} from '../catalog/permission.ts';
import type {Grants} from '../catalog/permission-facts.ts';
import {findPermission} from '../catalog/permissions.ts';
import type {Answers} from '../profile/answers.ts';
import {explainForeign, isReached, ownerOf} from '../profile/names.ts';
import {isSameName} from '../profile/profile.ts';
import {shorten} from '../text/words.ts';
import {describeOthers, listLastingFacts} from './describe-needs.ts';
import {type FineGrainedAnswer, leastNeeds, type TokenAnswer} from './least.ts';
import type {Need} from './need.ts';

/** The expiration of a token whose answers come from its purpose, in days. */
const usualExpiration = 30;

/** What is known in addition to the needs. */
export type Known = {
	readonly answers: Answers;
	/** Whether the user chose the resource owner. Unset in the answers, it is then the user's own account. */
	readonly hasOwner: boolean;
	/** The repositories of the current folder on the token's host as `owner/name`, the best first. */
	readonly folder: readonly string[];
	/** The user's own login, if known. */
	readonly login: string | undefined;
};

/** The answers of the least token for some needs. */
export type Filled = {
	/** The new or changed answers. The owner `undefined` means the user's own account. */
	readonly answers: Answers;
	/** Other facts about the token, as sentences without a full stop. */
	readonly facts: readonly string[];
	/** The purpose of each permission, by its parameter, as a sentence. */
	readonly reasons: ReadonlyMap<string, string>;
};

const listReasons = (token: TokenAnswer): ReadonlyMap<string, string> => {
	const names = new Map<string, string[]>();
	for (const {need, permissions} of token.because) {
		for (const parameter of Object.keys(permissions)) {
			names.set(parameter, [...(names.get(parameter) ?? []), need.title ?? need.name]);
		}
	}
	return new Map(Array.from(names, ([parameter, of]) => [parameter, `For: ${of.join('; ')}`]));
};

const isMine = (owner: string | undefined, {login}: Known): boolean =>
	owner === undefined || (login !== undefined && isSameName(owner, login));

/**
 * Finds the owner: the chosen or named one, or the owner of the folder's repository. Undefined when the user has to
 * choose.
 */
const findOwner = (
	known: Known,
	token: FineGrainedAnswer,
	named: string | undefined,
): Pick<Answers, 'owner'> | undefined => {
	const {answers, hasOwner, folder} = known;
	if (hasOwner || answers.owner !== undefined) {
		const fits =
			token.owner === undefined || (token.owner === 'account') === isMine(answers.owner, known);
		return fits || token.owner === 'account' ? {owner: answers.owner} : undefined;
	}
	if (token.owner === 'account') {
		return {owner: undefined};
	}
	const owner = named ?? (folder[0] && ownerOf(folder[0]));
	if (owner === undefined || (token.owner === 'organization' && isMine(owner, known))) {
		return undefined;
	}
	return {owner: isMine(owner, known) ? undefined : owner};
};

/** Finds the repositories: the named ones, or that of the folder. Undefined when the user has to choose. */
const findAccess = (
	known: Known,
	permissions: Grants,
	owner: string | undefined,
	named: readonly string[],
): Pick<Answers, 'repositoryAccess' | 'repositories'> | undefined => {
	const {repositoryAccess, repositories} = known.answers;
	if (repositoryAccess !== undefined) {
		return {repositoryAccess, ...(repositories === undefined ? {} : {repositories})};
	}
	const isNeeded = Object.keys(permissions).some(
		parameter => findPermission(parameter)?.group === 'repository',
	);
	if (!isNeeded) {
		return {repositoryAccess: 'public'};
	}
	const isOwned = (repository: string) => isReached(repository, owner, known.login);
	const folder = known.folder.find(isOwned);
	const found = named.some(isOwned) ? named.filter(isOwned) : folder === undefined ? [] : [folder];
	return found.length === 0 ? undefined : {repositoryAccess: 'selected', repositories: found};
};

/** Explains the named repositories that do not belong to the owner. */
const listForeign = (
	owner: string | undefined,
	named: readonly string[],
	known: Known,
): readonly string[] => {
	const reached = owner ?? known.login;
	return reached === undefined
		? []
		: named
				.filter(repository => !isSameName(ownerOf(repository), reached))
				.map(repository => explainForeign(repository, reached));
};

/** Finds the owner and the repositories of a fine-grained token for some needs, if they can be known. */
export const findPlace = (
	needs: readonly Need[],
	token: FineGrainedAnswer,
	known: Known,
): {
	/** The owner `undefined` means the user's own account. */
	readonly answers: Pick<Answers, 'owner' | 'repositoryAccess' | 'repositories'>;
	/** The named repositories that the token does not reach, as sentences without a full stop. */
	readonly facts: readonly string[];
} => {
	const named = [...new Set(needs.flatMap(({repository}) => repository ?? []))];
	const [first] = named;
	const namedOwner =
		first === undefined ? needs.find(need => need.owner !== undefined)?.owner : ownerOf(first);
	const owner = findOwner(known, token, namedOwner);
	return owner === undefined
		? {answers: {}, facts: []}
		: {
				answers: {...owner, ...findAccess(known, token.permissions, owner.owner, named)},
				facts: listForeign(owner.owner, named, known),
			};
};

/**
 * Finds the answers of the least token for some needs: its type, its grants and its expiration, and if they can be
 * known, its owner and repositories. `answers` is undefined when no token meets the needs.
 */
export const fillAnswers = (
	needs: readonly Need[],
	known: Known,
): Filled | {readonly answers: undefined; readonly facts: readonly string[]} => {
	const answer = leastNeeds(needs);
	const facts = listLastingFacts(answer);
	const [token] = answer.tokens;
	if (token === undefined) {
		return {answers: undefined, facts};
	}
	const expiration = known.answers.expiration ?? usualExpiration;
	const reasons = listReasons(token);
	if (token.type === 'classic') {
		const scopes = leastScopes([...(known.answers.scopes ?? []), ...token.scopes]);
		return {answers: {type: token.type, scopes, expiration}, facts, reasons};
	}
	const {permissions: own = {}} = known.answers;
	const permissions: Grants = mergeSets([own, token.permissions]);
	const place = findPlace(needs, {...token, permissions}, known);
	// The saved profile keeps this as its description.
	const note =
		answer.tokens.length > 1
			? shorten(`Together with another token: ${describeOthers(answer)}`, 200)
			: undefined;
	const description = known.answers.description ?? note;
	return {
		answers: {
			type: token.type,
			permissions,
			expiration,
			...(description === undefined ? {} : {description}),
			...place.answers,
		},
		facts: [...facts, ...place.facts],
		reasons,
	};
};

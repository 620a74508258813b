import type {PermissionGroup} from '../catalog/permission.ts';
import {type KnownFact, listGrantedFacts} from '../catalog/permission-facts.ts';
import {explainGrant} from '../catalog/unknown-names.ts';
import type {Explanation} from '../errors.ts';
import {
	isLogin,
	isRepository,
	loginRule,
	longestDescription,
	longestName,
	mostRepositories,
	ownerOf,
} from '../profile/names.ts';
import type {FineGrainedProfile, RepositoryAccess} from '../profile/profile.ts';
import {showBriefly} from '../text/mask.ts';
import {listWords} from '../text/words.ts';
import {expirationProblems, textProblems} from './common.ts';
import type {Problem, TokenType} from './token-type.ts';

/** Lists the names of the granted permissions of a group in a sentence. Empty where there is none. */
export const namesOf = (
	grants: readonly {readonly permission: Pick<KnownFact, 'group' | 'displayName'>}[],
	group: PermissionGroup,
): string =>
	listWords(
		grants
			.filter(({permission}) => permission.group === group)
			.map(({permission}) => permission.displayName),
	);

const ownerProblems = ({owner, permissions}: FineGrainedProfile): readonly Problem[] => {
	const grants = listGrantedFacts(permissions);
	const ofOrganization = namesOf(grants, 'organization');
	const ofAccount = namesOf(grants, 'account');
	const problems: Problem[] = [];
	if (owner !== undefined && !isLogin(owner)) {
		problems.push({
			message: `The resource owner "${showBriefly(owner)}" is not a GitHub login`,
			hint: `Check the spelling: ${loginRule}`,
		});
	}
	if (ofOrganization !== '' && ofAccount !== '') {
		problems.push({
			message: `Organization permissions (${ofOrganization}) and account permissions (${ofAccount}) cannot be in one token`,
			hint: 'Make two tokens: one owned by the organization, one by your own account',
			missing: 'second token',
		});
	} else if (ofOrganization !== '' && owner === undefined) {
		problems.push({
			message: `Organization permissions (${ofOrganization}) need an organization as resource owner`,
			hint: 'Name the organization with --owner <login>, or leave these permissions out',
			missing: 'owner',
		});
	}
	return problems;
};

/** Explains that repositories are named without the repository access "selected". */
export const explainUnselected = (access: RepositoryAccess | undefined): Explanation => ({
	message: `Repositories are named, but repository access is ${access ?? 'not set'}`,
	hint: 'Set repository access to selected, or name no repositories',
});

const repositoryProblems = ({
	owner,
	repositories = [],
	repositoryAccess,
}: FineGrainedProfile): readonly Problem[] => {
	const problems: Problem[] = [];
	if (repositories.length > 0 && repositoryAccess !== 'selected') {
		problems.push(explainUnselected(repositoryAccess));
	}
	if (repositories.length > mostRepositories) {
		problems.push({
			message: `${repositories.length} repositories are named`,
			hint: `GitHub takes at most ${mostRepositories}: choose fewer, or all repositories`,
		});
	}
	const malformed = repositories.find(repository => !isRepository(repository));
	if (malformed !== undefined) {
		problems.push({
			message: `"${showBriefly(malformed)}" is not a repository`,
			hint: 'Write it as owner/name',
		});
		return problems;
	}
	const expected = owner ?? ownerOf(repositories[0] ?? '');
	const foreign = repositories.find(
		repository => ownerOf(repository).toLowerCase() !== expected.toLowerCase(),
	);
	if (foreign !== undefined) {
		problems.push({
			message: `The repository "${foreign}" does not belong to ${showBriefly(expected)}`,
			hint: 'A token reaches the repositories of one resource owner: make one token for each owner',
		});
	}
	return problems;
};

/** The fine-grained token type: for one resource owner, with a level for each permission. */
export const fineGrained: TokenType<FineGrainedProfile> = {
	id: 'fine-grained',
	displayName: 'Fine-grained',
	path: '/settings/personal-access-tokens/new',
	parameters: profile => [
		...(profile.name ? [['name', profile.name] as const] : []),
		...(profile.description ? [['description', profile.description] as const] : []),
		...(profile.owner ? [['target_name', profile.owner] as const] : []),
		...(profile.expiration === undefined
			? []
			: [['expires_in', String(profile.expiration)] as const]),
		...listGrantedFacts(profile.permissions).map(
			({permission, level}) => [permission.parameter, level] as const,
		),
	],
	problems: profile => [
		...textProblems('name', profile.name, longestName, 'one line'),
		...textProblems('description', profile.description, longestDescription, 'several lines'),
		...expirationProblems(profile),
		...Object.entries(profile.permissions ?? {}).flatMap(
			([parameter, level]) => explainGrant(parameter, level) ?? [],
		),
		...ownerProblems(profile),
		...repositoryProblems(profile),
	],
};

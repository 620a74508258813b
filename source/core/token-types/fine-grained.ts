import {accessLevels, type PermissionGroup} from '../catalog/permission.ts';
import {
	findPermission,
	type Grant,
	levelsOf,
	listGrants,
	pageName,
	riskOf,
} from '../catalog/permissions.ts';
import {explainUnknownPermission} from '../catalog/unknown-names.ts';
import {
	isLogin,
	isRepository,
	loginRule,
	longestDescription,
	longestName,
	mostRepositories,
	ownerOf,
} from '../profile/names.ts';
import type {FineGrainedProfile} from '../profile/profile.ts';
import {showBriefly} from '../text/mask.ts';
import {showText} from '../text/show.ts';
import {listSome, listWords} from '../text/words.ts';
import {expirationProblems, finishByHand, hostWarnings, textProblems} from './common.ts';
import {readFineGrained} from './read-fine-grained.ts';
import type {Problem, TokenType} from './token-type.ts';

const grantProblem = (parameter: string, level: unknown): readonly Problem[] => {
	const permission = findPermission(parameter);
	if (permission === undefined) {
		return [explainUnknownPermission(parameter)];
	}
	const levels: readonly string[] = levelsOf(permission);
	return levels.includes(String(level))
		? []
		: [
				{
					message: `The permission "${parameter}: ${showBriefly(String(level))}" does not exist`,
					hint: `${parameter} can be ${listWords(levels, 'or')}`,
				},
			];
};

/** The names of the granted permissions of a group, or nothing. */
const namesOf = (grants: readonly Grant[], group: PermissionGroup): string =>
	listWords(
		grants
			.filter(({permission}) => permission.group === group)
			.map(({permission}) => permission.displayName),
	);

const ownerProblems = ({owner, permissions}: FineGrainedProfile): readonly Problem[] => {
	const grants = listGrants(permissions);
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

const repositoryProblems = ({
	owner,
	repositories = [],
	repositoryAccess,
}: FineGrainedProfile): readonly Problem[] => {
	const problems: Problem[] = [];
	if (repositories.length > 0 && repositoryAccess !== 'selected') {
		problems.push({
			message: `Repositories are named, but repository access is ${repositoryAccess ?? 'not set'}`,
			hint: 'Set repository access to selected, or name no repositories',
		});
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

/** Grants, the most far-reaching level first. */
const highestFirst = (grants: readonly Grant[]): readonly Grant[] =>
	grants.toSorted(
		(one, other) => accessLevels.indexOf(other.level) - accessLevels.indexOf(one.level),
	);

const grantWarnings = (profile: FineGrainedProfile): readonly string[] => {
	const grants = listGrants(profile.permissions);
	const ofRepository = namesOf(grants, 'repository');
	const warnings = highestFirst(grants).flatMap(({permission, level}) => {
		const risk = riskOf(permission, level);
		return risk === undefined ? [] : [`${pageName(permission)}: ${level} ${risk}`];
	});
	if (profile.repositoryAccess === 'public' && ofRepository !== '') {
		warnings.push(`Repository access is public, read-only: ${ofRepository} will have no effect`);
	}
	if (profile.permissions?.workflows !== undefined && profile.permissions.contents !== 'write') {
		warnings.push('Workflows: write needs Contents: write beside it to push workflow files');
	}
	for (const {permission} of grants) {
		if (
			permission.note !== undefined &&
			(permission.perhapsRetired || permission.offered === false)
		) {
			warnings.push(`${pageName(permission)}: ${permission.note}`);
		}
	}
	if (grants.length === 0) {
		warnings.push('No permission is chosen: the token can read public data and nothing more');
	}
	return warnings;
};

/** What a named owner means for account permissions: GitHub has them for one's own account alone. */
export const accountWarnings = ({owner, permissions}: FineGrainedProfile): readonly string[] => {
	const ofAccount = namesOf(listGrants(permissions), 'account');
	return owner === undefined || ofAccount === ''
		? []
		: [`Account permissions (${ofAccount}): works only where ${showText(owner)} is you`];
};

const accessByHand = (
	{repositoryAccess, repositories = []}: FineGrainedProfile,
	most?: number,
): string => {
	const chosen =
		repositories.length === 0 ? 'the repositories it is for' : listSome(repositories, most);
	switch (repositoryAccess) {
		case 'public':
			return 'Repository access: "Public repositories"';
		case 'all':
			return 'Repository access: "All repositories"';
		case 'selected':
			return `Repository access: "Only select repositories", then ${chosen}`;
		default:
			return 'Repository access: choose it (the page may open on "All repositories")';
	}
};

const compareByHand = (profile: FineGrainedProfile, most?: number): string => {
	const grants = listGrants(profile.permissions);
	const shown = grants.map(({permission, level}) => `${pageName(permission)} ${level}`);
	const ofRepository = grants.some(({permission}) => permission.group === 'repository');
	// GitHub adds it by itself.
	if (ofRepository && profile.permissions?.metadata === undefined) {
		shown.push('Metadata read');
	}
	return shown.length === 0
		? 'Compare: no permission should be chosen'
		: `Compare: ${listSome(shown, most)}`;
};

/** A token for one resource owner, with a level for each permission. */
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
		...listGrants(profile.permissions).map(
			({permission, level}) => [permission.parameter, level] as const,
		),
	],
	read: readFineGrained,
	problems: profile => [
		...textProblems('name', profile.name, longestName, 'one line'),
		...textProblems('description', profile.description, longestDescription, 'several lines'),
		...expirationProblems(profile),
		...Object.entries(profile.permissions ?? {}).flatMap(([parameter, level]) =>
			grantProblem(parameter, level),
		),
		...ownerProblems(profile),
		...repositoryProblems(profile),
	],
	warnings: (profile, hostKind) => [
		...grantWarnings(profile),
		...accountWarnings(profile),
		...(profile.owner !== undefined && profile.expiration === 'none'
			? [
					`${showText(profile.owner)} may refuse a token that never expires: organizations usually allow at most 366 days`,
				]
			: []),
		...hostWarnings(profile.host, hostKind),
	],
	stepsByHand: (profile, _now, most) => [
		...(profile.name ? [] : ['Token name: write what the token is for']),
		accessByHand(profile, most),
		compareByHand(profile, most),
		...(profile.owner === undefined
			? []
			: [`${showText(profile.owner)} may ask why: write a sentence`]),
		finishByHand,
	],
};

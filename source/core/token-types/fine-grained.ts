import type {AccessLevel, PermissionGroup} from '../catalog/permission.ts';
import {
	type CatalogPermission,
	findPermission,
	type Grants,
	levelsOf,
	permissions,
	riskOf,
} from '../catalog/permissions.ts';
import {isLogin, loginRule, mostRepositories, readRepository} from '../profile/names.ts';
import type {FineGrainedProfile} from '../profile/profile.ts';
import {nearestName} from '../text/nearest.ts';
import {containsToken, listWords, showBriefly, showText} from '../text/text.ts';
import {
	expirationProblems,
	finishByHand,
	hostWarnings,
	longestDescription,
	longestName,
	textProblems,
} from './common.ts';
import {readFineGrained} from './read-fine-grained.ts';
import type {Problem, TokenType} from './token-type.ts';

/** A permission and the level it is granted at. */
export type Grant = {readonly permission: CatalogPermission; readonly level: AccessLevel};

const places: ReadonlyMap<string, number> = new Map(
	permissions.map(({parameter}, place) => [parameter, place]),
);

const placeOf = ({permission}: Grant): number => places.get(permission.parameter) ?? 0;

/** The granted permissions in catalog order. What the catalog does not know is left out. */
export const listGrants = (grants: Grants = {}): readonly Grant[] => {
	const found: Grant[] = [];
	for (const parameter of Object.keys(grants)) {
		const permission = findPermission(parameter);
		const level = permission && grants[permission.parameter];
		if (permission !== undefined && level !== undefined) {
			found.push({permission, level});
		}
	}
	return found.sort((one, other) => placeOf(one) - placeOf(other));
};

const grantProblem = (parameter: string, level: unknown): readonly Problem[] => {
	const permission = findPermission(parameter);
	const shown = `${showBriefly(parameter)}: ${showBriefly(String(level))}`;
	if (permission === undefined) {
		const nearest = nearestName(
			parameter,
			permissions.map(row => row.parameter),
		);
		return [
			{
				message: `There is no permission "${showBriefly(parameter)}"`,
				hint:
					nearest === undefined
						? 'pat-wizard permissions lists them all'
						: `Did you mean ${nearest}?`,
			},
		];
	}
	const levels: readonly string[] = levelsOf(permission);
	return levels.includes(String(level))
		? []
		: [
				{
					message: `The permission "${shown}" does not exist`,
					hint: `${parameter} can be ${listWords(levels, 'or')}`,
				},
			];
};

const namesOf = (grants: readonly Grant[], group: PermissionGroup): string =>
	listWords(
		grants
			.filter(({permission}) => permission.group === group)
			.map(({permission}) => permission.parameter),
	);

const ownerProblems = (profile: FineGrainedProfile): readonly Problem[] => {
	const {owner} = profile;
	const grants = listGrants(profile.permissions);
	const ofOrganization = namesOf(grants, 'organization');
	const ofAccount = namesOf(grants, 'account');
	const problems: Problem[] = [];
	if (owner !== undefined && (!isLogin(owner) || containsToken(owner))) {
		problems.push({
			message: `The resource owner "${showBriefly(owner)}" is not a GitHub login`,
			hint: `Check the spelling: ${loginRule}`,
		});
	}
	if (ofOrganization !== '' && ofAccount !== '') {
		problems.push({
			message: `Organization permissions (${ofOrganization}) and account permissions (${ofAccount}) cannot be in one token`,
			hint: 'Make two tokens: one owned by the organization, one by your own account',
		});
	} else if (ofOrganization !== '' && owner === undefined) {
		problems.push({
			message: `Organization permissions (${ofOrganization}) need an organization as resource owner`,
			hint: 'Name the organization as owner, or leave these permissions out',
		});
	} else if (ofAccount !== '' && owner !== undefined) {
		problems.push({
			message: `Account permissions (${ofAccount}) need your own account as resource owner, not "${showBriefly(owner)}"`,
			hint: 'Leave the owner out, or leave these permissions out',
		});
	}
	return problems;
};

const ownerOf = (repository: string): string => repository.split('/')[0]?.toLowerCase() ?? '';

const isRepository = (text: string): boolean => {
	try {
		return readRepository(text) === text && !containsToken(text);
	} catch {
		return false;
	}
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
	const expected = owner?.toLowerCase() ?? ownerOf(repositories[0] ?? '');
	const foreign = repositories.find(repository => ownerOf(repository) !== expected);
	if (foreign !== undefined) {
		problems.push({
			message: `The repository "${foreign}" does not belong to ${showBriefly(owner ?? repositories[0]?.split('/')[0] ?? '')}`,
			hint: 'A token reaches the repositories of one resource owner: make one token for each owner',
		});
	}
	return problems;
};

const grantWarnings = (profile: FineGrainedProfile): readonly string[] => {
	const grants = listGrants(profile.permissions);
	const ofRepository = namesOf(grants, 'repository');
	const warnings: string[] = [];
	if (grants.length === 0) {
		warnings.push('No permission is chosen: the token can read public data and nothing more');
	}
	if (profile.repositoryAccess === 'public' && ofRepository !== '') {
		warnings.push(`Repository access is public, read-only: ${ofRepository} will have no effect`);
	}
	if (profile.permissions?.workflows !== undefined && profile.permissions.contents !== 'write') {
		warnings.push('workflows: write needs contents: write beside it to push workflow files');
	}
	for (const {permission, level} of grants) {
		const risk = riskOf(permission, level);
		if (risk !== undefined) {
			warnings.push(`${permission.parameter}: ${level} ${risk}`);
		}
	}
	for (const {permission} of grants) {
		if (
			permission.note !== undefined &&
			(permission.perhapsRetired || permission.offered === false)
		) {
			warnings.push(`${permission.parameter}: ${permission.note}`);
		}
	}
	return warnings;
};

/** Without an owner in the link the page opens on your own account, whatever the repositories. */
const ownerByHand = ({owner, repositories = []}: FineGrainedProfile): readonly string[] => {
	const [first] = repositories;
	return owner === undefined && first !== undefined
		? [
				`Resource owner: choose ${showText(first.split('/')[0] ?? '')} (the page opens on your own account)`,
			]
		: [];
};

const accessByHand = ({repositoryAccess, repositories = []}: FineGrainedProfile): string => {
	const chosen = repositories.length === 0 ? 'the repositories it is for' : listWords(repositories);
	switch (repositoryAccess) {
		case 'public':
			return 'Repository access: choose "Public repositories"';
		case 'all':
			return 'Repository access: choose "All repositories"';
		case 'selected':
			return `Repository access: choose "Only select repositories", then ${chosen}`;
		default:
			return 'Repository access: choose which repositories the token reaches (the page may open on "All repositories")';
	}
};

const compareByHand = (profile: FineGrainedProfile): string => {
	const grants = listGrants(profile.permissions);
	const shown = grants.map(({permission, level}) => `${permission.displayName} ${level}`);
	const ofRepository = grants.some(({permission}) => permission.group === 'repository');
	if (ofRepository && profile.permissions?.metadata === undefined) {
		shown.push('Metadata read (added by GitHub)');
	}
	return shown.length === 0
		? 'Permissions: compare, none should be chosen'
		: `Permissions: compare with ${listWords(shown)}`;
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
		...(profile.owner !== undefined && profile.expiration === 'none'
			? [
					`${profile.owner} may refuse a token that never expires: organizations usually allow at most 366 days`,
				]
			: []),
		...hostWarnings(profile.host, hostKind),
	],
	stepsByHand: profile => [
		...(profile.name ? [] : ['Token name: write what the token is for']),
		...ownerByHand(profile),
		accessByHand(profile),
		compareByHand(profile),
		...(profile.owner === undefined
			? []
			: [
					`${profile.owner} may have to approve the token: where the page asks for a justification, write a sentence`,
				]),
		finishByHand,
	],
};

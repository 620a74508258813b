import {accessLevels} from '../catalog/permission.ts';
import {type Grant, listGrants, pageName, riskOf} from '../catalog/permissions.ts';
import type {FineGrainedProfile} from '../profile/profile.ts';
import {showText} from '../text/show.ts';
import {listSome} from '../text/words.ts';
import {compareByHand, finishByHand, hostWarnings} from './advise.ts';
import {namesOf} from './fine-grained.ts';
import type {Advice} from './token-type.ts';

/** Sorts grants by level, the highest first. */
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
		warnings.push('Workflows: write needs Contents: write as well to push workflow files');
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

/** Warns about account permissions with a named owner: they work only for the user's own account. */
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
	if (most === 0) {
		const brief = {public: 'public repositories', all: 'all repositories', selected: chosen};
		return repositoryAccess === undefined
			? 'Choose the repository access'
			: `Access: only ${brief[repositoryAccess]}`.replace('only all', 'all');
	}
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

const compareGrants = (profile: FineGrainedProfile, most?: number): string => {
	const grants = listGrants(profile.permissions);
	const shown = grants.map(({permission, level}) => `${pageName(permission)} ${level}`);
	const ofRepository = grants.some(({permission}) => permission.group === 'repository');
	// GitHub adds it to every choice of repository permissions.
	if (ofRepository && profile.permissions?.metadata === undefined) {
		shown.push('Metadata read');
	}
	return compareByHand(shown, 'permission', most);
};

/** The advice for fine-grained tokens. */
export const fineGrainedAdvice: Advice<FineGrainedProfile> = {
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
		compareGrants(profile, most),
		...(profile.owner === undefined
			? []
			: [
					`${showText(profile.owner)} may ask for a reason${most === 0 ? '' : ': write a sentence'}`,
				]),
		finishByHand(most),
	],
};

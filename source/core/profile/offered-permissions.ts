import type {PermissionGroup} from '../catalog/permission.ts';
import type {Grants} from '../catalog/permission-facts.ts';
import {findPermission} from '../catalog/permissions.ts';
import type {Answers} from './answers.ts';
import {isSameName} from './profile.ts';

/**
 * Returns the groups of permissions that the owner and the repository access allow. Organization permissions need a
 * named owner other than the user. Account permissions are always there, since a named owner may be the user's own
 * account. Repository permissions have no effect with public access.
 *
 * @param login The user's own login, if known.
 */
export const offeredGroups = (
	{owner, repositoryAccess}: Answers,
	login?: string,
): readonly PermissionGroup[] => {
	const isMine = owner === undefined || (login !== undefined && isSameName(owner, login));
	return [
		...(repositoryAccess === 'public' ? [] : (['repository'] as const)),
		...(isMine ? [] : (['organization'] as const)),
		'account',
	];
};

/** Splits the chosen permissions by whether the owner and the access allow them, see `offeredGroups`. */
export const splitGrants = (
	answers: Answers,
	login?: string,
): {readonly counted: Grants; readonly kept: readonly string[]} => {
	const groups = offeredGroups(answers, login);
	const entries = Object.entries(answers.permissions ?? {});
	const isOffered = (parameter: string): boolean => {
		const group = findPermission(parameter)?.group;
		return group !== undefined && groups.includes(group);
	};
	return {
		counted: Object.fromEntries(entries.filter(([parameter]) => isOffered(parameter))) as Grants,
		kept: entries.map(([parameter]) => parameter).filter(parameter => !isOffered(parameter)),
	};
};

import type {Explanation} from '../errors.ts';
import {quoteBriefly, showBriefly} from '../text/mask.ts';
import {didYouMean, nearestName} from '../text/nearest.ts';
import {listWords} from '../text/words.ts';
import {
	findFact,
	findUndocumentedPermission,
	isPermissionName,
	permissionFacts,
} from './permission-facts.ts';
import {isScopeName, scopes} from './scopes.ts';

const listHint = 'pat-wizard permissions lists them all';

/** Suggests the permissions that a mistyped parameter or display name may mean: both kinds for `webhooks`. */
const suggestPermissions = (name: string): string | undefined => {
	const names = permissionFacts.flatMap(({parameter, displayName}) => [parameter, displayName]);
	const nearest = nearestName(name, names);
	const found = permissionFacts.filter(
		({parameter, displayName}) => parameter === nearest || displayName === nearest,
	);
	return found.length === 0
		? undefined
		: `Did you mean ${listWords(
				found.map(({parameter}) => parameter),
				'or',
			)}?`;
};

/** Explains a name that is not a permission: a scope, a mistyped name, or a permission that links cannot contain. */
export const explainUnknownPermission = (name: string): Explanation => {
	if (isScopeName(name)) {
		return {
			message: `${name} is a scope of classic tokens, not a permission`,
			hint: `Pass --scope ${name}${isPermissionName(`${name}s`) ? `; the permission is ${name}s` : ''}`,
		};
	}
	const suggestion = suggestPermissions(name);
	const isUndocumented = findUndocumentedPermission(name) !== undefined;
	return {
		message: `There is no permission "${showBriefly(name)}"`,
		hint:
			suggestion ??
			(isUndocumented
				? 'GitHub has it, but documents no way to ask for it in a link: choose it on the page'
				: listHint),
	};
};

/** Explains a permission or a level that does not exist. `undefined` when both exist. */
export const explainGrant = (parameter: string, level: unknown): Explanation | undefined => {
	const permission = findFact(parameter);
	if (permission === undefined) {
		return explainUnknownPermission(parameter);
	}
	return permission.levels.some(each => each === level)
		? undefined
		: {
				message: `The permission ${parameter} has no level ${quoteBriefly(level)}`,
				hint: `${parameter} can be ${listWords(permission.levels, 'or')}`,
			};
};

/** Explains a name that is not a scope: a permission or a mistyped name. */
export const explainUnknownScope = (name: string): Explanation => {
	const permission = findFact(name);
	if (permission !== undefined) {
		return {
			message: `${name} is a permission of fine-grained tokens, not a scope`,
			hint: `Pass --permission ${name}=${permission.levels[0]}`,
		};
	}
	const suggestion = didYouMean(
		name,
		scopes.map(({scope}) => scope),
	);
	return {message: `There is no scope "${showBriefly(name)}"`, hint: suggestion ?? listHint};
};

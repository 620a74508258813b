import {listGrants} from '../catalog/permissions.ts';
import {countCharacters, shorten} from '../text/words.ts';
import type {Answers} from './answers.ts';
import {longestName} from './names.ts';

const strength = {read: 0, write: 1, admin: 2};

const purposesOf = (answers: Answers): readonly string[] => {
	if (answers.type === 'classic') {
		return answers.scopes ?? [];
	}
	const grants = listGrants(answers.permissions);
	const strongest = Math.max(...grants.map(({level}) => strength[level]));
	return grants
		.filter(({level}) => strength[level] === strongest)
		.map(({permission}) => permission.displayName.toLowerCase());
};

const placeOf = (answers: Answers): string | undefined => {
	if (answers.type === 'classic') {
		return undefined;
	}
	const [repository, second] = answers.repositories ?? [];
	return answers.repositoryAccess === 'selected' && second === undefined
		? (repository?.split('/')[1] ?? answers.owner)
		: answers.owner;
};

/**
 * Suggests a name for the token from its repository or owner and its highest grants: "app: contents, pull
 * requests". It has at most 40 characters and leaves out what does not fit.
 */
export const suggestTokenName = (answers: Answers): string => {
	const place = placeOf(answers);
	const purposes = purposesOf(answers);
	let name = place ?? '';
	for (const [index, purpose] of purposes.entries()) {
		const separator = index > 0 ? ', ' : place === undefined ? '' : ': ';
		const longer = `${name}${separator}${purpose}`;
		if (countCharacters(longer) > longestName) {
			break;
		}
		name = longer;
	}
	return shorten(name, longestName) || 'pat-wizard';
};

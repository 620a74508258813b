import {describeSet} from '../core/catalog/permission.ts';
import type {ScopeName} from '../core/catalog/scopes.ts';
import {distinctBy} from '../core/distinct-by.ts';
import {mostRepositories, ownerOf} from '../core/profile/names.ts';
import {isSameName} from '../core/profile/profile.ts';
import {quoteForShell} from './shell-quote.ts';

/** A token to make. Its repositories may be of several owners. */
export type TokenToMake =
	| {readonly type: 'classic'; readonly scopes: readonly ScopeName[]}
	| {
			readonly type: 'fine-grained';
			readonly owner: string | undefined;
			readonly repositories: readonly string[];
			readonly permissions: Readonly<Record<string, string>>;
	  };

/** The repositories that one token can have. Too many for a token are left for the page. */
const fittingOf = (owner: string | undefined, repositories: readonly string[]) => {
	const [only, other] = distinctBy(repositories.map(ownerOf), name => name.toLowerCase());
	const whose = owner ?? (other === undefined ? only : undefined);
	const fitting = repositories.filter(
		name => whose !== undefined && isSameName(ownerOf(name), whose),
	);
	return fitting.length > mostRepositories ? [] : fitting;
};

const flagsOf = (token: TokenToMake): readonly string[] => {
	if (token.type === 'classic') {
		return token.scopes.length === 0 ? ['--type', 'classic'] : ['--scope', token.scopes.join(',')];
	}
	const {owner, repositories, permissions} = token;
	const grants = describeSet(permissions);
	return [
		...(owner === undefined ? [] : ['--owner', owner]),
		...fittingOf(owner, repositories).flatMap(name => ['--repository', name]),
		...(grants === '' ? [] : ['--permission', grants]),
	];
};

/** Writes the command line that makes a token, ready to paste. `profile` is the name to save it under. */
export const writeMakeLine = (token: TokenToMake, profile?: string): string =>
	['pat-wizard', ...flagsOf(token), ...(profile === undefined ? [] : ['--save', profile])]
		.map(quoteForShell)
		.join(' ');

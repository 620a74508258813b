import {findPermission} from '../catalog/permissions.ts';
import {isPlaceholderName} from '../catalog/placeholders.ts';
import {isLogin, isRepositoryName} from '../profile/names.ts';
import {withoutSigns} from '../text/words.ts';
import type {Need} from './need.ts';

/** What a page of GitHub's site belongs to. */
export type SiteAddress = {
	readonly owner: string;
	/** As `owner/name`. Unset where it is the page of an account. */
	readonly repository?: string;
};

const siteAddress =
	/^(?:[a-z+]{3,9}:\/\/)?(?:[^@/\s]{1,200}@)?(?:www\.|ssh\.)?(?:github\.com|[a-z\d-]{1,60}\.ghe\.com)(?::\d{1,5})?[/:](orgs\/|users\/)?([^/\s?#]{1,200})(?:\/([^/\s?#]{1,200}))?/i;

/** Names of GitHub's own pages, which stand where an account does. */
const ownPages: ReadonlySet<string> = new Set([
	...['about', 'apps', 'collections', 'contact', 'customer-stories', 'enterprise', 'enterprises'],
	...['explore', 'features', 'issues', 'login', 'marketplace', 'new', 'notifications', 'orgs'],
	...['organizations', 'pricing', 'pulls', 'search', 'security', 'settings', 'site', 'sponsors'],
	...['stars', 'team', 'topics', 'trending', 'users'],
]);

/** Reads `https://github.com/octo-org/app/pull/3`, `git@github.com:octo-org/app.git`, `github.com/octo-org`. */
export const readSiteAddress = (word: string): SiteAddress | undefined => {
	const [, page, owner = '', part = ''] =
		siteAddress.exec(withoutSigns(word, '\'"`<(', '\'"`>),.;:!?')) ?? [];
	if (!isLogin(owner) || isPlaceholderName(owner) || ownPages.has(owner.toLowerCase())) {
		return undefined;
	}
	const name = part.replace(/\.git$/, '');
	return page === undefined && isRepositoryName(name) && !isPlaceholderName(name)
		? {owner, repository: `${owner}/${name}`}
		: {owner};
};

/** Words of a line that lead to an address. */
const lead = /^(?:to|in|into|on|at|of|from|for)$/i;

/** A line without the addresses in it, and without the word that led to one: `push to https://…` is `push`. */
export const withoutAddresses = (line: string): string => {
	const words = line.split(' ').map(word => ({
		word,
		isAddress: readSiteAddress(word) !== undefined,
	}));
	return words
		.filter(
			({word, isAddress}, index) => !isAddress && !(lead.test(word) && words[index + 1]?.isAddress),
		)
		.map(({word}) => word)
		.join(' ')
		.trim();
};

/** Why an address alone tells nothing, as a sentence, or `undefined` for a line that says more. */
export const explainAddress = (line: string): string | undefined => {
	const address = withoutAddresses(line) === '' ? readSiteAddress(line.trim()) : undefined;
	if (address === undefined) {
		return undefined;
	}
	return address.repository === undefined
		? `This is a page of ${address.owner}. Add what the token is for, such as "create issues".`
		: `This is the repository ${address.repository}. Add what the token does there, such as "push code".`;
};

const isOfRepository = ({anyOf}: Need): boolean =>
	anyOf.some(set => Object.keys(set).some(name => findPermission(name)?.group === 'repository'));

/** Needs with the repository that a text names by an address, where it is one alone and they name none. */
export const withAddressed = (needs: readonly Need[], text: string): readonly Need[] => {
	const named = (text.slice(0, 20_000).match(/\S+/g) ?? []).flatMap(
		word => readSiteAddress(word) ?? [],
	);
	const [only, second] = [
		...new Map(
			named.flatMap(({owner, repository}) =>
				repository === undefined ? [] : [[repository.toLowerCase(), {owner, repository}]],
			),
		).values(),
	];
	return only === undefined || second !== undefined
		? needs
		: needs.map(need =>
				need.owner === undefined && isOfRepository(need) ? {...need, ...only} : need,
			);
};

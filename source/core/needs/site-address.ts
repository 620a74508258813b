import {findAction} from '../catalog/actions.ts';
import {findPermission} from '../catalog/permissions.ts';
import {isPlaceholderName} from '../catalog/placeholders.ts';
import {wordsOf} from '../catalog/search-words.ts';
import {
	isLogin,
	isRepository,
	isRepositoryName,
	mostRepositories,
	ownerOf,
} from '../profile/names.ts';
import {withoutSigns} from '../text/words.ts';
import type {Need} from './need.ts';
import {verbKinds, vocabulary} from './words/vocabulary.ts';

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

/** What stands before the slash in names of branches and paths, and of things that are named in pairs. */
const branchesAndPaths: ReadonlySet<string> = new Set(
	'and bin bug bugfix chore ci client dev develop docs feat feature features fix frontend heads hotfix lib linux main master origin prod production refs release repos scripts src staging test tests ui upstream usr'.split(
		' ',
	),
);

/** A word without the quotes, brackets and signs of the sentence around it. */
const bare = (word: string): string => withoutSigns(word, '\'"`<(', '\'"`>),.;:!?');

/** Reads `https://github.com/octo-org/app/pull/3`, `git@github.com:octo-org/app.git`, `github.com/octo-org`. */
export const readSiteAddress = (word: string): SiteAddress | undefined => {
	const [, page, owner = '', part = ''] = siteAddress.exec(bare(word)) ?? [];
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

/** Words between two addresses. */
const joining = /^(?:and|or|&)$/i;

/** Whether a repository may follow a word: "in octo-org/app", "clone octo-org/app". */
const leads = (word: string): boolean => lead.test(word) || verbKinds.has(word.toLowerCase());

/** Whether what stands before a slash is no owner: `feature/login`, `origin/main`, `issues/pulls`. */
const isBranchOrPath = (owner: string): boolean => {
	const [root = '', second] = wordsOf(owner);
	const isShort = owner.length < 2;
	return (
		isShort || branchesAndPaths.has(owner.toLowerCase()) || (!second && vocabulary().has(root))
	);
};

/** Reads `octo-org/app` where words lead to it. What `uses:` names is an action. */
const readNamedRepository = (word: string): SiteAddress | undefined => {
	const repository = bare(word);
	const owner = ownerOf(repository);
	return isRepository(repository) &&
		!repository.split('/').some(isPlaceholderName) &&
		!isBranchOrPath(owner) &&
		findAction(repository) === undefined
		? {owner, repository}
		: undefined;
};

/** The words of a text, each with the address or the repository that it is: "push to octo-org/app and octo-org/site". */
const readPlaces = (
	text: string,
): readonly {readonly word: string; readonly address: SiteAddress | undefined}[] => {
	let isLed = false;
	return text.split(/\s/).map(word => {
		const address = readSiteAddress(word) ?? (isLed ? readNamedRepository(word) : undefined);
		isLed = address !== undefined || leads(word) || (isLed && joining.test(word));
		return {word, address};
	});
};

/**
 * A line without the addresses in it, and without the words that lead to one: `push to https://…` is `push`. What is
 * done to a repository is said of a repository: `delete octo-org/app` is `delete repository`.
 */
export const withoutAddresses = (line: string): string => {
	const places = readPlaces(line);
	const isAddress = (index: number): boolean => places[index]?.address !== undefined;
	const isBefore = (word: string): boolean => lead.test(word) || joining.test(word);
	const words = places
		.filter(({word}, index) => !isAddress(index) && !(isBefore(word) && isAddress(index + 1)))
		.map(({word}) => word)
		.join(' ')
		.trim();
	const names = places.some(({address}) => address?.repository !== undefined);
	return names && verbKinds.has(words.toLowerCase()) ? `${words} repository` : words;
};

/** Why an address alone tells nothing, as a sentence, or `undefined` for a line that says more. */
export const explainAddress = (line: string): string | undefined => {
	const found = readPlaces(line).find(({address}) => address !== undefined);
	const address = withoutAddresses(line) === '' ? found?.address : undefined;
	if (address === undefined) {
		return undefined;
	}
	return address.repository === undefined
		? `This is a page of ${address.owner}. Add what the token is for, such as "create issues".`
		: `This is the repository ${address.repository}. Add what the token does there, such as "push code".`;
};

const isOfRepository = ({anyOf}: Need): boolean =>
	anyOf.some(set => Object.keys(set).some(name => findPermission(name)?.group === 'repository'));

/** Needs that name no owner, once for each of the repositories that a text names. */
export const withAddressed = (needs: readonly Need[], text: string): readonly Need[] => {
	const places = new Map(
		readPlaces(text.slice(0, 20_000)).flatMap(({address}) =>
			address?.repository === undefined ? [] : [[address.repository.toLowerCase(), address]],
		),
	);
	return places.size === 0
		? needs
		: needs.flatMap(need =>
				need.owner === undefined && isOfRepository(need)
					? [...places.values()].slice(0, mostRepositories).map(place => ({...need, ...place}))
					: [need],
			);
};

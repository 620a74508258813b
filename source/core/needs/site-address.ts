import {findAction} from '../catalog/actions.ts';
import {findPermission} from '../catalog/permissions.ts';
import {isPlaceholderName} from '../catalog/placeholders.ts';
import {saysNothing, tellingWordsOf, wordsOf} from '../catalog/search-words.ts';
import {distinctBy} from '../distinct-by.ts';
import {
	isLogin,
	isRepository,
	isRepositoryName,
	mostRepositories,
	ownerOf,
} from '../profile/names.ts';
import {withoutSigns} from '../text/words.ts';
import type {Need} from './need.ts';
import {context, verbKinds, vocabulary} from './words/vocabulary.ts';

/** The owner and the repository of a page on GitHub's site. */
export type SiteAddress = {
	readonly owner: string;
	/** As `owner/name`. Unset for the page of an account. */
	readonly repository?: string;
};

const siteAddress =
	/^(?:[a-z+]{3,9}:\/\/)?(?:[^@/\s]{1,200}@)?(?:www\.|ssh\.)?(?:github\.com|[a-z\d-]{1,60}\.ghe\.com)(?::\d{1,5})?[/:](orgs\/|users\/)?([^/\s?#]{1,200})(?:\/([^/\s?#]{1,200}))?/i;

/** Names of GitHub's own pages, which are not accounts. */
const ownPages: ReadonlySet<string> = new Set([
	...['about', 'apps', 'collections', 'contact', 'customer-stories', 'enterprise', 'enterprises'],
	...['explore', 'features', 'issues', 'login', 'marketplace', 'new', 'notifications', 'orgs'],
	...['organizations', 'pricing', 'pulls', 'search', 'security', 'settings', 'site', 'sponsors'],
	...['stars', 'team', 'topics', 'trending', 'users'],
]);

/** The first part of usual names of branches, paths and pairs of things. */
const branchesAndPaths: ReadonlySet<string> = new Set(
	'and bin bug bugfix chore ci client dev develop docs feat feature features fix frontend heads hotfix lib linux main master origin prod production refs release repos scripts src staging test tests ui upstream usr'.split(
		' ',
	),
);

/** Removes the quotes, brackets and punctuation around a word. */
const bare = (word: string): string => withoutSigns(word, '\'"`<(', '\'"`>),.;:!?');

/** Reads `https://github.com/octo-org/app/pull/3`, `git@github.com:octo-org/app.git`, `github.com/octo-org`. */
const readSiteAddress = (word: string): SiteAddress | undefined => {
	const [, page, owner = '', part = ''] = siteAddress.exec(bare(word)) ?? [];
	if (!isLogin(owner) || isPlaceholderName(owner) || ownPages.has(owner.toLowerCase())) {
		return undefined;
	}
	const name = part.replace(/\.git$/, '');
	return page === undefined && isRepositoryName(name) && !isPlaceholderName(name)
		? {owner, repository: `${owner}/${name}`}
		: {owner};
};

/** A preposition before an address. */
const lead = /^(?:to|in|into|on|at|of|from|for)$/i;

/** Words between two addresses. */
const joining = /^(?:and|or|&)$/i;

/** Whether a repository may follow a word: "in octo-org/app", "clone octo-org/app". */
const leads = (word: string): boolean => lead.test(word) || verbKinds.has(word.toLowerCase());

/** Whether the word before a slash is not an owner: `feature/login`, `origin/main`, `issues/pulls`. */
const isBranchOrPath = (owner: string): boolean => {
	const [root = '', second] = wordsOf(owner);
	const isShort = owner.length < 2;
	return (
		isShort || branchesAndPaths.has(owner.toLowerCase()) || (!second && vocabulary().has(root))
	);
};

/** Reads `octo-org/app` where words lead to it. A name after `uses:` is an action. */
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

/** A word of a text, with the place that it names: an address, a repository or an owner. */
type Place = {
	readonly word: string;
	readonly address?: SiteAddress | undefined;
	/** Its replacement when it is removed: "all repositories of octo-org" are repositories of an organization. */
	readonly instead?: string;
};

/** Words before "organization" that are not its name. */
const noNames: ReadonlySet<string> = new Set(
	'any both certain client customer each entire given large one parent particular particularly said same school single small some specific the this target that these those various which whole'.split(
		' ',
	),
);

/** Whether a word can be a login: it has no meaning at GitHub. */
const isName = (name: string): boolean =>
	isLogin(name) &&
	name.length > 1 &&
	!isPlaceholderName(name) &&
	!noNames.has(name.toLowerCase()) &&
	!saysNothing(name) &&
	tellingWordsOf(name).some(root => !vocabulary().has(root) && !context.has(root));

const ofOrganization = /^(?:organi[sz]ation|org)$/i;

/** Reads the owner in "the acme organization", "organization acme", or "repositories of octo-org" at the end of a text. */
const readNamedOwner = (words: readonly string[], index: number): Omit<Place, 'word'> => {
	const [before = '', word = '', after = ''] = [-1, 0, 1].map(by => words[index + by] ?? '');
	const owner = bare(word);
	const isCalled = ofOrganization.test(bare(after)) && (lead.test(before) || /^the$/i.test(before));
	const isBeside = isCalled || ofOrganization.test(before.replace(/:$/, ''));
	const isLast = after === '' || /[.,;:!?]$/.test(word);
	const isOf = /^(?:of|under|by)$/i.test(before) && owner.includes('-') && isLast;
	if (!(isBeside || isOf) || !isName(owner)) return {};
	return {address: {owner}, ...(isBeside ? {} : {instead: 'the organization'})};
};

/** Splits a text into words, each with the place that it names: "push to octo-org/app and octo-org/site". */
const readPlaces = (text: string): readonly Place[] => {
	let isLed = false;
	const words = text.split(/\s/);
	return words.map((word, index) => {
		const address = readSiteAddress(word) ?? (isLed ? readNamedRepository(word) : undefined);
		isLed = address !== undefined || leads(word) || (isLed && joining.test(word));
		return address === undefined ? {word, ...readNamedOwner(words, index)} : {word, address};
	});
};

/**
 * Removes addresses from a line, with the words before them: `push to https://…` becomes `push`. When only a verb is
 * left, adds its object: `delete octo-org/app` becomes `delete repository`.
 */
export const withoutAddresses = (line: string): string => {
	const places = readPlaces(line);
	const isAddress = (place: Place | undefined): boolean =>
		place?.address !== undefined && place.instead === undefined;
	const isBefore = (word: string): boolean => lead.test(word) || joining.test(word);
	const words = places
		.filter(
			(place, index) =>
				!isAddress(place) && !(isBefore(place.word) && isAddress(places[index + 1])),
		)
		.map(({word, instead = word}) => instead)
		.join(' ')
		.trim();
	const names = places.some(({address}) => address?.repository !== undefined);
	return names && verbKinds.has(words.toLowerCase()) ? `${words} repository` : words;
};

/** Explains that an address alone says nothing about the task, as a sentence. Undefined for a line that says more. */
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

const isOfGroup = ({anyOf}: Need, ...groups: readonly string[]): boolean =>
	anyOf.some(set =>
		Object.keys(set).some(name => groups.includes(findPermission(name)?.group ?? '')),
	);

/** Requests that create a repository. It does not exist yet, so a token cannot select it. */
const makesRepository = /^POST \/(?:user|orgs\/\{org\})\/repos$/;

/** Repeats needs without an owner for each repository that a text names, or adds the owner that it names. */
export const withAddressed = (needs: readonly Need[], text: string): readonly Need[] => {
	const named = readPlaces(text.slice(0, 20_000)).flatMap(({address}) => address ?? []);
	const places = distinctBy(
		named.filter(({repository}) => repository !== undefined),
		({repository = ''}) => repository.toLowerCase(),
	);
	const [owner, other] = new Set(named.map(address => address.owner));
	return needs.flatMap(need => {
		if (need.owner !== undefined) return [need];
		if (places.length > 0 && isOfGroup(need, 'repository') && !makesRepository.test(need.name)) {
			return places.slice(0, mostRepositories).map(place => ({...need, ...place}));
		}
		const isTheirs = isOfGroup(need, 'repository', 'organization');
		return [owner !== undefined && other === undefined && isTheirs ? {...need, owner} : need];
	});
};

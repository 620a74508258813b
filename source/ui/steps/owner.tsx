import {findGranted} from '../../core/catalog/permissions.ts';
import {distinctBy} from '../../core/distinct-by.ts';
import {readSafely} from '../../core/errors.ts';
import {describeOwner} from '../../core/profile/describe.ts';
import {explainForeign, isReached, ownerOf} from '../../core/profile/names.ts';
import {isSameName} from '../../core/profile/profile.ts';
import {readOwner, readRepository} from '../../core/profile/read-names.ts';
import type {Remote} from '../../core/profile/remotes.ts';
import {type Choice, choicesStep, typeInstead} from '../components/choices.tsx';
import {
	enter,
	folderRepositories,
	goNext,
	hostOf,
	isFineGrained,
	isMine,
	say,
	type Wizard,
	withAnswers,
	without,
} from '../state.ts';

/** Takes an owner. Asks again for the repositories if one belongs to another owner. */
const choose = (before: Wizard, owner: string | undefined, host = hostOf(before)): Wizard => {
	const wizard = withAnswers(before, {owner, host});
	const {repositoryAccess, repositories = []} = wizard.answers;
	const named = repositoryAccess === 'selected' ? repositories : [];
	const foreign = named.find(repository => !isReached(repository, owner, wizard.setup.login));
	if (foreign === undefined) {
		return goNext(wizard);
	}
	const asked = without(
		{...wizard, done: new Set([...wizard.done, 'owner' as const])},
		'repositories',
	);
	return say(enter(asked, 'repositories'), explainForeign(foreign, owner ?? 'your own account'));
};

const captions: Readonly<Record<string, string>> = {
	origin: "owns this folder's repository",
	upstream: 'owns its upstream repository',
};

const describeRemote = ({remote}: Remote): string =>
	captions[remote] ?? `owns the remote ${remote}`;

const idOf = (host: string, owner: string): string => `${host}/${owner}`.toLowerCase();

const listOwners = (wizard: Wizard): readonly Choice[] => {
	const isHere = (host: string) => host === hostOf(wizard);
	const others = wizard.setup.suggestions.filter(
		({host, owner}) => !(isHere(host) && isMine(wizard, owner)),
	);
	return distinctBy(others, ({host, owner}) => idOf(host, owner)).map(repository => {
		const {host, owner} = repository;
		return {
			id: idOf(host, owner),
			label: `${owner}${isHere(host) ? '' : ` on ${host}`}`,
			caption: describeRemote(repository),
			take: before => choose(before, owner, host),
		};
	});
};

const otherHosts = (wizard: Wizard): readonly string[] =>
	[...new Set(wizard.setup.suggestions.map(({host}) => host))].filter(
		host => host !== hostOf(wizard),
	);

/** A permission that needs an organization and is chosen already, such as by what the token is for. */
const needsOrganization = ({answers}: Wizard): string | undefined =>
	findGranted(answers.permissions, 'organization')?.displayName;

const ownAccount = (wizard: Wizard): Choice => {
	const mine = folderRepositories(wizard).find(({owner}) => isMine(wizard, owner));
	const needed = needsOrganization(wizard);
	return {
		id: 'mine',
		label: 'My own account',
		caption:
			needed !== undefined
				? `without ${needed}: that needs an organization`
				: mine === undefined
					? `your repositories on ${hostOf(wizard)}`
					: `${mine.owner} · ${describeRemote(mine)}`,
		take: before => choose(before, undefined),
	};
};

const chosen = (wizard: Wizard): string => {
	const {owner} = wizard.answers;
	if (owner !== undefined) {
		const id = idOf(hostOf(wizard), owner);
		return listOwners(wizard).some(choice => choice.id === id) ? id : 'type';
	}
	const suggested = folderRepositories(wizard)[0]?.owner;
	const needed = needsOrganization(wizard) !== undefined;
	if (wizard.done.has('owner') && !needed) {
		return 'mine';
	}
	if (suggested === undefined || isMine(wizard, suggested)) {
		return needed ? 'type' : 'mine';
	}
	return idOf(hostOf(wizard), suggested);
};

/** Resource owner: whose repositories the token reaches. */
export const owner = choicesStep({
	id: 'owner',
	title: 'Resource owner',
	crumb: 'owner',
	applies: isFineGrained,
	answers: ['owner'],
	value: describeOwner,
	chosen,
	begins: {typed: /^[A-Za-z\d]/, keys: ['owner', 'help', 'purposeAnywhere']},
	isTypedFirst: wizard => wizard.answers.owner === undefined && chosen(wizard) === 'type',
	choices: wizard => [
		ownAccount(wizard),
		...listOwners(wizard),
		...otherHosts(wizard).map(host => ({
			id: `mine on ${host}`,
			label: `My own account on ${host}`,
			take: (before: Wizard) => choose(before, undefined, host),
		})),
		{
			id: 'type',
			label: `An organization${wizard.screen.symbols.ellipsis}`,
			caption: 'type its name, or paste its address',
			take: typeInstead,
		},
	],
	typed: {
		label: 'Organization',
		explain: text => {
			const read = readSafely(() => readOwner(text));
			return text === '' || read === text ? ' ' : read ? `The owner is ${read}` : 'Not a login yet';
		},
		take: (text, wizard) => {
			const owner = readOwner(text);
			const repository = readSafely(() => readRepository(text));
			const isOwned = repository !== undefined && isSameName(ownerOf(repository), owner);
			// The address of a repository says which one is meant.
			return isOwned && wizard.answers.repositoryAccess === undefined
				? choose(
						withAnswers(wizard, {repositoryAccess: 'selected', repositories: [repository]}),
						owner,
					)
				: choose(wizard, owner);
		},
	},
	caption: wizard => {
		const needed = needsOrganization(wizard);
		return needed === undefined
			? 'The token reaches repositories of this owner only. An organization may have to approve the token, and usually caps its lifetime at 366 days or less.'
			: `${needed} is a permission of an organization: name the organization that the token is for.`;
	},
	help: [
		'A fine-grained token belongs to one resource owner: your account or one organization. For several owners, make several tokens.',
		'An organization can require approval: until then the token reads public data only. It can also forbid personal access tokens.',
		'pat-wizard reads your login from git config github.user, and shows this owner as "My own account".',
	],
});

import {usageError} from '../../core/errors.ts';
import {isLogin, loginRule} from '../../core/profile/names.ts';
import {type Choice, choicesStep, typeInstead} from '../components/choices.tsx';
import {goNext, hostOf, isFineGrained, type Wizard, withAnswers} from '../step.ts';

const findOwners = (wizard: Wizard): readonly Choice[] => {
	const seen = new Map<string, Choice>();
	for (const {owner, host} of wizard.setup.suggestions) {
		const id = `${host}/${owner}`.toLowerCase();
		const place = host === hostOf(wizard) ? '' : ` on ${host}`;
		seen.set(
			id,
			seen.get(id) ?? {
				id,
				label: `${owner}${place}`,
				caption: "in this folder's git remotes",
				take: before => goNext(withAnswers(before, {owner, host})),
			},
		);
	}
	return [...seen.values()];
};

const otherHosts = (wizard: Wizard): readonly string[] => [
	...new Set(
		wizard.setup.suggestions.map(({host}) => host).filter(host => host !== hostOf(wizard)),
	),
];

/** "My own account" on a host, or on the one that is used anyway. */
const ownAccount = (wizard: Wizard, host?: string): Choice => ({
	id: host === undefined ? 'mine' : `mine on ${host}`,
	label: `My own account${host === undefined ? '' : ` on ${host}`}`,
	caption: host === undefined ? `your repositories on ${hostOf(wizard)}` : undefined,
	take: before =>
		goNext(withAnswers(before, {owner: undefined, ...(host === undefined ? {} : {host})})),
});

const chosen = (wizard: Wizard): string | undefined => {
	const {owner} = wizard.answers;
	if (!wizard.done.has('owner')) {
		return undefined;
	}
	if (owner === undefined) {
		return 'mine';
	}
	const id = `${hostOf(wizard)}/${owner}`.toLowerCase();
	return findOwners(wizard).some(choice => choice.id === id) ? id : 'type';
};

/** Resource owner: whose repositories the token reaches. */
export const owner = choicesStep({
	id: 'owner',
	title: 'Resource owner',
	crumb: 'owner',
	applies: isFineGrained,
	answers: ['owner'],
	chosen,
	choices: wizard => [
		ownAccount(wizard),
		...findOwners(wizard),
		...otherHosts(wizard).map(host => ownAccount(wizard, host)),
		{
			id: 'type',
			label: `An organization${wizard.screen.symbols.ellipsis}`,
			caption: 'type its name',
			take: typeInstead,
		},
	],
	typed: {
		label: 'Organization',
		longest: 200,
		explain: text => (text === '' || isLogin(text) ? ' ' : `Not a login yet: ${loginRule}`),
		take: (text, wizard) => {
			if (!isLogin(text)) {
				throw text === ''
					? usageError('Type the name of the organization')
					: usageError(`Check the spelling: ${loginRule}`);
			}
			return goNext(withAnswers(wizard, {owner: text}));
		},
	},
	caption: () =>
		'The token reaches repositories of this owner only. An organization may have to approve the token, and usually caps its lifetime at 366 days or less.',
	help: [
		'A fine-grained token belongs to one resource owner: your account or one organization. For several owners, make several tokens.',
		'An organization can require approval: until then the token reads public data only. It can also forbid personal access tokens.',
		'If a name from the git remotes is your own login, choose "My own account": account permissions need it.',
	],
});

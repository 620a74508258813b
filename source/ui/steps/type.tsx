import {choicesStep} from '../components/choices.tsx';
import {openPurpose, typeIntoPurpose} from '../panels/purpose.tsx';
import {goNext, withAnswers} from '../state.ts';

/** Token type: fine-grained or classic, or by what it is for. */
export const type = choicesStep({
	id: 'type',
	title: 'Token type',
	crumb: 'type',
	applies: () => true,
	answers: ['type'],
	value: profile => profile.type,
	pressText: typeIntoPurpose,
	begins: {typed: /^\p{L}/u, keys: ['say', 'help', 'digits']},
	chosen: ({answers}) => answers.type,
	choices: ({screen}) => [
		{
			id: 'fine-grained',
			label: 'Fine-grained',
			caption: 'recommended: one owner, what you tick, an end date',
			take: wizard => goNext(withAnswers(wizard, {type: 'fine-grained'})),
		},
		{
			id: 'classic',
			label: 'Classic',
			caption: 'reaches everything that you can reach',
			take: wizard => goNext(withAnswers(wizard, {type: 'classic'})),
		},
		{
			id: 'purpose',
			label: `Say what it is for${screen.symbols.ellipsis}`,
			caption: 'or just begin to type: the rest is filled in',
			take: wizard => openPurpose(wizard),
		},
	],
	caption: () =>
		'Only a classic token works for: packages (npm, containers and others); public repositories where you are not a member; repositories where you are an outside collaborator; several organizations with one token; the Checks API; projects owned by a user.',
	help: [
		'Fine-grained: belongs to one resource owner, reaches the repositories you choose, has a level for each permission. An organization can see, approve and revoke it.',
		'Classic: its scopes hold for every repository and organization that you can reach, now and later. Take it only for what fine-grained tokens cannot do.',
		'Say what it is for: type a task, a tool, a command or an error. This fills in the type and what it grants, and the owner, the repository and the name where they are known.',
		'Here you just begin to type. On other screens press ctrl+o, or w where you do not type a text.',
		'Digits choose a row at once. Home, End and the page keys move in any list.',
	],
});

import {choicesStep} from '../components/choices.tsx';
import {goNext, isFineGrained, withAnswers} from '../step.ts';

/** Repository access: which of the owner's repositories. */
export const access = choicesStep({
	id: 'access',
	title: 'Repository access',
	crumb: 'access',
	applies: isFineGrained,
	answers: ['repositoryAccess'],
	chosen: ({answers}) => answers.repositoryAccess,
	choices: () => [
		{
			id: 'selected',
			label: 'Only select repositories',
			caption: 'the safest: up to 50 that you name',
			take: wizard => goNext(withAnswers(wizard, {repositoryAccess: 'selected'})),
		},
		{
			id: 'all',
			label: 'All repositories',
			caption: 'of the owner, those made later included',
			take: wizard => goNext(withAnswers(wizard, {repositoryAccess: 'all'})),
		},
		{
			id: 'public',
			label: 'Public repositories',
			caption: 'read-only, no private repository',
			take: wizard => goNext(withAnswers(wizard, {repositoryAccess: 'public'})),
		},
	],
	caption: () =>
		"A link cannot carry this choice: you make it by hand on GitHub's page, and the checklist at the end reminds you.",
	help: [
		'Only select repositories: you choose them on the page, at most 50.',
		'All repositories: everything the owner has now and will have later.',
		'Public repositories: read-only access to what everyone can read; repository permissions have no effect then.',
	],
});

import {readSafely} from '../../core/errors.ts';
import {describeAccess} from '../../core/profile/describe.ts';
import type {RepositoryAccess} from '../../core/profile/profile.ts';
import {readRepositories} from '../../core/profile/read-names.ts';
import {type Choice, choicesStep} from '../components/choices.tsx';
import {
	enter,
	goNext,
	isFineGrained,
	suggestedRepository,
	type Wizard,
	withAnswers,
	without,
} from '../state.ts';
import type {TextField} from '../text-field.ts';
import {repositories} from './repositories.tsx';

const choice = (id: RepositoryAccess, label: string, caption: string): Choice => ({
	id,
	label,
	caption,
	take: wizard => goNext(withAnswers(without(wizard, 'repositories'), {repositoryAccess: id})),
});

const onlyFolder = (repository: string): Choice => ({
	id: 'folder',
	label: `Only ${repository}`,
	caption: "this folder's repository",
	take: wizard =>
		goNext({
			...withAnswers(wizard, {repositoryAccess: 'selected', repositories: [repository]}),
			given: new Set([...wizard.given, 'repositories']),
		}),
});

const chosen = (wizard: Wizard): string | undefined => {
	const {repositoryAccess, repositories = []} = wizard.answers;
	const folder = suggestedRepository(wizard);
	const isFolder = folder !== undefined && repositories.length === 1 && repositories[0] === folder;
	return repositoryAccess === 'selected' && isFolder ? 'folder' : repositoryAccess;
};

/** Repository access: which of the owner's repositories. */
export const access = choicesStep({
	id: 'access',
	title: 'Repository access',
	crumb: 'access',
	applies: isFineGrained,
	answers: ['repositoryAccess'],
	value: describeAccess,
	chosen,
	choices: wizard => {
		const folder = suggestedRepository(wizard);
		return [
			...(folder === undefined ? [] : [onlyFolder(folder)]),
			choice(
				'selected',
				'Only select repositories',
				'up to 50 that you name, or choose on the page',
			),
			choice('all', 'All repositories', 'of the owner, also those made later'),
			choice('public', 'Public repositories', 'read-only, no private repository'),
		];
	},
	pressText: (key, wizard) => {
		if (!('text' in key) || readSafely(() => readRepositories(key.text)) === undefined) {
			return wizard;
		}
		const named = enter(withAnswers(wizard, {repositoryAccess: 'selected'}), 'repositories');
		return repositories.press(named.own.repositories as TextField, key, named) ?? named;
	},
	caption: () =>
		"A link cannot carry this choice: you make it by hand on GitHub's page, and the checklist at the end reminds you.",
	help: [
		'Only select repositories: you choose them on the page, at most 50. The fewer, the less a leaked token reaches.',
		'All repositories: everything the owner has now and will have later.',
		'Public repositories: read-only access to what everyone can read; repository permissions have no effect then.',
	],
});

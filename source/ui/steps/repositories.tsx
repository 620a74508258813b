import {explain, readSafely, withHint} from '../../core/errors.ts';
import {findProblems} from '../../core/link/link.ts';
import {profileFrom} from '../../core/profile/answers.ts';
import {describeAccess} from '../../core/profile/describe.ts';
import {mostRepositories} from '../../core/profile/names.ts';
import {isSameName} from '../../core/profile/profile.ts';
import {readRepositories} from '../../core/profile/read-names.ts';
import {Caption} from '../components/caption.tsx';
import {Lines} from '../components/lines.tsx';
import {Paragraph} from '../components/paragraph.tsx';
import {LabelledLine} from '../components/text-line.tsx';
import {
	goNext,
	isFineGrained,
	type Step,
	say,
	suggestedRepository,
	typeInto,
	type Wizard,
	withAnswers,
	withOwn,
} from '../state.ts';
import {createTextField, type TextField} from '../text-field.ts';

/** More characters than 50 repositories with their addresses have. */
const longest = 10_000;

const submit = (text: string, wizard: Wizard): Wizard => {
	const {owner} = wizard.answers;
	try {
		const repositories = readRepositories(text, owner);
		const [problem] = findProblems(
			profileFrom(
				{type: 'fine-grained', owner, repositoryAccess: 'selected', repositories},
				wizard.setup.defaultHost,
			),
		);
		return problem === undefined
			? goNext(
					withAnswers(wizard, {repositories: repositories.length > 0 ? repositories : undefined}),
				)
			: say(wizard, withHint(problem));
	} catch (error) {
		return say(wizard, explain(error));
	}
};

/** Pasted lines become a list: the field has one line. */
const joinLines = (text: string): string =>
	text
		.split(/[\r\n]+/)
		.map(line => line.trim())
		.join(', ');

/** Repositories: which ones, when access is to selected ones. */
export const repositories: Step<TextField> = {
	id: 'repositories',
	title: 'Repositories',
	crumb: 'access',
	applies: wizard => isFineGrained(wizard) && wizard.answers.repositoryAccess === 'selected',
	answers: ['repositories'],
	value: describeAccess,
	start: wizard => {
		const typed = wizard.own.repositories as TextField | undefined;
		return typed?.value ? typed : createTextField(wizard.answers.repositories?.join(', '));
	},
	press: (own, key, wizard) => {
		if (key.name === 'enter') {
			return submit(own.value, wizard);
		}
		const suggested = suggestedRepository(wizard);
		if (key.name === 'tab' && suggested !== undefined) {
			const others = own.value.trim().replace(/,$/, '');
			const known = readSafely(() => readRepositories(own.value, wizard.answers.owner)) ?? [];
			const isThere = known.some(repository => isSameName(repository, suggested));
			const added = others === '' ? suggested : `${others}, ${suggested}`;
			return isThere ? wizard : withOwn(wizard, createTextField(added));
		}
		const typed = key.name === 'paste' ? {...key, text: joinLines(key.text)} : key;
		return typeInto(wizard, own, typed, field => withOwn(wizard, field), longest);
	},
	keys: (_, wizard) =>
		suggestedRepository(wizard) === undefined
			? ['next', 'back', 'purposeAnywhere', 'quit']
			: ['next', 'back', 'suggestion', 'purposeAnywhere', 'quit'],
	help: [],
	View: ({own, wizard, height}) => {
		const found = readSafely(() => readRepositories(own.value, wizard.answers.owner));
		const suggested = suggestedRepository(wizard);
		const shown = found?.slice(0, Math.max(0, height - 6)) ?? [];
		return (
			<>
				<LabelledLine field={own} spoken="Repositories" />
				<Paragraph
					text={
						found === undefined
							? 'Not all of it is a repository yet: write each as owner/name, or paste its address'
							: found.length === 0
								? "None named: you choose them on GitHub's page"
								: `${found.length} of at most ${mostRepositories}`
					}
					dimColor
				/>
				<Lines lines={shown.map(text => ({text: `  ${text}`, tone: 'plain'}))} />
				<Caption>
					{`Names or addresses, separated by commas or line breaks. ${
						suggested === undefined || found?.includes(suggested)
							? ''
							: `Tab adds this folder's ${suggested}. `
					}You choose them again on GitHub's page: a link cannot carry them.`}
				</Caption>
			</>
		);
	},
};

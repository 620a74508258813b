import {Box, Text} from 'ink';
import {withHint} from '../../core/errors.ts';
import {describeProfile} from '../../core/link/describe-profile.ts';
import {layOutFacts} from '../../core/link/fact-lines.ts';
import {buildLink, findProblems} from '../../core/link/link.ts';
import {suggestProfileName} from '../../core/profile/suggest-profile-name.ts';
import {showText} from '../../core/text/show.ts';
import {Actions, pressActions} from '../components/actions.tsx';
import type {Choice} from '../components/choices.tsx';
import {type Line, Lines} from '../components/lines.tsx';
import {isBack} from '../keys.ts';
import {createList, type ListState} from '../list-state.ts';
import {change} from '../panels/change.ts';
import {confirm} from '../panels/confirm.tsx';
import {details} from '../panels/details.ts';
import {listCautions, ownLogin, pageOf} from '../review-lines.ts';
import {useScreen} from '../screen.tsx';
import {
	enter,
	findReplaced,
	openPanel,
	profileOf,
	type Step,
	savedNames,
	type Wizard,
} from '../state.ts';
import type {WizardAnswer} from '../wizard-options.ts';
import {wrapWords} from '../wrap-words.ts';
import {saved} from './saved.tsx';

/** The name under which the answers are saved. */
const nameToSave = (wizard: Wizard): string =>
	wizard.answers.profile ?? suggestProfileName(profileOf(wizard), savedNames(wizard));

const finish = (wizard: Wizard, ending: Pick<WizardAnswer, 'open' | 'save' | 'store'>) => {
	const profile = profileOf(wizard);
	const name = nameToSave(wizard);
	const named = ending.save ? {...profile, profile: name} : profile;
	const replaced = ending.save ? findReplaced(wizard, name) : undefined;
	const end = (before: Wizard, replaces: string | undefined): Wizard => ({
		...before,
		outcome: {
			kind: 'answered',
			answer: {profile: named, ...ending, replaces, facts: before.facts},
		},
	});
	return replaced === undefined
		? end(wizard, wizard.edited)
		: confirm(wizard, {
				title: 'Replace a saved profile?',
				text: `A profile is saved as "${showText(replaced.profile)}" already.`,
				no: 'Go back and change "Save as"',
				yes: `Replace "${showText(replaced.profile)}"`,
				take: before => end(before, replaced.profile),
			});
};

const ending = (id: string, label: string, what: Parameters<typeof finish>[1]): Choice => ({
	id,
	label,
	take: wizard => finish(wizard, what),
});

const openAndSave = ending('open-and-save', 'Open in the browser and save', {
	open: true,
	save: true,
});
const store = ending('store', 'Open, then check and store the token', {
	open: true,
	save: true,
	store: true,
});
const open = ending('open', 'Open without saving', {open: true, save: false});
const save = ending('save', 'Save without opening', {open: false, save: true});

/** The actions at Review. A profile with problems can only be changed or left. */
export const listReviewActions = (wizard: Wizard): readonly Choice[] => {
	const others: readonly Choice[] = [
		{
			id: 'change',
			label: 'Change an answer',
			take: before => openPanel(before, change, {focused: before.changed}),
		},
		{id: 'leave', label: 'Leave', take: before => ({...before, outcome: {kind: 'left'}})},
	];
	if (findProblems(profileOf(wizard)).length > 0) {
		return others;
	}
	const saving = wizard.isEditing
		? [save, openAndSave, store, open]
		: [openAndSave, store, open, save];
	return [
		...(wizard.setup.canSave ? saving : [open]),
		{
			id: 'copy',
			label: 'Copy the link',
			take: before => ({
				...before,
				request: {kind: 'copy', text: buildLink(profileOf(before))},
			}),
		},
		...others,
	];
};

/** Review: the whole profile, its warnings and its link, and what to do with it. */
export const review: Step<ListState> = {
	id: 'review',
	title: 'Review',
	crumb: 'review',
	applies: () => true,
	answers: [],
	arrive: wizard => {
		const passedOver = wizard.setup.steps.filter(({id}) => wizard.given.has(id));
		const filled = passedOver.reduce((before, step) => step.fill?.(before) ?? before, wizard);
		return {...filled, changing: undefined, changed: wizard.changing};
	},
	// After a change, one Enter too many opens nothing.
	start: ({changed, isEditing}) =>
		createList(changed === undefined ? undefined : isEditing ? 'save' : 'change'),
	press: (own, key, wizard) => {
		if (isBack(key) && wizard.isRerun && saved.applies(wizard)) {
			return enter(wizard, saved.id);
		}
		return key.name === 'text' && key.text === 'd'
			? openPanel(wizard, details, {top: 0})
			: pressActions(own, listReviewActions(wizard), key, wizard);
	},
	keys: () => ['confirm', 'details', 'back', 'move', 'purpose', 'help', 'quit'],
	help: [
		'd shows all of it: every answer, what each permission can do, every warning whole, what is left to do by hand on the page, and the link.',
		'The link carries what the list shows, except the repositories: those are chosen on the page.',
		'"Open, then check and store the token" opens the page, then asks for the token that GitHub shows, checks that it can do all of this, and puts it where it is used.',
		'Saving keeps the answers, never a token. Run pat-wizard again to use them.',
	],
	Aside: ({wizard}) => (
		<Text dimColor wrap="truncate-end">
			{wizard.setup.canSave ? showText(nameToSave(wizard)) : ''}
		</Text>
	),
	View: ({own, wizard, height}) => {
		const screen = useScreen();
		const {layout, symbols} = screen;
		const {now} = wizard.setup;
		const {facts, problems, link} = describeProfile(profileOf(wizard), now, ownLogin(wizard));
		const actions = listReviewActions(wizard);
		const most = Math.max(1, height - actions.length);
		const problemLines = problems
			.flatMap(problem =>
				wrapWords(`${symbols.caution} ${withHint(problem)}`, layout.width, most, symbols.ellipsis),
			)
			.slice(0, most);
		const page = pageOf(screen, height - problemLines.length, 32);
		const lines = layOutFacts(facts, listCautions(wizard), actions.length, page);
		const gap = (number: number) => <Box height={lines.gaps >= number ? 1 : 0} flexShrink={0} />;
		const draw = (texts: readonly string[], tone: Line['tone']) => (
			<Lines lines={texts.map(text => ({text, tone}))} />
		);
		return (
			<>
				{draw(problemLines, 'bad')}
				{problemLines.length > 0 ? gap(2) : null}
				{lines.counts === undefined ? null : draw([lines.counts], 'caution')}
				{lines.facts.map(({label, text}, index) => (
					<Box
						// biome-ignore lint/suspicious/noArrayIndexKey: lines can be alike
						key={`${index} ${text}`}
						height={1}
						flexShrink={0}
						aria-label={label === '' ? text : `${label}: ${text}`}
					>
						<Box width={page.labelWidth || 4} flexShrink={0}>
							<Text dimColor>{label}</Text>
						</Box>
						<Text wrap="truncate-end">{text}</Text>
					</Box>
				))}
				{lines.cautions.length > 0 ? gap(1) : null}
				{draw(lines.cautions, 'caution')}
				{gap(2)}
				{lines.hasLink && link !== null ? (
					<Box height={1} flexShrink={0} paddingRight={layout.margin}>
						<Text dimColor wrap="truncate-end">
							{link}
						</Text>
					</Box>
				) : null}
				{lines.hasLink ? gap(3) : null}
				<Actions own={own} actions={actions} height={lines.actions} />
			</>
		);
	},
};

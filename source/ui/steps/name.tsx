import {Box, Text} from 'ink';
import {explain, readSafely, withHint} from '../../core/errors.ts';
import {longestDescription, longestName} from '../../core/profile/names.ts';
import {longestProfileName, readProfileName} from '../../core/profile/profile.ts';
import {suggestProfileName} from '../../core/profile/suggest-profile-name.ts';
import {suggestTokenName} from '../../core/profile/suggest-token-name.ts';
import {showText} from '../../core/text/show.ts';
import {countCharacters} from '../../core/text/words.ts';
import {textProblems} from '../../core/token-types/common.ts';
import {Caption} from '../components/caption.tsx';
import {TextLine} from '../components/text-line.tsx';
import type {Heard} from '../keys.ts';
import type {Layout} from '../layout.ts';
import {windowAround} from '../list-state.ts';
import {useScreen} from '../screen.tsx';
import {
	findReplaced,
	goBack,
	goNext,
	isClassic,
	profileOf,
	type Step,
	savedNames,
	say,
	typeInto,
	type ViewProperties,
	type Wizard,
	withAnswers,
	withOwn,
} from '../state.ts';
import {createTextField, type TextField} from '../text-field.ts';
import {colours} from '../theme.ts';

type FieldId = 'name' | 'description' | 'profile';

type NameOwn = {
	readonly focus: FieldId;
	readonly fields: {readonly [Id in FieldId]: TextField};
};

const limits: {readonly [Id in FieldId]: number} = {
	name: longestName,
	description: longestDescription,
	profile: longestProfileName,
};

/** The fields that are shown. */
const listFields = (wizard: Wizard): readonly FieldId[] => [
	'name',
	...(isClassic(wizard) ? [] : (['description'] as const)),
	...(wizard.setup.canSave ? (['profile'] as const) : []),
];

const proposeProfile = (wizard: Wizard, name: string): string =>
	suggestProfileName({...profileOf(wizard), name}, savedNames(wizard));

/** Fills the fields with what was answered, or typed, or else proposed. */
const fillFields = (wizard: Wizard, typed: Partial<NameOwn['fields']>): NameOwn['fields'] => {
	const {answers} = wizard;
	const name = answers.name ?? (typed.name?.value || suggestTokenName(profileOf(wizard)));
	const profile = answers.profile ?? (typed.profile?.value || proposeProfile(wizard, name));
	return {
		name: createTextField(name),
		description: createTextField(answers.description ?? typed.description?.value),
		profile: createTextField(profile),
	};
};

const submit = ({fields}: NameOwn, wizard: Wizard): Wizard => {
	const {name, description, profile} = fields;
	const [problem] = [
		...textProblems('name', name.value, longestName, 'one line'),
		...(isClassic(wizard)
			? []
			: textProblems('description', description.value, longestDescription, 'several lines')),
	];
	if (problem !== undefined) {
		return say(wizard, withHint(problem));
	}
	try {
		const answers = {
			name: name.value.trim() || undefined,
			description: description.value.trim() || undefined,
			profile: profile.value.trim() === '' ? undefined : readProfileName(profile.value),
		};
		return goNext(withAnswers(wizard, answers));
	} catch (error) {
		return say(wizard, explain(error));
	}
};

/**
 * Goes one step back and keeps what was typed. A suggestion that was left alone is made anew the next time.
 * A name that no profile can have is not kept.
 */
const leave = (own: NameOwn, wizard: Wizard): Wizard => {
	const suggested = fillFields(wizard, {});
	const keep = (id: FieldId): TextField =>
		wizard.answers[id] === undefined && own.fields[id].value === suggested[id].value
			? createTextField()
			: own.fields[id];
	const fields = {...own.fields, name: keep('name'), profile: keep('profile')};
	return goBack(
		withAnswers(withOwn(wizard, {...own, fields}), {
			name: fields.name.value.trim() || undefined,
			description: fields.description.value.trim() || undefined,
			profile: readSafely(() => readProfileName(fields.profile.value)) ?? wizard.answers.profile,
		}),
	);
};

const moveFocus = (own: NameOwn, wizard: Wizard, by: 1 | -1): Wizard => {
	const shown = listFields(wizard);
	const index = (shown.indexOf(own.focus) + by + shown.length) % shown.length;
	return withOwn(wizard, {...own, focus: shown[index] ?? 'name'});
};

const edit = (own: NameOwn, key: Heard, wizard: Wizard): Wizard | undefined => {
	const {focus, fields} = own;
	// The proposed "Save as" follows the name until the user edits it.
	const isProposed =
		wizard.answers.profile === undefined &&
		fields.profile.value === proposeProfile(wizard, fields.name.value);
	const put = (field: TextField): Wizard =>
		withOwn(wizard, {
			...own,
			fields: {
				...fields,
				...(focus === 'name' && isProposed
					? {profile: createTextField(proposeProfile(wizard, field.value))}
					: {}),
				[focus]: field,
			},
		});
	// A text that is a little too long is shown whole, with a message. It is not cut in silence.
	return typeInto(wizard, fields[focus], key, put, 4000);
};

const press: Step<NameOwn>['press'] = (own, key, wizard) => {
	switch (key.name) {
		case 'enter':
			return submit(own, wizard);
		case 'tab':
		case 'down':
			return moveFocus(own, wizard, 1);
		case 'up':
			return moveFocus(own, wizard, -1);
		case 'escape':
		case 'back-tab':
			return leave(own, wizard);
		default:
			return edit(own, key, wizard);
	}
};

const labels = ({answers}: Wizard): {readonly [Id in FieldId]: string} => ({
	name: answers.type === 'classic' ? 'Note' : 'Token name',
	description: 'Description',
	profile: 'Save as',
});

/** The columns of the pointer, the longest label and a gap. */
const labelWidth = 15;

/** The fewest columns for the text. With less room, the counter is shorter or left out. */
const leastText = 12;

/** Whether the label stands above its field, because both do not fit beside each other. */
const isStacked = ({columns}: Layout): boolean => columns < labelWidth + leastText + 5;

const Field = ({
	own,
	wizard,
	id,
	height,
}: Pick<ViewProperties<NameOwn>, 'own' | 'wizard' | 'height'> & {readonly id: FieldId}) => {
	const {layout, symbols} = useScreen();
	const field = own.fields[id];
	const isFocused = own.focus === id;
	const label = labels(wizard)[id];
	const limit = limits[id];
	const length = countCharacters(field.value);
	const isTooLong = length > limit;
	const pointer = isFocused ? symbols.pointer : ' ';
	const {width} = layout;
	const beside = width - labelWidth - 1;
	const isAbove = isStacked(layout);
	const room = isAbove ? width - label.length - 3 : beside - leastText;
	const counts = [`${isTooLong ? 'too long ' : ''}${length}/${limit}`, `${length}/${limit}`];
	const count = counts.find(text => text.length <= room) ?? '';
	const counter = (
		<Box flexShrink={0} marginLeft={1}>
			<Text
				dimColor={!isTooLong}
				aria-label={`(${isTooLong ? 'too long, ' : ''}${length} of ${limit} characters)`}
				{...(isTooLong ? {color: colours.bad} : {})}
			>
				{count}
			</Text>
		</Box>
	);
	// With a single row for both, only the pointer of the label is shown.
	const lead = isAbove ? (height < 2 ? `${pointer} ` : '  ') : '';
	return (
		<Box
			flexDirection={isAbove ? 'column' : 'row'}
			flexShrink={0}
			paddingRight={layout.margin}
			aria-role="textbox"
			aria-state={{selected: isFocused}}
		>
			<Box
				width={isAbove ? undefined : labelWidth}
				height={isAbove && height < 2 ? 0 : 1}
				flexShrink={0}
				overflow="hidden"
				justifyContent="space-between"
			>
				<Text bold={isFocused} wrap="truncate-end" aria-label={`${label}:`}>
					{`${pointer} ${label}`}
				</Text>
				{isAbove ? counter : null}
			</Box>
			<Box flexGrow={1} flexShrink={1} height={1}>
				<Text>{lead}</Text>
				<TextLine
					field={field}
					width={isAbove ? Math.max(4, width - 2) : beside - count.length}
					isFocused={isFocused}
				/>
			</Box>
			{isAbove ? null : counter}
		</Box>
	);
};

/** Name: what the token is called on GitHub, and the profile here. */
export const name: Step<NameOwn> = {
	id: 'name',
	title: 'Name',
	crumb: 'name',
	applies: () => true,
	answers: ['name'],
	fill: wizard =>
		withAnswers(wizard, {name: wizard.answers.name ?? suggestTokenName(profileOf(wizard))}),
	value: profile => profile.name && showText(profile.name),
	start: wizard => ({
		focus: 'name',
		fields: fillFields(wizard, (wizard.own.name as NameOwn | undefined)?.fields ?? {}),
	}),
	press,
	keys: () => ['next', 'back', 'field', 'purposeAnywhere', 'quit'],
	help: [],
	View: ({own, wizard, height}) => {
		const shown = listFields(wizard);
		const {layout} = useScreen();
		const {start, end} = windowAround(
			shown.indexOf(own.focus),
			shown.length,
			Math.floor(height / (isStacked(layout) ? 2 : 1)),
		);
		const replaced = findReplaced(wizard, own.fields.profile.value);
		return (
			<>
				{shown.slice(start, end).map(id => (
					<Field key={id} own={own} wizard={wizard} id={id} height={height} />
				))}
				<Caption>
					{replaced === undefined
						? 'The name tells you later, in a list of tokens, what this one is for. "Save as" is the name of the profile here.'
						: `A profile is saved as "${showText(replaced.profile)}" already: saving replaces it.`}
				</Caption>
			</>
		);
	},
};

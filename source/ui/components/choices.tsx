import {Box} from 'ink';
import SelectInput from 'ink-select-input';
import type {ReactNode} from 'react';
import {explain} from '../../core/errors.ts';
import {type Heard, isBack, type ShortcutName} from '../keys.ts';
import {focusOf, moveByKey} from '../list-state.ts';
import {useScreen} from '../screen.tsx';
import {
	applicableSteps,
	type Panel,
	type Step,
	say,
	typeInto,
	type ViewProperties,
	type Wizard,
	withOwn,
} from '../state.ts';
import {createTextField, type TextField} from '../text-field.ts';
import {Caption} from './caption.tsx';
import {ChoiceItem, ChoiceList, shareWithCaption, widthOfLabels} from './choice-list.tsx';
import {Indicator} from './list.tsx';
import {Paragraph} from './paragraph.tsx';
import {LabelledLine} from './text-line.tsx';

/** One thing to choose. */
export type Choice = {
	readonly id: string;
	readonly label: string;
	/** Stands beside the label, where there is room. */
	readonly caption?: string | undefined;
	/** The wizard after it was chosen. */
	readonly take: (wizard: Wizard) => Wizard;
};

/** The keys that begin a text instead of a choice, and the shortcuts to show then. */
type Begins = {readonly typed: RegExp; readonly keys: readonly ShortcutName[]};

/** The state of a step of choices: the row that has the focus, or the text that is typed instead. */
export type ChoicesOwn = {
	readonly focused: string | undefined;
	readonly text?: TextField;
	/** How often the focus was moved. */
	readonly moves?: number;
};

type ChoicesProperties = Pick<ViewProperties<ChoicesOwn>, 'own' | 'height' | 'hear'> & {
	readonly choices: readonly Choice[];
	/** An explanation under the list. It is left out where the list needs its rows. */
	readonly caption: string | undefined;
};

/** Choices that ink-select-input draws. It hears the arrows, j, k, digits and Enter. */
const PlainChoices = ({choices, own, height, caption, hear}: ChoicesProperties) => {
	const {layout} = useScreen();
	const labelWidth = widthOfLabels(choices, layout.columns);
	const {isExplained} = shareWithCaption(choices.length, height, caption, layout);
	return (
		<>
			<Box flexDirection="column" flexShrink={0}>
				<SelectInput
					// ink-select-input keeps a focus of its own: after each move a new one starts at ours.
					key={[own.moves, ...choices.map(({id}) => id)].join(' ')}
					initialIndex={focusOf(own, choices)}
					indicatorComponent={Indicator}
					itemComponent={ChoiceItem}
					items={choices.map(({id, label, caption: beside}, index) => ({
						key: id,
						value: id,
						label,
						caption: labelWidth === undefined ? undefined : beside,
						labelWidth,
						place: `${index + 1} of ${choices.length}`,
					}))}
					onSelect={item => hear({name: 'choose', id: item.value})}
					onHighlight={item => hear({name: 'focus', id: item.value})}
				/>
			</Box>
			{caption !== undefined && isExplained ? <Caption>{caption}</Caption> : null}
		</>
	);
};

/** A text that can be typed in place of a choice. */
type Typed = {
	readonly label: string;
	/** The wizard after the text was entered. Throws a PatWizardError where it cannot be understood. */
	readonly take: (text: string, wizard: Wizard) => Wizard;
	/** What the text means so far, or what is expected. */
	readonly explain: (text: string, wizard: Wizard) => string;
};

/** The longest typed text, in characters. */
const longestText = 200;

/** Asks for a text instead of a choice. */
export const typeInstead = (wizard: Wizard): Wizard =>
	withOwn(wizard, {focused: 'type', text: createTextField()});

const pressText = (
	own: ChoicesOwn,
	field: TextField,
	typed: Typed,
	key: Heard,
	wizard: Wizard,
): Wizard | undefined => {
	if (isBack(key)) {
		return withOwn(wizard, {focused: own.focused});
	}
	if (key.name !== 'enter') {
		return typeInto(wizard, field, key, text => withOwn(wizard, {...own, text}), longestText);
	}
	try {
		return typed.take(field.value.trim(), wizard);
	} catch (error) {
		return say(wizard, explain(error));
	}
};

type ChoicesOf = {
	readonly choices: (wizard: Wizard) => readonly Choice[];
	readonly caption?: (wizard: Wizard) => string;
	readonly typed?: Typed;
	/** Takes a text that is pasted, or that a key of `begins` begins. Unset where `typed` takes it. */
	readonly pressText?: (key: Heard, wizard: Wizard) => Wizard;
	readonly begins?: Begins;
};

const pressChoices = (
	own: ChoicesOwn,
	choices: readonly Choice[],
	key: Heard,
	wizard: Wizard,
): Wizard | undefined => {
	const focus = focusOf(own, choices);
	const moveTo = (row: number): Wizard =>
		withOwn(wizard, {focused: choices[row]?.id, moves: (own.moves ?? 0) + 1});
	const heardAt = 'id' in key ? choices.findIndex(({id}) => id === key.id) : -1;
	switch (key.name) {
		case 'focus':
			// ink-select-input goes from one end to the other. All lists of the wizard stop there.
			return moveTo(Math.abs(heardAt - focus) > 1 ? focus : heardAt);
		case 'choose':
			return choices[heardAt]?.take(wizard);
		case 'enter':
			return choices[focus]?.take(wizard);
		case 'text': {
			const name = key.text === 'j' ? 'down' : key.text === 'k' ? 'up' : undefined;
			return name === undefined
				? choices[Number(key.text) - 1]?.take(wizard)
				: pressChoices(own, choices, {name}, wizard);
		}
		default: {
			const row = moveByKey(key, focus, choices.length);
			return row === undefined ? undefined : moveTo(row);
		}
	}
};

/** The keys and the view of a step or panel of choices. */
export const choicesPanel = ({
	choices,
	caption,
	typed,
	pressText: pressOther,
	begins,
}: ChoicesOf): Pick<Panel<ChoicesOwn>, 'press' | 'isChoosing' | 'View'> => {
	/**
	 * Whether ink-select-input shows the choices. It does not where typing begins a text, since it would take
	 * j, k and digits, nor where not all fit: its digits are places among the rows in sight.
	 */
	const isPlain = (wizard: Wizard, height: number): boolean => {
		const {layout} = wizard.screen;
		const {length} = choices(wizard);
		const {room} = shareWithCaption(length, height, caption?.(wizard), layout);
		return begins === undefined && (layout.isSpoken || room >= length);
	};
	return {
		isChoosing: ({own, wizard, height}) => own.text === undefined && isPlain(wizard, height),
		press: (own, key, wizard) => {
			if (own.text !== undefined && typed !== undefined) {
				return pressText(own, own.text, typed, key, wizard);
			}
			if ('text' in key && (key.name === 'paste' ? /\S/ : begins?.typed)?.test(key.text)) {
				return typed === undefined
					? pressOther?.(key, wizard)
					: pressText(own, createTextField(), typed, key, wizard);
			}
			return pressChoices(own, choices(wizard), key, wizard);
		},
		View: ({own, wizard, height, hear}: ViewProperties<ChoicesOwn>): ReactNode => {
			const explanation = caption?.(wizard);
			if (own.text !== undefined && typed !== undefined) {
				return (
					<>
						<LabelledLine label={typed.label} field={own.text} />
						<Paragraph text={typed.explain(own.text.value.trim(), wizard)} dimColor />
						{explanation === undefined ? null : <Caption>{explanation}</Caption>}
					</>
				);
			}
			const rows = choices(wizard);
			return isPlain(wizard, height) ? (
				<PlainChoices choices={rows} own={own} height={height} caption={explanation} hear={hear} />
			) : (
				<ChoiceList
					rows={rows}
					focused={own.focused}
					height={height}
					explanation={explanation}
					isCounted
				/>
			);
		},
	};
};

/** A step of choices. The row `chosen` stands for the answer and has the focus at first. */
export const choicesStep = ({
	chosen,
	isTypedFirst = () => false,
	...step
}: ChoicesOf &
	Omit<Step<ChoicesOwn>, keyof Panel | 'start'> & {
		readonly title: string;
		readonly chosen: (wizard: Wizard) => string | undefined;
		/** Whether the text is asked for at once, because no choice fits. */
		readonly isTypedFirst?: (wizard: Wizard) => boolean;
	}): Step<ChoicesOwn> => ({
	...step,
	...choicesPanel(step),
	start: wizard => ({
		focused: chosen(wizard) ?? step.choices(wizard)[0]?.id,
		...(isTypedFirst(wizard) ? {text: createTextField()} : {}),
	}),
	keys: ({text}, wizard) =>
		text === undefined
			? [
					'next',
					...(applicableSteps(wizard)[0]?.id === step.id ? [] : (['back'] as const)),
					'move',
					...(step.begins?.keys ?? (['purpose', 'help', 'digits'] as const)),
					'quit',
				]
			: ['next', 'back', 'purposeAnywhere', 'quit'],
});

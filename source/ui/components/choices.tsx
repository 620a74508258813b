import {Box, useInput} from 'ink';
import SelectInput from 'ink-select-input';
import type {ReactNode} from 'react';
import {explain} from '../../core/errors.ts';
import {isChoiceKey, type ShortcutName} from '../keys.ts';
import {focusOf} from '../list-state.ts';
import {useScreen} from '../screen.tsx';
import {
	type Heard,
	type Panel,
	type Step,
	say,
	typeInto,
	type ViewProperties,
	type Wizard,
	withOwn,
} from '../step.ts';
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
	/** Said beside the label, where there is room. */
	readonly caption?: string | undefined;
	/** The wizard after it was chosen. */
	readonly take: (wizard: Wizard) => Wizard;
};

/** The keys that begin a text where rows are chosen, and what the help line says of them and of those left. */
type Begins = {readonly typed: RegExp; readonly keys: readonly ShortcutName[]};

/** What a step of plain choices keeps: the row that has the focus, and the text while one is typed instead. */
export type ChoicesOwn = {readonly focus?: string | undefined; readonly text?: TextField};

type ChoicesProperties = Pick<ViewProperties<ChoicesOwn>, 'height' | 'hear'> & {
	readonly choices: readonly Choice[];
	/** Which row has the focus, from 0. */
	readonly focus: number;
	/** An explanation under the list, left out where the list needs its rows. */
	readonly caption: string | undefined;
	/** What begins a text when it is typed: no such key chooses a row or moves the focus. */
	readonly begins: Begins | undefined;
};

/**
 * Choices of which not all are in sight, or where typing begins a text, for which ink-select-input would take
 * j, k and the digits. A digit is the place of a row among all, which the focused row tells: ink-select-input
 * takes it for the place among the rows in sight.
 */
const LongChoices = ({choices, focus, height, caption, begins, hear}: ChoicesProperties) => {
	useInput((input, key) => {
		const isDigit = /^[1-9]$/.test(input);
		const by = key.downArrow || input === 'j' ? 1 : key.upArrow || input === 'k' ? -1 : 0;
		const row = choices.at(isDigit ? Number(input) - 1 : (focus + by) % choices.length);
		if (begins?.typed.test(input) && isChoiceKey({name: 'text', text: input})) {
			hear({name: 'text', text: input});
		} else if (row !== undefined && (by !== 0 || isDigit || key.return)) {
			hear({name: by === 0 ? 'choose' : 'focus', id: row.id});
		}
	});
	return (
		<ChoiceList
			rows={choices}
			focused={choices[focus]?.id}
			height={height}
			explanation={caption}
			isCounted
		/>
	);
};

/** Some choices. Where they all fit, ink-select-input hears the arrows, digits and Enter, and draws the rows. */
const Choices = (properties: ChoicesProperties) => {
	const {choices, focus, height, caption, begins, hear} = properties;
	const {layout} = useScreen();
	const labelWidth = widthOfLabels(choices, layout.columns);
	const {room, isExplained} = shareWithCaption(choices.length, height, caption, layout);
	return begins !== undefined || (room < choices.length && !layout.isSpoken) ? (
		<LongChoices {...properties} />
	) : (
		<>
			<Box flexDirection="column" flexShrink={0}>
				<SelectInput
					// ink-select-input forgets the focus when its items change: a new one starts at the row.
					key={choices.map(({id}) => id).join(' ')}
					initialIndex={focus}
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

/** In characters. */
const longestText = 200;

/** The choice that asks for a text instead. */
export const typeInstead = (wizard: Wizard): Wizard =>
	withOwn(wizard, {focus: 'type', text: createTextField()});

const pressText = (
	own: ChoicesOwn,
	field: TextField,
	typed: Typed,
	key: Heard,
	wizard: Wizard,
): Wizard | undefined => {
	if (key.name === 'escape' || key.name === 'back-tab') {
		return withOwn(wizard, {focus: own.focus});
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
	/** What a text does that is pasted where rows are chosen, or whose first key `begins` it. Unset: `typed` takes it. */
	readonly pressText?: (key: Heard, wizard: Wizard) => Wizard;
	readonly begins?: Begins;
};

/** How a step or a panel of plain choices hears keys and looks. */
export const choicesPanel = ({
	choices,
	caption,
	typed,
	pressText: pressOther,
	begins,
}: ChoicesOf): Pick<Panel<ChoicesOwn>, 'press' | 'isChoosing' | 'View'> => ({
	isChoosing: ({text}) => text === undefined,
	press: (own, key, wizard) => {
		if (own.text !== undefined && typed !== undefined) {
			return pressText(own, own.text, typed, key, wizard);
		}
		if ('text' in key && (key.name === 'paste' ? /\S/ : begins?.typed)?.test(key.text)) {
			return typed === undefined
				? pressOther?.(key, wizard)
				: pressText(own, createTextField(), typed, key, wizard);
		}
		switch (key.name) {
			case 'focus':
				return withOwn(wizard, {focus: key.id});
			case 'choose':
				return choices(wizard)
					.find(({id}) => id === key.id)
					?.take(wizard);
			default:
				return undefined;
		}
	},
	View: ({own, wizard, height, hear}: ViewProperties<ChoicesOwn>): ReactNode =>
		own.text !== undefined && typed !== undefined ? (
			<>
				<LabelledLine label={typed.label} field={own.text} />
				<Paragraph text={typed.explain(own.text.value.trim(), wizard)} dimColor />
				{caption === undefined ? null : <Caption>{caption(wizard)}</Caption>}
			</>
		) : (
			<Choices
				choices={choices(wizard)}
				focus={focusOf({focused: own.focus}, choices(wizard))}
				height={height}
				caption={caption?.(wizard)}
				begins={begins}
				hear={hear}
			/>
		),
});

/** A step of plain choices. `chosen` is the row that stands for the answer, which has the focus at first. */
export const choicesStep = ({
	chosen,
	isFirst = () => false,
	isTypedFirst = () => false,
	...step
}: ChoicesOf &
	Omit<Step<ChoicesOwn>, keyof Panel | 'start'> & {
		readonly title: string;
		readonly chosen: (wizard: Wizard) => string | undefined;
		/** Whether there is nothing to go back to. */
		readonly isFirst?: (wizard: Wizard) => boolean;
		/** Whether the text is asked for at once: no choice would do. */
		readonly isTypedFirst?: (wizard: Wizard) => boolean;
	}): Step<ChoicesOwn> => ({
	...step,
	...choicesPanel(step),
	start: wizard => ({
		focus: chosen(wizard) ?? step.choices(wizard)[0]?.id,
		...(isTypedFirst(wizard) ? {text: createTextField()} : {}),
	}),
	keys: ({text}, wizard) =>
		text === undefined
			? [
					'next',
					...(isFirst(wizard) ? [] : (['back'] as const)),
					'move',
					...(step.begins?.keys ?? (['purpose', 'help', 'digits'] as const)),
					'quit',
				]
			: ['next', 'back', 'purposeAnywhere', 'quit'],
});

import type {KeyName} from '../../source/ui/keys.ts';
import type {ListState} from '../../source/ui/list-state.ts';
import {
	enter,
	type Heard,
	type StepId,
	shownOwn,
	shownPanel,
	type Wizard,
	withOwn,
} from '../../source/ui/step.ts';
import type {TextField} from '../../source/ui/text-field.ts';
import {createWizard, type Happening, reduceWizard} from '../../source/ui/wizard.ts';
import type {WizardOptions} from '../../source/ui/wizard-options.ts';
import {makeOptions} from './make-options.ts';

const readKeys = (text: string): readonly Heard[] => {
	const [, name, rest] = /^<([a-z-]+)(?::([\s\S]*))?>$/.exec(text) ?? [];
	if (name === 'paste') {
		return [{name, text: rest ?? ''}];
	}
	if (name === 'choose' || name === 'focus') {
		return [{name, id: rest ?? ''}];
	}
	return name === undefined
		? Array.from(text, letter => ({name: 'text', text: letter}))
		: [{name: name as KeyName}];
};

/** Something that happens to the wizard, in the words of `go`. */
export type Event = Happening | string | ((wizard: Wizard) => Wizard) | readonly Event[];

/**
 * The wizard after some things happened to it. `<enter>` is a named key, `<paste:…>` a paste,
 * `<choose:…>` a choice of ink-select-input; any other text is typed letter by letter.
 */
export const go = (wizard: Wizard, ...events: readonly Event[]): Wizard =>
	events.reduce<Wizard>((before, event) => {
		if (typeof event === 'function') {
			return event(before);
		}
		if (typeof event === 'string') {
			return readKeys(event).reduce(
				(state, key) => reduceWizard(state, {type: 'key', key}),
				before,
			);
		}
		return 'type' in event ? reduceWizard(before, event) : go(before, ...event);
	}, wizard);

/** A wizard that starts from these options, after some things happened to it. */
export const start = (options: Partial<WizardOptions> = {}, ...events: readonly Event[]): Wizard =>
	go(createWizard(makeOptions(options)), ...events);

/** Moves the focus of the list that is shown to a row, and presses Enter. */
export const take =
	(id: string) =>
	(wizard: Wizard): Wizard =>
		go(withOwn(wizard, {...(shownOwn(wizard) as ListState), focused: id}), '<enter>');

/** Presses Enter, also where ink-select-input would hear it. */
export const pressEnter = (wizard: Wizard): Wizard => {
	const own = shownOwn(wizard) as {readonly focus?: string};
	const isChoosing = shownPanel(wizard).isChoosing?.(own);
	return go(wizard, isChoosing ? `<choose:${own.focus}>` : '<enter>');
};

/** Says yes to what is asked once more. */
export const agree = ['<down>', '<enter>'] as const;

/** Changes the answer of a step from Review. */
export const change =
	(step: StepId) =>
	(wizard: Wizard): Wizard =>
		go(enter(wizard, 'review'), take('change'), `<choose:${step}>`);

/** What the wizard shows: the title of the step, or of the panel before it. */
export const titleOf = (wizard: Wizard): string => shownPanel(wizard).title;

/** The text of the field that is typed into, or of the filter. */
export const textOf = (wizard: Wizard): string => {
	const own = shownOwn(wizard) as {
		readonly value?: string;
		readonly text?: TextField;
		readonly field?: TextField;
		readonly filter?: TextField;
		readonly list?: ListState;
		readonly focus?: string;
		readonly fields?: {readonly [id: string]: TextField};
	};
	const field = own.text ?? own.field ?? own.filter ?? own.list?.filter;
	return own.value ?? (field ?? own.fields?.[own.focus ?? ''])?.value ?? '';
};

import type {Heard, KeyName} from '../../source/ui/keys.ts';
import type {ListState} from '../../source/ui/list-state.ts';
import {
	enter,
	type StepId,
	shownOwn,
	shownPanel,
	type Wizard,
	withOwn,
} from '../../source/ui/state.ts';
import type {TextField} from '../../source/ui/text-field.ts';
import {createWizard, type Happening, reduceWizard, steps} from '../../source/ui/wizard.ts';
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

/** The steps that these tests name. */
const namedSteps: ReadonlySet<StepId> = new Set([
	...['saved', 'type', 'owner', 'access', 'repositories', 'permissions', 'scopes', 'expiration'],
	...['name', 'review'],
]);

/** The others: they are passed over with their defaults, so that a new step changes no test of another one. */
export const unnamedSteps = steps.filter(({id}) => !namedSteps.has(id));

/** The Enters that lead past the unnamed steps behind a step. */
export const enterPast = (id: StepId): string => {
	const behind = steps.slice(steps.findIndex(step => step.id === id) + 1);
	const next = behind.findIndex(step => namedSteps.has(step.id));
	return '\r'.repeat(Math.max(0, next));
};

/** The wizard past the unnamed steps. */
const passUnnamed = (wizard: Wizard, isBack: boolean): Wizard => {
	let state = wizard;
	for (let count = 0; count < steps.length && !namedSteps.has(state.step); count++) {
		state = isBack
			? reduceWizard(state, {type: 'key', key: {name: 'escape'}})
			: reduceWizard(state, {type: 'key', key: {name: 'enter'}});
	}
	return state;
};

const happen = (wizard: Wizard, happening: Happening): Wizard => {
	const isBack = happening.type === 'key' && ['escape', 'back-tab'].includes(happening.key.name);
	return passUnnamed(reduceWizard(wizard, happening), isBack);
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
			return readKeys(event).reduce((state, key) => happen(state, {type: 'key', key}), before);
		}
		return 'type' in event ? happen(before, event) : go(before, ...event);
	}, wizard);

/** A wizard that starts from these options, after some things happened to it. */
export const start = (options: Partial<WizardOptions> = {}, ...events: readonly Event[]): Wizard =>
	go(passUnnamed(createWizard(makeOptions(options)), false), ...events);

/** Moves the focus of the list that is shown to a row, and presses Enter. */
export const take =
	(id: string) =>
	(wizard: Wizard): Wizard =>
		go(withOwn(wizard, {...(shownOwn(wizard) as ListState), focused: id}), '<enter>');

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

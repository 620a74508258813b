import type {Key, KeyName} from '../../source/ui/keys.ts';
import type {WizardOptions} from '../../source/ui/wizard-options.ts';
import {createWizard, reduceWizard} from '../../source/ui/wizard-reducer.ts';
import type {WizardAction, WizardState} from '../../source/ui/wizard-state.ts';
import {makeOptions} from './make-options.ts';

/**
 * Something that happens to the wizard: an action, or keys. `<enter>` is a named key, `<paste:…>` a
 * paste, anything else is typed letter by letter.
 */
export type Happening = WizardAction | string;

const readKeys = (text: string): readonly Key[] => {
	const paste = /^<paste:([\s\S]*)>$/.exec(text)?.[1];
	if (paste !== undefined) {
		return [{name: 'paste', text: paste}];
	}
	const name = /^<([a-z-]+)>$/.exec(text)?.[1];
	return name === undefined
		? Array.from(text, letter => ({name: 'text', text: letter}))
		: [{name: name as KeyName}];
};

/** The wizard after some things happened to it. */
export const go = (state: WizardState, ...happenings: readonly Happening[]): WizardState =>
	happenings
		.flatMap((happening): readonly WizardAction[] =>
			typeof happening === 'string'
				? readKeys(happening).map(key => ({type: 'key', key}))
				: [happening],
		)
		.reduce(reduceWizard, state);

/** A wizard that starts from these options, after some things happened to it. */
export const start = (
	options: Partial<WizardOptions> = {},
	...happenings: readonly Happening[]
): WizardState => go(createWizard(makeOptions(options)), ...happenings);

import type {Dispatch, ReactNode} from 'react';
import type {ShortcutName} from '../keys.ts';
import type {WizardAction, WizardState} from '../wizard-state.ts';

/** What a step's view is given. */
export type StepProperties = {
	readonly state: WizardState;
	readonly dispatch: Dispatch<WizardAction>;
	/** The rows there are for it. */
	readonly height: number;
};

/** How a step looks. One file beside this one for each step. */
export type StepView = {
	readonly Body: (properties: StepProperties) => ReactNode;
	/** At the right of the title. */
	readonly Aside?: (properties: {readonly state: WizardState}) => ReactNode;
	/** The keys that work here, the most important first. */
	readonly keys: (state: WizardState) => readonly ShortcutName[];
	/** What the help panel says: a paragraph for each. */
	readonly help: readonly string[];
};

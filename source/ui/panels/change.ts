import type {ChoicesOwn} from '../components/choices.tsx';
import {choicesPanel} from '../components/choices.tsx';
import {changeableSteps, enter, type Panel, profileOf, type Wizard} from '../step.ts';

/** An answer with its present value, beside it where there is room. */
const describe = ({screen}: Wizard, title: string, value = 'none') =>
	screen.layout.columns < 60 ? {label: `${title}: ${value}`} : {label: title, caption: value};

/** Which answer to change from Review. */
export const change: Panel<ChoicesOwn> = {
	title: 'Change which answer?',
	...choicesPanel({
		choices: wizard =>
			changeableSteps(wizard).map(({id, title, value}) => ({
				id,
				...describe(wizard, title, value?.(profileOf(wizard), wizard.setup.now)),
				take: () => ({...enter(wizard, id), changing: id}),
			})),
	}),
	keys: () => ['confirm', 'back', 'move', 'digits'],
};

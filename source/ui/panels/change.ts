import {type ChoicesOwn, choicesPanel} from '../components/choices.tsx';
import {changeableSteps, enter, type Panel, profileOf, type Wizard} from '../state.ts';

/** The label of a step with its present value, which stands beside it where there is room. */
const describe = ({screen}: Wizard, title: string, value = 'none') =>
	screen.layout.columns < 60 ? {label: `${title}: ${value}`} : {label: title, caption: value};

/** Asks which answer to change from Review. */
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

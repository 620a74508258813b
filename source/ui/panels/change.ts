import type {ChoicesOwn} from '../components/choices.tsx';
import {choicesPanel} from '../components/choices.tsx';
import {changeableSteps, enter, type Panel} from '../step.ts';

/** Which answer to change from Review. */
export const change: Panel<ChoicesOwn> = {
	title: 'Change which answer?',
	...choicesPanel({
		choices: wizard =>
			changeableSteps(wizard).map(({id, title}) => ({
				id,
				label: title,
				take: () => ({...enter(wizard, id), changing: id}),
			})),
	}),
	keys: () => ['confirm', 'back', 'move', 'digits'],
};

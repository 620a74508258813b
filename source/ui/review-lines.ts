import stringWidth from 'string-width';
import {findWarnings} from '../core/link/advice.ts';
import type {Page} from '../core/link/fact-lines.ts';
import {ownerOf} from '../core/profile/names.ts';
import {showText} from '../core/text/show.ts';
import type {Screen} from './screen.tsx';
import {findReplaced, profileOf, type Wizard} from './step.ts';

/** The columns of the labels and the gap behind them. */
const factColumn = 14;

/** What holds besides the answers, and what is dangerous about them. */
export const listCautions = (wizard: Wizard): readonly string[] => {
	const replaced = findReplaced(wizard, wizard.answers.profile);
	return [
		...wizard.facts,
		...(replaced === undefined || !wizard.setup.canSave
			? []
			: [`Saving would replace the profile "${showText(replaced.profile)}"`]),
		...findWarnings(profileOf(wizard)),
	];
};

/** What facts are written for. On screens with fewer columns than `leastColumns`, labels stand in the text. */
export const pageOf = ({layout, symbols}: Screen, rows: number, leastColumns: number): Page => ({
	width: Math.max(1, layout.width),
	labelWidth:
		layout.columns < leastColumns || (layout.isSpoken && leastColumns > 32) ? 0 : factColumn,
	rows: layout.isSpoken ? 10_000 : rows,
	caution: symbols.caution,
	isSpoken: layout.isSpoken,
	countCells: stringWidth,
});

/** The user's login: set, or that of the named repositories of "My own account". Empty where the owner is another. */
export const ownLogin = ({answers, done, setup}: Wizard): string => {
	const isChosen = done.has('owner') && answers.owner === undefined;
	return setup.login ?? (isChosen ? ownerOf(answers.repositories?.[0] ?? '') : '');
};

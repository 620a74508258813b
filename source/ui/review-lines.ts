import stringWidth from 'string-width';
import {findWarnings} from '../core/link/advice.ts';
import type {Page} from '../core/link/fact-lines.ts';
import {ownerOf} from '../core/profile/names.ts';
import {showText} from '../core/text/show.ts';
import type {Screen} from './screen.tsx';
import {findReplaced, profileOf, type Wizard} from './state.ts';

/** The columns of the labels and the gap after them. */
const factColumn = 14;

/** The facts beside the answers, and the warnings about the answers. */
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

/** The page that facts are written for. With fewer columns than `leastColumns`, labels are part of the text. */
export const pageOf = ({layout, symbols}: Screen, rows: number, leastColumns: number): Page => ({
	width: Math.max(1, layout.width),
	labelWidth:
		layout.columns < leastColumns || (layout.isSpoken && leastColumns > 32) ? 0 : factColumn,
	rows: layout.isSpoken ? 10_000 : rows,
	caution: symbols.caution,
	isSpoken: layout.isSpoken,
	countCells: stringWidth,
});

/** The user's login: set, or the owner of the repositories named for "My own account". Empty for another owner. */
export const ownLogin = ({answers, done, setup}: Wizard): string => {
	const isChosen = done.has('owner') && answers.owner === undefined;
	return setup.login ?? (isChosen ? ownerOf(answers.repositories?.[0] ?? '') : '');
};

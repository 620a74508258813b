import {listDetails} from '../../core/link/detail-lines.ts';
import {joinParts, scrollPanel} from '../components/scroll-text.tsx';
import {listCautions, ownLogin, pageOf} from '../review-lines.ts';
import {grantsOf, profileOf, type Wizard} from '../state.ts';
import {drawSigns} from '../theme.ts';

const linesOf = (wizard: Wizard) => {
	const {screen, setup} = wizard;
	const profile = profileOf(wizard);
	const {kept} = grantsOf(wizard);
	const page = pageOf(screen, screen.layout.body, 60);
	return joinParts(
		listDetails(profile, listCautions(wizard), kept, setup.now, ownLogin(wizard), page),
		screen,
	).map(line => ({...line, text: drawSigns(line.text, screen.symbols)}));
};

/** Every answer, what it means, every warning, what is left to do by hand, and the link. */
export const details = scrollPanel({
	title: 'Details',
	lines: linesOf,
	isClosedBy: key => key.name === 'enter' || (key.name === 'text' && key.text === 'd'),
});

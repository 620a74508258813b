import {joinParts, scrollPanel} from '../components/scroll-text.tsx';
import {pageOf} from '../review-lines.ts';
import {findStep} from '../state.ts';
import {wrapWords} from '../wrap-words.ts';

/** The help of the step. */
export const help = scrollPanel({
	title: 'Help',
	lines: wizard =>
		joinParts(
			findStep(wizard, wizard.step).help.map(paragraph =>
				wrapWords(paragraph, pageOf(wizard.screen, 0, 0).width).map(text => ({
					lead: '',
					text,
					tone: 'plain',
				})),
			),
			wizard.screen,
		),
	isClosedBy: () => true,
});

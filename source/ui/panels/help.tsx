import {joinParts, lineWidth, scrollPanel} from '../components/scroll-text.tsx';
import {findStep} from '../step.ts';
import {wrapWords} from '../wrap-words.ts';

/** What the step says of itself. */
export const help = scrollPanel({
	title: 'Help',
	lines: wizard =>
		joinParts(
			findStep(wizard, wizard.step).help.map(paragraph =>
				wrapWords(paragraph, lineWidth(wizard.screen)).map(text => ({
					lead: '',
					text,
					tone: 'plain',
				})),
			),
			wizard.screen,
		),
	isClosedBy: () => true,
});

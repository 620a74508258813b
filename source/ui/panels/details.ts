import {withHint} from '../../core/errors.ts';
import {listStepsByHand} from '../../core/link/advice.ts';
import {buildLink, findProblems} from '../../core/link/link.ts';
import {listAbilities, listFacts} from '../../core/profile/describe.ts';
import {showText} from '../../core/text/show.ts';
import {
	joinParts,
	lineWidth,
	type ScrollLine,
	scrollPanel,
	wrapBeside,
	wrapLead,
} from '../components/scroll-text.tsx';
import {factColumn, listCautions} from '../review-lines.ts';
import {grantsOf, profileOf, type Wizard} from '../step.ts';
import {wrapWords} from '../wrap-words.ts';

type Answer = readonly [label: string, text: string];

const listAnswers = (wizard: Wizard): readonly Answer[] => {
	const profile = profileOf(wizard);
	const {kept} = grantsOf(wizard);
	const isCut = profile.type === 'fine-grained' && kept.length > 0;
	return [
		...listFacts(profile, wizard.setup.now)
			.filter(({label}) => label !== 'Can')
			.map(({label, text, whole = text}): Answer => [label, whole]),
		...(profile.profile === undefined ? [] : [['Save as', showText(profile.profile)] as const]),
		...(isCut
			? [['Left out', `${kept.join(', ')}: for another owner or repository access`] as const]
			: []),
	];
};

/** All there is to know at Review. */
const listDetails = (wizard: Wizard): readonly ScrollLine[] => {
	const {screen} = wizard;
	const profile = profileOf(wizard);
	const {layout, symbols} = screen;
	const width = lineWidth(screen);
	const isWide = layout.columns >= 60 && !layout.isSpoken;
	const indent = isWide ? 4 : 2;
	const show = (text: string): string => showText(text).replaceAll('…', symbols.ellipsis);
	const headed = (heading: string, lines: readonly ScrollLine[]): readonly ScrollLine[] =>
		lines.length === 0 ? [] : [{lead: '', text: heading, tone: 'heading'}, ...lines];
	const problems = findProblems(profile);
	const isPossible = problems.length === 0;
	return joinParts(
		[
			problems.flatMap(problem =>
				wrapLead(symbols.caution, show(withHint(problem)), 'bad', 2, width),
			),
			listAnswers(wizard).flatMap(([label, text]) =>
				isWide
					? wrapBeside(label, text, factColumn, width)
					: wrapLead(`${label}:`, text, 'plain', 2, width),
			),
			headed(
				'Can',
				listAbilities(profile).flatMap(({grant, sentence}) =>
					wrapLead(grant, `${symbols.none} ${sentence}`, 'item', indent, width),
				),
			),
			headed(
				'Before you go on',
				(isPossible ? listCautions(wizard) : wizard.facts).flatMap(warning =>
					wrapLead(symbols.caution, show(warning), 'caution', 2, width),
				),
			),
			headed(
				'On the page',
				(isPossible ? listStepsByHand(profile, wizard.setup.now) : []).flatMap((step, index) =>
					wrapLead(`${index + 1}.`, show(step), 'plain', 3, width),
				),
			),
			headed(
				'Link',
				(isPossible ? wrapWords(buildLink(profile), width) : []).map(text => ({
					lead: '',
					text,
					tone: 'plain',
				})),
			),
		],
		screen,
	);
};

/** Every answer, what it means, every warning, what is left to do by hand, and the link. */
export const details = scrollPanel({
	title: 'Details',
	lines: listDetails,
	isClosedBy: key => key.name === 'enter' || (key.name === 'text' && key.text === 'd'),
});

import {withHint} from '../errors.ts';
import {listAbilities} from '../profile/describe.ts';
import type {Profile} from '../profile/profile.ts';
import {showText} from '../text/show.ts';
import {breakLines} from '../text/wrap-words.ts';
import {describeProfile} from './describe-profile.ts';
import type {Page} from './fact-lines.ts';

/** A line of the details: its styled beginning, and the rest. */
export type DetailLine = {
	readonly lead: string;
	readonly text: string;
	readonly tone: 'plain' | 'item' | 'heading' | 'caution' | 'bad';
};

/** Wraps a text after its first words. Indents the other lines. */
const wrapLead = (
	lead: string,
	text: string,
	tone: DetailLine['tone'],
	indent: number,
	{width, countCells}: Page,
): readonly DetailLine[] =>
	breakLines(`${lead} ${text}`, Math.max(1, width - indent), countCells).map((line, index) =>
		index === 0
			? {lead: line.slice(0, lead.length), text: line.slice(lead.length), tone}
			: {lead: ' '.repeat(indent), text: line, tone},
	);

/** Wraps a text beside its label, or after the label when there is no column for labels. */
const wrapLabel = (label: string, text: string, page: Page): readonly DetailLine[] =>
	page.labelWidth === 0
		? wrapLead(`${label}:`, text, 'plain', 2, page)
		: breakLines(text, Math.max(1, page.width - page.labelWidth), page.countCells).map(
				(line, index) => ({
					lead: (index === 0 ? label : '').padEnd(page.labelWidth),
					text: line,
					tone: 'plain',
				}),
			);

const headed = (heading: string, lines: readonly DetailLine[]): readonly DetailLine[] =>
	lines.length === 0 ? [] : [{lead: '', text: heading, tone: 'heading'}, ...lines];

/**
 * Everything about a profile, in parts: its problems, its answers, what each grant allows, the warnings, the steps on
 * the page, and the link.
 *
 * @param cautions The warnings, worst first.
 * @param login See `listFacts`.
 * @param leftOut Permissions that were chosen, but do not exist for this owner and repository access.
 */
export const listDetails = (
	profile: Profile,
	cautions: readonly string[],
	leftOut: readonly string[],
	now: Date,
	login: string,
	page: Page,
): readonly (readonly DetailLine[])[] => {
	const {facts, problems, steps, link} = describeProfile(profile, now, login);
	const answers: readonly (readonly [string, string | undefined])[] = [
		...facts
			.filter(({label}) => label !== 'Can')
			.map(({label, text, whole = text}) => [label, whole] as const),
		['Save as', profile.profile && showText(profile.profile)],
		[
			'Left out',
			profile.type === 'fine-grained' && leftOut.length > 0
				? `${leftOut.join(', ')}: for another owner or repository access`
				: undefined,
		],
	];
	return [
		problems.flatMap(problem =>
			wrapLead(page.caution, showText(withHint(problem)), 'bad', 2, page),
		),
		answers.flatMap(([label, text]) => (text === undefined ? [] : wrapLabel(label, text, page))),
		headed(
			'Can',
			listAbilities(profile).flatMap(({grant, sentence}) =>
				wrapLead(grant, `– ${sentence}`, 'item', page.labelWidth === 0 ? 2 : 4, page),
			),
		),
		headed(
			'Before you go on',
			cautions.flatMap(caution => wrapLead(page.caution, showText(caution), 'caution', 2, page)),
		),
		...(link === null
			? []
			: [
					headed(
						'On the page',
						steps.flatMap((step, index) =>
							wrapLead(`${index + 1}.`, showText(step), 'plain', 3, page),
						),
					),
					headed(
						'Link',
						breakLines(link, page.width, page.countCells).map(text => ({
							lead: '',
							text,
							tone: 'plain',
						})),
					),
				]),
	];
};

import {describeProfile} from '../core/link/describe-profile.ts';
import type {Imported} from '../core/link/import.ts';
import type {ImportedLink} from '../core/link/imported-links.ts';
import {type Ability, type Fact, listAbilities} from '../core/profile/describe.ts';
import {defaultHost} from '../core/profile/host.ts';
import {imitatesGitHub} from '../core/profile/imitation.ts';
import type {Ignored} from '../core/profile/profile.ts';
import {showText} from '../core/text/show.ts';
import {countOf, shorten} from '../core/text/words.ts';
import {isComputed} from '../core/token-types/ignored.ts';
import {alignColumns, countCells} from './columns.ts';
import {writeWarnings} from './ending.ts';
import {type Paint, writeSection} from './paint.ts';
import {otherWarnings, rowsOfFacts, writeAbilities} from './profile.ts';
import {widestLine, wrapBehind, wrapColumns, wrapWords} from './wrap-words.ts';

const explainIgnored = ({parameter, value, reason}: Ignored): string => {
	const shown = value === '' || value === parameter ? '' : `=${shorten(showText(value), 200)}`;
	return `${showText(parameter)}${shown}: ${showText(reason)}`;
};

const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The grants of a link that a program completes with all of them. */
const unknownGrants = 'unknown: a program computes it';

const isUnknown = ({mayGrantMore, profile}: ImportedLink): boolean =>
	mayGrantMore && (profile.type === 'classic' ? !profile.scopes?.length : !profile.permissions);

/** Returns the text of a fact, with a note on what could not be read. */
const completeFact = (link: ImportedLink, {label, text}: Fact): string => {
	if (label === 'Token' && link.host === undefined) {
		return text.replace(` on ${defaultHost}`, ', on a host that is computed');
	}
	if (label !== 'Can' || !link.mayGrantMore) {
		return text;
	}
	return isUnknown(link) ? unknownGrants : `${text}, and more that a program computes`;
};

/** Writes one link as `show` prints a profile: what its token can do, worst first, then what was left out. */
export const writeLink = (link: ImportedLink, now: Date, paint: Paint, width: number): string => {
	const {profile, ignored, notes, remarks, savedAs, isPlain} = link;
	const {facts, warnings} = describeProfile(profile, now);
	const others = otherWarnings(profile, warnings).filter(
		warning =>
			!(isUnknown(link) && /^No (?:scope|permission) is chosen/.test(warning)) &&
			!notes.some(note => note === warning || note.includes(warning)),
	);
	const rows = rowsOfFacts(facts, fact => completeFact(link, fact));
	const section = (heading: string, lines: readonly string[]): readonly string[] =>
		writeSection(heading, lines, paint);
	const left = (heading: string, items: readonly Ignored[]): readonly string[] =>
		section(heading, writeWarnings(items.map(explainIgnored), paint, width));
	const whole = isPlain
		? []
		: section(
				'The token will be able to',
				isUnknown(link)
					? [`  ${capitalize(unknownGrants)}`]
					: writeAbilities(profile, paint, width),
			);
	const never = profile.expiration === 'none' ? ['The token never expires'] : [];
	const lines = [
		paint('bold', savedAs === undefined ? 'Not saved' : showText(savedAs)),
		...wrapColumns(isPlain ? rows.slice(0, 1) : rows, width),
		...whole,
		...section(
			'Notes',
			writeWarnings([...never, ...notes, ...remarks, ...(isPlain ? [] : others)], paint, width),
		),
		...left('What could not be read', ignored.filter(isComputed)),
		...left(
			'Left out',
			ignored.filter(each => !isComputed(each)),
		),
	];
	return `${lines.join('\n')}\n`;
};

/** The longest text in a cell of the table, in characters. */
const longestCell = 40;

const worstOf = (link: ImportedLink): string => {
	const {profile, isPlain} = link;
	if (isUnknown(link)) {
		return unknownGrants;
	}
	const [worst, ...others] = listAbilities(profile);
	const more = others.filter(({sentence}) => !sentence.endsWith('(added by GitHub)')).length;
	return isPlain || worst === undefined
		? 'nothing filled in'
		: `${worst.grant}${more === 0 ? '' : ` and ${more} more`}`;
};

const describeLife = ({profile: {expiration}, isPlain}: ImportedLink): string =>
	isPlain
		? ''
		: expiration === undefined
			? "GitHub's default"
			: expiration === 'none'
				? 'never'
				: countOf(expiration, 'day');

const wrapNote = (note: string, indent: string, width: number): readonly string[] => {
	const below = ' '.repeat(countCells(indent));
	return wrapWords(note, Math.max(20, width - indent.length)).map(
		(line, index) => `${index === 0 ? indent : below}${line}`,
	);
};

/** Writes a row of a table as words: each cell after the name of its column. */
const writeRow = (columns: readonly string[], row: readonly string[]): string =>
	row.flatMap((cell, column) => (cell === '' ? [] : [`${columns[column]}: ${cell}`])).join('; ');

/**
 * Writes many links: a heading, then a line for each with its place, its most dangerous grant and its lifetime.
 * The notes stand below it, wrapped at `width` cells.
 */
export const writeLinks = (links: readonly ImportedLink[], paint: Paint, width: number): string => {
	const hasLines = links.some(({line}) => line !== null);
	const rows = [
		[hasLines ? 'Line' : '', 'Type', 'Asks for, at worst', 'Expires', 'Profile'],
		...links.map(link => [
			link.line === null ? '' : String(link.line),
			link.profile.type,
			shorten(worstOf(link), longestCell),
			describeLife(link),
			shorten(showText(link.savedAs ?? '-'), longestCell),
		]),
	];
	const lines = alignColumns(rows).trimEnd().split('\n');
	// Where the columns do not fit, every link names them.
	const isNarrow = width < widestLine && lines.some(line => countCells(line) > width);
	const [heading = '', ...table] = isNarrow ? rows.map(row => writeRow(rows[0] ?? [], row)) : lines;
	const indent = `${hasLines ? '      ' : '  '}! `;
	return [
		...(isNarrow ? [] : [paint('bold', heading)]),
		...links.flatMap((link, index) => [
			...(isNarrow ? wrapBehind('', table[index] ?? '', width) : [table[index] ?? '']),
			...[
				...(link.count > 1 ? [`found ${link.count} times`] : []),
				...link.notes,
				...link.remarks,
				...link.ignored.map(
					each => `${isComputed(each) ? 'could not read' : 'left out'} ${explainIgnored(each)}`,
				),
			].flatMap(note => wrapNote(note, indent, width)),
		]),
		'',
	].join('\n');
};

/** The most kinds of grants that are counted one by one. */
const mostGrants = 3;

/** Counts links that ask for something dangerous, by the worst grant of each, the most frequent first. */
const countRisks = (links: readonly ImportedLink[]): readonly string[] => {
	const worst = links.flatMap((link): readonly Ability[] =>
		listAbilities(link.profile)
			.slice(0, 1)
			.filter(({risk}) => risk !== undefined),
	);
	const counts = new Map<string, number>();
	for (const {grant} of worst) {
		counts.set(grant, (counts.get(grant) ?? 0) + 1);
	}
	const sorted = [...counts].sort(([, one], [, other]) => other - one);
	const named = sorted.slice(0, mostGrants);
	const rest = sorted.slice(mostGrants).reduce((sum, [, count]) => sum + count, 0);
	return [
		...named.map(([grant, count]) => `${count} ${count === 1 ? 'asks' : 'ask'} for ${grant}`),
		...(rest === 0
			? []
			: [`${rest} ${rest === 1 ? 'asks' : 'ask'} for other things that are dangerous`]),
	];
};

/** Sums up all links in one sentence: "3 links: 1 asks for delete_repo, 1 never expires, 1 could not be read whole." */
export const sumUpLinks = (
	links: readonly ImportedLink[],
	{refused}: Pick<Imported, 'refused'>,
): string => {
	const part = (count: number, one: string, many: string): readonly string[] =>
		count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
	const parts = [
		...countRisks(links),
		...part(
			links.filter(({profile}) => profile.expiration === 'none').length,
			'never expires',
			'never expire',
		),
		...part(
			links.filter(({isWhole}) => !isWhole).length,
			'could not be read whole',
			'could not be read whole',
		),
		...part(
			links.filter(({isPlain, isWhole}) => isPlain && isWhole).length,
			'leads to the plain page',
			'lead to the plain page',
		),
		...part(
			links.filter(({host}) => host !== undefined && imitatesGitHub(host)).length,
			'leads to a host that only looks like GitHub',
			'lead to hosts that only look like GitHub',
		),
		...part(refused.length, 'was refused', 'were refused'),
	];
	const what = links.some(({line}) => line !== null) ? 'link' : 'profile';
	return `${countOf(links.length + refused.length, what)}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}.`;
};

import {findWarnings, listStepsByHand} from '../core/link/advice.ts';
import {betterThanToken, findFittingUse, listUses, type Use} from '../core/link/recipes.ts';
import type {Profile} from '../core/profile/profile.ts';
import {showText} from '../core/text/show.ts';
import {countOf} from '../core/text/words.ts';
import {countCells} from './columns.ts';
import type {Paint} from './paint.ts';
import {writeCommandLine} from './shell-quote.ts';
import {widestLine, wrapBehind} from './wrap-words.ts';

/** The facts for the text that `create` and `open` print last, below the link on standard output. */
export type Ending = {
	readonly profile: Profile;
	readonly now: Date;
	/** What was done, as sentences without full stops. */
	readonly done: readonly string[];
	/** What could not be done and how to go on, as sentences without full stops. */
	readonly undone: readonly string[];
	/** The name under which the profile is saved, for the commands that take it. */
	readonly saved: string | undefined;
	/** The link, where the ending goes to a terminal. It is the last line, unless there is only room for one. */
	readonly link: string | undefined;
	/** The number of lines that the link on standard output already fills on this terminal. */
	readonly linesAbove: number;
	/** Whether this terminal can take them back from the screen. */
	readonly canErase: boolean;
	/** The width of the terminal in cells. */
	readonly width: number;
	/** The lines of the terminal. */
	readonly rows: number;
};

/** Writes warnings as lines, each with a mark that stands out without colour. */
export const writeWarnings = (
	warnings: readonly string[],
	paint: Paint,
	width = widestLine,
): readonly string[] =>
	warnings.flatMap(warning =>
		wrapBehind('  ! ', showText(warning), width).map((line, index) =>
			index === 0 ? `  ${paint('yellow', '!')}${line.slice(3)}` : line,
		),
	);

/** Writes steps as numbered lines. */
export const writeSteps = (steps: readonly string[], width = widestLine): readonly string[] =>
	steps.flatMap((step, index) =>
		wrapBehind(`${String(index + 1).padStart(5)}. `, showText(step), width),
	);

/** Writes the commands of a use after its label, with its note beside or below the last one. */
const writeUse = (
	{label, commands, note}: Use,
	labelWidth: number,
	paint: Paint,
	width: number,
): readonly string[] => {
	const indent = ' '.repeat(labelWidth + 4);
	const lines = commands.map((command, index) =>
		index === 0
			? `  ${paint('bold', label)}${' '.repeat(labelWidth - label.length + 2)}${showText(command)}`
			: `${indent}${showText(command)}`,
	);
	if (note === undefined) {
		return lines;
	}
	const last = showText(commands.at(-1) ?? '');
	const shown = `(${showText(note)})`;
	if (countCells(indent + last + shown) + 2 <= width) {
		return [...lines.slice(0, -1), `${lines.at(-1)}  ${paint('dim', shown)}`];
	}
	const below = wrapBehind(indent, shown, width);
	return [...lines, ...below.map(line => `${indent}${paint('dim', line.slice(indent.length))}`)];
};

/** Writes every way to use the token that a profile makes, and what GitHub recommends instead of a token. */
export const writeUses = (
	profile: Profile,
	paint: Paint,
	width = widestLine,
): readonly string[] => {
	const uses = listUses(profile);
	const labelWidth = Math.max(0, ...uses.map(({label}) => label.length));
	const better = betterThanToken(profile);
	return [
		...uses.flatMap(use => writeUse(use, labelWidth, paint, width)),
		...(better === undefined
			? []
			: wrapBehind('  ', showText(better), width).map(line => paint('dim', line))),
	];
};

/** Returns the number of lines that a text without line breaks fills on a terminal. */
export const countRows = (text: string, width: number): number =>
	Math.max(1, Math.ceil(countCells(text) / Math.max(1, width)));

/** Joins sentences to one: "Saved as x; copied the link". The brief form leaves out details. */
const joinDone = (sentences: readonly string[], isBrief: boolean): string =>
	sentences
		.map(text => (isBrief ? text.replace(/ in the browser$| \(again: .*\)$/, '') : text))
		.map((text, index) => (index === 0 ? text : text.charAt(0).toLowerCase() + text.slice(1)))
		.join('; ');

/** The most lines at 80 columns, so that the ending stays on the screen. */
const mostLines = 15;

/** The parts of an ending to show, and how much of each. */
type Measure = {
	/** Whether an empty line stands between the parts. */
	readonly isAiry: boolean;
	readonly isHeaded: boolean;
	readonly withUse: boolean;
	readonly withStore: boolean;
	readonly withMore: boolean;
	/** Whether to write out the worst warning. If not, the warnings are only counted. */
	readonly withWarning: boolean;
	/** The most repositories and grants that a step names. It counts the others. With 0 every text is brief. */
	readonly mostNamed: number;
};

/** Lists the measures from most to least text. Each omits one more part, but never the steps and what was done. */
const measures = (width: number): readonly Measure[] => {
	const whole: Measure = {
		isAiry: true,
		isHeaded: true,
		withUse: true,
		withStore: true,
		withMore: true,
		withWarning: true,
		mostNamed: Number.POSITIVE_INFINITY,
	};
	const steps: Partial<Measure>[] = [
		{isAiry: false},
		{mostNamed: 8},
		{mostNamed: 4},
		{withStore: false},
		{withWarning: false},
		{mostNamed: 1},
		{withUse: false},
		{withMore: false},
		{mostNamed: 0},
		{isHeaded: false},
	];
	const all = [whole];
	for (const given of width < widestLine ? [{withUse: false}, ...steps] : steps) {
		all.push({...(all.at(-1) ?? whole), ...given});
	}
	return all;
};

/** Returns the index of the last measure that explains how to use the token. A second link justifies no shorter one. */
const lastWhole = (width: number): number =>
	measures(width).findLastIndex(
		({withUse, withMore}) => withMore && (withUse || width < widestLine),
	);

/** An ending with what every measure of it shows. */
type Content = Ending & {readonly warnings: readonly string[]; readonly use: Use | undefined};

/** Writes the most fitting use as lines to copy, on one line where it fits. */
const writeFittingUse = ({use, width}: Content, paint: Paint): readonly string[] => {
	const commands = use?.commands.map(showText) ?? [];
	const start = '  Then  ';
	const joined = commands.join(' && ');
	const lines = countCells(start + joined) <= width ? [joined] : commands;
	return commands.length === 0
		? []
		: lines.map((line, index) =>
				index === 0 ? `  ${paint('bold', 'Then')}  ${line}` : `${' '.repeat(start.length)}${line}`,
			);
};

const countWarnings = (
	{warnings: [worst, ...others], saved}: Content,
	{withWarning, mostNamed}: Measure,
): readonly string[] => {
	const where = saved === undefined ? '' : `: ${writeCommandLine('show', saved)}`;
	if (worst === undefined) {
		return [];
	}
	if (withWarning) {
		return [others.length === 0 ? worst : `${worst}; and ${others.length} more${where}`];
	}
	return [`${countOf(others.length + 1, 'warning')}${mostNamed === 0 ? '' : where}`];
};

const writeParts = (content: Content, measure: Measure, paint: Paint): readonly string[] => {
	const {profile, now, done, undone, saved, link, width} = content;
	const steps = listStepsByHand(profile, now, measure.mostNamed);
	const name = (lead: string, command: string): readonly string[] =>
		saved === undefined
			? []
			: wrapBehind('  ', `${lead}: ${writeCommandLine(command, saved)}`, width);
	const isBrief = measure.mostNamed === 0;
	const warnings = countWarnings(content, measure);
	// A brief ending counts the warnings in its first line.
	const said = isBrief && undone.length === 0 ? [...done, ...warnings] : done;
	const parts = [
		[
			...(said.length === 0
				? []
				: wrapBehind('  ✓ ', showText(joinDone(said, isBrief)), width).map(line =>
						paint('green', line),
					)),
			...writeWarnings(undone, paint, width),
		],
		[
			...(measure.isHeaded ? [`  ${paint('bold', 'On the page')}`] : []),
			...writeSteps(steps, width),
		],
		said === done ? writeWarnings(warnings, paint, width) : [],
		[
			...(measure.withUse ? writeFittingUse(content, paint) : []),
			...(measure.withStore ? name('Put it where it belongs', 'store') : []),
			...(measure.withMore ? name('More ways to use it', 'show') : []),
		],
		link === undefined ? [] : [link],
	].filter(lines => lines.length > 0);
	return parts.flatMap((lines, index) => (measure.isAiry && index > 0 ? ['', ...lines] : lines));
};

/** Returns the escape sequence that erases lines above the cursor. */
const eraseLines = (count: number): string => `\u001B[${count}A\u001B[J`;

/**
 * Writes what was done, the steps that are left on the page, the worst warning, one use of the token, where to read
 * more, and the link. Takes at most 15 lines at 80 columns and no more than the terminal shows, together with the
 * link on standard output. If the link does not fit twice, erases the one above and repeats it at the end. If the
 * steps would then scroll away, or nothing can be erased, only refers to the link above. Counts what does not fit.
 */
export const writeEnding = (ending: Ending, paint: Paint): string => {
	const {profile, link, linesAbove, canErase, width, rows} = ending;
	const folded = link === undefined ? 0 : countRows(link, width) - 1;
	const content = {...ending, warnings: findWarnings(profile), use: findFittingUse(profile)};
	// A measure is written only when its length is needed. Usually one of the first fits.
	const write = (last: string | undefined) =>
		measures(width).map(measure => () => writeParts({...content, link: last}, measure, paint));
	const whole = write(link);
	// The shell's prompt takes a line.
	const most = Math.min(width < widestLine ? rows : mostLines, rows - 1);
	const least = whole.at(-1)?.() ?? [];
	const fillAtMost = (lines: number) => whole.find(parts => parts().length + folded <= lines);
	const print = (lines: readonly string[]): string => `${lines.join('\n')}\n`;
	const isSeen = least.length + folded < rows;
	const canTakeBack = linesAbove > 0 && canErase && isSeen;
	const twice = fillAtMost(most - linesAbove);
	if (twice !== undefined && !(canTakeBack && whole.indexOf(twice) > lastWhole(width))) {
		return print(twice());
	}
	if (canTakeBack) {
		return eraseLines(linesAbove) + print(fillAtMost(most)?.() ?? least);
	}
	const isNarrow = width < widestLine;
	const above =
		linesAbove === 0 || (isNarrow && isSeen)
			? []
			: write(wrapBehind('  ', 'The link is printed above', width).join('\n'));
	const fitting = above.find(parts => parts().length + linesAbove <= most) ?? above.at(-1);
	return print(fitting?.() ?? least);
};

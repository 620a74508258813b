import {findWarnings, listStepsByHand} from '../core/link/advice.ts';
import {betterThanToken, listUses, type Use} from '../core/link/recipes.ts';
import type {Profile} from '../core/profile/profile.ts';
import {showText} from '../core/text/text.ts';
import {countCells} from './columns.ts';
import type {Paint} from './paint.ts';
import {widestLine, wrapBehind} from './wrap-words.ts';

/** What is told below a link. */
export type OnGitHub = {
	readonly profile: Profile;
	readonly now: Date;
	/** What was done, each a sentence without a full stop. */
	readonly done: readonly string[];
	/** What could not be done and how to go on, each a sentence without a full stop. */
	readonly undone: readonly string[];
	/** Whether to say how the token is used. */
	readonly withUses: boolean;
	/** The link once more, where it is left to be opened by hand. */
	readonly link?: string;
};

/** Warnings as lines, each marked so that it stands out without colour. */
export const writeWarnings = (warnings: readonly string[], paint: Paint): readonly string[] =>
	warnings.flatMap(warning =>
		wrapBehind('  ! ', showText(warning)).map((line, index) =>
			index === 0 ? `  ${paint('yellow', '!')}${line.slice(3)}` : line,
		),
	);

/** Steps as numbered lines. */
export const writeSteps = (steps: readonly string[]): readonly string[] =>
	steps.flatMap((step, index) => wrapBehind(`${String(index + 1).padStart(5)}. `, showText(step)));

/** The commands of a use behind its label, and beside or below the last one what else to know. */
const writeUse = ({label, commands, note}: Use, width: number, paint: Paint): readonly string[] => {
	const indent = ' '.repeat(width + 6);
	const lines = commands.map((command, index) =>
		index === 0
			? `    ${paint('bold', label)}${' '.repeat(width - label.length + 2)}${showText(command)}`
			: `${indent}${showText(command)}`,
	);
	if (note === undefined) {
		return lines;
	}
	const last = showText(commands.at(-1) ?? '');
	const shown = `(${showText(note)})`;
	if (countCells(indent + last + shown) + 2 <= widestLine) {
		return [...lines.slice(0, -1), `${lines.at(-1)}  ${paint('dim', shown)}`];
	}
	return [
		...lines,
		...wrapBehind(indent, shown).map(line => `${indent}${paint('dim', line.slice(indent.length))}`),
	];
};

/** Every way to use the token that a profile makes, as lines. */
export const writeUses = (profile: Profile, paint: Paint): readonly string[] => {
	const uses = listUses(profile);
	const width = Math.max(0, ...uses.map(({label}) => label.length));
	return uses.flatMap(use => writeUse(use, width, paint));
};

const section = (heading: string, lines: readonly string[], paint: Paint): readonly string[] =>
	lines.length === 0 ? [] : ['', `  ${paint('bold', heading)}`, ...lines];

/** What was done, what is left to do by hand on the page, and how to use the token, as lines of text. */
export const writeOnGitHub = (
	{profile, now, done, undone, withUses, link}: OnGitHub,
	paint: Paint,
): string => {
	const better = betterThanToken(profile);
	const lines = [
		...section(
			'On GitHub',
			done.map(sentence => `  ${paint('green', showText(sentence))}`),
			paint,
		),
		...section('On the page', writeSteps(listStepsByHand(profile, now)), paint),
		...section('Before you go on', writeWarnings(findWarnings(profile), paint), paint),
		...(withUses ? section('Then', writeUses(profile, paint), paint) : []),
		...(withUses && better !== undefined
			? ['', ...wrapBehind('  ', showText(better)).map(line => paint('dim', line))]
			: []),
		// Last, where it is in sight: the whole is often longer than the terminal is high.
		...section('Not done', writeWarnings(undone, paint), paint),
		...(link === undefined ? [] : ['', link]),
	];
	return `${lines.join('\n')}\n`;
};

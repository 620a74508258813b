import {findWarnings, listStepsByHand} from '../core/advice.ts';
import type {Profile} from '../core/profile.ts';
import {showText} from '../core/text.ts';
import {betterThanToken, listUses, type Use} from '../core/using.ts';
import type {Paint} from './paint.ts';

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
};

/** Warnings as lines, each marked so that it stands out without colour. */
export const writeWarnings = (warnings: readonly string[], paint: Paint): readonly string[] =>
	warnings.map(warning => `  ${paint('yellow', '!')} ${showText(warning)}`);

/** Steps as numbered lines. */
export const writeSteps = (steps: readonly string[]): readonly string[] =>
	steps.map((step, index) => `${String(index + 1).padStart(5)}. ${showText(step)}`);

const writeUse = ({title, commands, note}: Use, paint: Paint): readonly string[] => [
	`    ${paint('bold', title)}`,
	...commands.map(command => `      ${showText(command)}`),
	...(note === undefined ? [] : [`      ${paint('dim', showText(note))}`]),
];

const section = (heading: string, lines: readonly string[], paint: Paint): readonly string[] =>
	lines.length === 0 ? [] : ['', `  ${paint('bold', heading)}`, ...lines];

/** What was done, what is left to do by hand on the page, and how to use the token, as lines of text. */
export const writeOnGitHub = (
	{profile, now, done, undone, withUses}: OnGitHub,
	paint: Paint,
): string => {
	const better = betterThanToken(profile);
	const lines = [
		'',
		`  ${paint('bold', 'On GitHub')}`,
		...done.map(sentence => `  ${paint('green', showText(sentence))}`),
		...writeWarnings(undone, paint),
		...section('On the page', writeSteps(listStepsByHand(profile, now)), paint),
		...section('Before you go on', writeWarnings(findWarnings(profile), paint), paint),
		...(withUses
			? section(
					'Then',
					listUses(profile).flatMap(use => writeUse(use, paint)),
					paint,
				)
			: []),
		...(withUses && better !== undefined ? ['', `  ${paint('dim', showText(better))}`] : []),
	];
	return `${lines.join('\n')}\n`;
};

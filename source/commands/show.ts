import {withHint} from '../core/errors.ts';
import {describeProfile} from '../core/link/describe-profile.ts';
import {formatDate, isMisdated} from '../core/profile/days-left.ts';
import type {Fact} from '../core/profile/describe.ts';
import type {SavedProfile} from '../core/profile/profile.ts';
import {showText} from '../core/text/show.ts';
import {writeDaysLeft} from '../print/days-left.ts';
import {writeSteps, writeUses, writeWarnings} from '../print/ending.ts';
import {paintResult, writeSection} from '../print/paint.ts';
import {otherWarnings, rowsOfFacts, writeAbilities} from '../print/profile.ts';
import {wrapColumns} from '../print/wrap-words.ts';
import {type Command, profileArgument} from './command.ts';
import type {Context} from './context.ts';
import {type FoundProfile, findProfile} from './find-profile.ts';
import {describeAsJson} from './finish.ts';

const describeOpened = (profile: SavedProfile, now: Date): string => {
	if (profile.lastOpened === undefined) {
		return 'not yet';
	}
	return isMisdated(profile, now)
		? 'date unknown: a clock was wrong'
		: `${formatDate(new Date(profile.lastOpened))}, ${writeDaysLeft(profile, now)}`;
};

/** Writes the answers, and below them the origin of the profile or when it was last opened. */
const writeFacts = (
	facts: readonly Fact[],
	{profile, file}: FoundProfile,
	{width, now}: Context,
): readonly string[] => {
	const rows = rowsOfFacts(facts, ({text, whole = text}) => whole);
	const origin =
		file === undefined
			? ['  Last opened', describeOpened(profile, now())]
			: ['  From', showText(file)];
	return wrapColumns([...rows, origin], width.stdout);
};

const write = (found: FoundProfile, context: Context): string => {
	const {profile} = found;
	const paint = paintResult(context);
	const width = context.width.stdout;
	const {facts, problems, warnings, steps, link} = describeProfile(profile, context.now());
	const others = otherWarnings(profile, warnings);
	const section = (heading: string, lines: readonly string[]): readonly string[] =>
		writeSection(heading, lines, paint);
	const lines = [
		paint('bold', showText(profile.profile)),
		...writeFacts(facts, found, context),
		...section('No link can be made', writeWarnings(problems.map(withHint), paint, width)),
		...section('The token will be able to', writeAbilities(profile, paint, width)),
		...section('Before you open it', writeWarnings(others, paint, width)),
		...(link === null
			? []
			: [
					...section('By hand, on the page', writeSteps(steps, width)),
					...section('Ways to use the token', writeUses(profile, paint, width)),
					'',
					link,
				]),
	];
	return `${lines.join('\n')}\n`;
};

/** `pat-wizard show <profile>` */
export const show: Command = {
	name: 'show',
	arguments: [profileArgument],
	summary: 'Explain a profile: what its token can do, how to use it, and its link',
	description: [
		"Shows what is in a profile, what its token can do (most dangerous first), the warnings, the steps on GitHub's page, every way to use the token, and the link. It opens nothing. When there is no link, it says why, and with --json the url is null.",
	],
	options: ['json'],
	examples: [{line: 'show release-bot', does: 'What would this token be able to do?'}],
	run: async (context, input) => {
		const found = await findProfile(context, input.words[0] ?? '');
		if (input.has('json')) {
			context.printResult(describeAsJson(found.profile, context.now()));
			return 'done';
		}
		const text = write(found, context);
		if (found.notice !== undefined) {
			context.printMessage(`${showText(found.notice)}\n`);
		}
		context.printResult(text);
		return 'done';
	},
};

import {usageError} from '../core/errors.ts';
import {daysBetween} from '../core/profile/days-left.ts';
import {showText, writeJson} from '../core/text/show.ts';
import {countOf} from '../core/text/words.ts';
import {paintResult} from '../print/paint.ts';
import {type Command, profileArgument} from './command.ts';
import {findProfile} from './find-profile.ts';
import {readDays} from './list.ts';
import {rememberToken} from './remember-token.ts';
import {
	checkAgainst,
	describeExpiry,
	isEnough,
	printOrigin,
	readGivenHost,
	readTokenInput,
	reportAsJson,
	withToken,
	writeReport,
} from './token.ts';

/** `pat-wizard check [profile] [-] [--from-env NAME] [--expiring DAYS]` */
export const check: Command = {
	name: 'check',
	arguments: [
		{...profileArgument, isOptional: true},
		{name: '-', isOptional: true},
	],
	summary: 'Say what a token is, and whether it does what a profile asks',
	description: [
		'Asks for the token without showing it, or reads it from standard input (-) or from a variable (--from-env), and asks GitHub about it with requests that change nothing. Without a profile it tells what the token is: its type, whose it is, when it expires, the scopes of a classic one.',
		'With a profile it tells for each permission whether the token has it, in each repository that the profile names, 20 at most. GitHub tells the scopes of classic tokens exactly. For fine-grained ones reading is tried; whether git may push is asked as git itself asks; any other writing cannot be told without changing something, and is listed as untold.',
		'The token is sent only to the host of the profile and its API, over https, and kept nowhere. Exit status 1: it lacks something, GitHub refuses it, or it expires within --expiring days.',
	],
	options: ['from-env', 'expiring', 'host', 'json'],
	examples: [
		{line: 'check release-bot', does: 'Is this token right for that profile?'},
		{line: 'check --from-env GH_TOKEN', does: 'What is the token in this variable?'},
		{
			line: 'check --from-env GH_TOKEN --expiring 14',
			does: 'For CI: exit with 1 when it has two weeks or less left',
		},
	],
	run: async (context, input) => {
		const {words, source} = readTokenInput(context, input);
		const [name] = words;
		const daysText = input.text('expiring');
		const days = daysText === undefined ? undefined : readDays(daysText);
		const found = name === undefined ? undefined : await findProfile(context, name);
		if (found !== undefined && input.has('host')) {
			throw usageError('A profile names its own host', 'Leave out --host');
		}
		const host = found?.profile.host ?? readGivenHost(context, input);
		printOrigin(context, found);
		return withToken(context, source, async taken => {
			const report = await checkAgainst(taken, host, found?.profile);
			const now = context.now();
			const {printResult, printMessage} = taken.context;
			if (input.has('json')) {
				printResult(`${writeJson(reportAsJson(report), 2)}\n`);
			} else {
				const paint = paintResult(context);
				const heading =
					found === undefined ? '' : `${paint('bold', showText(found.profile.profile))}\n`;
				printResult(heading + writeReport(report, now, paint));
			}
			if (found !== undefined && found.file === undefined && isEnough(report)) {
				await rememberToken(taken.context, found.profile.profile, report);
			}
			const isDue =
				days !== undefined &&
				report.expires.kind === 'at' &&
				daysBetween(now, report.expires.at) <= days;
			if (isDue && !input.has('json')) {
				printMessage(
					`It ${describeExpiry(report, now)}: that is within ${countOf(days, 'day')}.\n`,
				);
			}
			return isEnough(report) && !isDue ? 'done' : 'alarm';
		});
	},
};

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
	summary: 'Show what a token is, and whether it has what a profile asks for',
	description: [
		'Asks for the token without showing it, or reads it from standard input (-) or from a variable (--from-env). Then it sends GitHub requests that change nothing. Without a profile it prints the type of the token, its account, when it expires, and the scopes of a classic token.',
		'With a profile it prints for each permission whether the token has it, in the first 20 repositories that the profile names. For a classic token, GitHub reports the exact scopes. For a fine-grained token, check tries to read, and it finds out whether git may push without pushing. Other write access cannot be checked without changing something, and is listed as unknown.',
		'The token is sent only to the host of the profile and its API, over https, and it is not kept. The exit status is 1 when the token lacks something, when GitHub refuses it, or when it expires within --expiring days.',
	],
	options: ['from-env', 'expiring', 'host', 'json'],
	examples: [
		{line: 'check release-bot', does: 'Does the token have what this profile asks for?'},
		{line: 'check --from-env GH_TOKEN', does: 'What is the token in this variable?'},
		{
			line: 'check --from-env GH_TOKEN --expiring 14',
			does: 'For CI: exit with 1 when it expires within two weeks',
		},
	],
	run: async (context, input) => {
		const {words, source} = readTokenInput(context, input);
		const [name] = words;
		const daysText = input.text('expiring');
		const days = daysText === undefined ? undefined : readDays(daysText);
		const found = name === undefined ? undefined : await findProfile(context, name);
		if (found !== undefined && input.has('host')) {
			throw usageError(
				'--host cannot be used with a profile, which has its own host',
				'Leave it out',
			);
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
					`The token ${describeExpiry(report, now)}. That is within ${countOf(days, 'day')}.\n`,
				);
			}
			return isEnough(report) && !isDue ? 'done' : 'alarm';
		});
	},
};

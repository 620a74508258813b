import type {TokenReport} from '../core/check/check-token.ts';
import type {ReadPlace} from '../core/check/places.ts';
import {usageError} from '../core/errors.ts';
import type {SavedProfile} from '../core/profile/profile.ts';
import {showText} from '../core/text/show.ts';
import {countOf} from '../core/text/words.ts';
import type {Token} from '../platform/token.ts';
import {paintResult} from '../print/paint.ts';
import {wrapBehind} from '../print/wrap-words.ts';
import {type Command, type Outcome, profileArgument} from './command.ts';
import type {Context} from './context.ts';
import {findProfile, type NamedProfile} from './find-profile.ts';
import {rememberToken} from './remember-token.ts';
import {checkAgainst, isEnough, readTokenInput, writeReport} from './token.ts';

/** The places of a profile, or those that were named. Throws a usage error when there are none. */
export const findPlaces = async (
	{goesTo = [], profile}: SavedProfile,
	named: readonly string[],
): Promise<readonly ReadPlace[]> => {
	const {placeKinds, readPlace} = await import('../core/check/places.ts');
	const places = named.length > 0 ? named : goesTo.map(({place}) => place);
	if (places.length === 0) {
		throw usageError(
			`No place is remembered for "${showText(profile)}"`,
			`Name one or several: ${placeKinds.map(({grammar}) => grammar).join(', ')}`,
		);
	}
	return [...new Set(places)].map(readPlace);
};

const storeAll = async (
	context: Context,
	token: Token,
	profile: SavedProfile,
	places: readonly ReadPlace[],
	report: TokenReport,
	force: boolean,
): Promise<readonly string[]> => {
	const paint = paintResult(context);
	const known = new Set(profile.goesTo?.map(({place}) => place));
	const stored: string[] = [];
	for (const {place, deliver} of places) {
		const problem =
			typeof deliver === 'string'
				? deliver
				: await context.deliverToken(
						token,
						deliver({host: profile.host, login: report.login}),
						force || known.has(place),
					);
		if (problem === undefined) {
			stored.push(place);
		}
		const line =
			problem === undefined
				? `  ${paint('green', 'stored')}      ${showText(place)}`
				: wrapBehind('  not stored  ', `${showText(place)}: ${problem}`)
						.join('\n')
						.replace('not stored', paint('red', 'not stored'));
		context.printResult(`${line}\n`);
	}
	return stored;
};

/**
 * Checks a token and puts it into places, and says of each whether it is there. Nothing is stored when the
 * token is not enough, unless it is forced. The token is wiped at the end, whatever happens.
 */
export const checkAndStore = async (
	context: Context,
	token: Token,
	{profile, file}: NamedProfile,
	places: readonly ReadPlace[],
	force: boolean,
): Promise<Outcome> => {
	try {
		const report = await checkAgainst(context, token, profile.host, profile);
		context.printResult(writeReport(report, context.now(), paintResult(context)));
		if (!report.recognised || (!isEnough(report) && !force)) {
			context.tell(
				`Nothing was stored: ${
					report.recognised
						? 'the token lacks what the profile asks. --force stores it all the same'
						: 'GitHub does not know this token'
				}.\n`,
			);
			return 'alarm';
		}
		const stored = await storeAll(context, token, profile, places, report, force);
		if (file === undefined) {
			await rememberToken(context, profile, report, stored);
		} else {
			context.tell(`The places are not remembered: the profile stands in ${showText(file)}.\n`);
		}
		const missing = places.length - stored.length;
		if (missing > 0) {
			context.tell(`${countOf(missing, 'place')} of ${places.length} did not get the token.\n`);
		}
		return missing === 0 ? 'done' : 'alarm';
	} finally {
		token.wipe();
	}
};

/** `pat-wizard store <profile> [place...] [-] [--from-env NAME]` */
export const store: Command = {
	name: 'store',
	arguments: [profileArgument, {name: 'place', isOptional: true, isRepeatable: true}],
	summary: 'Check a token and put it where it is used',
	description: [
		'Asks for the token as check does, checks it against the profile, and hands it to the program that owns each place: on its standard input, without a shell, never as an argument. The places are remembered with the profile, the token is not. Without a place it goes to the remembered ones.',
		"Places: actions:OWNER/REPO#NAME with @ENVIRONMENT if it is one environment's, codespaces:OWNER/REPO#NAME and dependabot:OWNER/REPO#NAME by gh, git:HOST by git's credential helper, docker:ghcr.io, secret-tool:NAME, pass:NAME. A place that fails does not stop the others; each is reported.",
		'A token that GitHub refuses is stored nowhere. One that lacks something is stored with --force, which also replaces an entry of pass that is not remembered.',
	],
	options: ['from-env', 'force'],
	examples: [
		{
			line: 'store release-bot actions:octo-org/app#RELEASE_TOKEN git:github.com',
			does: 'Into a secret of GitHub Actions, and for git here',
		},
		{line: 'store release-bot', does: 'Into the same places again'},
	],
	run: async (context, input) => {
		const {words, source} = readTokenInput(context, input);
		const [name = '', ...named] = words;
		const found = await findProfile(context, name);
		const places = await findPlaces(found.profile, named);
		const token = await context.readToken(source);
		return token === undefined
			? 'cancelled'
			: checkAndStore(context, token, found, places, input.has('force'));
	},
};

import type {TokenReport} from '../core/check/check-token.ts';
import type {NotStored} from '../core/check/deliver.ts';
import type {ReadPlace} from '../core/check/places.ts';
import {PatWizardError, usageError, withHint} from '../core/errors.ts';
import type {SavedProfile} from '../core/profile/profile.ts';
import {showText} from '../core/text/show.ts';
import {countOf, listWords} from '../core/text/words.ts';
import {type Paint, paintResult} from '../print/paint.ts';
import {wrapBehind} from '../print/wrap-words.ts';
import {type Command, type Outcome, profileArgument} from './command.ts';
import type {Context} from './context.ts';
import {findProfile, type NamedProfile} from './find-profile.ts';
import {rememberToken} from './remember-token.ts';
import {
	checkAgainst,
	isEnough,
	printOrigin,
	readTokenInput,
	type TakenToken,
	withToken,
	writeReport,
} from './token.ts';

/** The places of a profile, or those that were named. Throws a usage error when there are none. */
export const findPlaces = async (
	{profile: {goesTo = [], profile}, file}: NamedProfile,
	named: readonly string[],
): Promise<readonly ReadPlace[]> => {
	const {placeKinds, readPlace} = await import('../core/check/places.ts');
	if (named.length === 0 && file !== undefined && goesTo.length > 0) {
		const names = listWords(goesTo.map(({place}) => showText(place)));
		throw usageError(
			`The profile names ${names}, and it comes from ${showText(file)}, not from you`,
			'Name a place on the command line to use it',
		);
	}
	const places = named.length > 0 ? named : goesTo.map(({place}) => place);
	if (places.length === 0) {
		throw usageError(
			`No place is remembered for "${showText(profile)}"`,
			`pat-wizard store takes one or several, and remembers them: ${placeKinds.map(({grammar}) => grammar).join(', ')}`,
		);
	}
	return [...new Set(places)].map(readPlace);
};

/** Everything that storing a token takes. */
type Storing = TakenToken & {
	readonly found: NamedProfile;
	/** Where it goes, once it is checked. Undefined when the user left that question. */
	readonly findPlaces: () => Promise<readonly ReadPlace[] | undefined>;
	/** Whether a token is stored that lacks something, and an entry is replaced that is not remembered. */
	readonly isForced: boolean;
	/** How it ends when the user leaves while places are filled. */
	readonly ifLeft: Outcome;
};

const describeDelivery = (place: string, problem: NotStored | undefined, paint: Paint): string => {
	if (problem === undefined) {
		return `  ${paint('green', 'stored')}      ${showText(place)}`;
	}
	const standing = problem.isUnsure ? 'not known ' : 'not stored';
	const [first = '', ...others] = wrapBehind(
		`  ${standing}  `,
		`${showText(place)}: ${problem.reason}`,
	);
	return [first.replace(standing, paint('red', standing)), ...others].join('\n');
};

/**
 * Puts a token into one place after the other, notes and tells each. Esc leaves once the place that is being filled
 * is done: of a program that is ended nobody knows whether it has kept the token.
 */
const storeAll = async (
	{token, context, stop, isTyped, found: {profile, file}, isForced, ifLeft}: Storing,
	places: readonly ReadPlace[],
	report: TokenReport,
	isRemembered: boolean,
): Promise<Outcome> => {
	const known = new Set(
		profile.goesTo?.filter(({storedAt}) => storedAt !== null).map(({place}) => place),
	);
	let count = 0;
	let unsure = 0;
	let isNoted = isRemembered;
	let isLeft = false;
	const storeIn = async ({place, deliver}: ReadPlace): Promise<NotStored | undefined> => {
		if (isLeft || stop.signal.aborted) {
			return {reason: isLeft ? 'you left before' : 'it was stopped before', isUnsure: false};
		}
		const handover = deliver({host: profile.host, login: report.login});
		return context.deliverToken(token, handover, isForced || known.has(place), stop);
	};
	const work = async (): Promise<void> => {
		for (const place of places) {
			const problem = await storeIn(place);
			unsure += Number(problem?.isUnsure ?? false);
			if (problem === undefined) {
				count++;
				// Noted after each place, so that nothing is lost when the program is ended.
				isNoted &&= await rememberToken(context, profile.profile, report, place.place);
			}
			const line = `${describeDelivery(place.place, problem, paintResult(context))}\n`;
			try {
				context.printResult(line);
			} catch (error) {
				// A full disk keeps nobody from knowing where the token is.
				context.printMessage(line);
				throw error;
			}
		}
	};
	const leave = (): void => {
		if (!isLeft) {
			isLeft = true;
			context.printMessage('Leaves when this place is done. Ctrl+C stops it at once.\n');
		}
	};
	const summarize = (): void => {
		if (count < places.length) {
			context.printMessage(
				`${count} of ${countOf(places.length, 'place')} ${places.length === 1 || count === 1 ? 'has' : 'have'} the token${unsure === 0 ? '' : `, and ${unsure} may have it`}.\n`,
			);
		}
	};
	await (isTyped ? context.stopByKeys(stop, work, leave) : work()).finally(summarize);
	if (stop.signal.aborted) {
		return 'stopped';
	}
	if (isLeft && count < places.length) {
		return ifLeft;
	}
	return count < places.length || (file === undefined && !isNoted) ? 'alarm' : 'done';
};

/**
 * Checks a token and puts it into places, and says of each whether it is there. Nothing is stored when the
 * token is not enough, unless it is forced.
 */
export const checkAndStore = async (storing: Storing): Promise<Outcome> => {
	const {context, stop, found, isForced} = storing;
	const {profile, file} = found;
	const check = async (): Promise<TokenReport> => {
		const report = await checkAgainst(storing, profile.host, profile);
		context.printResult(writeReport(report, context.now(), paintResult(context)));
		return report;
	};
	const report = await check().catch((error: unknown) => {
		context.printMessage('Nothing was stored.\n');
		throw error;
	});
	if (!report.recognised || (!isEnough(report) && !isForced)) {
		context.printMessage(
			`Nothing was stored: ${
				report.recognised
					? 'the token lacks what the profile asks. --force stores it all the same'
					: 'GitHub does not know this token'
			}.\n`,
		);
		return 'alarm';
	}
	if (file !== undefined) {
		context.printMessage(
			`The places are not remembered: the profile stands in ${showText(file)}.\n`,
		);
	}
	const isRemembered =
		file === undefined && (await rememberToken(context, profile.profile, report));
	const places = await storing.findPlaces();
	if (places === undefined || places.length === 0) {
		context.printMessage('Nothing was stored.\n');
		return stop.signal.aborted ? 'stopped' : 'done';
	}
	context.printMessage(`Puts it into ${listWords(places.map(({place}) => showText(place)))}.\n`);
	return storeAll(storing, places, report, isRemembered);
};

/**
 * The places of a profile where a token was stored before, or those that the user names or confirms now. Undefined
 * when that was left.
 */
const askForPlaces = async (
	context: Context,
	profile: SavedProfile,
	stop: AbortController,
): Promise<readonly ReadPlace[] | undefined> => {
	const {goesTo = []} = profile;
	const known = goesTo.map(({place}) => place);
	if (known.length > 0 && goesTo.every(({storedAt}) => storedAt !== null)) {
		return findPlaces({profile}, known);
	}
	const [repository = 'OWNER/REPO'] =
		profile.type === 'fine-grained' ? (profile.repositories ?? []) : [];
	const question =
		known.length === 0
			? `Where does it go? Name one place or several, such as actions:${repository}#NAME or git:${profile.host}. Enter alone stores it nowhere.`
			: `It goes to ${listWords(known.map(showText))}. Enter puts it there; or name other places.`;
	context.printMessage(`${wrapBehind('', question).join('\n')}\n`);
	for (;;) {
		const line = await context.askLine('Places: ', stop);
		if (line === undefined) {
			return undefined;
		}
		const named = line.split(/\s+/).filter(word => word !== '');
		const wanted = named.length === 0 ? known : named;
		try {
			return wanted.length === 0 ? [] : await findPlaces({profile}, wanted);
		} catch (error) {
			if (!(error instanceof PatWizardError)) {
				throw error;
			}
			context.printMessage(`${wrapBehind('', showText(withHint(error))).join('\n')}.\n`);
		}
	}
};

/**
 * What follows the page that the wizard opened, when it was asked for: the token, its check, and its places.
 * Whoever leaves has opened and saved all the same.
 */
export const storeAfterOpening = (context: Context, profile: SavedProfile): Promise<Outcome> => {
	// Standard output is for the link alone.
	const talking: Context = {
		...context,
		printResult: context.printMessage,
		terminal: {...context.terminal, stdout: context.terminal.stderr},
	};
	return withToken(
		talking,
		{kind: 'prompt'},
		taken =>
			checkAndStore({
				...taken,
				found: {profile},
				findPlaces: () => askForPlaces(taken.context, profile, taken.stop),
				isForced: false,
				ifLeft: 'done',
			}),
		{ifStopped: 'stopped', ifLeft: 'done'},
	);
};

/** `pat-wizard store <profile> [place...] [-] [--from-env NAME]` */
export const store: Command = {
	name: 'store',
	arguments: [profileArgument, {name: 'place', isOptional: true, isRepeatable: true}],
	summary: 'Check a token and put it where it is used',
	description: [
		'Asks for the token as check does, checks it against the profile, and hands it to the program that owns each place: on its standard input, without a shell, never as an argument. The places are remembered with the profile, the token is not. Without a place it goes to the remembered ones.',
		"Places: actions:OWNER/REPO#NAME with @ENVIRONMENT if it is one environment's, codespaces:OWNER/REPO#NAME and dependabot:OWNER/REPO#NAME by gh, git:HOST by git's credential helper, docker:ghcr.io, secret-tool:NAME, pass:NAME, op:VAULT/ITEM. A place that fails does not stop the others; each is reported. Esc leaves when the place that is being filled is done, Ctrl+C at once.",
		'A token that GitHub refuses is stored nowhere. One that lacks something is stored with --force, which also replaces an entry of pass or 1Password that was not stored from here before.',
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
		const places = await findPlaces(found, named);
		printOrigin(context, found);
		return withToken(context, source, taken =>
			checkAndStore({
				...taken,
				found,
				findPlaces: async () => places,
				isForced: input.has('force'),
				ifLeft: 'stopped',
			}),
		);
	},
};

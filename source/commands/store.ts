import type {TokenReport} from '../core/check/check-token.ts';
import {type NotStored, notStored} from '../core/check/deliver.ts';
import type {ReadPlace} from '../core/check/places.ts';
import {PatWizardError, usageError, withHint} from '../core/errors.ts';
import type {SavedProfile} from '../core/profile/profile.ts';
import {showText} from '../core/text/show.ts';
import {countOf, listWords} from '../core/text/words.ts';
import {type Paint, paintResult} from '../print/paint.ts';
import {wrapBehind} from '../print/wrap-words.ts';
import {type Command, type Outcome, profileArgument} from './command.ts';
import type {Context} from './context.ts';
import {type FoundProfile, findProfile} from './find-profile.ts';
import {rememberToken} from './remember-token.ts';
import {
	checkAgainst,
	isEnough,
	printOrigin,
	readTokenInput,
	type TakenToken,
	type TokenInput,
	withToken,
	writeReport,
} from './token.ts';

/** Returns the named places, or else those of the profile. Throws a usage error when there are none. */
export const findPlaces = async (
	{profile: {goesTo = [], profile}, file}: FoundProfile,
	named: readonly string[],
): Promise<readonly ReadPlace[]> => {
	const {placeKinds, readPlace} = await import('../core/check/places.ts');
	if (named.length === 0 && file !== undefined && goesTo.length > 0) {
		const names = listWords(goesTo.map(({place}) => showText(place)));
		throw usageError(
			`The places ${names} come from ${showText(file)}, not from you`,
			'To use a place, name it on the command line',
		);
	}
	const places = named.length > 0 ? named : goesTo.map(({place}) => place);
	if (places.length === 0) {
		throw usageError(
			`No place is remembered for "${showText(profile)}"`,
			`Name one or more places for pat-wizard store, which remembers them: ${listWords(
				placeKinds.map(({grammar}) => grammar),
				'or',
			)}`,
		);
	}
	return [...new Set(places)].map(readPlace);
};

/** What `checkAndStore` needs. */
type Storing = TakenToken & {
	readonly found: FoundProfile;
	/** Finds the places after the check. Resolves with `undefined` when the user left the question. */
	readonly findPlaces: () => Promise<readonly ReadPlace[] | undefined>;
	/** Whether to store a token that lacks something, and to replace entries that are not remembered. */
	readonly isForced: boolean;
	/** The outcome when the user leaves before the token is in all places. */
	readonly ifLeft: Outcome;
};

const describeDelivery = (place: string, problem: NotStored | undefined, paint: Paint): string => {
	if (problem === undefined) {
		return `  ${paint('green', 'stored')}      ${showText(place)}`;
	}
	const state = problem.isUnsure ? 'unknown   ' : 'not stored';
	const [first = '', ...others] = wrapBehind(
		`  ${state}  `,
		`${showText(place)}: ${problem.reason}`,
	);
	return [first.replace(state, paint('red', state)), ...others].join('\n');
};

/**
 * Stores a token in one place after the other, and remembers and prints each. Esc leaves after the current place,
 * because a program that is stopped may or may not have kept the token.
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
			return notStored(isLeft ? 'you left before that' : 'the command was stopped before that');
		}
		const delivery = deliver({host: profile.host, login: report.login});
		return context.deliverToken(token, delivery, isForced || known.has(place), stop);
	};
	const work = async (): Promise<void> => {
		for (const place of places) {
			const problem = await storeIn(place);
			unsure += Number(problem?.isUnsure ?? false);
			if (problem === undefined) {
				count++;
				// Each place is remembered at once, so that nothing is lost when the program is killed.
				isNoted &&= await rememberToken(context, profile.profile, report, place.place);
			}
			const line = `${describeDelivery(place.place, problem, paintResult(context))}\n`;
			try {
				context.printResult(line);
			} catch (error) {
				// Standard output can be a file on a full disk.
				context.printMessage(line);
				throw error;
			}
		}
	};
	const leave = (): void => {
		if (!isLeft) {
			isLeft = true;
			context.printMessage('Leaving after this place. Ctrl+C stops at once.\n');
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
 * Checks a token, stores it in places, and prints for each whether it is there. Does not store a token that lacks
 * something, unless forced.
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
					? 'the token lacks something that the profile asks for. --force stores it anyway'
					: 'GitHub refuses this token'
			}.\n`,
		);
		return 'alarm';
	}
	if (file !== undefined) {
		context.printMessage(
			`The places are not remembered, because the profile is in ${showText(file)}.\n`,
		);
	}
	const isRemembered =
		file === undefined && (await rememberToken(context, profile.profile, report));
	const places = await storing.findPlaces();
	if (places === undefined || places.length === 0) {
		context.printMessage('Nothing was stored.\n');
		return stop.signal.aborted ? 'stopped' : 'done';
	}
	context.printMessage(
		`Storing the token in ${listWords(places.map(({place}) => showText(place)))}.\n`,
	);
	return storeAll(storing, places, report, isRemembered);
};

/**
 * Returns the places of a profile if all of them had a token before, or else asks the user for places. Resolves with
 * `undefined` when the user left the question.
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
			? `Where do you want to store the token? Name one or more places, such as actions:${repository}#NAME or git:${profile.host}. Enter alone stores it nowhere.`
			: `Store the token in ${listWords(known.map(showText))}? Press Enter, or name other places.`;
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
 * Asks for the new token after the wizard opened the page, checks it and stores it. The outcome after leaving is
 * `done`, since the page was opened and the profile saved.
 */
export const storeAfterOpening = (context: Context, profile: SavedProfile): Promise<Outcome> => {
	// Standard output has only the link.
	const withoutResult: Context = {
		...context,
		printResult: context.printMessage,
		terminal: {...context.terminal, stdout: context.terminal.stderr},
	};
	return withToken(
		withoutResult,
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

/**
 * Returns a function that finds the places after the check. A place that never had a token may come from the file of
 * another person, so it asks the user to confirm it. Throws a usage error when there is no prompt for that.
 */
export const confirmPlaces = async (
	found: FoundProfile,
	named: readonly string[],
	source: TokenInput['source'],
): Promise<(taken: TakenToken) => ReturnType<Storing['findPlaces']>> => {
	const places = await findPlaces(found, named);
	const {goesTo = [], profile} = found.profile;
	const isConfirmed = named.length > 0 || goesTo.every(({storedAt}) => storedAt !== null);
	if (isConfirmed) {
		return async () => places;
	}
	if (source.kind !== 'prompt') {
		const names = goesTo.flatMap(({place, storedAt}) => (storedAt === null ? [place] : []));
		throw usageError(
			`No token of "${showText(profile)}" was stored in ${listWords(names.map(showText))} before`,
			'These places may come from an import or a scan: name all places for pat-wizard store once',
		);
	}
	return ({context, stop}) => askForPlaces(context, found.profile, stop);
};

/** `pat-wizard store <profile> [place...] [-] [--from-env NAME]` */
export const store: Command = {
	name: 'store',
	arguments: [profileArgument, {name: 'place', isOptional: true, isRepeatable: true}],
	summary: 'Check a token and store it where it is used',
	description: [
		'Asks for the token as check does, checks it against the profile, and passes it to the program of each place on standard input: without a shell, and never as an argument. The profile remembers the places, but not the token. Without a place, the token is stored in the remembered places. store asks once before it uses places that come from an import or a scan.',
		"Places: actions:OWNER/REPO#NAME (append @ENVIRONMENT for a secret of an environment), codespaces:OWNER/REPO#NAME and dependabot:OWNER/REPO#NAME by gh, git:HOST by git's credential helper, docker:ghcr.io, secret-tool:NAME, pass:NAME, op:VAULT/ITEM. A place that fails does not stop the others, and the result of each is printed. Esc leaves after the current place, Ctrl+C at once.",
		'A token that GitHub refuses is never stored. --force stores a token that lacks something, and replaces an entry of pass or 1Password that pat-wizard did not store.',
	],
	options: ['from-env', 'force'],
	examples: [
		{
			line: 'store release-bot actions:octo-org/app#RELEASE_TOKEN git:github.com',
			does: 'Store it in a secret of GitHub Actions, and for git on this machine',
		},
		{line: 'store release-bot', does: 'Store it in the same places again'},
	],
	run: async (context, input) => {
		const {words, source} = readTokenInput(context, input);
		const [name = '', ...named] = words;
		const found = await findProfile(context, name);
		const placesOf = await confirmPlaces(found, named, source);
		printOrigin(context, found);
		return withToken(context, source, taken =>
			checkAndStore({
				...taken,
				found,
				findPlaces: () => placesOf(taken),
				isForced: input.has('force'),
				ifLeft: 'stopped',
			}),
		);
	},
};

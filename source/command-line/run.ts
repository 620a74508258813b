import type {Command, Outcome} from '../commands/command.ts';
import type {Context} from '../commands/context.ts';
import {isProfileName} from '../commands/find-profile.ts';
import {commands, defaultCommand, findCommand} from '../commands/index.ts';
import {isOptionName} from '../commands/options.ts';
import {problemsError, usageError} from '../core/errors.ts';
import {containsToken, explainToken, maskTokens, showBriefly} from '../core/text/mask.ts';
import {nearestName} from '../core/text/nearest.ts';
import {
	cancellations,
	describeError,
	type ShownError,
	type ShownKind,
	writeError,
	writeJsonError,
} from '../print/errors.ts';
import {paintResult, paintTalk} from '../print/paint.ts';
import {writeCommandLine} from '../print/shell-quote.ts';
import {findWord} from './find-word.ts';
import {parseInput} from './parse.ts';

/** The exit code of each outcome and each kind of error. */
const exitCodes: Readonly<Record<Outcome | ShownKind, number>> = {
	done: 0,
	alarm: 1,
	undecided: 2,
	outside: 1,
	bug: 1,
	usage: 2,
	cancelled: 130,
	cancelledLate: 130,
	stopped: 130,
};

const explainUnknownCommand = async (word: string, context: Context): Promise<Error> => {
	const message = `There is no command "${showBriefly(word)}"`;
	const nearest = nearestName(
		word,
		commands.map(({name}) => name),
	);
	if (nearest !== undefined) {
		return usageError(message, `Did you mean pat-wizard ${nearest}?`);
	}
	return usageError(
		message,
		(await isProfileName(context, word))
			? `That is a profile: ${writeCommandLine('open', word)} opens it`
			: 'pat-wizard --help lists the commands',
	);
};

const refuseTokens = (args: readonly string[], takesPastes: boolean): void => {
	const word = takesPastes ? undefined : args.find(containsToken);
	if (word !== undefined) {
		throw problemsError([explainToken(word)]);
	}
};

const isUnknownOption = (word: string): boolean =>
	word.startsWith('--') && !isOptionName(word.slice(2).replace(/=.*$/s, ''));

type Route = {
	/** Unset when no command is named. */
	readonly command: Command | undefined;
	readonly rest: readonly string[];
};

const route = async (args: readonly string[], context: Context): Promise<Route> => {
	const place = findWord(args);
	const word = args[place];
	if (word === undefined) {
		return {command: undefined, rest: args};
	}
	const rest = args.toSpliced(place, 1);
	if (word === 'help') {
		const [wanted] = rest;
		return wanted === undefined
			? {command: undefined, rest: ['--help']}
			: route([wanted, '--help'], context);
	}
	const command = findCommand(word);
	if (command === undefined && args.slice(0, place).some(isUnknownOption)) {
		// The word may be the value of a mistyped option.
		return {command: undefined, rest: args};
	}
	if (command === undefined) {
		throw await explainUnknownCommand(word, context);
	}
	return {command, rest};
};

const isGiven = (args: readonly string[], ...flags: readonly string[]): boolean => {
	const end = args.indexOf('--');
	return (end === -1 ? args : args.slice(0, end)).some(word => flags.includes(word));
};

const runCommand = async (args: readonly string[], context: Context): Promise<Outcome> => {
	if (args[0] === '__complete') {
		const {answerCompletion} = await import('./complete.ts');
		await answerCompletion(args.slice(1), context);
		return 'done';
	}
	refuseTokens(args, findCommand(args[findWord(args)] ?? '')?.takesPastes ?? false);
	const {command: named, rest} = await route(args, context);
	if (named === undefined && isGiven(rest, '--version', '-v', '-V')) {
		context.printResult(`${context.version}\n`);
		return 'done';
	}
	if (named === undefined && isGiven(rest, '--help', '-h')) {
		const {writeProgramHelp} = await import('./help.ts');
		context.printResult(writeProgramHelp(paintResult(context), context.width.stdout));
		return 'done';
	}
	const command = named ?? defaultCommand;
	const input = parseInput(rest, command);
	if (input.has('help')) {
		const {writeCommandHelp} = await import('./help.ts');
		context.printResult(writeCommandHelp(command, paintResult(context), context.width.stdout));
		return 'done';
	}
	return command.run(context, input);
};

const printError = (error: ShownError, asJson: boolean, context: Context): void =>
	context.printMessage(asJson ? writeJsonError(error) : writeError(error, paintTalk(context)));

/** Prints anything that was thrown as an error, and returns its exit code. */
export const reportError = (error: unknown, asJson: boolean, context: Context): number => {
	const described = describeError(error);
	printError(described, asJson, withoutTokens(context));
	return exitCodes[described.kind];
};

/** Returns the same context, with everything that looks like a token masked in what it prints. */
const withoutTokens = (context: Context): Context => ({
	...context,
	printResult: text => context.printResult(maskTokens(text)),
	printMessage: text => context.printMessage(maskTokens(text)),
});

/**
 * Runs the program with the words of its command line. Returns its exit code: 0 done, 1 a failure outside
 * the program or a bug in it, 2 wrong use, 130 cancelled. Never throws.
 */
export const runProgram = async (args: readonly string[], world: Context): Promise<number> => {
	const context = withoutTokens(world);
	const asJson = isGiven(args, '--json');
	try {
		const outcome = await runCommand(args, context);
		if (outcome in cancellations) {
			printError(cancellations[outcome as keyof typeof cancellations], asJson, context);
		}
		return exitCodes[outcome];
	} catch (error) {
		return reportError(error, asJson, context);
	}
};

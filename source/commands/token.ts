import type {Finding} from '../core/check/check-grants.ts';
import type {TokenReport} from '../core/check/check-token.ts';
import type {Token} from '../core/check/token.ts';
import {PatWizardError, usageError} from '../core/errors.ts';
import {daysBetween, formatDate} from '../core/profile/days-left.ts';
import {defaultHost, readHost} from '../core/profile/host.ts';
import type {Profile} from '../core/profile/profile.ts';
import {showText} from '../core/text/show.ts';
import {countOf} from '../core/text/words.ts';
import type {TokenSource} from '../platform/read-token.ts';
import type {Paint} from '../print/paint.ts';
import {writeCommandLine} from '../print/shell-quote.ts';
import {wrapBehind, wrapColumns} from '../print/wrap-words.ts';
import type {Input, Outcome} from './command.ts';
import type {Context} from './context.ts';
import type {NamedProfile} from './find-profile.ts';
import {findDefaultHost} from './read-answers.ts';

/** What stands on a command line that takes a token: the words, and where the token comes from. */
export type TokenInput = {readonly words: readonly string[]; readonly source: TokenSource};

/** Whether a word has an old classic token in it, which has no prefix: 40 hexadecimal digits. */
const hasOldToken = (word: string): boolean => /\b[0-9a-f]{40}\b/i.test(word);

/**
 * Finds out where the token comes from: `-` is standard input, `--from-env` a variable, and else it is asked
 * for. Throws a usage error when a token stands among the words, and when nobody can be asked.
 */
export const readTokenInput = (context: Context, input: Input): TokenInput => {
	const words = input.words.filter(word => word !== '-');
	const variable = input.text('from-env');
	const hasDash = words.length < input.words.length;
	if ([...words, variable ?? ''].some(hasOldToken)) {
		throw usageError(
			'A token is never taken from the command line, where others can read it',
			'Leave it out to be asked for it, give - to read it from standard input, or name a variable with --from-env. Revoke the one that was given if others may have seen it',
		);
	}
	if (hasDash && variable !== undefined) {
		throw usageError('- and --from-env both say where the token is', 'Give one of them');
	}
	if (variable !== undefined) {
		if (!/^[A-Za-z_]\w{0,199}$/.test(variable)) {
			throw usageError(
				'--from-env takes the name of a variable, not what is in it',
				'Write it without the dollar sign: --from-env GH_TOKEN',
			);
		}
		return {words, source: {kind: 'variable', name: variable}};
	}
	if (!hasDash && !(context.terminal.stdin && context.terminal.stderr)) {
		throw usageError(
			'There is no terminal to ask for the token',
			'Give - to read it from standard input, or --from-env NAME to read it from a variable',
		);
	}
	return {words, source: {kind: hasDash ? 'input' : 'prompt'}};
};

/**
 * Says where a profile comes from that the repository carries: its host gets the token. Throws a usage error when
 * that is a host which only the repository names.
 */
export const printOrigin = (context: Context, found: NamedProfile | undefined): void => {
	if (found?.notice === undefined) {
		return;
	}
	const {file, notice, profile} = found;
	if (file !== undefined && ![defaultHost, findDefaultHost(context)].includes(profile.host)) {
		throw usageError(
			`${notice}: no token is sent to a host that only a file names`,
			`If you trust ${profile.host}, save the profile: ${writeCommandLine('import', file, ['--host', profile.host])}`,
		);
	}
	context.printMessage(`${wrapBehind('', notice).join('\n')}.\n`);
};

/** A token that is worked with. */
export type TakenToken = {
	readonly token: Token;
	/** The world, in which nothing that is printed holds the token. */
	readonly context: Context;
	/** Stops requests and programs. */
	readonly stop: AbortController;
	/** Whether it was typed at the terminal, where Esc then leaves. */
	readonly isTyped: boolean;
};

/** An error without what `hide` leaves out of its texts. */
const hideInError = (error: unknown, hide: (text: string) => string): unknown =>
	error instanceof PatWizardError
		? new PatWizardError(error.kind, hide(error.message), error.hint && hide(error.hint))
		: error instanceof Error
			? Object.assign(error, {message: hide(error.message), stack: hide(error.stack ?? '')})
			: error;

/**
 * Takes a token, does what there is to do with it, and wipes it, whatever happens. Ctrl+C and the signals that
 * end the program stop its requests and programs: then, and when the prompt was left, the outcome is `ifStopped`
 * or `ifLeft`, unless `work` gives one.
 */
export const withToken = (
	context: Context,
	source: TokenSource,
	work: (taken: TakenToken) => Promise<Outcome>,
	{ifStopped = 'cancelled', ifLeft = 'cancelled'}: {ifStopped?: Outcome; ifLeft?: Outcome} = {},
): Promise<Outcome> =>
	context.stoppable(async stop => {
		const token = await context.readToken(source, stop);
		if (token === undefined) {
			return stop.signal.aborted ? ifStopped : ifLeft;
		}
		// Tokens are masked by their prefixes. Tokens of the old form have none.
		const hide = (text: string): string => text.replaceAll(token.reveal(), '•••');
		try {
			return await work({
				token,
				stop,
				isTyped: source.kind === 'prompt',
				context: {
					...context,
					printResult: text => context.printResult(hide(text)),
					printMessage: text => context.printMessage(hide(text)),
				},
			});
		} catch (error) {
			if (stop.signal.aborted) {
				return stop.signal.reason === 'left' ? ifLeft : ifStopped;
			}
			throw hideInError(error, hide);
		} finally {
			token.wipe();
		}
	});

/** The host that `--host` names, or else the default. Throws a usage error when it is no host name. */
export const readGivenHost = (context: Context, input: Input): string => {
	const text = input.text('host');
	return text === undefined ? findDefaultHost(context) : readHost(text);
};

/** A permission as people read it: `contents: write`. A scope stays as it is. */
export const describeNeed = (need: string): string => need.replace('=', ': ');

const countTimes = (count: number): string => (count === 1 ? 'once' : countOf(count, 'time'));

/** `api.github.com 4 times and github.com once`. */
const describeRequests = (
	[apiHost = '', gitHost = apiHost]: readonly string[],
	{api, git}: {readonly api: number; readonly git: number},
): string =>
	apiHost === gitHost || git === 0
		? `${apiHost} ${countTimes(api + git)}`
		: `${apiHost} ${countTimes(api)} and ${gitHost} ${countTimes(git)}`;

/**
 * Checks a token against a profile, or alone, and says before what it asks of whom. Throws a PatWizardError when
 * GitHub gives no answer.
 */
export const checkAgainst = async (
	{token, context, stop, isTyped}: TakenToken,
	host: string,
	profile: Profile | undefined,
): Promise<TokenReport> => {
	const {checkToken, countRequests} = await import('../core/check/check-token.ts');
	const asks = await context.askGitHub(token, host, stop);
	if (token.wasTrimmed) {
		context.printMessage(
			'Left out white space or invisible characters around the token: with them, GitHub refuses it.\n',
		);
	}
	const planned = countRequests(profile, token.kind, asks.git !== undefined);
	context.printMessage(`Asks ${describeRequests(asks.hosts, planned)}, and changes nothing.\n`);
	let made = 0;
	const counted =
		<Answer>(ask: (name: string) => Promise<Answer>) =>
		(name: string) => {
			made++;
			return ask(name);
		};
	const check = (): Promise<TokenReport> =>
		checkToken(token.kind, profile, {
			api: counted(asks.api),
			git: asks.git && counted(asks.git),
			now: context.now,
		});
	const leave = (): void => stop.abort('left');
	const report = await (isTyped ? context.stopByKeys(stop, check, leave) : check());
	if (made < planned.api + planned.git) {
		context.printMessage(
			`Asked ${countTimes(made)} only: the rest would have told nothing more.\n`,
		);
	}
	return report;
};

/** When the token expires, in words. */
export const describeExpiry = ({expires}: TokenReport, now: Date): string => {
	switch (expires.kind) {
		case 'at': {
			const days = daysBetween(now, expires.at);
			return `expires ${formatDate(expires.at)} (${days < 0 ? `${countOf(-days, 'day')} ago` : `${countOf(days, 'day')} left`})`;
		}
		case 'never':
			return 'does not expire';
		case 'unknown':
			return `expiration unknown: ${expires.reason}`;
	}
};

const describeToken = (report: TokenReport, now: Date): string => {
	if (!report.recognised) {
		return 'not recognised: GitHub refuses it';
	}
	const type =
		report.type ??
		(report.kind === 'unknown' ? 'of a type that is not told' : 'not a personal access token');
	const whose = report.login === undefined ? '' : `, of ${showText(report.login)}`;
	return `${type}${whose}, ${describeExpiry(report, now)}`;
};

const withReasons = (findings: readonly Finding[]): string =>
	findings.map(({need, reason}) => `${describeNeed(need)} (${reason})`).join('; ');

/** What was found out about a token, as lines for people. */
export const writeReport = (report: TokenReport, now: Date, paint: Paint): string => {
	const rows = [
		['  Token', describeToken(report, now)],
		['  Scopes', report.scopes.join(', ')],
		['  Does', report.does.map(describeNeed).join(', ')],
		['  Lacks', withReasons(report.lacks)],
		['  Beyond', report.beyond.join(', ')],
		['  Untold', withReasons(report.untold)],
	].filter(([, text]) => text !== '');
	const lines = [
		...wrapColumns(rows).map(line =>
			line.startsWith('  Lacks') ? line.replace('Lacks', paint('red', 'Lacks')) : line,
		),
		...report.notes.flatMap(note => wrapBehind('  ! ', note)),
	];
	return `${lines.join('\n')}\n`;
};

/** What was found out about a token, as `--json` prints it. */
export const reportAsJson = (report: TokenReport) => ({
	recognised: report.recognised,
	type: report.type ?? null,
	login: report.login ?? null,
	expires: report.expires.kind === 'at' ? report.expires.at.toISOString() : null,
	scopes: report.scopes,
	does: report.does,
	lacks: [...new Set(report.lacks.map(({need}) => need))],
	beyond: report.beyond,
	untold: report.untold.map(({need}) => need),
});

/** Whether a token is what the profile asks for, as far as anybody can tell. */
export const isEnough = (report: TokenReport): boolean =>
	report.recognised && report.lacks.length === 0;

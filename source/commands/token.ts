import type {Ask, Finding} from '../core/check/check-grants.ts';
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
import type {FoundProfile} from './find-profile.ts';
import {findDefaultHost} from './read-answers.ts';

/** The words of a command line that takes a token, and where the token comes from. */
export type TokenInput = {readonly words: readonly string[]; readonly source: TokenSource};

/** Whether a word has an old classic token in it. These are 40 hexadecimal digits, without a prefix. */
const hasOldToken = (word: string): boolean => /\b[0-9a-f]{40}\b/i.test(word);

/**
 * Finds out where the token comes from: standard input for `-`, a variable for `--from-env`, or else a prompt. Throws
 * a usage error when the command line has a token, or when there is no terminal for the prompt.
 */
export const readTokenInput = (context: Context, input: Input): TokenInput => {
	const words = input.words.filter(word => word !== '-');
	const variable = input.text('from-env');
	const hasDash = words.length < input.words.length;
	if ([...words, variable ?? ''].some(hasOldToken)) {
		throw usageError(
			'A token is never taken from the command line, where others can read it',
			'Leave it out to type it at a prompt, give - to read it from standard input, or name a variable with --from-env. If others may have seen this token, revoke it',
		);
	}
	if (hasDash && variable !== undefined) {
		throw usageError('- and --from-env cannot be used together', 'Give only one of them');
	}
	if (variable !== undefined) {
		if (!/^[A-Za-z_]\w{0,199}$/.test(variable)) {
			throw usageError(
				'--from-env takes the name of a variable, not its value',
				'Write it without the dollar sign: --from-env GH_TOKEN',
			);
		}
		return {words, source: {kind: 'variable', name: variable}};
	}
	if (!hasDash && !(context.terminal.stdin && context.terminal.stderr)) {
		throw usageError(
			'There is no terminal in which to ask for the token',
			'Give - to read it from standard input, or --from-env NAME to read it from a variable',
		);
	}
	return {words, source: {kind: hasDash ? 'input' : 'prompt'}};
};

/**
 * Prints where a profile of the repository comes from, since its host gets the token. Throws a usage error when only
 * the repository names that host.
 */
export const printOrigin = (context: Context, found: FoundProfile | undefined): void => {
	if (found?.notice === undefined) {
		return;
	}
	const {file, notice, profile} = found;
	if (file !== undefined && ![defaultHost, findDefaultHost(context)].includes(profile.host)) {
		throw usageError(
			`${notice}. No token is sent to a host that only a file names`,
			`If you trust ${profile.host}, save the profile: ${writeCommandLine('import', file, ['--host', profile.host])}`,
		);
	}
	context.printMessage(`${wrapBehind('', notice).join('\n')}.\n`);
};

/** A token, with what is needed to use it. */
export type TakenToken = {
	readonly token: Token;
	/** A context that never prints the token. */
	readonly context: Context;
	/** Stops requests and programs. */
	readonly stop: AbortController;
	/** Whether the token was typed at the terminal. Esc then leaves. */
	readonly isTyped: boolean;
};

/** Applies `hide` to the texts of an error. */
const hideInError = (error: unknown, hide: (text: string) => string): unknown =>
	error instanceof PatWizardError
		? new PatWizardError(error.kind, hide(error.message), error.hint && hide(error.hint))
		: error instanceof Error
			? Object.assign(error, {message: hide(error.message), stack: hide(error.stack ?? '')})
			: error;

/**
 * Reads a token, passes it to `work`, and always wipes it. Ctrl+C and signals stop requests and programs. The outcome
 * is `ifLeft` when the user left the prompt, and `ifStopped` or `ifLeft` when `work` throws after a stop.
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
		// Other tokens are masked by their prefixes, but old ones have none.
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

/** Returns the host of `--host`, or else the default host. Throws a usage error when it is not a host name. */
export const readGivenHost = (context: Context, input: Input): string => {
	const text = input.text('host');
	return text === undefined ? findDefaultHost(context) : readHost(text);
};

/** Writes a permission for people: `contents: write`. Scopes stay the same. */
const describeNeed = (need: string): string => need.replace('=', ': ');

/** Writes `4 requests to api.github.com and 1 request to github.com`. */
const describeRequests = (
	[apiHost = '', gitHost = apiHost]: readonly string[],
	{api, git}: {readonly api: number; readonly git: number},
): string =>
	apiHost === gitHost || git === 0
		? `${countOf(api + git, 'request')} to ${apiHost}`
		: `${countOf(api, 'request')} to ${apiHost} and ${countOf(git, 'request')} to ${gitHost}`;

/**
 * Checks a token, against a profile if there is one. First prints which hosts get how many requests. Throws a
 * PatWizardError when GitHub does not answer.
 */
export const checkAgainst = async (
	{token, context, stop, isTyped}: TakenToken,
	host: string,
	profile: Profile | undefined,
): Promise<TokenReport> => {
	const {checkToken, countRequests} = await import('../core/check/check-token.ts');
	const {api, git, hosts} = await context.askGitHub(token, host, stop);
	if (token.wasTrimmed) {
		context.printMessage(
			'Removed white space or invisible characters around the token: GitHub refuses a token with them.\n',
		);
	}
	const planned = countRequests(profile, token.kind, git !== undefined);
	context.printMessage(`Sending ${describeRequests(hosts, planned)}. They change nothing.\n`);
	let sent = 0;
	const counted =
		(ask: Ask): Ask =>
		name => {
			sent++;
			return ask(name);
		};
	const check = (): Promise<TokenReport> =>
		checkToken(token.kind, profile, {
			api: counted(api),
			git: git && counted(git),
			now: context.now,
		});
	const leave = (): void => stop.abort('left');
	const report = await (isTyped ? context.stopByKeys(stop, check, leave) : check());
	if (sent < planned.api + planned.git) {
		context.printMessage(`Sent only ${countOf(sent, 'request')}: the others were not needed.\n`);
	}
	return report;
};

/** Describes when the token expires, as the end of a sentence. */
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
		return 'GitHub refuses it';
	}
	const type =
		report.type ?? (report.kind === 'unknown' ? 'unknown type' : 'not a personal access token');
	const account = report.login === undefined ? '' : `, account ${showText(report.login)}`;
	return `${type}${account}, ${describeExpiry(report, now)}`;
};

const withReasons = (findings: readonly Finding[]): string =>
	findings.map(({need, reason}) => `${describeNeed(need)} (${reason})`).join('; ');

/** Writes a report as lines for people. */
export const writeReport = (report: TokenReport, now: Date, paint: Paint): string => {
	const rows = [
		['  Token', describeToken(report, now)],
		['  Scopes', report.scopes.join(', ')],
		['  Has', report.does.map(describeNeed).join(', ')],
		['  Lacks', withReasons(report.lacks)],
		['  Extra', report.beyond.join(', ')],
		['  Unknown', withReasons(report.unknown)],
	].filter(([, text]) => text !== '');
	const lines = [
		...wrapColumns(rows).map(line =>
			line.startsWith('  Lacks') ? line.replace('Lacks', paint('red', 'Lacks')) : line,
		),
		...report.notes.flatMap(note => wrapBehind('  ! ', note)),
	];
	return `${lines.join('\n')}\n`;
};

/** Converts a report to what `--json` prints. */
export const reportAsJson = (report: TokenReport) => ({
	recognised: report.recognised,
	type: report.type ?? null,
	login: report.login ?? null,
	expires: report.expires.kind === 'at' ? report.expires.at.toISOString() : null,
	scopes: report.scopes,
	does: report.does,
	lacks: [...new Set(report.lacks.map(({need}) => need))],
	beyond: report.beyond,
	untold: report.unknown.map(({need}) => need),
});

/** Whether GitHub accepts the token, and it lacks nothing that could be checked. */
export const isEnough = (report: TokenReport): boolean =>
	report.recognised && report.lacks.length === 0;

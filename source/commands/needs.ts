import type {PermissionSet} from '../core/catalog/endpoints.ts';
import {findPermission} from '../core/catalog/permissions.ts';
import {findScope} from '../core/catalog/scopes.ts';
import {usageError} from '../core/errors.ts';
import type {
	Because,
	ChoiceJson,
	NeedReading,
	NeedsAnswer,
	NeedsJson,
	TokenAnswer,
} from '../core/needs/index.ts';
import {containsToken, listWords, showText, tokenWarning, writeJson} from '../core/text/text.ts';
import {type Paint, paintResult} from '../print/paint.ts';
import {quoteForShell} from '../print/shell-quote.ts';
import {widestLine, wrapBehind, wrapColumns, wrapWords} from '../print/wrap-words.ts';
import type {Command} from './command.ts';
import type {Context} from './context.ts';

const method = /^(?:get|post|put|patch|delete|head)$/i;

/**
 * The needs in the words of a command line. What was quoted is one need; of single words a method
 * belongs to the path after it, a path, a header's item and a preset stand alone, and the others make a phrase.
 */
export const joinWords = (
	words: readonly string[],
	isPreset: (word: string) => boolean,
): readonly string[] => {
	const needs: string[] = [];
	let phrase: string[] = [];
	const endPhrase = (): void => {
		if (phrase.length > 0) {
			needs.push(phrase.join(' '));
			phrase = [];
		}
	};
	for (const word of words) {
		const last = phrase.at(-1) ?? '';
		if (/\s/.test(word)) {
			endPhrase();
			needs.push(word);
		} else if (word.includes('/') && phrase.length === 1 && method.test(last)) {
			phrase = [];
			needs.push(`${last} ${word}`);
		} else if (/[/=]/.test(word) || isPreset(word)) {
			endPhrase();
			needs.push(word);
		} else if (method.test(word) && phrase.length > 0) {
			endPhrase();
			phrase = [word];
		} else {
			phrase.push(word);
		}
	}
	endPhrase();
	return needs;
};

const writeSet = (set: PermissionSet): readonly (readonly string[])[] =>
	Object.entries(set).map(([name, level]) => [
		`  ${name}`,
		level,
		findPermission(name)?.levels[level] ?? '',
	]);

const writeBecause = ({need, permissions, scopes, alternatives}: Because): readonly string[] => {
	const granted = [
		...Object.entries(permissions).map(([name, level]) => `${name}=${level}`),
		...scopes,
	];
	const title = need.title === undefined || need.title === need.name ? '' : `  ${need.title}`;
	return [
		...wrapBehind('  ', `${showText(need.name)}${showText(title)}`),
		...wrapBehind(
			'    ',
			`${granted.length === 0 ? 'needs nothing more' : `covered by ${listWords(granted)}`}${
				alternatives.length === 0 ? '' : `; ${listWords(alternatives, 'or')} would do as well`
			}`,
		),
		...[...(need.inferred === undefined ? [] : [need.inferred]), ...need.notes].flatMap(note =>
			wrapBehind('    ', showText(note)),
		),
	];
};

const commandFor = (token: TokenAnswer): string => {
	if (token.type === 'classic') {
		return token.scopes.length === 0
			? 'pat-wizard --type classic'
			: `pat-wizard --scope ${token.scopes.join(',')}`;
	}
	const list = Object.entries(token.permissions).map(([name, level]) => `${name}=${level}`);
	const owner = token.owner === 'organization' ? ' --owner ORGANIZATION' : '';
	return `pat-wizard${owner}${list.length === 0 ? '' : ` --permission ${list.join(',')}`}`;
};

const writeToken = (token: TokenAnswer, paint: Paint): readonly string[] => {
	const rows =
		token.type === 'classic'
			? token.scopes.map(scope => [`  ${scope}`, findScope(scope)?.summary ?? ''])
			: writeSet(token.permissions as PermissionSet);
	const byHand = token.type === 'classic' ? [] : writeSet(token.byHand);
	return [
		paint('bold', token.type === 'classic' ? 'A classic token' : 'A fine-grained token'),
		...(token.type === 'classic'
			? token.reasons.flatMap(reason => wrapBehind('  ', showText(reason)))
			: []),
		...(rows.length === 0 ? ['  without any permission or scope'] : wrapColumns(rows)),
		...(byHand.length === 0 ? [] : ['', 'To choose by hand on the page', ...wrapColumns(byHand)]),
		...(token.type === 'fine-grained' && token.owner !== undefined
			? [
					token.owner === 'organization'
						? '  The resource owner has to be an organization'
						: '  The resource owner has to be your own account',
				]
			: []),
		'',
		paint('bold', 'Because'),
		...token.because.flatMap(writeBecause),
		'',
		paint('bold', 'Make it'),
		`  ${commandFor(token)}`,
	];
};

const describeTaken = ({permissions, scopes = [], alternatives, reason}: ChoiceJson): string => {
	const set = Object.entries(permissions).map(([name, level]) => `${name}=${level}`);
	if (set.length > 0) return [set.join(','), ...alternatives].join(' or ');
	if (scopes.length > 0) {
		return `a classic token with ${[scopes.join(','), ...alternatives].join(' or ')}`;
	}
	return reason ?? 'no permission';
};

/** What a choice is, and what it takes where its name does not say that already. */
const describeChoice = (choice: ChoiceJson): string => {
	const taken = describeTaken(choice);
	if (taken !== choice.id) {
		return `${choice.title}: ${taken}`;
	}
	const [[name = '', level] = []] = Object.entries(choice.permissions);
	return (level && findPermission(name)?.levels[level]) ?? choice.title;
};

const writeChoices = (choices: readonly ChoiceJson[]): readonly string[] =>
	choices.flatMap(choice => [
		`  ${showText(choice.id)}`,
		...wrapBehind('    ', showText(describeChoice(choice))),
	]);

const write = (
	reading: NeedReading,
	answer: NeedsAnswer,
	{unknown}: NeedsJson,
	context: Context,
): string => {
	const paint = paintResult(context);
	const {oneClassic} = answer;
	const blocks = [
		...answer.tokens.map(token => writeToken(token, paint)),
		...(oneClassic === undefined
			? []
			: [
					[`One classic token would do instead: pat-wizard --scope ${oneClassic.scopes.join(',')}`],
				]),
		...(answer.impossible.length === 0
			? []
			: [
					[
						paint('bold', 'Not with a token of yours'),
						...answer.impossible.flatMap(({need, reason}) => [
							`  ${showText(need.name)}`,
							...wrapBehind('    ', showText(reason)),
						]),
					],
				]),
		...unknown.flatMap(({need, choices}) =>
			choices === undefined
				? []
				: [[paint('bold', `"${showText(need)}" may mean`), ...writeChoices(choices)]],
		),
		...[
			[...new Set([...reading.notes, ...answer.notes])].flatMap(note =>
				wrapWords(showText(note), widestLine),
			),
		].filter(notes => notes.length > 0),
	];
	return `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`;
};

const readInputs = async (
	context: Context,
	words: readonly string[],
): Promise<readonly string[]> => {
	if (words.length === 1 && words[0] === '-') {
		if (context.terminal.stdin) {
			context.tell('Paste what you have, then press Ctrl+D on a line of its own.\n');
		}
		return [await context.readText('-')];
	}
	const {findPreset} = await import('../core/catalog/presets.ts');
	const {readCommandLine} = await import('../core/needs/index.ts');
	const [, second] = words;
	// Words that a shell has split are a command line again.
	const isCommand =
		second !== undefined &&
		findPreset(second) === undefined &&
		(readCommandLine(words)?.outcome ?? 'elsewhere') !== 'elsewhere';
	return isCommand
		? [words.map(quoteForShell).join(' ')]
		: joinWords(words, word => findPreset(word) !== undefined);
};

/** `pat-wizard needs <endpoint | header | error text>...` */
export const needs: Command = {
	name: 'needs',
	arguments: [{name: 'endpoint | header | error text', isRepeatable: true}],
	summary: 'Find the least permissions for a job',
	description: [
		'Takes what you have in hand, several at once: an operation of the REST API, a gh api or curl command line, a response header such as X-Accepted-GitHub-Permissions, a pasted error, a link to a page of the REST documentation, a preset, or what you want to do in words. - reads standard input.',
		'Tells the token that grants least and does all of it, and why each part is needed.',
	],
	options: ['json'],
	takesPastes: true,
	examples: [
		{line: "needs 'POST /repos/{owner}/{repo}/issues'", does: 'An operation'},
		{
			line: "needs 'gh api repos/octo-org/app/pulls' 'push code'",
			does: 'A command line and a task',
		},
		{line: 'needs - < error.log', does: 'An error with its headers'},
	],
	run: async (context, input) => {
		const {leastNeeds, needsJson, readNeeds} = await import('../core/needs/index.ts');
		const inputs = await readInputs(context, input.words);
		if (inputs.some(containsToken)) {
			context.tell(`${tokenWarning}\n`);
		}
		const reading = readNeeds(inputs);
		const answer = leastNeeds(reading.needs);
		const [unknown] = reading.unknown;
		if (
			unknown !== undefined &&
			reading.needs.length + reading.choices.length + reading.notes.length === 0
		) {
			throw usageError(
				unknown.text === '' ? unknown.reason : `"${showText(unknown.text)}": ${unknown.reason}`,
				'pat-wizard needs --help shows what it takes',
			);
		}
		const json = needsJson(reading, answer);
		if (input.has('json')) {
			context.printResult(`${writeJson(json, 2)}\n`);
			return 'done';
		}
		context.printResult(write(reading, answer, json, context));
		for (const {text, reason} of reading.unknown) {
			context.tell(`Left out "${showText(text)}". ${showText(reason)}\n`);
		}
		return 'done';
	},
};

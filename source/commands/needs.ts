import {usageError} from '../core/errors.ts';
import type {NeedReading} from '../core/needs/index.ts';
import {containsToken, quoteBriefly, tokenWarning} from '../core/text/mask.ts';
import {showText, writeJson} from '../core/text/show.ts';
import {mostLeftOut, type Style, writeNeeds, writeUnknown} from '../print/needs.ts';
import {paintResult} from '../print/paint.ts';
import {quoteForShell} from '../print/shell-quote.ts';
import type {Command, Input} from './command.ts';
import type {Context} from './context.ts';

/** A text that may call a library other than Octokit, and is not an error. */
const callsLibrary =
	/^(?!.*(?:error|exception|traceback)).*(?:\w\.\w+\(|\b(?:client|octokit)\.\w+_)/is;

const method = /^(?:get|post|put|patch|delete|head)$/i;

/**
 * Joins the words of a command line to needs. A quoted word with spaces is one need. A method and the path after it are
 * one need. A path, an item of a header and a preset are one need each. All other words in a row make a phrase.
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

const printLeftOut = ({unknown}: NeedReading, context: Context): void => {
	for (const {text, reason} of unknown.slice(0, mostLeftOut)) {
		context.printMessage(`Left out "${showText(text)}". ${showText(reason)}\n`);
	}
	if (unknown.length > mostLeftOut) {
		context.printMessage(
			`Left out ${unknown.length - mostLeftOut} more lines that were not understood.\n`,
		);
	}
};

const readType = (input: Input): 'classic' | undefined => {
	const type = input.text('type');
	if (type !== undefined && type !== 'classic' && type !== 'fine-grained') {
		throw usageError(
			`--type is fine-grained or classic, not ${quoteBriefly(type)}`,
			'pat-wizard needs --help shows examples',
		);
	}
	return type === 'classic' ? 'classic' : undefined;
};

const readInputs = async (
	context: Context,
	words: readonly string[],
): Promise<readonly string[]> => {
	if (words.length === 1 && words[0] === '-') {
		if (context.terminal.stdin) {
			context.printMessage('Paste your text, then press Ctrl+D on a line of its own.\n');
		}
		return [await context.readText('-')];
	}
	const {findPreset} = await import('../core/catalog/presets.ts');
	const {readCommandLine} = await import('../core/needs/index.ts');
	const [, second] = words;
	// The shell has split a command line into words. This joins them again.
	const isCommand =
		second !== undefined &&
		findPreset(second) === undefined &&
		(readCommandLine(words)?.outcome ?? 'elsewhere') !== 'elsewhere';
	if (isCommand) return [words.map(quoteForShell).join(' ')];
	// "read actions logs" contains the id of a preset but does not mean it.
	const areAllPresets = words.every(word => findPreset(word) !== undefined);
	return joinWords(
		words,
		word => findPreset(word) !== undefined && (areAllPresets || word.includes('-')),
	);
};

/** Reads the blocks of Terraform in a text as `scan` does. */
const readBlocks = async (text: string): Promise<NeedReading> => {
	const {readTerraform} = await import('../core/scan/read-terraform.ts');
	const {uses, unknown} = readTerraform(text);
	return {
		needs: uses.flatMap(({needs, owner}) =>
			needs.map(need => ({...need, ...(owner === undefined ? {} : {owner})})),
		),
		choices: [],
		unknown: unknown.map(({text: block, reason}) => ({
			text: block,
			reason: `Not known: ${reason}.`,
		})),
		notes: [],
	};
};

/** Reads the inputs, including calls of libraries and blocks of Terraform. */
const readAll = async (inputs: readonly string[]): Promise<NeedReading> => {
	const {joinReadings, readNeeds, terraformBlock} = await import('../core/needs/index.ts');
	const blocks = inputs.filter(text => terraformBlock.test(text));
	if (blocks.length > 0) {
		const others = inputs.filter(text => !blocks.includes(text));
		const readings = await Promise.all(blocks.map(readBlocks));
		return joinReadings([...readings, ...(others.length > 0 ? [await readAll(others)] : [])]);
	}
	if (!inputs.some(text => callsLibrary.test(text))) return readNeeds(inputs);
	const {nameRequests} = await import('../core/needs/name-requests.ts');
	const named = inputs.map(nameRequests);
	const reading = readNeeds(named.map(({text}) => text));
	return {...reading, unknown: [...reading.unknown, ...named.flatMap(({unknown}) => unknown)]};
};

/** `pat-wizard needs <words | command | error | endpoint | tool>...` */
export const needs: Command = {
	name: 'needs',
	arguments: [{name: 'words | command | error | endpoint | tool', isRepeatable: true}],
	summary: 'Find the least permissions for a task',
	description: [
		'Give it one or more of these: what you want to do, in words; a command line of gh, git, docker, npm, curl and others; an error or a whole log; the name of a tool or of an action, or steps of a workflow; an operation of the REST API, a link to its documentation, a response header such as X-Accepted-GitHub-Permissions, or a preset. - reads standard input. Put anything with spaces or options in quotes.',
		'Prints the token with the least permissions that can do all of it, why each permission is needed, what is inferred, and the command that makes the token. When something is unknown, it prints what would help, and exits with status 2.',
	],
	options: ['type', 'json'],
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
		const {leastNeeds, needsJson, workflowNeeds} = await import('../core/needs/index.ts');
		const type = readType(input);
		const inputs = await readInputs(context, input.words);
		if (inputs.some(containsToken)) {
			context.printMessage(`${tokenWarning}\n`);
		}
		const reading = await readAll(inputs);
		const answer = leastNeeds(reading.needs, type);
		const [unknown] = reading.unknown;
		if (unknown?.text === '' && reading.needs.length + reading.choices.length === 0) {
			throw usageError(unknown.reason, 'pat-wizard needs --help shows examples');
		}
		const isKnown = reading.needs.length > 0;
		const outcome =
			isKnown || reading.choices.length + reading.unknown.length === 0 ? 'done' : 'undecided';
		const json = needsJson(reading, answer);
		if (input.has('json')) {
			context.printResult(`${writeJson(json, 2)}\n`);
			return outcome;
		}
		const style: Style = {paint: paintResult(context), width: context.width.stdout};
		if (!isKnown && reading.choices.length === 0 && reading.unknown.length > 0) {
			context.printResult(writeUnknown(reading, style));
			return outcome;
		}
		const workflow = reading.fromWorkflow && isKnown ? workflowNeeds(reading.needs) : undefined;
		const [classic] =
			reading.present === undefined ? [] : leastNeeds(reading.needs, 'classic').tokens;
		const scopes = classic?.type === 'classic' ? classic.scopes : undefined;
		context.printResult(writeNeeds(reading, answer, {json, workflow, classic: scopes}, style));
		printLeftOut(reading, context);
		return outcome;
	},
};

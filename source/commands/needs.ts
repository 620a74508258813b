import type {PermissionSet} from '../core/catalog/endpoints.ts';
import {findPermission} from '../core/catalog/permissions.ts';
import {findScope, includedScopes, leastScopes, type ScopeName} from '../core/catalog/scopes.ts';
import {usageError} from '../core/errors.ts';
import type {
	Because,
	ChoiceJson,
	Need,
	NeedReading,
	NeedsAnswer,
	NeedsJson,
	TokenAnswer,
	WorkflowAnswer,
} from '../core/needs/index.ts';
import {containsToken, tokenWarning} from '../core/text/mask.ts';
import {showText, writeJson} from '../core/text/show.ts';
import {listWords} from '../core/text/words.ts';
import {type Paint, paintResult} from '../print/paint.ts';
import {quoteForShell} from '../print/shell-quote.ts';
import {widestLine, wrapBehind, wrapColumns, wrapWords} from '../print/wrap-words.ts';
import type {Command, Input} from './command.ts';
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

/** On an issue one permission, on a pull request another: neither does for both. */
const isBySubject = ({anyOf}: Need): boolean =>
	anyOf.length === 2 &&
	anyOf.every(set => set.issues === 'write' || set.pull_requests === 'write') &&
	anyOf.every(set => Object.keys(set).length === 1);

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
				alternatives.length === 0
					? ''
					: isBySubject(need)
						? `; on a pull request ${listWords(alternatives, 'or')} instead`
						: `; ${listWords(alternatives, 'or')} would do as well`
			}`,
		),
		...[
			...(need.inferred === undefined ? [] : [`Inferred: ${need.inferred}`]),
			...need.notes,
		].flatMap(note => wrapBehind('    ', showText(note))),
	];
};

/** The most repositories that the command names: more are chosen on the page. */
const mostRepositories = 10;

const distinctOf = (values: readonly (string | undefined)[]): readonly string[] => [
	...new Map(
		values.filter(value => value !== undefined).map(value => [value.toLowerCase(), value]),
	).values(),
];

/** The owner and the repositories that the text named, where one token can have them all. */
const namedBy = ({because}: TokenAnswer): readonly string[] => {
	const owners = distinctOf(because.map(({need}) => need.owner));
	const repositories = distinctOf(because.map(({need}) => need.repository));
	const [owner] = owners;
	if (owner === undefined || owners.length > 1) return [];
	const isOneOwners = repositories.every(
		name => name.split('/')[0]?.toLowerCase() === owner.toLowerCase(),
	);
	return [
		`--owner ${quoteForShell(owner)}`,
		...(isOneOwners && repositories.length <= mostRepositories
			? repositories.map(name => `--repository ${quoteForShell(name)}`)
			: []),
	];
};

const commandFor = (token: TokenAnswer, present: readonly ScopeName[]): string => {
	if (token.type === 'classic') {
		const scopes = leastScopes([...present, ...token.scopes]);
		return scopes.length === 0
			? 'pat-wizard --type classic'
			: `pat-wizard --scope ${scopes.join(',')}`;
	}
	const list = Object.entries(token.permissions).map(([name, level]) => `${name}=${level}`);
	return [
		'pat-wizard',
		...namedBy(token),
		...(list.length === 0 ? [] : [`--permission ${list.join(',')}`]),
	].join(' ');
};

/** What the token that was used lacks, where the text says what it has. */
const writePresent = (
	token: TokenAnswer,
	present: readonly ScopeName[] | undefined,
	paint: Paint,
): readonly string[] => {
	if (token.type !== 'classic' || present === undefined || present.length === 0) return [];
	const missing = token.scopes.filter(
		scope => !present.some(own => own === scope || includedScopes(own).includes(scope)),
	);
	return missing.length === 0
		? [paint('bold', 'The token you have has these scopes already'), '']
		: [paint('bold', `Add to the token you have: ${missing.join(', ')}`), ''];
};

const writeOwner = (token: TokenAnswer): readonly string[] => {
	if (token.type === 'classic' || token.owner === undefined) return [];
	return token.owner === 'organization'
		? [
				namedBy(token).length > 0
					? '  The resource owner has to be an organization'
					: '  The resource owner has to be an organization: name it with --owner',
			]
		: ['  The resource owner has to be your own account'];
};

const writeToken = (
	token: TokenAnswer,
	present: readonly ScopeName[] | undefined,
	paint: Paint,
): readonly string[] => {
	const rows =
		token.type === 'classic'
			? token.scopes.map(scope => [`  ${scope}`, findScope(scope)?.summary ?? ''])
			: writeSet(token.permissions as PermissionSet);
	const byHand = token.type === 'classic' ? [] : writeSet(token.byHand);
	return [
		...writePresent(token, present, paint),
		paint('bold', token.type === 'classic' ? 'A classic token' : 'A fine-grained token'),
		...(token.type === 'classic'
			? token.reasons.flatMap(reason => wrapBehind('  ', showText(reason)))
			: []),
		...(rows.length === 0 ? ['  without any permission or scope'] : wrapColumns(rows)),
		...(byHand.length === 0 ? [] : ['', 'To choose by hand on the page', ...wrapColumns(byHand)]),
		...writeOwner(token),
		'',
		paint('bold', 'Because'),
		...token.because.flatMap(writeBecause),
		'',
		paint('bold', 'Make it'),
		`  ${commandFor(token, present ?? [])}`,
	];
};

/** What to set where the text speaks of a workflow's own GITHUB_TOKEN, before any token of a person. */
const writeWorkflow = ({permissions, cannot}: WorkflowAnswer, paint: Paint): readonly string[] => {
	const lines = Object.entries(permissions).map(
		([name, level]) => `    ${name.replaceAll('_', '-')}: ${level}`,
	);
	return [
		paint('bold', 'This was a workflow’s own GITHUB_TOKEN, or a GitHub App'),
		...(lines.length === 0
			? []
			: ['  Set in the workflow, or give the App the same:', '  permissions:', ...lines]),
		...(permissions.pull_requests === 'write'
			? wrapBehind(
					'  ',
					'To create pull requests, the setting “Allow GitHub Actions to create and approve pull requests” has to be on.',
				)
			: []),
		...cannot.flatMap(({need, reason}) => wrapBehind('  ', showText(`${need.name}: ${reason}`))),
		...wrapBehind(
			'  ',
			cannot.length === 0
				? 'A personal token is needed only for another repository, or where what it does has to start workflows. Then:'
				: 'That takes a personal token or an App:',
		),
	];
};

const describeTaken = ({permissions, scopes, alternatives, reason}: ChoiceJson): string => {
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
	workflow: WorkflowAnswer | undefined,
	context: Context,
): string => {
	const paint = paintResult(context);
	const {oneClassic} = answer;
	const blocks = [
		...(workflow === undefined ? [] : [writeWorkflow(workflow, paint)]),
		...answer.tokens.map(token => writeToken(token, reading.present, paint)),
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

const whatHelps =
	'What helps: the operation (POST /repos/{owner}/{repo}/issues), the command that was run, the whole error with its documentation_url, or the job in other words.';

/** Where nothing is known: each text with the reason, and what would help. */
const writeUnknown = ({unknown}: NeedReading): string => {
	const [first] = unknown;
	const lines = unknown
		.slice(0, mostLeftOut)
		.flatMap(({text, reason}) => [
			...wrapWords(`"${showText(text)}"`, widestLine),
			...wrapBehind('  ', showText(reason)),
		]);
	const more = unknown.length - mostLeftOut;
	return `${[
		...lines,
		...(more > 0 ? [`And ${more} more.`] : []),
		...(first?.reason.includes('pat-wizard scan') ? [] : wrapWords(whatHelps, widestLine)),
	].join('\n')}\n`;
};

/** The most lines that are told one by one as left out. */
const mostLeftOut = 3;

const tellLeftOut = ({unknown}: NeedReading, context: Context): void => {
	for (const {text, reason} of unknown.slice(0, mostLeftOut)) {
		context.tell(`Left out "${showText(text)}". ${showText(reason)}\n`);
	}
	if (unknown.length > mostLeftOut) {
		context.tell(`Left out ${unknown.length - mostLeftOut} more lines that say nothing known.\n`);
	}
};

const readType = (input: Input): 'classic' | undefined => {
	const type = input.text('type');
	if (type !== undefined && type !== 'classic' && type !== 'fine-grained') {
		throw usageError(
			`--type takes fine-grained or classic, not "${showText(type)}"`,
			'pat-wizard needs --help shows what it takes',
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
	if (isCommand) return [words.map(quoteForShell).join(' ')];
	// "read actions logs" has a preset's id among its words, and means none.
	const areAllPresets = words.every(word => findPreset(word) !== undefined);
	return joinWords(
		words,
		word => findPreset(word) !== undefined && (areAllPresets || word.includes('-')),
	);
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
		const {leastNeeds, needsJson, readNeeds, workflowNeeds} = await import(
			'../core/needs/index.ts'
		);
		const type = readType(input);
		const inputs = await readInputs(context, input.words);
		if (inputs.some(containsToken)) {
			context.tell(`${tokenWarning}\n`);
		}
		const reading = readNeeds(inputs);
		const answer = leastNeeds(reading.needs, type);
		const [unknown] = reading.unknown;
		if (unknown?.text === '' && reading.needs.length + reading.choices.length === 0) {
			throw usageError(unknown.reason, 'pat-wizard needs --help shows what it takes');
		}
		const isKnown = reading.needs.length > 0;
		const outcome =
			isKnown || reading.choices.length + reading.unknown.length === 0 ? 'done' : 'undecided';
		const json = needsJson(reading, answer);
		if (input.has('json')) {
			context.printResult(`${writeJson(json, 2)}\n`);
			return outcome;
		}
		if (!isKnown && reading.choices.length + reading.notes.length === 0) {
			context.printResult(writeUnknown(reading));
			return outcome;
		}
		const workflow = reading.fromWorkflow && isKnown ? workflowNeeds(reading.needs) : undefined;
		context.printResult(write(reading, answer, json, workflow, context));
		tellLeftOut(reading, context);
		return outcome;
	},
};

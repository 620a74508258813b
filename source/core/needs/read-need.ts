import {repositoryNote} from '../catalog/known-messages.ts';
import {findPermission} from '../catalog/permissions.ts';
import {isSentence} from './answer-command.ts';
import {findHeaders} from './answer-header.ts';
import {answerLink, answerRequest} from './answer-request.ts';
import {cleanText} from './clean-text.ts';
import {separateCommands} from './command-line/index.ts';
import {isCode, isFileOfCode, scanReadsIt} from './is-code.ts';
import {matchWords} from './match-words.ts';
import {
	type Choice,
	type Choices,
	emptyReading,
	type Need,
	type NeedReading,
	needOfScopes,
} from './need.ts';
import {readRunningAction, readSteps} from './need-of-tool.ts';
import {readLibraryCalls} from './read-library-calls.ts';
import {type Finding, type Line, looksLikeLog, readLog, splitLines} from './read-log.ts';
import {isRefusal, type MessageReading, readMessages, readPresentScopes} from './read-message.ts';
import {readPlainLine} from './read-plain.ts';
import {distinctNeeds, joinReadings, ofNeeds, unknownText} from './readings.ts';
import {explainAddress, withAddressed, withoutAddresses} from './site-address.ts';
import {subjectOf, withSubject} from './subject.ts';

/** The most lines of words that are read as a list of needs. A person does not write more. */
const mostPlainLines = 40;

/** The most texts that are read at once. */
const mostInputs = 40;

const readFinding = (finding: Finding): NeedReading => {
	switch (finding.kind) {
		case 'command':
		case 'elsewhere':
			return finding.reading;
		case 'request':
		case 'bare-request':
			return answerRequest(finding.request);
		case 'link':
			return answerLink(finding.link);
	}
};

/** Whether the first line opens a quotation that a later line closes, as with GraphQL queries. */
const isOneCommand = (text: string): boolean => {
	const [first = ''] = text.trim().split('\n', 1);
	if (!/^\S{0,80}\s?(?:gh|curl)\s/.test(first.slice(0, 200))) return false;
	return (first.match(/'/g)?.length ?? 0) % 2 === 1 || (first.match(/"/g)?.length ?? 0) % 2 === 1;
};

/** Reads a line that begins with a program and may not be about GitHub. */
const readElsewhere = (text: string, {reading}: {readonly reading: NeedReading}): NeedReading => {
	const isQuestion = isSentence(text);
	// "docker pull" alone may be a task. With an argument it is a command.
	if (!isQuestion && !matchWords(text, 1).sure) return reading;
	const words = readPlainLine(text);
	const [unknown] = reading.unknown;
	if (words.needs.length === 0) return isQuestion && unknown === undefined ? words : reading;
	return isQuestion || unknown === undefined
		? words
		: {...words, needs: words.needs.map(need => ({...need, inferred: unknown.reason}))};
};

/** A line of code without a request: an import, the making of a client, a bracket. */
const codeWithoutCalls =
	/^\s*(?:[)\]}]|#|\/\/|import\s|from\s|require[\s(]|using\s|[\w.:, ]{1,80}(?::?=)[^=])/;

/** Reads a line of words. The address of a repository alone says nothing about the task. */
const readWords = (text: string): NeedReading => {
	const reason = explainAddress(text);
	return reason === undefined ? readPlainLine(withoutAddresses(text)) : unknownText(text, reason);
};

/** Reads a text that a person wrote. Every line is a need. */
const readList = (all: readonly Line[]): NeedReading => {
	let plain = 0;
	const hasCommands = all.some(({findings}) => findings.some(({kind}) => kind === 'command'));
	const hasCalls = all.some(
		({text, findings}) =>
			findings.some(({kind}) => kind === 'request') || readLibraryCalls(text) !== undefined,
	);
	const written = all.filter(
		({text, findings}) =>
			// A comment explains the commands, and is no need.
			!(hasCommands && /^\s*#/.test(text)) &&
			!(
				hasCalls &&
				findings.length === 0 &&
				codeWithoutCalls.test(text) &&
				readLibraryCalls(text) === undefined
			),
	);
	const saying = written.filter(({text}) => explainAddress(text) === undefined);
	const lines = saying.length > 0 ? saying : written.slice(0, 1);
	const readings = lines.flatMap(({text, findings}) => {
		const [only] = findings;
		if (only !== undefined && only.kind !== 'elsewhere') return findings.map(readFinding);
		plain++;
		if (plain > mostPlainLines) return [];
		return [only === undefined ? readWords(text) : readElsewhere(text, only)];
	});
	const left = plain - mostPlainLines;
	return joinReadings(
		left > 0
			? [
					...readings,
					unknownText(
						`${left} more lines`,
						`Only ${mostPlainLines} lines of words are read at once.`,
					),
				]
			: readings,
	);
};

/** Reads a list, or the steps of a workflow with their commands. */
const readWritten = (text: string, lines: readonly Line[]): NeedReading => {
	const steps = text.includes('\n') ? readSteps(text) : undefined;
	if (steps === undefined) return readList(lines);
	const others = splitLines(steps.rest).filter(({findings}) =>
		findings.some(({kind}) => kind !== 'elsewhere'),
	);
	return joinReadings([steps.reading, readList(others)]);
};

const isEmpty = ({needs, choices, unknown}: NeedReading): boolean =>
	needs.length === 0 && choices.length === 0 && unknown.length === 0;

const refusalReason =
	'GitHub does not say here which request it refused. Paste the request or its documentation link with it, or the response header X-Accepted-GitHub-Permissions.';

const presentNotes = (scopes: readonly string[] | undefined): readonly string[] => {
	if (scopes === undefined) return [];
	return scopes.length === 0
		? ['The token that was used has no scopes, or is a fine-grained one.']
		: [`The token that was used has ${scopes.join(', ')}.`];
};

const withSubjects = (needs: readonly Need[], text: string): readonly Need[] => {
	const subject = subjectOf(text);
	return needs.map(need => withSubject(need, subject));
};

const hintNotes = (hints: readonly Need[]): readonly string[] =>
	hints.length === 0
		? []
		: [
				`gh names the first scope that would be enough, ${hints.map(({name}) => name).join(', ')}: a narrower one may be enough.`,
			];

const ofPresentScopes = (text: string): NeedReading => {
	const scopes = readPresentScopes(text) ?? [];
	return scopes.length === 0
		? unknownText('X-OAuth-Scopes', 'The header names no scope.')
		: ofNeeds(
				needOfScopes(
					scopes.join(', '),
					[scopes],
					'The header names the scopes that a classic token has. The answer is a token with the same scopes.',
				),
			);
};

/** Returns a note when a token with the permission may still not reach the repository. */
const reachNotes = (needs: readonly Need[], text: string): readonly string[] => {
	const isOfRepository = needs.some(({anyOf}) =>
		anyOf.some(set => Object.keys(set).some(name => findPermission(name)?.group === 'repository')),
	);
	const hasNote = needs.some(({notes}) => notes.includes(repositoryNote));
	return isOfRepository && !hasNote && /not accessible by personal access token/i.test(text)
		? [repositoryNote]
		: [];
};

/** Answers a text without needs: explains why there are none, if that is known. */
const answerNothing = (
	text: string,
	reading: NeedReading,
	messages: MessageReading | undefined,
	hasHeaders: boolean,
): NeedReading => {
	// An unclear message says more than an unknown request.
	if (messages?.unclear !== undefined)
		return {...reading, ...unknownText(text, messages.unclear), notes: []};
	if (!isEmpty(reading)) return reading;
	if (hasHeaders || reading.present !== undefined) return {...ofPresentScopes(text), notes: []};
	const ofStep = isRefusal(text) ? readRunningAction(text) : [];
	if (ofStep.length > 0) return {...reading, needs: ofStep};
	return isRefusal(text) || reading.notes.length === 0
		? {...reading, ...unknownText(text, refusalReason), notes: reading.notes}
		: reading;
};

/**
 * Finds the needs in a text: an operation, a command line, the header of a response, a response or log with a header, a
 * link to GitHub's documentation, a known error message, a permission, scopes, or plain words. Each line of the text may
 * have one of these.
 *
 * The text may be hostile. Tokens and Authorization headers are removed first, and everything that is returned is safe
 * to show. Never throws.
 */
export const readNeed = (input: string): NeedReading => {
	const text = separateCommands(cleanText(input));
	if (text.trim() === '') return unknownText('', 'Nothing was given.');
	if (isFileOfCode(text)) return unknownText(text, scanReadsIt);
	const headers = findHeaders(text);
	const messages = readMessages(text);
	if (messages === undefined && headers.length === 0 && isCode(text)) {
		return unknownText(text, scanReadsIt);
	}

	if (messages?.accepted) return {...emptyReading, notes: messages.notes};
	const lines = isOneCommand(text) ? splitLines(text.replace(/\n/g, ' ')) : splitLines(text);
	const present = readPresentScopes(text);
	const isLog =
		messages !== undefined || looksLikeLog(text, headers.length > 0 || present !== undefined);
	const read = isLog ? readLog(text, lines, headers, messages) : readWritten(text, lines);
	const found = [...read.needs, ...(messages?.needs ?? [])];
	const hints = messages?.hints ?? [];
	const needs = found.length > 0 ? (isLog ? found : withAddressed(found, text)) : hints;
	const reading: NeedReading = {
		...read,
		needs: distinctNeeds(withSubjects(needs, text)),
		notes: [
			...new Set([
				...read.notes,
				...presentNotes(present),
				...(messages?.notes ?? []),
				...(found.length > 0 ? hintNotes(hints) : []),
				...reachNotes(needs, text),
				...(messages?.unclear === undefined ? [] : [messages.unclear]),
			]),
		],
		...(present === undefined ? {} : {present}),
		...(messages?.fromWorkflow ? {fromWorkflow: true} : {}),
	};
	return needs.length > 0 ? reading : answerNothing(text, reading, messages, headers.length > 0);
};

/** Finds the needs in several texts, see `readNeed`. Equal needs count once. */
export const readNeeds = (inputs: readonly string[]): NeedReading => {
	const left = inputs.length - mostInputs;
	const taken = inputs.slice(0, mostInputs);
	// The address of a repository is the place of the other needs.
	const saying = taken.filter(text => explainAddress(text) === undefined);
	const all = joinReadings([
		...(saying.length > 0 ? saying : taken).map(readNeed),
		...(left > 0
			? [
					unknownText(
						inputs[mostInputs] ?? '',
						`Only ${mostInputs} texts are read: ${left} are left out.`,
					),
				]
			: []),
	]);
	return {
		...all,
		needs: distinctNeeds(
			withAddressed(all.needs, taken.filter(text => !saying.includes(text)).join(' ')),
		),
	};
};

/** Replaces the choices of a text with one of them. */
export const takeChoice = (reading: NeedReading, of: Choices, choice: Choice): NeedReading => ({
	...reading,
	needs: distinctNeeds([...reading.needs, choice.need]),
	choices: reading.choices.filter(choices => choices !== of),
});

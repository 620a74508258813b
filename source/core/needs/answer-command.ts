import {describeSet} from '../catalog/permission.ts';
import {type CommandReading, readCommandLine} from './command-line/index.ts';
import {emptyReading, type Need, type NeedReading} from './need.ts';
import {joinReadings, notRead, unknownText} from './readings.ts';

/** What a command line needs, and whether it is surely about GitHub. */
export type AnsweredCommand = {readonly isAboutGithub: boolean; readonly reading: NeedReading};

const inference = 'Nobody has confirmed this yet: it is what REST takes for the same data.';

const conditionNotes = ({onlyIf}: CommandReading): readonly string[] =>
	onlyIf.map(({permissions, when}) => `${describeSet(permissions)} as well if ${when}.`);

const computedNotes = ({computed}: CommandReading): readonly string[] =>
	computed.length === 0
		? []
		: [`Not known before the command runs: ${[...new Set(computed)].join(', ')}.`];

const withNames = (need: Need, command: CommandReading): Need => {
	const [repository, second] = command.repositories;
	const owner = need.owner ?? command.owner;
	return {
		...need,
		...(owner === undefined ? {} : {owner}),
		...(need.repository === undefined && repository !== undefined && second === undefined
			? {repository}
			: {}),
		...(command.certainty === 'inferred' && need.inferred === undefined
			? {inferred: inference}
			: {}),
	};
};

const localNote = (command: string): string =>
	`${command} sends GitHub no request that needs a token.`;

const sentenceWords =
	/\s(?:with|from|for|the|an?|my|our|using|private|into|when|how|without|via|inside)\s/i;

/** Whether a line that begins with the name of a program is a sentence, not a command. */
export const isSentence = (line: string): boolean => {
	const text = line.slice(0, 300);
	return !/\s-{1,2}\w|[/=$|<>;"'@:]/.test(text) && sentenceWords.test(text);
};

const answerReading = (line: string, command: CommandReading): AnsweredCommand => {
	const notes = [...conditionNotes(command), ...computedNotes(command), ...command.notes];
	switch (command.outcome) {
		case 'known':
			return {
				isAboutGithub: true,
				reading: {
					...emptyReading,
					needs: command.needs.map(need => withNames(need, command)),
					notes,
				},
			};
		case 'local':
			return {
				isAboutGithub: !isSentence(line),
				reading: {
					...emptyReading,
					notes: notes.length > 0 ? notes : [localNote(command.command)],
				},
			};
		default: {
			const reason = command.reason ?? 'It is not known what it does.';
			const {perhaps} = command;
			if (perhaps !== undefined) {
				const needs = [{...withNames(perhaps, command), inferred: reason}];
				return {isAboutGithub: true, reading: {...emptyReading, needs, notes}};
			}

			const unknown = unknownText(line, reason);
			return {
				isAboutGithub: command.outcome === 'unknown',
				reading: {
					...unknown,
					needs: command.needs.map(need => withNames(need, command)),
					notes,
				},
			};
		}
	}
};

/** Finds what a command line needs. Undefined when it runs no known program. */
export const answerCommand = (line: string): AnsweredCommand | undefined => {
	const command = readCommandLine(line);
	if (command === undefined) return undefined;
	const answer = answerReading(line, command);
	const unreadCommands = command.unreadCommands.map(text => unknownText(text, notRead));
	return {...answer, reading: joinReadings([answer.reading, ...unreadCommands])};
};

import {describeSet, emptyReading, type NeedReading} from '../need.ts';
import {readCommandLine} from './index.ts';
import type {CommandReading, Condition} from './reading.ts';

/** A condition as a sentence. */
export const describeCondition = ({permissions, when}: Condition): string =>
	`It takes ${describeSet(permissions)} too, only if ${when}.`;

const computedNote = (computed: readonly string[]): readonly string[] =>
	computed.length === 0
		? []
		: [
				`Computed when the command runs, and so not told here: ${[...new Set(computed)].join(', ')}.`,
			];

/** The reading of a command as one of a text: conditions and what is computed become notes. */
export const answerCommand = (reading: CommandReading): NeedReading => {
	const notes = [
		...reading.notes,
		...reading.onlyIf.map(describeCondition),
		...computedNote(reading.computed),
	];
	if (reading.outcome === 'unknown') {
		return {
			...emptyReading,
			needs: reading.needs,
			unknown: [{text: reading.command, reason: reading.reason ?? ''}],
			notes,
		};
	}

	if (reading.outcome === 'local') {
		return {
			...emptyReading,
			notes: [`${reading.command} asks GitHub for nothing: it takes no token.`, ...notes],
		};
	}

	return {...emptyReading, needs: reading.needs, notes: [...new Set(notes)]};
};

/**
 * What a line that is a command line asks for. `undefined` where it is none, or nothing in it says that it is
 * about GitHub.
 */
export const answerCommandLine = (line: string): NeedReading | undefined => {
	const reading = readCommandLine(line);
	return reading === undefined || reading.outcome === 'elsewhere'
		? undefined
		: answerCommand(reading);
};

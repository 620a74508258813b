import {type OperationMatch, operationName} from '../catalog/endpoints.ts';
import {describeSet} from '../catalog/permission.ts';
import {distinctBy} from '../distinct-by.ts';
import {shortenLine} from './clean-text.ts';
import {type Choice, emptyReading, type Need, type NeedReading, needOfOperation} from './need.ts';

/** The most choices for one text. */
export const mostChoices = 8;

/** Joins readings. Equal notes and scopes of the token count once. */
export const joinReadings = (readings: readonly NeedReading[]): NeedReading => {
	const present = readings.flatMap(reading => reading.present ?? []);
	const hasPresent = readings.some(reading => reading.present !== undefined);
	return {
		needs: readings.flatMap(reading => reading.needs),
		choices: readings.flatMap(reading => reading.choices),
		unknown: readings.flatMap(reading => reading.unknown),
		notes: [...new Set(readings.flatMap(reading => reading.notes))],
		...(hasPresent ? {present: [...new Set(present)]} : {}),
		...(readings.some(reading => reading.fromWorkflow) ? {fromWorkflow: true} : {}),
	};
};

/** Makes a reading of needs. */
export const ofNeeds = (...needs: readonly Need[]): NeedReading => ({...emptyReading, needs});

/** Makes a reading for a text that was not understood. `reason` is a sentence. */
export const unknownText = (text: string, reason: string): NeedReading => ({
	...emptyReading,
	unknown: [{text: shortenLine(text), reason}],
});

/** Why the needs of a command are unknown, as sentences. */
export const notRead =
	'It is not known what this command asks of GitHub. Describe the task in other words.';

/** Makes a reading for a text with several possible meanings, best first. */
export const ofChoices = (text: string, choices: readonly Choice[]): NeedReading => ({
	...emptyReading,
	choices: [{text: shortenLine(text), choices: choices.slice(0, mostChoices)}],
});

const allTheSame = 'Several operations match these words, and all of them need this.';

/** Makes one need of choices that all need the same. Undefined when they do not. */
export const sharedNeed = (text: string, choices: readonly Choice[]): Need | undefined => {
	const [first] = choices;
	const takes = ({need}: Choice): string =>
		`${need.works} ${need.anyOf.map(describeSet).join(';')} ${need.works === 'classic' ? need.scopes.join(';') : ''}`;
	if (first === undefined || choices.some(choice => takes(choice) !== takes(first))) {
		return undefined;
	}

	return {
		...first.need,
		name: shortenLine(text),
		title: '',
		inferred: first.need.inferred ?? allTheSame,
	};
};

/** Makes a choice of an operation. */
export const choiceOfMatch = (match: OperationMatch): Choice => ({
	kind: 'operation',
	id: operationName(match.operation),
	title: match.operation.title,
	need: needOfOperation(match),
});

/** Removes repeated needs. */
export const distinctNeeds = (needs: readonly Need[]): readonly Need[] =>
	distinctBy(needs, ({name, anyOf, scopes, owner, repository}) =>
		[name, anyOf.map(describeSet).join(';'), scopes.join(';'), owner, repository].join('|'),
	);

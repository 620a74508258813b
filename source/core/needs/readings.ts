import {type OperationMatch, operationName} from '../catalog/endpoints.ts';
import {shorten} from './clean-text.ts';
import {
	type Choice,
	describeSet,
	emptyReading,
	type Need,
	type NeedReading,
	needOfOperation,
} from './need.ts';

/** The most choices that one text is answered with. */
export const mostChoices = 8;

/** Several readings as one: the same note once, the same scope of the token once. */
export const joinReadings = (readings: readonly NeedReading[]): NeedReading => {
	const present = readings.flatMap(reading => reading.present ?? []);
	const tellsPresent = readings.some(reading => reading.present !== undefined);
	return {
		needs: readings.flatMap(reading => reading.needs),
		choices: readings.flatMap(reading => reading.choices),
		unknown: readings.flatMap(reading => reading.unknown),
		notes: [...new Set(readings.flatMap(reading => reading.notes))],
		...(tellsPresent ? {present: [...new Set(present)]} : {}),
		...(readings.some(reading => reading.fromWorkflow) ? {fromWorkflow: true} : {}),
	};
};

/** A reading of needs and nothing else. */
export const ofNeeds = (...needs: readonly Need[]): NeedReading => ({...emptyReading, needs});

/** A reading that did not understand a text. `reason` is a sentence. */
export const unknownText = (text: string, reason: string): NeedReading => ({
	...emptyReading,
	unknown: [{text: shorten(text), reason}],
});

/** Why a command tells nothing whose program nobody has read. */
export const notRead =
	'Nobody has read what this command asks of GitHub. Name the job in other words.';

/** A reading of a text that may mean several things, best first. */
export const ofChoices = (text: string, choices: readonly Choice[]): NeedReading => ({
	...emptyReading,
	choices: [{text: shorten(text), choices: choices.slice(0, mostChoices)}],
});

const allTheSame = 'Several operations fit these words, and all of them take this.';

/** What all of the choices take, where they take the same. */
export const sharedNeed = (text: string, choices: readonly Choice[]): Need | undefined => {
	const [first] = choices;
	const takes = ({need}: Choice): string =>
		`${need.works} ${need.anyOf.map(describeSet).join(';')} ${need.works === 'classic' ? need.scopes.join(';') : ''}`;
	if (first === undefined || choices.some(choice => takes(choice) !== takes(first))) {
		return undefined;
	}

	return {
		...first.need,
		name: shorten(text),
		title: '',
		inferred: first.need.inferred ?? allTheSame,
	};
};

/** An operation as something that a text may mean. */
export const choiceOfMatch = (match: OperationMatch): Choice => ({
	kind: 'operation',
	id: operationName(match.operation),
	title: match.operation.title,
	need: needOfOperation(match),
});

/** The needs without repeats. */
export const distinct = (needs: readonly Need[]): readonly Need[] => {
	const byKey = new Map<string, Need>();
	for (const need of needs) {
		const key = `${need.name}|${need.anyOf.map(describeSet).join(';')}|${need.scopes.join(';')}|${need.owner}|${need.repository}`;
		if (!byKey.has(key)) byKey.set(key, need);
	}

	return [...byKey.values()];
};

import octokitMethods from '../catalog/library-methods/octokit-js.json' with {type: 'json'};
import {findLibraryMethod, hasLibraryGroup} from '../catalog/library-methods.ts';
import {notOnTheList} from './answer-request.ts';
import {type NeedReading, needOfOperation} from './need.ts';
import {
	choiceOfMatch,
	joinReadings,
	ofChoices,
	ofNeeds,
	sharedNeed,
	unknownText,
} from './readings.ts';

/** A method of Octokit, with the usual names of its object: `octokit.rest.issues.create`, `github.issues.create`. */
const calls =
	/\b(?:(?:\w{0,40}octokit|github|kit|client|api)(?:\.rest)?|rest)\.([a-z][A-Za-z]{2,30})\.([a-z][A-Za-z]{1,80})\b/gi;

const readCall = (group: string, method: string): NeedReading => {
	const text = `${group}.${method}`;
	const called = findLibraryMethod(octokitMethods, group, method);
	if (called === undefined) {
		return unknownText(text, 'Octokit has no method of this name: check the spelling.');
	}

	if (called.operations.length === 0) return unknownText(text, notOnTheList);
	const matches = called.operations.map(operation => ({operation, parameters: {}}));
	if (!called.isChoice) return ofNeeds(...matches.map(needOfOperation));
	const choices = matches.map(choiceOfMatch);
	const shared = sharedNeed(text, choices);
	return shared === undefined ? ofChoices(text, choices) : ofNeeds(shared);
};

/** Finds what the methods of Octokit in a line need. Undefined when it calls none. */
export const readLibraryCalls = (line: string): NeedReading | undefined => {
	const found = [...line.slice(0, 2000).matchAll(calls)]
		.map(([, group = '', method = '']) => [group, method] as const)
		.filter(([group]) => hasLibraryGroup(octokitMethods, group));
	return found.length === 0
		? undefined
		: joinReadings(found.map(([group, method]) => readCall(group, method)));
};

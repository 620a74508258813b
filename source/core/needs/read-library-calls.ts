import goMethods from '../catalog/library-methods/go-github.json' with {type: 'json'};
import octokitMethods from '../catalog/library-methods/octokit-js.json' with {type: 'json'};
import rubyMethods from '../catalog/library-methods/octokit-rb.json' with {type: 'json'};
import pythonMethods from '../catalog/library-methods/pygithub.json' with {type: 'json'};
import {
	findLibraryMethod,
	hasLibraryGroup,
	type LibraryMethod,
	type LibraryTable,
} from '../catalog/library-methods.ts';
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

/** A library, and how a line of code calls it: the pattern finds what is called on, and the method. */
type Library = {
	readonly table: LibraryTable;
	readonly calls: RegExp;
	/** The group of the table that what is called on belongs to. Unset: it is the group itself. */
	readonly groupOf?: (name: string) => string;
	/** Why a method is not known, as a sentence. Unset: the line may call something else. */
	readonly unknown?: string;
};

/** The classes that variables of these names hold in programs with PyGithub. */
const pythonClasses: {readonly [name: string]: string} = {
	g: 'Github',
	gh: 'Github',
	github: 'Github',
	issue: 'Issue',
	org: 'Organization',
	organization: 'Organization',
	pr: 'PullRequest',
	pull: 'PullRequest',
	pull_request: 'PullRequest',
	release: 'GitRelease',
	repo: 'Repository',
	repository: 'Repository',
	team: 'Team',
	user: 'AuthenticatedUser',
	workflow: 'Workflow',
};

const libraries: readonly Library[] = [
	{
		table: octokitMethods,
		calls:
			/\b(?:(?:\w{0,40}octokit|github|kit|client|api)(?:\.rest)?|rest)\.([a-z][A-Za-z]{2,30})\.([a-z][A-Za-z]{1,80})\b/gi,
		unknown: 'Octokit has no method of this name: check how it is written.',
	},
	{
		table: goMethods,
		calls: /\.([A-Z][A-Za-z]{2,30})\.([A-Z][A-Za-z]{1,80})\(/g,
	},
	{
		table: rubyMethods,
		calls: /\b(client|octokit)\.([a-z]{1,40}(?:_[a-z]{1,40}){0,6}[?!]?)(?=[\s(])/gi,
		groupOf: () => '',
	},
	{
		table: pythonMethods,
		calls: /\b([a-z][a-z_]{0,40})\.([a-z]{1,40}(?:_[a-z]{1,40}){0,8})\(/g,
		groupOf: name => pythonClasses[name] ?? name,
	},
];

const needsOfMethod = (text: string, {operations, isChoice}: LibraryMethod): NeedReading => {
	if (operations.length === 0) return unknownText(text, notOnTheList);
	const matches = operations.map(operation => ({operation, parameters: {}}));
	if (!isChoice) return ofNeeds(...matches.map(needOfOperation));
	const choices = matches.map(choiceOfMatch);
	const shared = sharedNeed(text, choices);
	return shared === undefined ? ofChoices(text, choices) : ofNeeds(shared);
};

/** What the methods of one library that a line calls take. */
const readCalls = (
	line: string,
	{table, calls, groupOf, unknown}: Library,
): readonly NeedReading[] =>
	[...line.matchAll(calls)].flatMap(([, name = '', method = '']) => {
		const group = groupOf?.(name) ?? name;
		const called = findLibraryMethod(table, group, method);
		const text = `${name}.${method}`;
		if (called !== undefined) return [needsOfMethod(text, called)];
		return unknown === undefined || !hasLibraryGroup(table, group)
			? []
			: [unknownText(text, unknown)];
	});

/**
 * What a line of code takes that calls Octokit, go-github, octokit.rb or PyGithub. `undefined` where it calls
 * none of them.
 */
export const readLibraryCalls = (line: string): NeedReading | undefined => {
	const start = line.slice(0, 2000);
	const readings = libraries
		.map(library => readCalls(start, library))
		.find(found => found.length > 0);
	return readings && joinReadings(readings);
};

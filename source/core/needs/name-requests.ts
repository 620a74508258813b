import {operationName} from '../catalog/endpoints.ts';
import goMethods from '../catalog/library-methods/go-github.json' with {type: 'json'};
import rubyMethods from '../catalog/library-methods/octokit-rb.json' with {type: 'json'};
import pythonMethods from '../catalog/library-methods/pygithub.json' with {type: 'json'};
import {findLibraryMethod, type LibraryTable} from '../catalog/library-methods.ts';
import {scanReadsIt} from './is-code.ts';
import type {NeedReading} from './need.ts';

/** The classes of PyGithub, by the usual names of their variables. */
const pythonClasses: {readonly [name: string]: string} = {
	g: 'Github',
	gh: 'Github',
	github: 'Github',
	issue: 'Issue',
	org: 'Organization',
	pr: 'PullRequest',
	pull: 'PullRequest',
	release: 'GitRelease',
	repo: 'Repository',
	team: 'Team',
	user: 'AuthenticatedUser',
	workflow: 'Workflow',
};

/** A library, and the pattern for its calls: the object, which gives the group of the table, and the method. */
type Library = readonly [
	table: LibraryTable,
	calls: RegExp,
	/** `before` is the method called before it in a chain. */
	groupOf: (name: string, before: string) => string,
];

const libraries: readonly Library[] = [
	[goMethods, /\.([A-Z][A-Za-z]{2,30})\.([A-Z][A-Za-z]{1,80})\(/g, name => name],
	[rubyMethods, /\b(client|octokit)\.([a-z]{1,40}(?:_[a-z]{1,40}){1,6})(?=[\s(])/gi, () => ''],
	[
		pythonMethods,
		/(\b[a-z][a-z_]{0,40}|\))\.([a-z]{1,40}(?:_[a-z]{1,40}){0,8})\(/g,
		(name, before) => pythonClasses[name === ')' ? before.replace(/^get_/, '') : name] ?? name,
	],
];

/** The requests that a line sends, and the unknown methods of a chain. */
type Called = {readonly requests: readonly string[]; readonly unknown: readonly string[]};

const readCalls = (line: string, [table, calls, groupOf]: Library): Called => {
	const requests: string[] = [];
	const unknown: string[] = [];
	let before = '';
	for (const [, name = '', method = ''] of line.slice(0, 2000).matchAll(calls)) {
		const called = findLibraryMethod(table, groupOf(name, before), method);
		const operations = called?.operations ?? [];
		// An argument decides between several operations. The first is the most general.
		requests.push(...operations.slice(0, called?.isChoice ? 1 : undefined).map(operationName));
		if (name === ')' && operations.length === 0) unknown.push(method);
		before = method;
	}

	return {requests, unknown};
};

/**
 * Replaces the lines of a text that call go-github, octokit.rb or PyGithub by their requests, and returns the unknown
 * calls in these lines. Importing this file also loads the tables of these libraries.
 */
export const nameRequests = (
	text: string,
): {readonly text: string; readonly unknown: NeedReading['unknown']} => {
	const unknown: {text: string; reason: string}[] = [];
	const lines = text.split('\n').map(line => {
		const called = libraries
			.map(library => readCalls(line, library))
			.find(({requests}) => requests.length > 0);
		for (const method of called?.unknown ?? []) {
			unknown.push({text: method, reason: `The object of this call is unknown. ${scanReadsIt}`});
		}
		return called?.requests.join('\n') ?? line;
	});
	return {text: lines.join('\n'), unknown};
};

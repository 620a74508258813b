import {operationName} from '../catalog/endpoints.ts';
import goMethods from '../catalog/library-methods/go-github.json' with {type: 'json'};
import rubyMethods from '../catalog/library-methods/octokit-rb.json' with {type: 'json'};
import pythonMethods from '../catalog/library-methods/pygithub.json' with {type: 'json'};
import {findLibraryMethod, type LibraryTable} from '../catalog/library-methods.ts';

/** The classes of PyGithub that variables of these names hold. */
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

/** How a line calls a library: what is called on, which names the group of the table, and the method. */
type Library = readonly [table: LibraryTable, calls: RegExp, groupOf: (name: string) => string];

const libraries: readonly Library[] = [
	[goMethods, /\.([A-Z][A-Za-z]{2,30})\.([A-Z][A-Za-z]{1,80})\(/g, name => name],
	[rubyMethods, /\b(client|octokit)\.([a-z]{1,40}(?:_[a-z]{1,40}){1,6})(?=[\s(])/gi, () => ''],
	[
		pythonMethods,
		/\b([a-z][a-z_]{0,40})\.([a-z]{1,40}(?:_[a-z]{1,40}){0,8})\(/g,
		name => pythonClasses[name] ?? name,
	],
];

const requestsOf = (line: string): readonly string[] => {
	const found = libraries.map(([table, calls, groupOf]) =>
		[...line.slice(0, 2000).matchAll(calls)].flatMap(([, name = '', method = '']) => {
			const called = findLibraryMethod(table, groupOf(name), method);
			const operations = called?.operations ?? [];
			// An argument chooses one of them: the first is the most general.
			return operations.slice(0, called?.isChoice ? 1 : undefined).map(operationName);
		}),
	);
	return found.find(requests => requests.length > 0) ?? [];
};

/**
 * A text with the requests in place of the lines that call go-github, octokit.rb or PyGithub. It brings their
 * tables with it, so load it where a text looks like code.
 */
export const nameRequests = (text: string): string =>
	text
		.split('\n')
		.map(line => {
			const requests = requestsOf(line);
			return requests.length === 0 ? line : requests.join('\n');
		})
		.join('\n');

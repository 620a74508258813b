import type {FileKind} from '../catalog/file-kinds.ts';
import type {FileReading, Unknown} from './use.ts';

/** Imports of libraries for GitHub whose calls are not read. */
const libraries: Partial<Record<FileKind, RegExp>> = {
	javascript: /\b(?:from|require\(|import\() ?['"](github-api|octonode|gh-got)['"]/g,
	python: /\b(?:import|from) (github3|ghapi|gidgethub|githubkit|agithub)\b/g,
	go: /"github\.com\/(cli\/go-gh)(?:\/[\w/]*)?"/g,
	ruby: /\brequire[ (]['"](github_api|ghee|graphql\/client)['"]/g,
};

/** Calls that create a client of a library whose calls are read. */
const makers: Partial<Record<FileKind, RegExp>> = {
	javascript: /\b(?:new Octokit|getOctokit)\(/g,
	python: /\bGithub\(/g,
	go: /\bgithub\.New(?:Token|Enterprise)?Client(?:With\w+)?\(/g,
	ruby: /\bOctokit::Client\.new\b/g,
};

/** The address of the API in a string. */
const address = /['"`][^\n'"`]{0,100}\bapi\.github\.com/g;

const sendsToken = /\bauthorization\b/i;

const comment = /^\s*(?:\/\/|#|\*|\/\*)/;

/** Finds the first match of a pattern outside of comments. */
const foundBy = (
	pattern: RegExp | undefined,
	text: string,
	reason: (name: string) => string,
): Unknown | undefined => {
	for (const {index, 1: name = ''} of pattern === undefined ? [] : text.matchAll(pattern)) {
		const start = text.lastIndexOf('\n', index) + 1;
		const [shown = ''] = /^[^\n]{0,1000}/.exec(text.slice(start)) ?? [];
		if (comment.test(shown)) continue;
		return {
			line: text.slice(0, start).split('\n').length,
			text: shown.trim(),
			reason: reason(name),
		};
	}

	return undefined;
};

/** Finds a library for GitHub that a file imports and whose calls are not read. */
export const strangeLibrary = (kind: FileKind, text: string): Unknown | undefined =>
	foundBy(libraries[kind], text, name => `it uses ${name}, whose calls are not read`);

/** Finds a client, or the address of the API beside a token, in a file without any known use of GitHub. */
export const unseenRequests = (
	kind: FileKind,
	text: string,
	{uses, unknown, handedOn}: FileReading,
): Unknown | undefined =>
	uses.length + unknown.length + handedOn.length > 0
		? undefined
		: (foundBy(
				makers[kind],
				text,
				() => 'a client is made here, and nothing in this file shows what it calls',
			) ??
			foundBy(
				makers[kind] !== undefined && sendsToken.test(text) ? address : undefined,
				text,
				() => "This file calls GitHub's API with a token, but does not show for what",
			));

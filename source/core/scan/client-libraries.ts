import type {FileKind} from './file-kinds.ts';
import type {FileReading, Unknown} from './use.ts';

/** Libraries for GitHub whose calls are not read, by what brings them in. */
const libraries: Partial<Record<FileKind, RegExp>> = {
	javascript:
		/^[^/\n]{0,200}(?:from|require\(|import\()\s{0,5}['"](github-api|octonode|gh-got|@gr2m\/octokit-[\w-]+)['"]/m,
	python:
		/^[ \t]{0,40}(?:import|from)[ \t]+(github3|ghapi|gidgethub|githubkit|agithub|octokitpy|gql\b(?=[\s\S]*api\.github\.com))/m,
	go: /^\s{0,40}(?:import\s+)?(?:\w+\s+)?"github\.com\/(cli\/go-gh)(?:\/[\w/]*)?"/m,
	ruby: /^[ \t]{0,40}require[ \t(]{1,5}['"](github_api|ghee|graphql\/client)['"]/m,
};

/** What makes a client of a library that is read. */
const makers: Partial<Record<FileKind, RegExp>> = {
	javascript: /^(?![ \t]*(?:\/\/|\*|import))[^\n]{0,300}\b(?:new Octokit|getOctokit)\(/m,
	python: /^[^#\n]{0,300}\b(?:github\.)?Github\(/m,
	go: /^[^/\n]{0,300}\bgithub\.New(?:Token|Enterprise)?Client(?:With\w+)?\(/m,
	ruby: /^[^#\n]{0,300}\bOctokit::Client\.new\b/m,
};

const foundBy = (
	pattern: RegExp | undefined,
	text: string,
	reason: (name: string) => string,
): Unknown | undefined => {
	const found = pattern?.exec(text);
	if (!found) return undefined;
	const start = found.index + (/^\s*/.exec(found[0])?.[0].length ?? 0);
	const line = text.slice(0, start).split('\n').length;
	return {line, text: text.split('\n')[line - 1]?.trim() ?? '', reason: reason(found[1] ?? '')};
};

/** A library for GitHub that a file uses and whose calls are not read. */
export const strangeLibrary = (kind: FileKind, text: string): Unknown | undefined =>
	foundBy(libraries[kind], text, name => `it uses ${name}, whose calls are not read`);

/** The address of the API in a string, where the program also sends tokens. */
const address = /^[^\n]{0,300}?(?<![#/*][^\n'"`]{0,300})['"`][^\n'"`]{0,100}\bapi\.github\.com/m;

const sendsToken = /\bauthorization\b/i;

/** What a file has to ask GitHub with, where nothing was found that it asks: a client, or the address of the API. */
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
				() => "GitHub's API is asked with a token, and nothing in this file shows what for",
			));

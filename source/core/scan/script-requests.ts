import {addUse} from './add-use.ts';
import {needsOfCommand} from './command-needs.ts';
import {needOfSet} from './needs-of.ts';
import {
	basename,
	type Command,
	expand,
	type Script,
	show,
	tokensOfText,
	variableNames,
} from './script.ts';
import type {TokenName} from './use.ts';

const apiAddress =
	/\bapi\.github\.com\b|\buploads\.github\.com\b|GITHUB_API_URL|\/api\/(?:v3|graphql)\b|github\.api_url/;

const powershellMethod = /(?:-Method\s+|\bMethod\s*=\s*)['"]?(\w+)/i;

const downloads =
	/https?:\/\/(?:[^\s/@]+@)?(?:raw\.githubusercontent\.com|codeload\.github\.com|github\.com)\//;

/** Reads the download of a file from GitHub's website with a token. */
const readDownload = (script: Script, command: Command): void => {
	const text = command.words.filter(word => !/:\/\//.test(word)).join(' ');
	const needs = [needOfSet('download', {contents: 'read'}, 'downloads a file')];
	for (const token of tokensOfText(script, command, text))
		script.findings.use({token, line: command.line, from: 'download', needs});
};

/** Rewrites the words of a request as those of curl. */
const asCurl = (filled: readonly string[]): readonly string[] => {
	const text = filled.join(' ');
	const method = powershellMethod.exec(text)?.[1];
	if (basename(filled[0] ?? '') === 'curl' && method === undefined) return filled;
	const addresses = filled
		.slice(1)
		.flatMap(word => (word.startsWith('@{') ? word.split(/[\s"';]+/) : [word]))
		.filter(word => apiAddress.test(word) && /\//.test(word));
	return [
		'curl',
		...(method === undefined ? [] : ['-X', method.toUpperCase()]),
		...addresses,
		...(/--post-data|--post-file/.test(text) ? ['-d', ''] : []),
	];
};

const computedAddress = /(?:api\.github\.com|\$\{?GITHUB_API_URL\}?)\/?\$\{?[\w@*]+\}?(?:\s|$)/;

const hasLogin = /authorization|-u\s|--user|--oauth2-bearer|-Headers|-Token|bearer/i;

/** Replaces `@parameters` of PowerShell with the hash table of that name. */
const fillSplat = (word: string, variables: ReadonlyMap<string, string>): string =>
	/^@[A-Za-z_]\w*$/.test(word) ? (variables.get(word.slice(1)) ?? word) : word;

/** Reads a program that fetches web addresses. Only those of GitHub count. */
export const readFetcher = (script: Script, command: Command): void => {
	const {words, line} = command;
	const variables = new Map([...script.variables, ...command.own]);
	const given = words.map(word => fillSplat(word, variables));
	const filled = given.map(word => expand(word, variables));
	const text = filled.join(' ');
	const isLoggedIn = hasLogin.test(text);
	for (const name of variableNames(given.join(' '))) script.used.add(name);
	if (isLoggedIn && computedAddress.test(text)) {
		script.findings.unknown(line, show(command), 'the path is a variable');
		return;
	}
	if (!apiAddress.test(text)) {
		if (isLoggedIn && downloads.test(text)) readDownload(script, command);
		return;
	}

	if (!isLoggedIn && !/\$\{?\w*(?:TOKEN|PAT)\b/.test(words.join(' '))) return;
	const asked = needsOfCommand(asCurl(filled).map(replaceApi));
	const tokens = tokensOfText(script, command, given.join(' '));
	if (asked.unknown !== undefined) script.findings.unknown(line, show(command), asked.unknown);
	const {needs, onlyIf, owner, repository} = asked;
	if (needs.length === 0) return;
	const names: readonly TokenName[] =
		tokens.length > 0 ? tokens : [{kind: 'client', name: basename(words[0] ?? '')}];
	const from = needs[0]?.name ?? 'request';
	for (const token of names)
		addUse(script.findings, {token, line, from, needs, onlyIf, owner, repository});
};

/** Replaces variables of Actions with the address of the API, or with placeholders in a path. */
const replaceApi = (word: string): string =>
	word
		.replace(
			/\$\{?(?:env:)?GITHUB_API_URL\}?|\$\{\{\s*github\.api_url\s*\}\}/g,
			'https://api.github.com',
		)
		.replace(
			/\$\{?(?:env:)?GITHUB_GRAPHQL_URL\}?|\$\{\{\s*github\.graphql_url\s*\}\}/g,
			'https://api.github.com/graphql',
		)
		.replace(
			/\$\{?(?:env:)?GITHUB_REPOSITORY\}?|\$\{\{\s*github\.repository\s*\}\}/g,
			'{owner}/{repo}',
		);

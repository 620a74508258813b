import {maskTokens} from '../text/mask.ts';

/** The longest text that is read, in characters: a long log, far below what would take noticeable time. */
const mostCharacters = 200_000;

const secrets: readonly (readonly [RegExp, string])[] = [
	[
		/\b((?:proxy-)?authorization\s{0,20}['"]?\s{0,20}[:=]\s{0,20}['"]?)(?:(?:bearer|token|basic)\s{1,20})?[^\s'"]+/gi,
		'$1***',
	],
	[/\b(bearer|basic)\s{1,20}[^\s'"*]{6,}/gi, '$1 ***'],
	[/(\/\/)[^\s/@'"]+@/g, '$1'],
	[/((?:^|\s)(?:-u|--user)[\s=]?)(?:'[^']*'|"[^"]*"|\S+)/g, '$1***'],
	[/\b(_authToken\s{0,20}=\s{0,20})\S+/gi, '$1***'],
	[/\b((?:access_token|client_secret|private_token|password)=)[^&\s'"]+/gi, '$1***'],
];

/**
 * A pasted text without what must not be kept or shown: tokens, Authorization headers, passwords in
 * addresses, colours and control characters. Lines stay, lines that a backslash continues are joined,
 * runs of spaces become one, expressions of workflow files lose their spaces, and very long texts are cut.
 */
export const cleanText = (text: string): string => {
	// First of all, before anything can take a token apart.
	const plain = maskTokens(text.slice(0, mostCharacters))
		.replace(/\u001B\[[0-9;?]*[ -/]*[@-~]|\u001B\][^\u0007\u001B]*(?:\u0007|\u001B\\)?/g, '')
		.replace(/\r\n?/g, '\n')
		.replace(/[ \t]+/g, ' ')
		.replace(/ ?[\\^]\n ?/g, ' ')
		.replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, '')
		.replace(/ {2,}/g, ' ')
		.replace(/\$\{\{ ?github\.repository ?\}\}|\$\{?GITHUB_REPOSITORY\b\}?/g, '{owner}/{repo}')
		.replace(/\$\{\{ ?([\w.]+) ?\}\}/g, '$${$1}');
	return secrets.reduce(
		(rest, [pattern, replacement]) => rest.replace(pattern, replacement),
		plain,
	);
};

/** A text short enough to show on a line. */
export const shorten = (text: string, length = 120): string => {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length <= length
		? line
		: `${line
				.slice(0, length - 1)
				.replace(/[\uD800-\uDBFF]$/, '')
				.trimEnd()}…`;
};

import {maskTokens} from '../text/mask.ts';

/** The most characters of a text that are read. It takes no noticeable time to read them. */
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
 * Removes from a pasted text what must not be kept or shown: tokens, Authorization headers, passwords in addresses,
 * colours and control characters. Joins lines that a backslash continues, and runs of spaces. Removes spaces in
 * expressions of workflow files. Cuts a very long text.
 */
export const cleanText = (text: string): string => {
	// Masking comes first, before anything can split a token.
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

/** Puts a text on one line and cuts it to `length` characters. */
export const shortenLine = (text: string, length = 120): string => {
	const line = text.replace(/\s+/g, ' ').trim();
	return line.length <= length
		? line
		: `${line
				.slice(0, length - 1)
				.replace(/[\uD800-\uDBFF]$/, '')
				.trimEnd()}…`;
};

import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {ScannedToken, ScanReport} from '../../../source/core/scan/index.ts';

/**
 * Repositories with the right reading of each, from test/fixtures/scan-repositories.txt:
 *
 * ```
 * === name of the case
 * --- path of a file
 * its text, in which ‹a› at the end of a line gives that line a name
 * ---
 * token type set [or set] @ lines     spaces in a name are _, alternatives of a name or type stand behind |
 * unknown lines                       what cannot be told, and nothing else
 * not token                           what must not be listed
 * leak                                some line holds a token itself
 * ```
 *
 * A set is `contents=write,issues=write`, the scopes of a classic token, or `none`; `metadata=read` is left out.
 */
export type RepositoryCase = {
	readonly name: string;
	readonly files: Readonly<Record<string, string>>;
	readonly expected: readonly string[];
	/** `path:line` by `path:name`, and by `name` where one file has it. */
	readonly lines: ReadonlyMap<string, string>;
};

const marker = /[ \t]*‹(\w+)›/;

const readCase = (text: string): RepositoryCase => {
	const [head = '', ...parts] = text.split(/^---(?: (.*))?\n/m);
	const files: Record<string, string> = {};
	const lines = new Map<string, string>();
	for (let index = 0; index + 1 < parts.length - 2; index += 2) {
		const path = parts[index] ?? '';
		const rows = (parts[index + 1] ?? '').split('\n');
		files[path] = rows.map(row => row.replace(marker, '')).join('\n');
		for (const [at, row] of rows.entries()) {
			const [, name] = marker.exec(row) ?? [];
			if (name === undefined) continue;
			lines.set(name, `${path}:${at + 1}`);
			lines.set(`${path}:${name}`, `${path}:${at + 1}`);
		}
	}

	const expected = (parts.at(-1) ?? '').split('\n').filter(line => line !== '');
	return {name: head.trim(), files, expected, lines};
};

/** The cases of the fixture. */
export const readRepositories = (): readonly RepositoryCase[] =>
	readFileSync(
		fileURLToPath(new URL('../../fixtures/scan-repositories.txt', import.meta.url)),
		'utf8',
	)
		.split(/^=== /m)
		.slice(1)
		.map(readCase);

const setOf = ({permissions, scopes}: ScannedToken): string => {
	const needed = Object.entries(permissions)
		.filter(([name]) => name !== 'metadata')
		.map(([name, level]) => `${name}=${level}`);
	return [...needed, ...scopes].sort().join(',') || 'none';
};

const sorted = (set: string): string => set.split(',').sort().join(',');

/** A call over several lines may be named by any of them. */
const isNear = (named: string, wanted: string): boolean => {
	const [file = '', line = ''] = named.split(/:(?=\d+$)/);
	const [path = '', at = ''] = wanted.split(/:(?=\d+$)/);
	return file === path && Number(line) >= Number(at) - 2 && Number(line) <= Number(at) + 4;
};

type Places = ReadonlyArray<{readonly file: string; readonly line: number}>;

const places = (of: Places): readonly string[] => of.map(({file, line}) => `${file}:${line}`);

/** Lines that should be named and are not; more than one line of a case may stand close to another. */
const missing = (wanted: readonly string[], named: readonly string[]): readonly string[] =>
	wanted.filter(
		line => !named.includes(line) && (wanted.length > 1 || !named.some(each => isNear(each, line))),
	);

type Faults = readonly string[];

const linesOf = ({lines}: RepositoryCase, names: readonly string[]): readonly string[] =>
	names.filter(name => name !== '').map(name => lines.get(name) ?? `no line ${name}`);

/** What is wrong with a token that a row names: `token type set [or set] @ lines`. */
const faultsOfToken = (each: RepositoryCase, row: string, found: ScannedToken): Faults => {
	const [head = '', named = ''] = row.split('@');
	const [name = '', types = '', ...told] = head.trim().split(' ');
	const sets = told.join(' ').split(' or ').map(sorted);
	const faults: string[] = [];
	if (!types.split('|').includes(found.type ?? 'none')) faults.push(`${name} is ${found.type}`);
	if (!sets.includes(setOf(found))) faults.push(`${name} has ${setOf(found)}`);
	const left = missing(linesOf(each, named.split(' ')), places(found.because));
	return [...faults, ...left.map(line => `${name} does not name ${line}`)];
};

const faultsOfRow = (
	each: RepositoryCase,
	row: string,
	report: ScanReport,
	listed: Set<ScannedToken>,
): Faults => {
	const [first = '', ...rest] = row.split(' ');
	const {tokens, unknown, leaks} = report;
	if (first === 'leak') return leaks.length > 0 ? [] : ['the leak is not named'];
	if (first === 'not')
		return tokens.some(({token}) => token.name === rest[0]) ? [`${rest[0]} is listed`] : [];
	if (first === 'unknown')
		return missing(linesOf(each, rest), places(unknown)).map(
			line => `${line} is not named as unknown`,
		);
	const names = first.replaceAll('_github', ' github').split('|');
	const found = tokens.find(
		token => !listed.has(token) && (names.includes(token.token.name) || names.includes('*')),
	);
	if (found === undefined) return [`${first} is not listed`];
	listed.add(found);
	return faultsOfToken(each, row, found);
};

/** What is wrong with the reading of a case. Empty where all of it is right. */
export const faultsOfRepository = (each: RepositoryCase, report: ScanReport): Faults => {
	const listed = new Set<ScannedToken>();
	const faults = each.expected.flatMap(row => faultsOfRow(each, row, report, listed));
	const others = report.tokens
		.filter(token => !listed.has(token))
		.map(token => `${token.token.name} is listed with ${setOf(token)}`);
	const mayBeUnknown = each.expected.some(row => row.startsWith('unknown '));
	const unknown = mayBeUnknown
		? []
		: report.unknown.map(({file, line, reason}) => `unknown: ${file}:${line} ${reason}`);
	return [...faults, ...others, ...unknown];
};

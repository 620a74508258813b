import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {PermissionSet} from '../../../source/core/catalog/permission.ts';
import {includesLevel} from '../../../source/core/catalog/permissions.ts';
import {
	type ReadFile,
	readFile,
	reportOf,
	type ScanReport,
} from '../../../source/core/scan/index.ts';

type Set = {readonly permissions: PermissionSet; readonly scopes: readonly string[]};

/** A file and the right reading of it: test/fixtures/scan-cases.jsonl has one a line. */
export type ScanCase = {
	readonly id: string;
	readonly file: string;
	readonly content: string;
	readonly expected: {
		readonly complete: boolean;
		readonly unknown?: readonly {readonly line: number}[];
		readonly tokens: readonly {
			readonly token: string;
			readonly type: string;
			readonly anyOf: readonly Set[];
			readonly because: readonly {readonly line: number}[];
			readonly onlyIf?: readonly {readonly permissions: PermissionSet}[];
			readonly owner?: string;
			readonly repositories?: readonly string[];
			readonly environment?: string;
		}[];
		readonly notTokens?: readonly string[];
		readonly absent?: readonly string[];
		readonly mayAlsoList?: readonly string[];
	};
};

/** The cases of the fixture. */
export const readCases = (): readonly ScanCase[] =>
	readFileSync(fileURLToPath(new URL('../../fixtures/scan-cases.jsonl', import.meta.url)), 'utf8')
		.split('\n')
		.filter(line => line !== '')
		.map(line => JSON.parse(line));

/** Scans texts as if they were the files of a folder. */
export const scanTexts = async (texts: Readonly<Record<string, string>>): Promise<ScanReport> => {
	const files: ReadFile[] = [];
	for (const [path, text] of Object.entries(texts))
		files.push({path, reading: await readFile(path, text)});
	return reportOf(files);
};

const withoutMetadata = (set: PermissionSet): PermissionSet => {
	const {metadata: _, ...others} = set;
	return others;
};

const isSame = (left: Set, right: Set): boolean =>
	JSON.stringify(Object.entries(withoutMetadata(left.permissions)).sort()) ===
		JSON.stringify(Object.entries(withoutMetadata(right.permissions)).sort()) &&
	[...left.scopes].sort().join() === [...right.scopes].sort().join();

/** How many lines below its first one a call or step may be named. */
const sameStep = (content: string, expected: number, named: number): boolean => {
	if (named === expected) return true;
	if (named < expected && named >= expected - 6)
		return content
			.split('\n')
			.slice(named - 1, expected - 1)
			.every(line => !line.endsWith(';'));
	return named > expected && named <= expected + 8;
};

type Wanted = ScanCase['expected']['tokens'][number];

const isAbove = (own: Set, set: Set): boolean =>
	Object.entries(withoutMetadata(own.permissions)).some(
		([name, level]) =>
			set.permissions[name] === undefined || !includesLevel(set.permissions[name], level),
	);

/** What is wrong with the reading of one token. */
const faultsOfToken = (
	content: string,
	wanted: Wanted,
	found: ScanReport['tokens'][number] | undefined,
): readonly string[] => {
	if (found === undefined) return [`missed: ${wanted.token} is not listed`];
	const own = {permissions: found.permissions, scopes: found.scopes};
	const isFalse = wanted.anyOf.every(set => isAbove(own, set));
	return [
		...(wanted.anyOf.some(set => isSame(set, own))
			? []
			: [`${isFalse ? 'false permission' : 'missed'}: ${wanted.token} has ${JSON.stringify(own)}`]),
		...(wanted.type.split(' or ').includes(found.type ?? '')
			? []
			: [`type: ${wanted.token} is ${found.type}`]),
		...wanted.because
			.filter(({line}) => !found.because.some(each => sameStep(content, line, each.line)))
			.map(({line}) => `missed: ${wanted.token} line ${line}`),
	];
};

/** What is granted or listed that should not be. */
const falseTokens = ({expected}: ScanCase, {tokens}: ScanReport): readonly string[] =>
	tokens.flatMap(({token: {name}, permissions, scopes}) => {
		const isWanted =
			expected.tokens.some(wanted => wanted.token === name) || expected.mayAlsoList?.includes(name);
		const absent = (expected.absent ?? []).filter(
			each => permissions[each] !== undefined || scopes.some(scope => scope === each),
		);
		return [
			...(expected.notTokens?.includes(name) ? [`false permission: ${name} is no token`] : []),
			...(isWanted ? [] : [`false permission: ${name} is listed`]),
			...absent.map(each => `false permission: ${name} has ${each}`),
		];
	});

/** What is wrong with the reading of a case, by the rules of scan-format.md; the worst first. */
export const faultsOf = (each: ScanCase, report: ScanReport): readonly string[] => {
	const {content, expected} = each;
	const reasons = report.unknown.map(({line, reason}) => `${line} ${reason}`).join('; ');
	return [
		...expected.tokens.flatMap(wanted =>
			faultsOfToken(
				content,
				wanted,
				report.tokens.find(({token}) => token.name === wanted.token),
			),
		),
		...falseTokens(each, report),
		...(expected.unknown ?? [])
			.filter(({line}) => !report.unknown.some(found => sameStep(content, line, found.line)))
			.map(({line}) => `unlisted unknown: line ${line}`),
		...(report.complete === expected.complete
			? []
			: [`complete is ${report.complete}: ${reasons}`]),
	];
};

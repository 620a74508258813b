import {readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import type {PermissionSet} from '../../../source/core/catalog/endpoints.ts';
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

/** What is wrong with the reading of a case, by the rules of scan-format.md; the worst first. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each form that is met.
export const faultsOf = ({content, expected}: ScanCase, report: ScanReport): readonly string[] => {
	const faults: string[] = [];
	for (const wanted of expected.tokens) {
		const found = report.tokens.find(({token}) => token.name === wanted.token);
		if (found === undefined) {
			faults.push(`missed: ${wanted.token} is not listed`);
			continue;
		}

		const own = {permissions: found.permissions, scopes: found.scopes};
		if (!wanted.anyOf.some(set => isSame(set, own))) {
			const isAbove = wanted.anyOf.every(set =>
				Object.entries(withoutMetadata(own.permissions)).some(
					([name, level]) =>
						set.permissions[name] === undefined || !includesLevel(set.permissions[name], level),
				),
			);
			faults.push(
				`${isAbove ? 'false permission' : 'missed'}: ${wanted.token} has ${JSON.stringify(own)}`,
			);
		}

		if (!wanted.type.split(' or ').includes(found.type ?? ''))
			faults.push(`type: ${wanted.token} is ${found.type}`);
		for (const {line} of wanted.because) {
			if (!found.because.some(each => sameStep(content, line, each.line)))
				faults.push(`missed: ${wanted.token} line ${line}`);
		}
	}

	for (const {token, permissions, scopes} of report.tokens) {
		if (expected.notTokens?.includes(token.name))
			faults.push(`false permission: ${token.name} is no token`);
		const isWanted =
			expected.tokens.some(wanted => wanted.token === token.name) ||
			expected.mayAlsoList?.includes(token.name);
		if (!isWanted) faults.push(`false permission: ${token.name} is listed`);
		for (const name of expected.absent ?? []) {
			if (permissions[name] !== undefined || scopes.some(scope => scope === name))
				faults.push(`false permission: ${token.name} has ${name}`);
		}
	}

	for (const {line} of expected.unknown ?? []) {
		if (!report.unknown.some(each => sameStep(content, line, each.line)))
			faults.push(`unlisted unknown: line ${line}`);
	}

	if (report.complete !== expected.complete) {
		faults.push(
			`complete is ${report.complete}: ${report.unknown.map(({line, reason}) => `${line} ${reason}`).join('; ')}`,
		);
	}

	return faults;
};

import {readFileSync} from 'node:fs';
import {afterAll, expect, test} from 'vitest';
import {runFake} from '../../commands/fake-context.ts';

type Token = {
	readonly type: string | null;
	readonly permissions: {readonly [name: string]: string};
	readonly scopes: readonly string[];
};

type Case = {
	readonly id: string;
	readonly kind: string;
	readonly via: 'argument' | 'stdin';
	readonly input: string;
	readonly expected: {
		readonly anyOf: readonly Token[];
		readonly unknownIsFine?: boolean;
		/** Patterns of what has to be told beside the token, wherever lines break. */
		readonly says?: readonly string[];
	};
};

const readCases = (file: string): readonly Case[] =>
	readFileSync(new URL(`../../fixtures/${file}`, import.meta.url), 'utf8')
		.trim()
		.split('\n')
		.map(line => JSON.parse(line) as Case);

const cases = [...readCases('needs-cases.jsonl'), ...readCases('needs-more-cases.jsonl')];

/** One set as a text: GitHub adds metadata by itself, and a token without anything is any token. */
const describeToken = ({type, permissions, scopes}: Token): string => {
	const names = Object.entries(permissions)
		.filter(([name]) => name !== 'metadata')
		.map(([name, level]) => `${name}=${level}`);
	const all = [...names, ...scopes].sort().join(',');
	if (type === 'app') return 'app';
	return all === '' ? 'any token' : `${type} ${all}`;
};

const ask = async ({input, via}: Case, ...options: readonly string[]): Promise<string> => {
	const {stdout, stderr} = await runFake(['needs', via === 'stdin' ? '-' : input, ...options], {
		files: {'-': input},
	});
	return options.length > 0 ? stdout : stdout + stderr;
};

const answerOf = async (each: Case): Promise<string> => {
	const json = JSON.parse(await ask(each, '--json'));
	if (json.type !== null) return describeToken(json);
	if (json.tokens.length > 0) return json.tokens.map(describeToken).join(' and ');
	return json.choices.length > 0 ? 'choices' : 'unknown';
};

const scores = new Map<string, {right: number; of: number}>();

/** With `SCORE=1` the share of right answers is printed, by kind. */
afterAll(() => {
	if (process.env.SCORE === undefined) return;
	const lines = [...scores].map(([kind, {right, of}]) => `${kind.padEnd(24)} ${right} of ${of}`);
	process.stdout.write(`${lines.sort().join('\n')}\n`);
});

/**
 * Questions, errors and command lines with their right answers. Those of needs-cases.jsonl were met in
 * public threads or read in a tool's source, and their texts are rewritten; those of
 * needs-more-cases.jsonl are written as such threads have them, and were decided by GitHub's table and
 * the tools' documentation before they were tried. One of the sets is right, and nothing else; where
 * `unknownIsFine`, to know nothing is right too.
 */
test.each(cases)('$kind $id', async each => {
	const {anyOf, unknownIsFine = false, says = []} = each.expected;
	const score = scores.get(each.kind) ?? {right: 0, of: 0};
	scores.set(each.kind, score);
	score.of++;
	const answer = await answerOf(each);
	if (answer !== 'unknown' || !(unknownIsFine || anyOf.length === 0)) {
		expect(anyOf.map(describeToken)).toContain(answer);
	}
	const told = says.length === 0 ? '' : (await ask(each)).replaceAll(/\s+/g, ' ');
	for (const pattern of says) expect(told).toMatch(new RegExp(pattern, 'i'));
	score.right++;
});

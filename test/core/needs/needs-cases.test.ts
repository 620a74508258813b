import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {leastNeeds, needsJson, readNeeds} from '../../../source/core/needs/index.ts';

type Token = {
	readonly type: string | null;
	readonly permissions: {readonly [name: string]: string};
	readonly scopes: readonly string[];
};

type Case = {
	readonly id: string;
	readonly kind: string;
	readonly input: string;
	readonly expected: {readonly anyOf: readonly Token[]; readonly unknownIsFine?: boolean};
};

const cases = readFileSync(new URL('../../fixtures/needs-cases.jsonl', import.meta.url), 'utf8')
	.trim()
	.split('\n')
	.map(line => JSON.parse(line) as Case);

/** One set as a text: GitHub adds metadata by itself, and a token without anything is any token. */
const describeToken = ({type, permissions, scopes}: Token): string => {
	const names = Object.entries(permissions)
		.filter(([name]) => name !== 'metadata')
		.map(([name, level]) => `${name}=${level}`);
	const all = [...names, ...scopes].sort().join(',');
	return all === '' ? 'any token' : `${type} ${all}`;
};

const answerOf = (text: string): string => {
	const reading = readNeeds([text]);
	const json = needsJson(reading, leastNeeds(reading.needs));
	if (json.type !== null) return describeToken(json);
	return json.tokens.length + json.choices.length === 0 ? 'unknown' : 'several';
};

/**
 * Questions, errors and command lines of other people with their right answers: each was met in a
 * public thread or read in a tool's source, and its text is rewritten. One of the sets is right, and
 * nothing else; where `unknownIsFine`, to know nothing is right too.
 */
test.each(cases)('$kind $id', ({input, expected}) => {
	const answer = answerOf(input);
	const {anyOf, unknownIsFine = false} = expected;
	if (answer === 'unknown' && (unknownIsFine || anyOf.length === 0)) return;
	expect(anyOf.map(describeToken)).toContain(answer);
});

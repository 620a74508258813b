import {expect, test} from 'vitest';
import {leastNeeds, needsJson, readNeed} from '../../../source/core/needs/index.ts';
import fixture from '../../fixtures/needs-questions.json' with {type: 'json'};

type Token = {
	readonly type: string;
	readonly permissions?: object;
	readonly scopes?: readonly string[];
};

type Expectation = Partial<Token> & {
	readonly tokens?: readonly Token[];
	readonly oneClassic?: readonly string[] | undefined;
	readonly impossible?: boolean;
	readonly unsure?: boolean;
};

const tokenOf = ({type, permissions, scopes}: Required<Token>): Token =>
	type === 'classic' ? {type, scopes} : {type, permissions};

const answerOf = (asked: string): Expectation => {
	const reading = readNeed(asked);
	const {type, permissions, scopes, tokens, oneClassic, impossible} = needsJson(
		reading,
		leastNeeds(reading.needs),
	);
	if (impossible !== undefined) return {impossible: true};
	if (type !== null) return tokenOf({type, permissions, scopes});
	return tokens === undefined || tokens.length === 0
		? {unsure: true}
		: {tokens: tokens.map(tokenOf), oneClassic: oneClassic?.scopes};
};

test('there are at least forty questions, each with where it was asked', () => {
	expect(fixture.questions.length).toBeGreaterThanOrEqual(40);
	for (const {source} of fixture.questions) expect(source).toMatch(/^https:\/\/\S+$/);
});

test.each(fixture.questions.map(({asked, source, expect: wanted}) => ({asked, source, wanted})))(
	'$source: $asked',
	({asked, wanted}) => {
		expect(answerOf(asked)).toEqual(wanted);
	},
);

import {expect, test} from 'vitest';
import {classic} from '../../../source/core/token-types/classic.ts';
import {fineGrained} from '../../../source/core/token-types/fine-grained.ts';
import {isTokenTypeId, tokenTypeOf, tokenTypes} from '../../../source/core/token-types/index.ts';

test('lists each type under its id', () => {
	expect(tokenTypes).toEqual({'fine-grained': fineGrained, classic});
	for (const [id, type] of Object.entries(tokenTypes)) {
		expect(type.id).toBe(id);
	}
});

test('names the types and their pages as GitHub does', () => {
	expect(fineGrained).toMatchObject({
		displayName: 'Fine-grained',
		path: '/settings/personal-access-tokens/new',
	});
	expect(classic).toMatchObject({displayName: 'Classic', path: '/settings/tokens/new'});
});

test('tokenTypeOf finds the type of a profile', () => {
	expect(tokenTypeOf({type: 'classic', host: 'github.com'})).toBe(classic);
	expect(tokenTypeOf({type: 'fine-grained', host: 'github.com'})).toBe(fineGrained);
});

test.each(['fine-grained', 'classic'])('isTokenTypeId knows %s', value => {
	expect(isTokenTypeId(value)).toBe(true);
});

test.each([
	'',
	'Classic',
	'oauth',
	'constructor',
	'__proto__',
	'toString',
	undefined,
	null,
	1,
	['classic'],
])('isTokenTypeId does not know %j', value => {
	expect(isTokenTypeId(value)).toBe(false);
});

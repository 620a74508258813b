import {expect, test} from 'vitest';
import {
	type Because,
	type FineGrainedAnswer,
	type NeedsAnswer,
	needsJson,
} from '../../../source/core/needs/index.ts';
import {emptyReading, type Need} from '../../../source/core/needs/need.ts';

const nothing: NeedsAnswer = {tokens: [], impossible: [], notes: []};

const need = (more: Partial<Need> = {}): Need => ({
	kind: 'operation',
	name: 'GET /x',
	works: 'permissions',
	anyOf: [{issues: 'read'}],
	scopes: [],
	notes: [],
	...more,
});

const because = (more: Partial<Need> = {}): Because => ({
	need: need(more),
	permissions: {issues: 'read'},
	scopes: [],
	alternatives: ['pull_requests=read'],
});

const token = (more: Partial<FineGrainedAnswer> = {}): FineGrainedAnswer => ({
	type: 'fine-grained',
	permissions: {issues: 'read'},
	byHand: {},
	because: [because()],
	...more,
});

const unsaid = {present: null, tokens: [], choices: []};

const reasonJson = {
	need: 'GET /x',
	permissions: {issues: 'read'},
	alternatives: ['pull_requests=read'],
};

test('nothing understood is no token', () => {
	expect(needsJson(emptyReading, nothing)).toStrictEqual({
		type: null,
		permissions: {},
		scopes: [],
		because: [],
		...unsaid,
		unknown: [],
	});
});

test('one token stands at the top, without keys that say nothing', () => {
	expect(needsJson(emptyReading, {...nothing, tokens: [token()]})).toStrictEqual({
		type: 'fine-grained',
		permissions: {issues: 'read'},
		scopes: [],
		because: [reasonJson],
		...unsaid,
		unknown: [],
	});
});

test('what is ticked by hand stands among the permissions, and apart', () => {
	const answer: NeedsAnswer = {
		...nothing,
		tokens: [token({byHand: {issue_fields: 'write'}, owner: 'organization'})],
	};
	expect(needsJson(emptyReading, answer)).toStrictEqual({
		type: 'fine-grained',
		permissions: {issues: 'read', issue_fields: 'write'},
		scopes: [],
		byHand: {issue_fields: 'write'},
		owner: 'organization',
		because: [reasonJson],
		...unsaid,
		unknown: [],
	});
});

test('a classic token has scopes, and says why a fine-grained one does not do', () => {
	const classic: NeedsAnswer['tokens'][number] = {
		type: 'classic',
		scopes: ['gist'],
		reasons: ['It takes a classic token.'],
		because: [
			{
				need: need({works: 'classic', reason: 'It takes a classic token.'}),
				permissions: {},
				scopes: ['gist'],
				alternatives: [],
			},
		],
	};
	expect(needsJson(emptyReading, {...nothing, tokens: [classic]})).toStrictEqual({
		type: 'classic',
		permissions: {},
		scopes: ['gist'],
		because: [
			{
				need: 'GET /x',
				permissions: {},
				scopes: ['gist'],
				alternatives: [],
				reason: 'It takes a classic token.',
			},
		],
		...unsaid,
		unknown: [],
	});
});

test.each<[string, Partial<Need>, object]>([
	['a title', {title: 'Get it'}, {title: 'Get it'}],
	[
		'what is inferred',
		{inferred: 'GitHub does not say so.'},
		{inferred: 'GitHub does not say so.'},
	],
	['notes', {notes: ['One.', 'Two.']}, {notes: ['One.', 'Two.']}],
	['a reason, where only classic tokens do', {works: 'classic', reason: 'So.'}, {reason: 'So.'}],
	['no reason, where none is known', {works: 'classic'}, {}],
	['no reason, where a fine-grained token does', {reason: 'So.'}, {}],
])('because of a need with %s', (_, more, expected) => {
	const answer = {...nothing, tokens: [token({because: [because(more)]})]};
	expect(needsJson(emptyReading, answer).because).toStrictEqual([{...reasonJson, ...expected}]);
});

test('several tokens stand in a list, and none of them at the top', () => {
	const account = token({permissions: {gists: 'write'}, owner: 'account'});
	const answer: NeedsAnswer = {
		...nothing,
		tokens: [token(), account],
		oneClassic: {scopes: ['repo', 'gist'], inferred: true},
	};
	expect(needsJson(emptyReading, answer)).toStrictEqual({
		type: null,
		permissions: {},
		scopes: [],
		because: [reasonJson, reasonJson],
		...unsaid,
		tokens: [
			{type: 'fine-grained', permissions: {issues: 'read'}, scopes: [], because: [reasonJson]},
			{
				type: 'fine-grained',
				permissions: {gists: 'write'},
				scopes: [],
				owner: 'account',
				because: [reasonJson],
			},
		],
		oneClassic: {scopes: ['repo', 'gist'], inferred: true},
		unknown: [],
	});
});

test('what no token can do is named with its reason', () => {
	const answer = {...nothing, impossible: [{need: need(), reason: 'Only an app can.'}]};
	expect(needsJson(emptyReading, answer).impossible).toStrictEqual([
		{need: 'GET /x', reason: 'Only an app can.'},
	]);
});

test('notes of the text and of the answer stand together, each once', () => {
	expect(
		needsJson({...emptyReading, notes: ['A.', 'B.']}, {...nothing, notes: ['B.', 'C.']}).notes,
	).toStrictEqual(['A.', 'B.', 'C.']);
});

test('what was not understood comes first, then what may mean several things', () => {
	const choice = (id: string, more: Partial<Need>) => ({
		kind: 'operation' as const,
		id,
		title: `Title of ${id}`,
		need: need(more),
	});
	const reading = {
		...emptyReading,
		unknown: [{text: 'xyzzy', reason: 'These words are unknown here.'}],
		choices: [
			{
				text: 'things',
				choices: [
					choice('permissions', {anyOf: [{issues: 'write'}, {pull_requests: 'write'}]}),
					choice('scopes', {
						works: 'classic',
						anyOf: [],
						scopes: [['gist'], ['repo']],
						reason: 'It takes a classic token.',
					}),
					choice('nothing', {works: 'any-token', anyOf: [{}], scopes: [[]]}),
					choice('impossible', {works: 'app', anyOf: [], reason: 'Only an app can.'}),
				],
			},
		],
	};
	const json = needsJson(reading, nothing);
	expect(json.choices.map(({id}) => id)).toEqual([
		'permissions',
		'scopes',
		'nothing',
		'impossible',
	]);
	expect(json.unknown).toStrictEqual([
		{need: 'xyzzy', reason: 'These words are unknown here.'},
		{
			need: 'things',
			reason: 'This may mean several things: name one of the choices.',
			choices: [
				{
					id: 'permissions',
					title: 'Title of permissions',
					type: 'fine-grained',
					scopes: [],
					permissions: {issues: 'write'},
					alternatives: ['pull_requests=write'],
				},
				{
					id: 'scopes',
					title: 'Title of scopes',
					type: 'classic',
					permissions: {},
					scopes: ['gist'],
					alternatives: ['repo'],
					reason: 'It takes a classic token.',
				},
				{
					id: 'nothing',
					title: 'Title of nothing',
					type: 'fine-grained',
					permissions: {},
					scopes: [],
					alternatives: [],
				},
				{
					id: 'impossible',
					title: 'Title of impossible',
					type: null,
					scopes: [],
					permissions: {},
					alternatives: [],
					reason: 'Only an app can.',
				},
			],
		},
	]);
});

test('what the token has, and what a workflow takes, stand in keys of their own', () => {
	const reading = {...emptyReading, needs: [need()], present: ['repo'] as const};
	expect(needsJson(reading, nothing)).toMatchObject({present: {scopes: ['repo']}});
	expect(needsJson({...reading, fromWorkflow: true}, nothing).workflow).toEqual({
		permissions: {issues: 'read'},
	});
	const check = need({works: 'app', anyOf: [], name: 'createCheckRun', reason: 'Only an app.'});
	const impossible = {...nothing, impossible: [{need: check, reason: 'Only an app.'}]};
	expect(needsJson({...reading, needs: [check]}, impossible).type).toBe('app');
	expect(needsJson({...reading, needs: [check], fromWorkflow: true}, impossible)).toMatchObject({
		type: 'workflow',
		permissions: {checks: 'write'},
	});
});

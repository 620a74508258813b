import {expect, test} from 'vitest';
import type {Operation, OperationMatch} from '../../../source/core/catalog/endpoints.ts';
import {describeSet} from '../../../source/core/catalog/permission.ts';
import {presets} from '../../../source/core/catalog/presets.ts';
import {
	emptyReading,
	needOfOperation,
	needOfPermission,
	needOfPreset,
	needOfScopes,
} from '../../../source/core/needs/need.ts';

const operation: Operation = {
	method: 'GET',
	path: '/repos/{owner}/{repo}/things',
	title: 'List things',
	slug: 'list-things',
	listed: true,
	works: 'permissions',
	anyOf: [{issues: 'read'}],
	scopes: [['repo']],
	public: false,
	inferred: false,
};

const needOf = (more: Partial<Operation> = {}, parameters: OperationMatch['parameters'] = {}) =>
	needOfOperation({operation: {...operation, ...more}, parameters});

test('an operation is a need of what it takes', () => {
	expect(needOf()).toEqual({
		kind: 'operation',
		name: 'GET /repos/{owner}/{repo}/things',
		title: 'List things',
		works: 'permissions',
		anyOf: [{issues: 'read'}],
		scopes: [['repo']],
		notes: [],
	});
});

test('where any token will do, no permission and no scope is needed', () => {
	expect(needOf({works: 'any-token', anyOf: [], scopes: []})).toMatchObject({
		works: 'any-token',
		anyOf: [{}],
		scopes: [[]],
	});
});

const contents: Partial<Operation> = {
	anyOf: [{contents: 'write'}, {contents: 'write', workflows: 'write'}],
	scopes: [['repo'], ['public_repo']],
};
const workflowNote =
	'Where it touches files under .github/workflows, it takes workflows=write as well.';

test.each([
	['.github/workflows/ci.yml'],
	['/.github/workflows/ci.yml'],
	['//.github/workflows/ci.yml'],
	['.GitHub/Workflows/ci.yml'],
])('to change %s takes workflows', path => {
	expect(needOf(contents, {path})).toMatchObject({
		anyOf: [{contents: 'write', workflows: 'write'}],
		scopes: [
			['repo', 'workflow'],
			['public_repo', 'workflow'],
		],
		notes: [],
	});
	expect(needOf({}, {path})).toMatchObject({
		anyOf: operation.anyOf,
		scopes: operation.scopes,
		notes: [],
	});
	expect(needOf({...contents, works: 'any-token'}, {path})).toMatchObject({
		anyOf: [{}],
		scopes: [[]],
	});
});

test.each([
	['readme.md'],
	['.github/workflows'],
	['xgithub/workflows/ci.yml'],
	['docs/.github/workflows/ci.yml'],
	['a/.github/workflows/ci.yml'],
])('to change %s takes none, which a note says', path => {
	expect(needOf(contents, {path})).toMatchObject({
		anyOf: contents.anyOf,
		scopes: contents.scopes,
		notes: [workflowNote],
	});
	expect(needOf(contents).notes).toEqual([workflowNote]);
});

test.each<[string, Partial<Operation>, string | undefined, readonly string[]]>([
	['nothing', {}, undefined, []],
	['a note', {note: 'So.'}, undefined, ['So.']],
	['a note and a reason', {note: 'So.', reason: 'Thus.'}, undefined, ['So.']],
	['an inference', {inferred: true}, 'GitHub does not say this in so many words.', []],
	['an inference and a note', {inferred: true, note: 'So.'}, 'So.', []],
	['an inference and a reason', {inferred: true, reason: 'Thus.'}, 'Thus.', []],
	['an inference, a note and a reason', {inferred: true, note: 'So.', reason: 'Thus.'}, 'So.', []],
])('of an operation with %s, what is inferred is said once', (_, more, inferred, notes) => {
	const need = needOf(more);
	expect(need.inferred).toBe(inferred);
	expect(Object.hasOwn(need, 'inferred')).toBe(inferred !== undefined);
	expect(need.notes).toEqual(notes);
	expect(need.reason).toBe(more.reason);
	expect(Object.hasOwn(need, 'reason')).toBe(more.reason !== undefined);
});

test('what is public needs no permission', () => {
	expect(needOf({public: true}).notes).toEqual([
		'It needs no permission where only public data is asked for.',
	]);
});

test('packages of registries that follow a repository take its scope', () => {
	const note =
		'Packages of registries that follow a repository (npm in part, Maven, RubyGems) take the repo scope too.';
	const packages: Partial<Operation> = {gap: 'packages', path: '/user/packages'};
	expect(needOf(packages).notes).toEqual([note]);
	expect(needOf({...packages, path: '/user/docker/conflicts'}).notes).toEqual([]);
	expect(needOf({path: '/user/packages'}).notes).toEqual([]);
	expect(needOf({path: '/user/packages', gap: 'checks'}).notes).toEqual([]);
});

test.each([
	[{owner: 'octo-org'}, 'octo-org'],
	[{org: 'octo-org'}, 'octo-org'],
	[{owner: 'octocat', org: 'octo-org'}, 'octocat'],
	[{owner: 'O'}, 'O'],
	[{owner: 'a'.repeat(39)}, 'a'.repeat(39)],
	[{owner: '7up'}, '7up'],
	[{owner: 'a'.repeat(40)}, undefined],
	[{owner: '-octo'}, undefined],
	[{owner: 'octo_org'}, undefined],
	[{owner: 'octo org'}, undefined],
	[{owner: '$OWNER'}, undefined],
	[{owner: 'owner'}, undefined],
	[{owner: 'OWNER'}, undefined],
	[{org: 'ORG'}, undefined],
	[{owner: 'organization'}, undefined],
	[{owner: 'username'}, undefined],
	[{owner: 'user'}, undefined],
	[{owner: 'login'}, undefined],
	[{owner: 'name'}, undefined],
	[{owner: ''}, undefined],
	[{repo: 'app'}, undefined],
] as readonly (readonly [{[name: string]: string}, string | undefined])[])(
	'the owner in %j is %s',
	(parameters, owner) => {
		const need = needOf({}, parameters);
		expect(need.owner).toBe(owner);
		expect(Object.hasOwn(need, 'owner')).toBe(owner !== undefined);
	},
);

test('a preset is a need of all that it grants', () => {
	expect(presets.length).toBeGreaterThan(0);
	for (const preset of presets) {
		const need = needOfPreset(preset);
		expect(need).toMatchObject({
			kind: 'preset',
			name: preset.title,
			title: preset.summary,
			works: preset.type === 'classic' ? 'classic' : 'permissions',
			notes: preset.notes ?? [],
		});
		expect(need.anyOf).toHaveLength(preset.type === 'classic' ? 0 : 1);
		expect(need.scopes).toHaveLength(preset.type === 'classic' ? 1 : 0);
		expect(need.reason === undefined).toBe(preset.type !== 'classic');
		expect(Object.hasOwn(need, 'reason')).toBe(preset.type === 'classic');
	}
	expect(
		presets
			.filter(({id}) => ['push-code', 'container-pull'].includes(id))
			.map(needOfPreset)
			.map(({anyOf, scopes}) => ({anyOf, scopes})),
	).toEqual([
		{anyOf: [{contents: 'write'}], scopes: []},
		{anyOf: [], scopes: [['read:packages']]},
	]);
});

test('a permission is a need with its name on the page', () => {
	expect(needOfPermission('pull_requests', 'write')).toEqual({
		kind: 'permission',
		name: 'pull_requests=write',
		title: 'Pull requests: write',
		works: 'permissions',
		anyOf: [{pull_requests: 'write'}],
		scopes: [],
		notes: [],
	});
	expect(needOfPermission('issue_fields', 'read').title).toBe('Issue Fields: read');
	expect(needOfPermission('no_such_thing', 'read')).toEqual({
		kind: 'permission',
		name: 'no_such_thing=read',
		works: 'permissions',
		anyOf: [{no_such_thing: 'read'}],
		scopes: [],
		notes: [],
	});
});

test('scopes are a need of a classic token', () => {
	expect(needOfScopes('repo or gist', [['repo'], ['gist']], 'So.')).toEqual({
		kind: 'scope',
		name: 'repo or gist',
		works: 'classic',
		anyOf: [],
		scopes: [['repo'], ['gist']],
		reason: 'So.',
		notes: [],
	});
});

test('a set is written as GitHub writes it', () => {
	expect(describeSet({issues: 'write', metadata: 'read'})).toBe('issues=write,metadata=read');
	expect(describeSet({})).toBe('');
});

test('an empty reading understood nothing', () => {
	expect(emptyReading).toEqual({needs: [], choices: [], unknown: [], notes: []});
});

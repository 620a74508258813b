import fc from 'fast-check';
import {expect, test} from 'vitest';
import {listOperations, operationName} from '../../../source/core/catalog/endpoints.ts';
import {accessLevels} from '../../../source/core/catalog/permission.ts';
import {levelsOf, permissions} from '../../../source/core/catalog/permissions.ts';
import {presets} from '../../../source/core/catalog/presets.ts';
import {matchWords, readNamedPermission} from '../../../source/core/needs/match-words.ts';
import {needOfOperation, needOfPermission, needOfPreset} from '../../../source/core/needs/need.ts';

const idsOf = (text: string, limit?: number) => matchWords(text, limit).choices.map(({id}) => id);

test('each preset is surely meant by its id', () => {
	for (const preset of presets) {
		for (const text of [preset.id, ` ${preset.id.toUpperCase()}\n`]) {
			expect(matchWords(text)).toEqual({
				choices: [{kind: 'preset', id: preset.id, title: preset.title, need: needOfPreset(preset)}],
				sure: true,
			});
		}
	}
});

test('each preset is meant by its title and by each of its phrases, surely where no other is', () => {
	for (const preset of presets) {
		for (const phrase of [preset.title, ...preset.words]) {
			const {choices, sure} = matchWords(phrase);
			const ids = choices.map(({id}) => id);
			const others = choices.findIndex(({kind}) => kind !== 'preset');
			expect(ids.slice(0, others === -1 ? undefined : others), phrase).toContain(preset.id);
			if (sure) expect(ids[0], phrase).toBe(preset.id);
			expect(new Set(ids).size, phrase).toBe(ids.length);
		}
	}
	const asked = matchWords('clone a private repository');
	expect(asked.sure).toBe(true);
	expect(asked.choices[0]?.id).toBe('read-code');
	expect(matchWords('private repositories: clone').sure).toBe(true);
});

test('a phrase that several presets have is not sure, and offers them first', () => {
	const phrases = presets.flatMap(({words}) => words.map(word => word.toLowerCase()));
	const shared = phrases.filter((phrase, index) => phrases.indexOf(phrase) !== index);
	for (const phrase of shared) expect(matchWords(phrase).sure, phrase).toBe(false);
});

test('an operation is surely meant by the telling words of its title', () => {
	for (const text of ['create an issue', 'Creating issues', 'how do I create an issue']) {
		const {choices, sure} = matchWords(text);
		expect(sure, text).toBe(true);
		const [first, ...others] = choices;
		const operation = listOperations().find(
			each => operationName(each) === 'POST /repos/{owner}/{repo}/issues',
		);
		if (operation === undefined) throw new Error('The operation is on the list.');
		expect(first).toEqual({
			kind: 'operation',
			id: 'POST /repos/{owner}/{repo}/issues',
			title: 'Create an issue',
			need: needOfOperation({operation, parameters: {}}),
		});
		expect(others.map(({id}) => id)).not.toContain(first?.id);
	}
});

test.each([
	['secrets'],
	['issue events'],
	['issue'],
	['pull'],
	['publish'],
	['collaborators'],
	['list repository secrets'],
	['create issues now'],
])('%j is not sure, and offers choices', text => {
	const {choices, sure} = matchWords(text);
	expect(sure).toBe(false);
	expect(choices.length).toBeGreaterThan(1);
});

test.each([[''], ['  '], ['?!'], ['xyzzy'], ['xyzzy plugh']])('%j means nothing', text => {
	expect(matchWords(text)).toEqual({choices: [], sure: false});
});

test('presets come first, then operations with everyday words for it, permissions, and other operations', () => {
	expect(idsOf('secrets')).toEqual([
		'secrets-and-variables',
		'organization-secrets-and-variables',
		'container-pull',
		'PUT /repos/{owner}/{repo}/actions/secrets/{secret_name}',
		'GET /repos/{owner}/{repo}/secret-scanning/alerts',
		'secrets=read',
		'secrets=write',
		'organization_secrets=read',
	]);
	for (const text of ['issue', 'pull', 'release', 'publish', 'update']) {
		const kinds = matchWords(text, 50).choices.map(({kind}) => kind);
		const order = kinds.filter((kind, index) => kind !== kinds[index - 1]).join(' ');
		expect(order, text).toMatch(/^(?:preset )?(?:operation )?(?:permission )?operation$/);
		const presets = kinds.filter(kind => kind === 'preset').length;
		const permissions = kinds.filter(kind => kind === 'permission').length;
		expect(presets, text).toBeLessThanOrEqual(4);
		expect(permissions, text).toBeLessThanOrEqual(4);
		expect(permissions === 0 ? 0 : kinds.indexOf('permission') - presets).toBeLessThanOrEqual(3);
	}
});

test('an operation is meant by its everyday words, and offered by some of them once', () => {
	const comment = 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments';
	for (const text of ['comment on issues', 'Reply to issues', 'issue reply']) {
		const {choices, sure} = matchWords(text);
		expect([sure, choices[0]?.id], text).toEqual([true, comment]);
	}
	const ids = idsOf('comment', 50);
	expect(ids.filter(id => id === comment)).toHaveLength(1);
	expect(ids.indexOf(comment)).toBeLessThan(ids.findIndex(id => id.startsWith('GET ')));
});

test.each([
	['push to production', ['push-code']],
	['quickly fork', ['POST /repos/{owner}/{repo}/forks']],
	['push xyzzy plugh', []],
	['xyzzy', []],
])('where nothing has all of the words, %j means what it does without one of them', (text, ids) => {
	const {choices, sure} = matchWords(text);
	expect(choices.map(({id}) => id)).toEqual(ids);
	expect(sure).toBe(false);
});

const presetsFor = (text: string) =>
	matchWords(text, 50)
		.choices.filter(({kind}) => kind === 'preset')
		.map(({id}) => id);

test.each([
	['go', ['read-code']],
	['pu', []],
	['code xyzzy', []],
	['update', ['dependency-bot', 'gists', 'pull-requests']],
	['ghcr', ['container-push', 'container-pull', 'container-delete', 'npm-install']],
	['check', ['checks-read', 'read-code']],
])('of the presets, %j offers %j, the nearest first', (text, expected) => {
	expect(presetsFor(text)).toEqual(expected);
});

test('a phrase of a preset goes before the operation that has it as its title', () => {
	expect(idsOf('checks').slice(0, 2)).toEqual(['checks-read', 'read-code']);
	expect(idsOf('create a gist').slice(0, 2)).toEqual(['gists', 'POST /gists']);
});

test('there are no more choices than asked for', () => {
	expect(idsOf('secrets', 2)).toEqual([
		'secrets-and-variables',
		'organization-secrets-and-variables',
	]);
	expect(idsOf('issue')).toHaveLength(8);
	expect(idsOf('issue', 20)).toHaveLength(20);
});

test.each([
	['issues write', ['issues=write', 'issue_types=write']],
	['read issues', ['issues=read', 'issue_types=read']],
	['contents admin', ['contents=read', 'contents=write']],
	['projects admin', ['organization_projects=admin']],
	['hook', ['repository_hooks=read', 'repository_hooks=write', 'organization_hooks=read']],
	['ticket', ['issues=read', 'issues=write', 'issue_types=read', 'issue_types=write']],
	['reques', ['pull_requests=read', 'pull_requests=write', 'user_copilot_requests=read']],
	['alert', ['vulnerability_alerts=read', 'vulnerability_alerts=write', 'security_events=read']],
	['metadata', ['metadata=read', 'artifact_metadata=read']],
	['ci', ['actions=read', 'actions=write', 'workflows=write']],
	['copilot requests', ['user_copilot_requests=read']],
	['issues xyzzy', []],
	['pu', []],
	['deploym', ['deployments=read', 'deployments=write']],
	['read', []],
	['write', []],
])('of the permissions, %j offers %j', (text, expected) => {
	const choices = matchWords(text, 50).choices.filter(({kind}) => kind === 'permission');
	expect(choices.map(({id}) => id).slice(0, expected.length || 1)).toEqual(expected);
	for (const {id, title, need} of choices) {
		const [parameter = '', level = ''] = id.split('=');
		const row = permissions.find(permission => permission.parameter === parameter);
		const known = accessLevels.find(each => each === level);
		if (row === undefined || known === undefined) throw new Error(`${id} does not exist.`);
		expect(title).toBe(`${row.displayName}: ${level}`);
		expect(need).toEqual(needOfPermission(parameter, known));
		expect(levelsOf(row)).toContain(level);
		expect(row.offered).not.toBe(false);
	}
});

test.each([
	['contents: write', 'contents=write'],
	['contents=write', 'contents=write'],
	['contents write', 'contents=write'],
	['Contents(write)', 'contents=write'],
	['Pull requests (read)', 'pull_requests=read'],
	['pull-requests: read', 'pull_requests=read'],
	['pull_requests: READ', 'pull_requests=read'],
	['PULL  REQUESTS: Write', 'pull_requests=write'],
	['- "Issues": "Read and write"', 'issues=write'],
	["'contents' : 'write',", 'contents=write'],
	['\tcontents:\twrite ,', 'contents=write'],
	['issues: rw', 'issues=write'],
	['issues: r/w', 'issues=write'],
	['issues: read-write', 'issues=write'],
	['issues: read/write', 'issues=write'],
	['issues: read & write', 'issues=write'],
	['issues: read  and  write', 'issues=write'],
	['Contents: Read-only', 'contents=read'],
	['Contents: read only', 'contents=read'],
	['Contents: Read access', 'contents=read'],
	['Metadata: Read-only)', 'metadata=read'],
	['Projects: admin', 'organization_projects=admin'],
	['issue_fields: write', 'issue_fields=write'],
	['issue_fields: admin', 'issue_fields=admin'],
	['workflows: read', 'workflows=read'],
	['Issue Fields: write', 'issue_fields=write'],
	['Code scanning alerts: read', 'security_events=read'],
])('%j is the permission %s', (text, id) => {
	const choice = readNamedPermission(text);
	const [parameter = '', level] = id.split('=');
	expect(choice).toMatchObject({kind: 'permission', id});
	expect(choice?.title).toMatch(new RegExp(`^[A-Z].*: ${level}$`));
	expect(choice?.need).toMatchObject({anyOf: [{[parameter]: level}]});
});

test.each([
	['contents'],
	['contents:'],
	['contents: none'],
	['contents: admin'],
	['Metadata (write)'],
	['contents: write access to all'],
	['contents: writes'],
	['foo: write'],
	['the contents: write'],
	['contents, write'],
	[': write'],
	['write'],
	['= write'],
	['1 contents: write'],
	['{contents: write'],
	[''],
])('%j is no permission with its level', text => {
	expect(readNamedPermission(text)).toBeUndefined();
});

test('each permission is read by its name on the page and by its parameter', () => {
	fc.assert(
		fc.property(
			fc.constantFrom(...permissions.filter(({offered}) => offered !== false)),
			fc.constantFrom(...accessLevels),
			(row, wanted) => {
				const {parameter, displayName} = row;
				const level = levelsOf(row).find(each => each === wanted) ?? 'read';
				expect(readNamedPermission(`${parameter}: ${level}`)?.id).toBe(`${parameter}=${level}`);
				const byName = readNamedPermission(`${displayName} (${level})`);
				const [found] = byName?.id.split('=') ?? [];
				expect(permissions.find(row => row.parameter === found)?.displayName).toBe(displayName);
			},
		),
	);
});

test('a name is not looked for in a long text', () => {
	const spaces = ' '.repeat(100);
	expect(readNamedPermission(`contents${spaces}: write`)?.id).toBe('contents=write');
	expect(readNamedPermission(`contents${spaces.repeat(2)}: write`)).toBeUndefined();
});

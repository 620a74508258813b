import {describe, expect, test} from 'vitest';
import {PatWizardError} from '../../source/core/errors.ts';
import {bot} from '../example-profiles.ts';
import {noon, runFake, type World} from './fake-context.ts';

const secret = `github_pat_${'a1B2'.repeat(20)}`;

const atTerminal = {stdin: true, stdout: false, stderr: true};

const github: World['github'] = {
	'/rate_limit': {headers: {'github-authentication-token-expiration': '2026-12-18 00:00:00 UTC'}},
	'/user': {body: {login: 'octocat'}},
	'/users/octo-org': {body: {type: 'Organization'}},
	'/repos/octo-org/app': {body: {private: true}},
	'/repos/octo-org/app/issues': {body: []},
};

const lacking: World['github'] = {
	...github,
	'/repos/octo-org/app/issues': {
		status: 403,
		body: {message: 'Resource not accessible by personal access token'},
	},
};

const world: World = {saved: [bot], terminal: atTerminal, token: secret, github, gitStatus: 200};

const place = 'actions:octo-org/app#RELEASE_TOKEN';

describe('check', () => {
	test('tells what a token does, after it said what it asks of whom', async () => {
		const {code, stdout, stderr, saved, sources} = await runFake(['check', 'release-bot'], world);
		expect(code).toBe(0);
		expect(sources).toEqual([{kind: 'prompt'}]);
		expect(stderr).toMatch(
			/^Sending 5 requests to api\.github\.com and 1 request to github\.com\. They change nothing\.$/m,
		);
		expect(stdout).toContain(
			'fine-grained, account octocat, expires 18 December 2026 (28 days left)',
		);
		expect(stdout).toMatch(/Has +contents: write, issues: read/);
		expect(saved[0]?.expiresAt).toBe('2026-12-18T00:00:00.000Z');
		expect(stdout + stderr + JSON.stringify(saved)).not.toContain(secret);
	});

	test('asks as often as it said, or says that it did not', async () => {
		const {requests} = await runFake(['check', 'release-bot'], world);
		expect(requests).toHaveLength(5);
		const {'/repos/octo-org/app': _, ...unreached} = github;
		const {stderr} = await runFake(['check', 'release-bot'], {...world, github: unreached});
		expect(stderr).toContain('Sent only 4 requests');
		const refused = {'/rate_limit': {status: 401}};
		expect((await runFake(['check'], {...world, github: refused})).stderr).toContain(
			'Sent only 1 request',
		);
	});

	test('notes that the token does not expire, and list says so', async () => {
		const {saved, stdout} = await runFake(['check', 'release-bot'], {
			...world,
			saved: [{...bot, lastOpened: '2026-11-01T10:00:00Z'}],
			github: {...github, '/rate_limit': {}},
		});
		expect(stdout).toContain('does not expire');
		const listed = await runFake(['list'], {saved});
		expect(listed.stdout).toContain('does not expire');
		expect(JSON.parse((await runFake(['list', '--json'], {saved})).stdout)[0].expires).toBeNull();
		expect((await runFake(['list', '--expiring', '300'], {saved})).stdout).toBe('');
	});

	test('drops the date of the token before when the new one tells none', async () => {
		const {saved} = await runFake(['check', 'release-bot'], {
			...world,
			saved: [{...bot, expiresAt: '2026-12-01T00:00:00.000Z'}],
			github: {
				...github,
				'/rate_limit': {headers: {'github-authentication-token-expiration': 'soon'}},
			},
		});
		expect(saved[0]?.expiresAt).toBeUndefined();
	});

	test('exits with 1 when something is lacking, and notes nothing', async () => {
		const {code, stdout, saved} = await runFake(['check', 'release-bot'], {
			...world,
			github: lacking,
		});
		expect(code).toBe(1);
		expect(stdout).toMatch(/Lacks +issues: read \(GitHub refuses/);
		expect(saved[0]?.expiresAt).toBeUndefined();
	});

	test('prints JSON with what scripts rely on', async () => {
		const {stdout} = await runFake(['check', 'release-bot', '-', '--json'], {
			...world,
			terminal: {stdin: false, stdout: false, stderr: false},
			gitStatus: 403,
		});
		expect(JSON.parse(stdout)).toEqual({
			recognised: true,
			type: 'fine-grained',
			login: 'octocat',
			expires: '2026-12-18T00:00:00.000Z',
			scopes: [],
			does: ['issues=read'],
			lacks: ['contents=write'],
			beyond: [],
			untold: [],
		});
	});

	test('tells of a refused token as a result', async () => {
		const {code, stdout} = await runFake(['check', '--json'], {
			...world,
			github: {'/rate_limit': {status: 401, body: {message: 'Bad credentials'}}},
		});
		expect(code).toBe(1);
		expect(JSON.parse(stdout)).toMatchObject({recognised: false, type: null, expires: null});
	});

	test.each([
		['28', 1],
		['27', 0],
	])('--expiring %s exits with %i', async (days, status) => {
		const {code} = await runFake(['check', '--from-env', 'T', '--expiring', days], world);
		expect(code).toBe(status);
	});

	test('an unknown expiration does not alarm', async () => {
		const unknown = {headers: {'github-authentication-token-expiration': 'soon'}};
		const {code, stdout} = await runFake(['check', '--expiring', '7'], {
			...world,
			github: {...github, '/rate_limit': unknown},
		});
		expect(code).toBe(0);
		expect(stdout).toContain('expiration unknown');
	});

	test.each(['ghs_', 'ghu_', 'gho_'])(
		'%s without an expiration: nothing is known',
		async prefix => {
			const {code, stdout} = await runFake(['check', '--expiring', '7'], {
				...world,
				token: prefix + 'a1B2'.repeat(9),
				github: {...github, '/rate_limit': {}},
			});
			expect(code).toBe(0);
			expect(stdout).toContain('expiration unknown');
			expect(stdout).not.toContain('does not expire');
		},
	);

	test('leaving the prompt cancels', async () => {
		const {token: _, ...left} = world;
		expect(await runFake(['check'], left)).toMatchObject({code: 130, requests: []});
	});

	test('white space that came with the token is said', async () => {
		const {stderr} = await runFake(['check'], {...world, token: ` ${secret}\n`});
		expect(stderr).toContain('white space');
	});
});

describe('a token without a prefix', () => {
	const old = '0123456789abcdef0123456789abcdef01234567';
	const echo = {message: `no ${old}`};

	test.each([
		['check', {'/rate_limit': {status: 401, body: echo}}],
		['check', {...github, '/rate_limit': {headers: {'x-oauth-scopes': `repo, ${old}`}}}],
		['check', {'/rate_limit': {}, '/user': {body: {login: old}}}],
		['store', {...github, '/rate_limit': {headers: {'x-oauth-scopes': ''}}}],
	])('is told by nothing that %s prints', async (command, answers) => {
		const {stdout, stderr} = await runFake(
			[command, 'release-bot', ...(command === 'store' ? [place, '--force'] : ['--json'])],
			{
				...world,
				token: old,
				github: answers,
				undelivered: () => ({reason: `it said ${old}`, isUnsure: false}),
			},
		);
		expect(stdout).not.toBe('');
		expect(stdout + stderr).not.toContain(old);
	});

	test.each([new PatWizardError('outside', `no ${old}`, `not ${old}`), new TypeError(`no ${old}`)])(
		'is told by no error: %s',
		async error => {
			const {code, stderr} = await runFake(['check'], {
				...world,
				token: old,
				get github(): never {
					throw error;
				},
			});
			expect(code).toBe(1);
			expect(stderr).toContain('no •••');
			expect(stderr).not.toContain(old);
		},
	);
});

describe('a host that only the repository names', () => {
	const {saved: _, ...empty} = world;
	const folderFile = JSON.stringify({version: 1, profiles: [{...bot, host: 'evil.example'}]});

	test.each([
		['check', 'release-bot', '-'],
		['store', 'release-bot', place],
		['rotate', 'release-bot'],
	])('gets no token from %s', async (...line) => {
		const {code, sources, requests, opened, stderr} = await runFake(line, {...empty, folderFile});
		expect([code, sources, requests, opened]).toEqual([2, [], [], []]);
		expect(stderr).toContain(line[0] === 'rotate' ? 'No place' : 'only a file names');
	});

	test('gets it when it is the default host', async () => {
		const environment = {GH_HOST: 'evil.example'};
		const {sources, requests} = await runFake(['check', 'release-bot'], {
			...empty,
			folderFile,
			environment,
		});
		expect([sources.length, requests.length > 0]).toEqual([1, true]);
	});
});

describe('where the token comes from', () => {
	test.each([
		[['check', secret], 2],
		[['check', `ghp_${'a1B2'.repeat(9)}`], 2],
		[['check', '0123456789abcdef0123456789abcdef01234567'], 2],
		[['store', 'release-bot', place, '0123456789abcdef0123456789abcdef01234567'], 2],
		[['check', ' 0123456789abcdef0123456789abcdef01234567\n'], 2],
		[['check', 'token=0123456789abcdef0123456789abcdef01234567'], 2],
		[['store', 'release-bot', 'pass:0123456789abcdef0123456789abcdef01234567'], 2],
		[['check', '--from-env', 'abcdef0123456789abcdef0123456789abcdef01'], 2],
		[['check', '-', '--from-env', 'T'], 2],
		[['check', '--from-env', '$T'], 2],
		[['check', 'nobody'], 2],
		[['store', 'release-bot'], 2],
		[['store', 'release-bot', 'file:/tmp/x'], 2],
		[['rotate', 'release-bot'], 2],
	])('%j is refused, before anything is asked', async (args, status) => {
		const {code, requests, sources, stdout, stderr} = await runFake(args, world);
		expect([code, requests, sources, stdout]).toEqual([status, [], [], '']);
		expect(stderr).not.toContain(args[1]?.slice(0, 4) === 'gith' ? secret.slice(11) : '0123456789');
	});

	test('without a terminal it has to be said', async () => {
		const {code, stderr} = await runFake(['check'], {
			...world,
			terminal: {stdin: false, stdout: false, stderr: false},
		});
		expect(code).toBe(2);
		expect(stderr).toContain('--from-env');
	});
});

describe('store', () => {
	test('puts the token where it belongs, and remembers the place', async () => {
		const {code, stdout, deliveries, saved} = await runFake(['store', 'release-bot', place], world);
		expect(code).toBe(0);
		expect(deliveries.map(({runs, mayReplace}) => [runs[0]?.program, mayReplace])).toEqual([
			['gh', false],
		]);
		expect(stdout).toContain(`stored      ${place}`);
		expect(saved[0]?.goesTo).toEqual([{place, storedAt: noon.toISOString()}]);
	});

	test('without a place goes to the remembered ones', async () => {
		const storedAt = '2026-10-01T00:00:00Z';
		const goesTo = [
			{place, storedAt},
			{place: 'git:github.com', storedAt},
		];
		const {code, deliveries, saved} = await runFake(['store', 'release-bot'], {
			...world,
			saved: [{...bot, goesTo}],
		});
		expect([code, deliveries.length]).toEqual([0, 2]);
		expect(saved[0]?.goesTo?.every(each => each.storedAt === noon.toISOString())).toBe(true);
	});

	test.each(['store', 'rotate'])(
		'%s asks once for places that never had a token, and uses none where it cannot',
		async command => {
			const goesTo = [
				{place, storedAt: '2026-10-01T00:00:00Z'},
				{place: 'git:evil.example', storedAt: null},
			];
			const then: World = {...world, saved: [{...bot, goesTo}]};
			const args = [command, 'release-bot', '--from-env', 'T'];
			const alone = await runFake(args, {...then, environment: {T: secret}});
			expect([alone.code, alone.sources, alone.deliveries]).toEqual([2, [], []]);
			expect(alone.stderr).toContain('was stored in git:evil.example before');
			const left = await runFake([command, 'release-bot'], then);
			expect(left.deliveries).toEqual([]);
			const named = await runFake([command, 'release-bot'], {...then, line: place});
			expect([named.code, named.deliveries.length]).toEqual([0, 1]);
			const agreed = await runFake([command, 'release-bot'], {...then, line: ''});
			expect([agreed.code, agreed.deliveries.length]).toEqual([0, 2]);
			const again = await runFake([command, 'release-bot'], {...world, saved: agreed.saved});
			expect([again.code, again.deliveries.length]).toEqual([0, 2]);
		},
	);

	test.each([
		['Token', 'Nothing was stored.\n', 0],
		['stored', `  stored      ${place}\n1 of 2 places has the token.\n`, 1],
	])('with a full disk at %j what was done is said', async (word, said, count) => {
		const {code, stderr, deliveries} = await runFake(
			['store', 'release-bot', place, 'git:github.com'],
			{...world, isFull: text => text.includes(word)},
		);
		expect([code, deliveries.length]).toEqual([1, count]);
		expect(stderr).toContain(said);
	});

	test('a place that the repository brings is named, and not used', async () => {
		const {saved: _, ...empty} = world;
		const folderFile = JSON.stringify({
			version: 1,
			profiles: [{...bot, goesTo: [{place: 'git:evil.example', storedAt: null}]}],
		});
		for (const command of ['store', 'rotate']) {
			const happened = await runFake([command, 'release-bot'], {...empty, folderFile});
			expect([happened.code, happened.sources, happened.deliveries]).toEqual([2, [], []]);
			expect(happened.stderr).toContain('The places git:evil.example');
		}
		const named = await runFake(['store', 'release-bot', place], {...empty, folderFile});
		expect([named.code, named.deliveries.length]).toEqual([0, 1]);
	});

	test.each(['the repository', 'an imported profile'])(
		'what %s says was stored is replaced only when forced',
		async origin => {
			const entry = 'pass:github/bot';
			const text = JSON.stringify({
				version: 1,
				profiles: [{...bot, goesTo: [{place: entry, storedAt: '2026-10-01T00:00:00Z'}]}],
			});
			const {saved: _, ...empty} = world;
			const then: World =
				origin === 'the repository'
					? {...empty, folderFile: text}
					: {...world, saved: (await runFake(['import', 'x'], {files: {x: text}})).saved};
			const {code, deliveries} = await runFake(['store', 'release-bot', entry], then);
			expect([code, deliveries.map(({mayReplace}) => mayReplace)]).toEqual([0, [false]]);
			const forced = await runFake(['store', 'release-bot', entry, '--force'], then);
			expect(forced.deliveries.map(({mayReplace}) => mayReplace)).toEqual([true]);
		},
	);

	test('one place that fails does not stop the others, and the end says what is where', async () => {
		const {code, stdout, stderr, saved} = await runFake(
			['store', 'release-bot', place, 'git:github.com'],
			{
				...world,
				undelivered: ({runs}) =>
					runs[0]?.program === 'gh' ? {reason: 'gh is at fault', isUnsure: false} : undefined,
			},
		);
		expect(code).toBe(1);
		expect(stdout).toContain(`not stored  ${place}: gh is at fault`);
		expect(stdout).toContain('stored      git:github.com');
		expect(stderr).toContain('1 of 2 places has the token.');
		expect(saved[0]?.goesTo?.map(each => each.place)).toEqual(['git:github.com']);
	});

	test('what cannot be remembered is told once, and is a failure', async () => {
		const {code, stdout, stderr} = await runFake(
			['store', 'release-bot', place, 'git:github.com'],
			{...world, unwritable: new PatWizardError('outside', 'The disk is full')},
		);
		expect(code).toBe(1);
		expect(stdout.match(/ {2}stored /g)).toHaveLength(2);
		expect(stderr.match(/Not remembered/g)).toHaveLength(1);
	});

	test('a token that lacks something is stored only when forced', async () => {
		const poor = {...world, github: lacking};
		const {code, deliveries, stderr} = await runFake(['store', 'release-bot', place], poor);
		expect([code, deliveries]).toEqual([1, []]);
		expect(stderr).toContain('Nothing was stored');
		const forced = await runFake(['store', 'release-bot', place, '--force'], poor);
		expect([forced.code, forced.deliveries.length]).toEqual([0, 1]);
	});

	test('a token that GitHub does not know is stored nowhere', async () => {
		const {code, deliveries} = await runFake(['store', 'release-bot', place, '--force'], {
			...world,
			github: {'/rate_limit': {status: 401}},
		});
		expect([code, deliveries]).toEqual([1, []]);
	});
});

describe('rotate', () => {
	const saved = [{...bot, goesTo: [{place, storedAt: '2026-10-01T00:00:00Z'}]}];

	test('opens the page of tokens, asks, checks, and stores in the same places', async () => {
		const happened = await runFake(['rotate', 'release-bot'], {...world, saved});
		expect(happened.code).toBe(0);
		expect(happened.opened).toEqual(['https://github.com/settings/personal-access-tokens']);
		expect(happened.stderr).toContain('Regenerate token');
		expect(happened.deliveries.map(({mayReplace}) => mayReplace)).toEqual([true]);
		expect(happened.saved[0]).toMatchObject({
			goesTo: [{place, storedAt: noon.toISOString()}],
			expiresAt: '2026-12-18T00:00:00.000Z',
		});
	});

	test('opens nothing when the token is there already', async () => {
		const {opened, code} = await runFake(['rotate', 'release-bot', '--from-env', 'T'], {
			...world,
			saved,
		});
		expect([opened, code]).toEqual([[], 0]);
	});
});

test('list knows the date that GitHub told', async () => {
	const saved = [
		{...bot, lastOpened: '2026-11-01T10:00:00Z', expiresAt: '2026-12-18T00:00:00.000Z'},
	];
	const {stdout} = await runFake(['list', '--json'], {saved});
	expect(JSON.parse(stdout)[0]).toMatchObject({expires: '2026-12-18T00:00:00.000Z'});
	expect(stdout).not.toContain('expiresAt');
	expect((await runFake(['list'], {saved})).stdout).toMatch(/(?<!about )28 days left/);
});

describe('after the page was opened from the wizard', () => {
	const {saved: _, ...empty} = world;
	const answered = {...empty, wizard: () => ({profile: bot, open: true, save: true, store: true})};

	test('the token is checked and goes to the places that are named', async () => {
		const happened = await runFake([], {
			...answered,
			line: `${place} git:github.com`,
			environment: {NO_COLOR: '1'},
		});
		expect(happened.code).toBe(0);
		expect(happened.stdout.split('\n')).toHaveLength(2);
		expect(happened.stdout).toMatch(/^https:\/\/github\.com\/settings\/\S+\n$/);
		expect(happened.deliveries).toHaveLength(2);
		expect(happened.stderr).toContain(`stored      ${place}`);
		expect(happened.saved[0]?.goesTo).toHaveLength(2);
	});

	test.each([
		['what a file named, and nobody stored', null, '', [place]],
		['what a file named, and nobody stored', null, undefined, []],
		['what a file named, and nobody stored', null, 'git:github.com', ['git:github.com']],
		['what was stored before', '2026-10-01T00:00:00Z', undefined, [place]],
	])('goes to %s (%j) after %j', async (_, storedAt, line, places) => {
		const profile = {...bot, goesTo: [{place, storedAt}]};
		const {code, saved, stderr} = await runFake([], {
			...answered,
			...(line === undefined ? {} : {line}),
			environment: {NO_COLOR: '1'},
			wizard: () => ({profile, open: true, save: true, store: true}),
		});
		expect([code, stderr.match(/(?<=^ {2}stored {6}).*/gm) ?? []]).toEqual([0, places]);
		expect(saved[0]?.goesTo?.map(each => each.place)).toEqual([...new Set([place, ...places])]);
	});

	test('without a place it is checked alone', async () => {
		const happened = await runFake([], {...answered, line: ''});
		expect([happened.code, happened.deliveries]).toEqual([0, []]);
		expect(happened.stderr).toMatch(/Has +contents: write/);
	});

	test('leaving keeps what was opened and saved', async () => {
		const {token: _token, ...left} = answered;
		const happened = await runFake([], left);
		expect([happened.code, happened.opened.length, happened.saved.length]).toEqual([0, 1, 1]);
		expect(happened.requests).toEqual([]);
	});
});

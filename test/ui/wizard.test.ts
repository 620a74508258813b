import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {buildLink, findProblems} from '../../source/core/link/link.ts';
import type {Answers} from '../../source/core/profile/answers.ts';
import {offeredGroups, splitGrants} from '../../source/core/profile/offered-permissions.ts';
import type {FolderProfile, RepositoryAccess} from '../../source/core/profile/profile.ts';
import {loadPurposeEngine} from '../../source/ui/engine.ts';
import type {KeyName} from '../../source/ui/keys.ts';
import {createList} from '../../source/ui/list-state.ts';
import {ownLogin} from '../../source/ui/review-lines.ts';
import {
	applicableSteps,
	changeableSteps,
	findReplaced,
	profileOf,
	type StepId,
	shownOwn,
	suggestedRepository,
	type Wizard,
	withOwn,
} from '../../source/ui/state.ts';
import {listReviewActions} from '../../source/ui/steps/review.tsx';
import {createWizard, type Happening, reduceWizard, steps} from '../../source/ui/wizard.ts';
import type {WizardOptions} from '../../source/ui/wizard-options.ts';
import {agree, change, type Event, go, start, take, textOf, titleOf} from './drive-wizard.ts';
import {makeOptions, packagePush, releaseBot} from './make-options.ts';

const fineGrained = '<choose:fine-grained>';
const classic = '<choose:classic>';
const mine = '<choose:mine>';
const typing = '<choose:type>';
const octo = [typing, 'octo-org', '<enter>'] as const;
const access = (kind: RepositoryAccess) => `<choose:${kind}>`;
const days = (expiration: number | 'none') => `<choose:${expiration}>`;
const replaces = (wizard: Wizard) => findReplaced(wizard, wizard.answers.profile) !== undefined;

const app = {remote: 'origin', host: 'github.com', owner: 'octo-org', repository: 'app'};
const engine = await loadPurposeEngine();

const token = `ghp_${'a1B2'.repeat(9)}`;
const fineToken = `github_pat_${'a1B2'.repeat(15)}`;

/** All answers of a fine-grained token, up to Review. */
const toReview = [
	fineGrained,
	octo,
	access('all'),
	'issues',
	'<right>',
	'<enter>',
	days(30),
	'<enter>',
];

const onPackages = (wizard: Wizard) => withOwn(wizard, createList(`saved:${packagePush.profile}`));
const onNew = (wizard: Wizard) => withOwn(wizard, createList('new'));
const nameOf = (wizard: Wizard) => {
	const {fields} = wizard.own.name as {fields: {[id: string]: {value: string}}};
	return {name: fields.name?.value, profile: fields.profile?.value};
};
const focusOfName = (wizard: Wizard) => (wizard.own.name as {focus: string}).focus;
const use = (name: string) => take(`saved:${name}`);

/** The steps that were shown, from the first to Review, with one event for each. */
const walk = (state: Wizard, ...events: readonly Event[]): StepId[] => {
	const path: StepId[] = [state.step];
	let current = state;
	for (const event of events) {
		current = go(current, event);
		path.push(current.step);
	}
	return path;
};

describe('the steps', () => {
	test.each(['public', 'all'] as const)('of a fine-grained token with %s repositories', kind => {
		for (const owner of [mine, octo]) {
			expect(
				walk(start(), fineGrained, owner, access(kind), '<enter>', days(7), '<enter>'),
			).toEqual(['type', 'owner', 'access', 'permissions', 'expiration', 'name', 'review']);
		}
	});

	test('of a fine-grained token with selected repositories', () => {
		for (const owner of [mine, octo]) {
			const state = start({}, fineGrained, owner, access('selected'), 'octo-org/app');
			expect(state.step).toBe('repositories');
			expect(walk(state, '<enter>', '<enter>', days('none'), '<enter>')).toEqual([
				'repositories',
				'permissions',
				'expiration',
				'name',
				'review',
			]);
		}
	});

	test('of a classic token', () => {
		expect(walk(start(), classic, '<enter>', days(90), '<enter>')).toEqual([
			'type',
			'scopes',
			'expiration',
			'name',
			'review',
		]);
	});

	test('start at the saved profiles when there are any', () => {
		expect(start({saved: [releaseBot]}).step).toBe('saved');
		expect(start({saved: [releaseBot]}, 'n').step).toBe('type');
		expect(start({folderProfiles: [{profile: releaseBot, file: 'pat-wizard.json'}]}).step).toBe(
			'saved',
		);
		expect(start({saved: [releaseBot], answers: {type: 'classic'}}).step).toBe('scopes');
	});

	test('that apply follow the answers', () => {
		const ids = (answers: Answers) => applicableSteps(start({answers})).map(({id}) => id);
		expect(ids({type: 'classic'})).not.toContain('permissions');
		expect(ids({type: 'fine-grained'})).not.toContain('scopes');
		expect(ids({})).not.toContain('repositories');
		expect(ids({repositoryAccess: 'selected'})).toContain('repositories');
		expect(ids({repositoryAccess: 'selected', type: 'classic'})).not.toContain('repositories');
		expect(changeableSteps(start({saved: [releaseBot]})).map(({id}) => id)).not.toContain('saved');
	});

	test('are told apart by their titles', () => {
		expect(new Set(steps.map(({title}) => title)).size).toBe(steps.length);
	});
});

describe('going back', () => {
	test('leads through the same steps and keeps every answer', () => {
		const there = start({}, ...toReview);
		expect(there.step).toBe('review');
		const path = walk(there, ...Array.from({length: 6}, () => '<escape>'));
		expect(path).toEqual([
			'review',
			'name',
			'expiration',
			'permissions',
			'access',
			'owner',
			'type',
		]);
		const back = go(there, ...Array.from({length: 6}, () => '<escape>'));
		const again = go(back, fineGrained, octo, access('all'), '<enter>', days(30), '<enter>');
		expect(profileOf(again)).toEqual(profileOf(there));
	});

	test('works with shift+tab as with Esc', () => {
		expect(start({}, fineGrained, '<back-tab>').step).toBe('type');
		expect(start({}, fineGrained, '<escape>').step).toBe('type');
	});

	test('stops at the first question and says how to leave', () => {
		const state = start({}, '<escape>');
		expect(state).toMatchObject({step: 'type', outcome: undefined});
		expect(state.message).toContain('ctrl+c');
		expect(go(state, 'x').message).toBeUndefined();
	});

	test('leaves from the saved profiles', () => {
		expect(start({saved: [releaseBot]}, '<escape>').outcome).toEqual({kind: 'left'});
	});

	test('leads from the first question to the saved profiles', () => {
		const state = start({saved: [releaseBot]}, 'n', '<escape>');
		expect(state.step).toBe('saved');
	});

	test('suggests another name when what it says has changed', () => {
		const named = start({}, ...toReview.slice(0, -1));
		expect(nameOf(named).name).toBe('octo-org: issues');
		const changed = go(
			named,
			'<escape>',
			'<escape>',
			'<left>',
			'contents',
			'<right>',
			'<enter>',
			days(30),
		);
		expect(nameOf(changed).name).toBe('octo-org: contents');
		expect(nameOf(changed).profile).toBe('octo-org-contents');
	});

	test('keeps what was typed as a name', () => {
		const state = start({}, ...toReview, '<escape>', ' v2', '<escape>', days(30));
		expect(nameOf(state).name).toMatch(/ v2$/);
	});
});

describe('given answers', () => {
	test('are passed over on the way forward, but can be reached', () => {
		const state = start({answers: {owner: 'octo-org', expiration: 30}}, fineGrained);
		expect(state.step).toBe('access');
		expect(go(state, '<escape>').step).toBe('owner');
		const later = go(state, access('all'), '<enter>');
		expect(later.step).toBe('name');
		expect(go(later, '<escape>').step).toBe('expiration');
		expect(profileOf(later)).toMatchObject({owner: 'octo-org', expiration: 30});
	});

	test('lead to the first question that is open', () => {
		expect(start({answers: {type: 'classic', scopes: ['gist']}}).step).toBe('expiration');
		expect(start({answers: {type: 'fine-grained', permissions: {issues: 'read'}}}).step).toBe(
			'owner',
		);
	});

	test('that answer everything lead to Review', () => {
		const answers: Answers = {type: 'classic', scopes: ['gist'], expiration: 7, name: 'Gists'};
		expect(start({answers}).step).toBe('review');
	});

	test('for Review start there', () => {
		const state = start({answers: releaseBot, start: 'review', saved: [releaseBot]});
		expect(state.step).toBe('review');
		expect(replaces(state)).toBe(false);
	});

	test('with a host are for that host, in its own spelling', () => {
		expect(profileOf(start({answers: {host: 'GitHub.com'}})).host).toBe('github.com');
		expect(profileOf(start({defaultHost: 'octo.ghe.com'})).host).toBe('octo.ghe.com');
	});

	test('show the group of permissions that the owner has', () => {
		expect(offeredGroups({repositoryAccess: 'public'})).toEqual(['account']);
	});

	test('come with a notice that stays until the first key', () => {
		const state = start({notice: 'The file cannot be read'});
		expect(state.message).toBe('The file cannot be read');
		expect(go(state, 'x').message).toBeUndefined();
	});
});

describe('changing an answer from Review', () => {
	const there = start({}, ...toReview);

	test.each([
		['type', fineGrained],
		['owner', mine],
		['access', access('public')],
		['permissions', '<enter>'],
		['expiration', days(7)],
		['name', '<enter>'],
	] as const)('%s comes straight back', (step, event) => {
		const asked = go(there, change(step));
		expect(asked).toMatchObject({step, changing: step, panel: undefined});
		expect(go(asked, event)).toMatchObject({step: 'review', changing: undefined});
	});

	test.each(['type', 'owner', 'access', 'permissions', 'expiration', 'name'] as const)(
		'%s comes straight back with Esc',
		step => {
			const back = go(there, change(step), '<escape>');
			expect(back).toMatchObject({step: 'review', changing: undefined});
			expect(profileOf(back)).toEqual(profileOf(there));
		},
	);

	test('asks the questions that it opens before it comes back', () => {
		const other = go(there, change('type'), classic);
		expect(other.step).toBe('scopes');
		expect(go(other, 'gist', '<right>', '<enter>').step).toBe('review');
		const selected = go(there, change('access'), access('selected'));
		expect(selected.step).toBe('repositories');
		expect(go(selected, 'octo-org/app', '<enter>').step).toBe('review');
	});

	test('to another type and back loses nothing', () => {
		const back = go(
			there,
			change('type'),
			classic,
			'gist',
			'<right>',
			'<enter>',
			change('type'),
			fineGrained,
		);
		expect(back.step).toBe('review');
		expect(profileOf(back)).toEqual(profileOf(there));
		expect(profileOf(go(back, change('type'), classic))).toMatchObject({scopes: ['gist']});
	});

	test('opens a panel that Esc closes', () => {
		const state = go(there, take('change'));
		expect(titleOf(state)).toBe('Change which answer?');
		expect(go(state, '<escape>')).toMatchObject({step: 'review', panel: undefined});
	});
});

describe('typing', () => {
	test('an organization is checked as a login', () => {
		const asked = start({}, fineGrained, typing);
		expect(go(asked, 'octo-org', '<enter>')).toMatchObject({
			step: 'access',
			answers: {owner: 'octo-org'},
		});
		expect(go(asked, ' octo-org ', '<enter>').answers.owner).toBe('octo-org');
		for (const wrong of ['', ' ', '-octo', 'octo org', 'ö', 'a'.repeat(40), 'https://']) {
			const state = go(asked, wrong, '<enter>');
			expect(state.step).toBe('owner');
			expect(state.message).toBeTruthy();
			expect(go(state, '<left>').message).toBeUndefined();
		}
	});

	test.each(['octo-org', 'web-org', '1password'])(
		'an organization begins where the owners are listed: %s',
		login => {
			const state = start({}, fineGrained, ...login);
			expect(state).toMatchObject({step: 'owner', answers: {}, panel: undefined});
			expect(go(state, '<enter>')).toMatchObject({step: 'access', answers: {owner: login}});
		},
	);

	test.each([
		'https://github.com/octo-org',
		'github.com/octo-org/',
		'https://github.com/orgs/octo-org/people',
		'https://github.com/octo-org/app?tab=readme',
		'@octo-org',
		'octo-org/app',
	])('an organization can be pasted as %s', text => {
		const state = start({}, fineGrained, typing, `<paste:${text}>`, '<enter>');
		expect(state).toMatchObject({step: 'access', answers: {owner: 'octo-org'}});
	});

	test('Esc leads back to the choices and not further', () => {
		const state = start({}, fineGrained, typing, 'octo', '<escape>');
		expect(state.step).toBe('owner');
		expect(go(state, '<escape>').step).toBe('type');
	});

	test('? is a character where text is typed, and help where it is not', () => {
		expect(textOf(start({}, fineGrained, typing, '?'))).toBe('?');
		expect(titleOf(start({}, '?'))).toBe('Help');
		expect(titleOf(start({}, fineGrained, octo, '?'))).toBe('Help');
		expect(textOf(start({}, classic, 'gist?'))).toBe('gist?');
	});

	test.each(['<escape>', '<enter>', 'x', ' '])('help closes with %s', key => {
		expect(start({}, '?', key)).toMatchObject({panel: undefined, step: 'type'});
	});

	test.each([
		['7', 7],
		['366', 366],
		['1', 1],
		['2026-11-27', 7],
		['30d', 30],
		['30 days', 30],
		['2 weeks', 14],
		['none', 'none'],
		[' never ', 'none'],
	])('the expiration "%s"', (text, expiration) => {
		const state = start({}, classic, '<enter>', typing, text, '<enter>');
		expect(state).toMatchObject({step: 'name', answers: {expiration}});
	});

	test.each(['', '0', '367', '-1', '1.5', 'tomorrow', '2026-11-20', '2027-02-30', '2030-01-01'])(
		'the expiration "%s" is refused in words',
		text => {
			const state = start({}, classic, '<enter>', typing, text, '<enter>');
			expect(state.step).toBe('expiration');
			expect(state.message).toBeTruthy();
		},
	);

	test('keys that mean nothing in a list of choices change nothing', () => {
		const state = start({answers: {type: 'fine-grained', owner: 'octo-org'}});
		for (const key of ['<left>', '<tab>', '<delete>', '0', '9', ' ', 'y']) {
			expect(go(state, key)).toEqual(state);
		}
	});

	test('w and ctrl+o ask what it is for, w only where it is no text', () => {
		const purpose = 'What is it for?';
		expect(titleOf(start({}, 'w'))).toBe(purpose);
		expect(titleOf(start({}, fineGrained, 'w'))).toBe('Resource owner');
		expect(titleOf(start({}, fineGrained, 'w', '<purpose>'))).toBe(purpose);
		expect(titleOf(start({}, fineGrained, octo, 'w'))).toBe(purpose);
		expect(titleOf(start({saved: [releaseBot]}, 'w'))).toBe(purpose);
		expect(textOf(start({}, classic, 'w'))).toBe('w');
		for (const step of steps) {
			const there = {...start({saved: [releaseBot]}), step: step.id};
			const entered = go(withOwn(there, step.start(there)), '<purpose>');
			expect(titleOf(entered)).toBe(purpose);
			expect(go(entered, '<escape>').panel).toBeUndefined();
		}
	});

	test('what the code of the repository needs comes first, one key from Review', () => {
		const {lastOpened: _, ...profile} = releaseBot;
		const token = {id: 'secrets.T', title: 'Secret T', profile, facts: ['1 place was not told']};
		const scanned: Happening = {type: 'scanned', scan: {said: 'From the code', tokens: [token]}};
		const asked = start({}, {type: 'engine-loaded', engine}, '<purpose>', scanned);
		const taken = go(asked, '<enter>');
		expect(taken).toMatchObject({step: 'review', facts: token.facts, edited: undefined});
		expect(taken.answers).toEqual(profile);
		expect(go(asked, '<tab>').message).toContain('cannot be combined');
		// A text, or something taken already, asks for another token.
		expect(go(asked, 'create issues', '<enter>').answers.permissions).toEqual({issues: 'write'});
		expect(go(asked, 'create issues', '<tab>', '<enter>').answers.permissions).toEqual({
			issues: 'write',
		});
	});
});

describe('the resource owner', () => {
	const fork = [
		{...app, owner: 'octocat', remote: 'origin'},
		{...app, remote: 'upstream'},
	];
	const focusOf = (options: Partial<WizardOptions>) =>
		(shownOwn(start(options, fineGrained)) as {focused: string}).focused;

	test("of the folder's repository has the focus, origin before upstream", () => {
		expect(focusOf({suggestions: [app]})).toBe('github.com/octo-org');
		expect(focusOf({suggestions: fork})).toBe('github.com/octocat');
		expect(focusOf({suggestions: [{...app, host: 'octo.ghe.com'}]})).toBe('mine');
		expect(focusOf({})).toBe('mine');
	});

	test("that is the user's own login is one's own account", () => {
		expect(focusOf({suggestions: fork, login: 'Octocat'})).toBe('mine');
		const state = start({suggestions: fork, login: 'octocat'}, fineGrained, mine);
		expect(suggestedRepository(state)).toBe('octocat/app');
		expect(profileOf(go(state, '<choose:folder>'))).toMatchObject({owner: 'octocat'});
	});

	test.each<[readonly Event[], string]>([
		[[mine], 'octocat'],
		[octo, ''],
	])('is known to be the user where one chose the own account: %j', (events, login) => {
		const state = start({}, fineGrained, ...events, access('selected'));
		const owner = login === '' ? 'octo-org' : login;
		expect(ownLogin(go(state, `${owner}/app`, '<enter>'))).toBe(login);
	});

	test('is asked for as an organization where one is needed', () => {
		const loaded: Happening = {type: 'engine-loaded', engine};
		const asked = start({}, loaded, '<purpose>', 'list members of an organization', '<enter>');
		expect(asked.step).toBe('owner');
		expect(shownOwn(asked)).toMatchObject({focused: 'type', text: {value: ''}});
		expect(go(asked, 'octo-org', '<enter>').step).not.toBe('owner');
		const inClone = start(
			{suggestions: [app]},
			loaded,
			'<purpose>',
			'list members of an organization',
		);
		expect(profileOf(go(inClone, '<enter>'))).toMatchObject({owner: 'octo-org'});
	});
});

describe('a token that is pasted', () => {
	const places: readonly (readonly [string, Wizard])[] = [
		['organization', start({}, fineGrained, typing)],
		['repositories', start({}, fineGrained, octo, access('selected'))],
		['permissions', start({}, fineGrained, octo, access('all'))],
		['scopes', start({}, classic)],
		['expiration', start({}, classic, '<enter>', typing)],
		['name', start({}, classic, '<enter>', days(7))],
		['description', start({}, fineGrained, octo, access('all'), '<enter>', days(7), '<tab>')],
		['profile', start({}, classic, '<enter>', days(7), '<tab>')],
		['rename', start({saved: [releaseBot]}, 'r')],
		['what is it for', start({}, {type: 'engine-loaded', engine}, 'w')],
	];

	test.each(places)('is refused in the field for %s', (_, state) => {
		for (const pasted of [token, fineToken, ` ${token}\n`]) {
			const after = go(state, `<paste:${pasted}>`);
			expect(JSON.stringify(after)).not.toContain(pasted.trim().slice(0, 20));
			expect(after.message).toContain('looks like a token');
			expect(after.message).not.toContain(pasted.trim());
		}
	});

	test.each(places)('is refused in the field for %s without the marks of a paste', (_, state) => {
		const action = {type: 'key', key: {name: 'text', text: token}} as const;
		expect(JSON.stringify(go(state, action))).not.toContain(token.slice(0, 20));
	});

	test.each(places)('leaves nothing in the field for %s when it is typed', (_, state) => {
		for (const typed of [token, fineToken]) {
			const after = go(state, typed, '<enter>');
			expect(after.message).toContain('looks like a token');
			expect([after.step, titleOf(after)]).toEqual([state.step, titleOf(state)]);
			for (let start = 14; start + 4 <= typed.length; start += 4) {
				expect(JSON.stringify(after)).not.toContain(typed.slice(start, start + 4));
			}
		}
	});

	test.each(places)('leaves nothing in the field for %s when it comes in pieces', (_, state) => {
		const key = (text: string, at: number) =>
			({type: 'key', key: {name: 'text', text}, at}) as const;
		const after = go(
			state,
			key(token.slice(0, 20), 5000),
			key(token.slice(20, 30), 5600),
			key(token.slice(30), 6500),
		);
		expect(after.message).toContain('looks like a token');
		expect(JSON.stringify(after)).not.toContain(token.slice(20, 30));
		expect(JSON.stringify(after)).not.toContain(token.slice(30));
	});

	test.each(places)('is over in the field for %s after a while, or with a space', (_, state) => {
		const refused = go(state, {type: 'key', key: {name: 'paste', text: token}, at: 5000});
		const type = (text: string, at: number) =>
			({type: 'key', key: {name: 'text', text}, at}) as const;
		expect(JSON.stringify(go(refused, type('xyzzy', 5900)))).not.toContain('xyzzy');
		expect(JSON.stringify(go(refused, type('xyzzy', 6100)))).toContain('xyzzy');
		expect(JSON.stringify(go(refused, type('a" "xyzzy', 5100)))).toContain('xyzzy');
	});
});

describe('repositories', () => {
	const asked = start({suggestions: [app]}, fineGrained, octo, access('selected'));

	test('of the current folder are one choice of the access', () => {
		const state = start({suggestions: [app]}, fineGrained, octo, '<choose:folder>');
		expect(state.step).toBe('permissions');
		expect(profileOf(state)).toMatchObject({
			repositoryAccess: 'selected',
			repositories: ['octo-org/app'],
		});
		const back = go(state, '<escape>', '<escape>');
		expect(shownOwn(back)).toMatchObject({focused: 'folder'});
		expect(go(back, access('selected')).step).toBe('repositories');
	});

	test('that are not named are chosen on the page', () => {
		const state = go(asked, '<enter>');
		expect(state.step).toBe('permissions');
		expect(profileOf(state)).not.toHaveProperty('repositories');
		expect(go(state, '<enter>', days(30), '<enter>').step).toBe('review');
	});

	test('that the owner cannot reach are said before Review', () => {
		const answers: Answers = {repositoryAccess: 'selected', repositories: ['octo-org/app']};
		const given = start({answers}, fineGrained);
		expect(profileOf(given)).toMatchObject({owner: 'octo-org'});
		expect(given.step).toBe('permissions');
		const other = go(given, '<escape>', '<escape>', '<escape>', typing, 'hubot', '<enter>');
		expect(other.step).toBe('repositories');
		expect(other.message).toContain('octo-org/app belongs to octo-org');
		expect(go(other, '<delete-before>', 'app', '<enter>')).toMatchObject({
			step: 'permissions',
			answers: {owner: 'hubot', repositories: ['hubot/app']},
		});
	});

	test('are not suggested from another owner or host', () => {
		const elsewhere = start({suggestions: [{...app, host: 'octo.ghe.com'}]}, fineGrained, octo);
		expect(suggestedRepository(elsewhere)).toBeUndefined();
		const other = [typing, 'other', '<enter>'];
		expect(suggestedRepository(start({suggestions: [app]}, fineGrained, other))).toBeUndefined();
	});

	test('take names, addresses and lines', () => {
		const state = go(
			asked,
			'<delete-before>',
			'<paste:https://github.com/octo-org/app\ngit@github.com:octo-org/site.git\r\n\n>',
			'docs',
			'<enter>',
		);
		expect(state.answers.repositories).toEqual(['octo-org/app', 'octo-org/site', 'octo-org/docs']);
	});

	test('can be added with tab', () => {
		const state = go(asked, '<delete-before>', 'site,', '<tab>');
		expect(textOf(state)).toBe('site, octo-org/app');
		const once = go(asked, '<delete-before>', '<tab>');
		expect(textOf(once)).toBe('octo-org/app');
		expect(textOf(go(once, '<tab>'))).toBe('octo-org/app');
		expect(textOf(go(asked, '<delete-before>', 'APP', '<tab>'))).toBe('APP');
	});

	test.each([
		['a name that cannot be one', 'octo-org/a b/c'],
		['one of another owner', 'other/app'],
		['too many', Array.from({length: 51}, (_, index) => `r${index}`).join(' ')],
	])('refuse %s in words', (_, text) => {
		const state = go(asked, '<delete-before>', text, '<enter>');
		expect(state.step).toBe('repositories');
		expect(state.message).toBeTruthy();
	});

	test('take as many as GitHub does', () => {
		const text = Array.from({length: 50}, (_, index) => `r${index}`).join(' ');
		expect(go(asked, '<delete-before>', text, '<enter>').answers.repositories).toHaveLength(50);
	});
});

describe('permissions', () => {
	const asked = start({}, fineGrained, octo, access('all'));

	test('offer the groups that the owner and the access allow', () => {
		expect(offeredGroups({owner: 'octo-org', repositoryAccess: 'all'})).toEqual([
			'repository',
			'organization',
			'account',
		]);
		expect(offeredGroups({repositoryAccess: 'selected'})).toEqual(['repository', 'account']);
		expect(offeredGroups({owner: 'octo-org', repositoryAccess: 'public'})).toEqual([
			'organization',
			'account',
		]);
		expect(offeredGroups({owner: 'octocat'}, 'OctoCat')).toEqual(['repository', 'account']);
		expect(offeredGroups({repositoryAccess: 'public'})).toEqual(['account']);
	});

	test('are filtered, raised, switched and counted', () => {
		const state = go(asked, 'contents', '<right>', '<right>', '<escape>', 'issues', '<right>');
		expect(profileOf(state)).toMatchObject({permissions: {contents: 'write', issues: 'read'}});
		expect(go(state, '<left>', '<enter>').step).toBe('expiration');
		expect(profileOf(go(state, '<left>'))).toMatchObject({permissions: {contents: 'write'}});
	});

	test('Esc clears the filter before it goes back', () => {
		const filtered = go(asked, 'issues');
		const cleared = go(filtered, '<escape>');
		expect(cleared).toMatchObject({
			step: 'permissions',
			own: {permissions: {focused: 'issues'}},
		});
		expect(textOf(cleared)).toBe('');
		expect(go(cleared, '<escape>').step).toBe('access');
	});

	test('that another owner does not allow are kept, and not in the profile', () => {
		const chosen = go(
			asked,
			'<tab>',
			'members',
			'<right>',
			'<escape>',
			'<tab>',
			'issues',
			'<right>',
			'<enter>',
		);
		expect(profileOf(chosen)).toMatchObject({permissions: {issues: 'read', members: 'read'}});
		const own = go(chosen, change('owner'), mine);
		expect(splitGrants(own.answers)).toEqual({counted: {issues: 'read'}, kept: ['members']});
		expect(profileOf(own)).toMatchObject({permissions: {issues: 'read'}});
		const publicOnly = go(chosen, change('access'), access('public'));
		expect(splitGrants(publicOnly.answers)).toEqual({
			counted: {members: 'read'},
			kept: ['issues'],
		});
		expect(profileOf(go(own, change('owner'), octo))).toEqual(profileOf(chosen));
	});

	test('of an organization and of an account are not chosen together', () => {
		const members = go(
			asked,
			'<tab>',
			'members',
			'<right>',
			'<escape>',
			'<tab>',
			'gists',
			'<right>',
		);
		expect(splitGrants(members.answers).counted).toEqual({members: 'read'});
		expect(members.message).toContain('cannot be in one token');
	});

	test('of the account are offered to a named owner, who may be oneself', () => {
		const state = go(asked, '<tab>', '<tab>', 'gists', '<right>');
		expect(profileOf(state)).toMatchObject({owner: 'octo-org', permissions: {gists: 'write'}});
	});

	test('a space is text while one types, and toggles before and after', () => {
		const typed = go(asked, 'code scanning');
		expect(textOf(typed)).toBe('code scanning');
		expect(splitGrants(typed.answers).counted).toEqual({});
		const moved = go(typed, '<down>', '<up>', ' ');
		expect(splitGrants(moved.answers).counted).toEqual({security_events: 'read'});
		expect(Object.keys(splitGrants(go(asked, ' ').answers).counted)).toHaveLength(1);
	});

	test('found in no group that can be chosen are what the words mean as a task', () => {
		const known = go(asked, {type: 'engine-loaded', engine});
		const state = go(known, 'clone my private repo', '<right>');
		expect(splitGrants(state.answers).counted).toEqual({contents: 'read'});
	});

	test('have the focus where something is chosen', () => {
		const state = go(asked, 'webhooks', '<right>', '<enter>');
		const again = go({...state, own: {}}, change('permissions'));
		expect(again).toMatchObject({own: {permissions: {focused: 'repository_hooks'}}});
	});

	test('chosen in one group stay when the other is shown', () => {
		const state = go(asked, 'issues', '<right>', '<tab>');
		expect(splitGrants(state.answers).counted).toEqual({issues: 'read'});
	});
});

describe('scopes', () => {
	const asked = start({}, classic);

	test('are switched, and the link holds the least', () => {
		const state = go(asked, 'public_repo', '<right>', '<escape>', '<home>', ' ', '<enter>');
		expect(profileOf(state)).toMatchObject({scopes: ['repo']});
		expect(buildLink(profileOf(state))).toContain('scopes=repo');
	});

	test('Esc clears the filter before it goes back', () => {
		const state = go(asked, 'gist', '<escape>');
		expect(state.step).toBe('scopes');
		expect(textOf(state)).toBe('');
		expect(go(state, '<escape>').step).toBe('type');
	});
});

describe('the name', () => {
	const asked = start(
		{},
		fineGrained,
		octo,
		access('all'),
		'issues',
		'<right>',
		'<enter>',
		days(7),
	);

	test('is suggested from what the token is for, and so is the name to save it under', () => {
		expect(nameOf(asked).name).toBe('octo-org: issues');
		expect(nameOf(asked).profile).toBe('octo-org-issues');
	});

	test('is suggested anew when the profile of that name exists', () => {
		const saved = [{...releaseBot, profile: 'octo-org-issues'}];
		const state = start({saved}, 'n', ...toReview.slice(0, -1));
		expect(nameOf(state).profile).toBe('octo-org-issues-2');
	});

	test('has fields that tab, down and up move through in a circle', () => {
		expect(focusOfName(go(asked, '<tab>'))).toBe('description');
		expect(focusOfName(go(asked, '<down>', '<down>'))).toBe('profile');
		expect(focusOfName(go(asked, '<tab>', '<tab>', '<tab>'))).toBe('name');
		expect(focusOfName(go(asked, '<up>'))).toBe('profile');
		const alone = start({canSave: false}, classic, '<enter>', days(7));
		expect(focusOfName(go(alone, '<tab>'))).toBe('name');
	});

	test('takes text in the field that has the focus', () => {
		const state = go(asked, '<delete-before>', 'a', '<tab>', 'b', '<tab>', '<delete-before>', 'c');
		expect(go(state, '<enter>').answers).toMatchObject({
			name: 'a',
			description: 'b',
			profile: 'c',
		});
	});

	test('may be left empty', () => {
		const state = go(asked, '<delete-before>', '<tab>', '<tab>', '<delete-before>', '<enter>');
		expect(state.step).toBe('review');
		expect(profileOf(state)).not.toHaveProperty('name');
	});

	test.each([
		['a name of 40 characters', 'n'.repeat(40), undefined],
		['a name of 41 characters', 'n'.repeat(41), '41 characters'],
		['40 emoji', '🎉'.repeat(40), undefined],
		['41 emoji', '🎉'.repeat(41), '41 characters'],
	])('%s', (_, name, refusal) => {
		const state = go(asked, '<delete-before>', `<paste:${name}>`, '<enter>');
		expect(state.step).toBe(refusal === undefined ? 'review' : 'name');
		expect(state.message ?? '').toContain(refusal ?? '');
	});

	test.each([
		[1024, 'review'],
		[1025, 'name'],
	])('a description of %i characters leads to %s', (length, step) => {
		const state = go(asked, '<tab>', `<paste:${'d'.repeat(length)}>`, '<enter>');
		expect(state.step).toBe(step);
	});

	test.each([
		[64, 'review'],
		[65, 'name'],
	])('a profile name of %i characters leads to %s', (length, step) => {
		const text = `<paste:${'p'.repeat(length)}>`;
		const state = go(asked, '<tab>', '<tab>', '<delete-before>', text, '<enter>');
		expect(state.step).toBe(step);
	});

	test('that cannot be a profile name is never saved, whichever way Review is reached', () => {
		const long = `<paste:${'p'.repeat(65)}>`;
		const state = go(
			asked,
			'<enter>',
			change('name'),
			'<tab>',
			'<tab>',
			'<delete-before>',
			long,
			'<escape>',
		);
		expect(state.step).toBe('review');
		const {outcome} = go(state, take('save'));
		const saved = outcome?.kind === 'answered' ? outcome.answer.profile.profile : undefined;
		expect([...(saved ?? '')].length).toBeLessThanOrEqual(64);
	});
});

describe('saved profiles', () => {
	const saved = [releaseBot, packagePush];
	const shown = start({saved});

	test('are taken with all their answers', () => {
		const state = go(shown, use('release-bot'));
		const {lastOpened: _, ...profile} = releaseBot;
		expect(state.step).toBe('review');
		expect(profileOf(state)).toEqual(profile);
		expect(replaces(state)).toBe(false);
	});

	test('run again with two keys', () => {
		const state = go(shown, use('release-bot'), take('open-and-save'));
		expect(state.outcome).toMatchObject({
			kind: 'answered',
			answer: {open: true, save: true, profile: {profile: 'release-bot'}},
		});
	});

	test('n starts anew, without anything of the profile that was looked at', () => {
		const looked = go(shown, use('release-bot'), '<escape>');
		expect(looked.step).toBe('saved');
		const state = go(looked, 'n', fineGrained, mine, access('all'));
		expect(profileOf(state)).toEqual({
			type: 'fine-grained',
			host: 'github.com',
			repositoryAccess: 'all',
		});
	});

	test('e shows which answer to change, and saving comes first then', () => {
		const state = go(shown, 'e');
		expect(titleOf(state)).toBe('Change which answer?');
		const changed = go(state, '<choose:expiration>', days(7));
		expect(changed.answers).toMatchObject({profile: 'release-bot', expiration: 7});
		expect(go(changed, '<enter>').outcome).toMatchObject({answer: {open: false, save: true}});
	});

	test('the one that has the focus is meant', () => {
		expect(titleOf(go(shown, onPackages, 'd'))).toBe('Remove the profile?');
		expect(go(shown, onPackages, 'd', agree).request).toEqual({
			kind: 'remove',
			profile: 'ghcr push',
		});
		const state = go(shown, onNew);
		for (const key of ['e', 'r', 'd']) {
			expect(go(state, key)).toEqual(state);
		}
	});

	test('d asks once more before it removes', () => {
		const asked = go(shown, 'd');
		expect(asked.request).toBeUndefined();
		for (const no of ['<escape>', '<enter>']) {
			expect(go(asked, no)).toMatchObject({panel: undefined, request: undefined});
		}
		for (const digit of '123456789') {
			expect(go(asked, digit)).toEqual(asked);
		}
		const gone = go(asked, agree, {
			type: 'settled',
			message: 'Removed release-bot',
			saved: [packagePush],
		});
		expect(gone).toMatchObject({message: 'Removed release-bot', request: undefined});
		expect(go(gone, '<enter>').answers.profile).toBe('ghcr push');
	});

	test('the wizard asks for a new one when the last is removed', () => {
		const state = go(shown, {type: 'settled', message: 'Removed', saved: []});
		expect(state).toMatchObject({step: 'type', message: 'Removed'});
	});

	test('r renames', () => {
		const asked = go(shown, 'r');
		expect(textOf(asked)).toBe('release-bot');
		expect(go(asked, '-2', '<enter>')).toMatchObject({
			panel: undefined,
			request: {kind: 'rename', from: 'release-bot', to: 'release-bot-2'},
		});
		expect(go(asked, '<enter>')).toMatchObject({panel: undefined, request: undefined});
		expect(go(asked, '<escape>')).toMatchObject({panel: undefined, request: undefined});
	});

	test('r may change the case of letters only', () => {
		expect(go(shown, 'r', '<delete-before>', 'Release-Bot', '<enter>').request).toEqual({
			kind: 'rename',
			from: 'release-bot',
			to: 'Release-Bot',
		});
	});

	test.each([
		['a name that is taken', 'GHCR push', 'ghcr push'],
		['an empty name', '', 'characters'],
		['a name that is too long', 'x'.repeat(65), 'characters'],
	])('r refuses %s', (_, text, words) => {
		const state = go(shown, 'r', '<delete-before>', text, '<enter>');
		expect(titleOf(state)).toBe('Rename the profile');
		expect(state.request).toBeUndefined();
		expect(state.message).toContain(words);
	});

	test('a renamed profile keeps the focus', () => {
		const renamed = {...packagePush, profile: 'images'};
		const state = go(shown, onPackages, 'r', '<delete-before>', 'images', '<enter>', {
			type: 'settled',
			message: 'Renamed to images',
			saved: [releaseBot, renamed],
		});
		expect(go(state, '<enter>').answers.profile).toBe('images');
		expect(go(state, '<left>', '<enter>').answers.profile).toBe('images');
	});

	test('are of any name that can be one', () => {
		for (const profile of ['constructor', '__proto__', 'a.b', '漢字 🎉']) {
			const state = start({saved: [{...packagePush, profile}]}, 'r', '!', '<enter>');
			expect(state.request).toEqual({kind: 'rename', from: profile, to: `${profile}!`});
		}
	});
});

describe('the saved profile that is replaced', () => {
	const saved = [releaseBot, packagePush];
	const named = (name: string, options = {}): Wizard =>
		start({saved, ...options}, toReview.slice(0, -1), '<up>', '<delete-before>', name, '<enter>');

	test('is the one that was opened for editing, under whatever case of its name', () => {
		const edited = start({saved}, use('release-bot'));
		expect(replaces(edited)).toBe(false);
		const again = go(edited, change('name'), '<up>', '<delete-before>', 'Release-BOT', '<enter>');
		expect(go(again, take('open-and-save')).outcome).toMatchObject({
			answer: {replaces: 'release-bot', profile: {profile: 'Release-BOT'}},
		});
	});

	test('is asked about by every action that saves, and by no other', () => {
		const answers: Answers = {type: 'fine-grained'};
		for (const state of [
			go(
				start({saved}, 'n'),
				toReview.slice(0, -1),
				'<up>',
				'<delete-before>',
				'GHCR PUSH',
				'<enter>',
			),
			start({saved, answers: {...packagePush, profile: 'release-bot'}}),
			start(
				{saved, folderProfiles: [{profile: packagePush, file: 'pat-wizard.json'}]},
				take('found:ghcr push'),
			),
		]) {
			expect(state.step).toBe('review');
			for (const action of ['open-and-save', 'save']) {
				const asked = go(state, take(action));
				expect(asked.outcome).toBeUndefined();
				expect(titleOf(asked)).toBe('Replace a saved profile?');
				expect(go(asked, '<enter>')).toMatchObject({outcome: undefined, panel: undefined});
				expect(go(asked, agree).outcome).toMatchObject({answer: {save: true}});
			}
			expect(go(state, take('open')).outcome).toMatchObject({answer: {save: false}});
		}
		expect(named('new name', {answers}).step).toBe('review');
	});

	test('is not the first saved one where the wizard began with answers', () => {
		const state = start({saved, answers: {...packagePush, profile: 'release-bot'}});
		expect(replaces(state)).toBe(true);
	});

	test('is never one that a copy of the link changed', () => {
		const state = start({saved, answers: {...packagePush, profile: 'release-bot'}});
		const copied = go(state, take('copy'), {type: 'settled', message: 'Copied the link'});
		expect(replaces(copied)).toBe(true);
	});
});

describe('profiles of the current folder', () => {
	const found = (host: string): FolderProfile => ({
		file: '/work/app/pat-wizard.json',
		profile: {...packagePush, host},
	});
	const useFound = take('found:ghcr push');

	test('are taken like saved ones, but are not saved yet', () => {
		const state = start({folderProfiles: [found('github.com')]}, useFound);
		expect(state.step).toBe('review');
		expect(replaces(state)).toBe(false);
	});

	test('of a host of their own need a second look', () => {
		const foreign = found('github.example.com');
		const state = start({folderProfiles: [foreign], saved: [packagePush]}, useFound);
		expect(state.step).toBe('saved');
		expect(titleOf(state)).toBe('Another host');
		expect(go(state, '<escape>')).toMatchObject({step: 'saved', panel: undefined});
		expect(go(state, '<enter>')).toMatchObject({step: 'saved', panel: undefined});
		const seen = go(state, agree);
		expect(profileOf(seen).host).toBe('github.example.com');
		expect(replaces(seen)).toBe(true);
	});

	test('of the host that is used anyway do not', () => {
		const folderProfiles = [found('octo.ghe.com')];
		expect(start({folderProfiles, defaultHost: 'octo.ghe.com'}, useFound).step).toBe('review');
	});
});

describe('Review', () => {
	const there = start({}, ...toReview);
	const actionsOf = (wizard: Wizard) => listReviewActions(wizard).map(({id}) => id);

	test.each([
		['open-and-save', {open: true, save: true}],
		['open', {open: true, save: false}],
		['save', {open: false, save: true}],
	] as const)('%s ends with the whole profile', (action, ending) => {
		const {outcome} = go(there, take(action));
		expect(outcome).toMatchObject({kind: 'answered', answer: ending});
		expect(outcome).toMatchObject({
			answer: {profile: {type: 'fine-grained', owner: 'octo-org', permissions: {issues: 'read'}}},
		});
	});

	test('leave ends without an answer', () => {
		expect(go(there, take('leave')).outcome).toEqual({kind: 'left'});
	});

	test('copy hands out the link and goes on', () => {
		const state = go(there, take('copy'));
		expect(state).toMatchObject({
			outcome: undefined,
			request: {kind: 'copy', text: buildLink(profileOf(there))},
		});
		expect(go(state, {type: 'settled', message: 'Copied the link'})).toMatchObject({
			step: 'review',
			message: 'Copied the link',
			request: undefined,
		});
	});

	test('saves under a name that is free when none was given', () => {
		const answers: Answers = {type: 'classic', scopes: ['gist'], expiration: 7, name: 'Gists'};
		const saved = [{...packagePush, profile: 'Gists'}];
		const {outcome} = start({answers, saved}, take('save'));
		expect(outcome).toMatchObject({answer: {profile: {profile: 'gists-2'}}});
	});

	test('offers no saving where nothing can be saved, and saving first to whoever edits', () => {
		const all = ['open-and-save', 'store', 'open', 'save', 'copy', 'change', 'leave'];
		expect(actionsOf(there)).toEqual(all);
		expect(actionsOf(start({canSave: false}, ...toReview))).toEqual([
			'open',
			'copy',
			'change',
			'leave',
		]);
		const edited = start({answers: releaseBot, start: 'review', saved: [releaseBot]});
		expect(actionsOf(edited).slice(0, 3)).toEqual(['save', 'open-and-save', 'store']);
	});

	test('does nothing by a letter or a digit', () => {
		for (const key of '123456789jkxy') {
			expect(go(there, key)).toEqual(there);
		}
	});

	test.each(['type', 'owner', 'access', 'permissions', 'expiration', 'name'] as const)(
		'opens nothing by an Enter too many after a change of %s',
		step => {
			const asked = go(there, change(step));
			for (const back of [
				go(asked, '<escape>'),
				go(asked, step === 'type' ? fineGrained : '<escape>'),
			]) {
				expect(back.step).toBe('review');
				expect(go(back, '<enter>').outcome).toBeUndefined();
			}
		},
	);

	test('with a problem only lets change and leave', () => {
		const state = start({answers: {...releaseBot, owner: 'other'}, start: 'review'});
		expect(findProblems(profileOf(state))).not.toEqual([]);
		expect(actionsOf(state)).toEqual(['change', 'leave']);
	});

	test('with a problem is left for good only when it is solved', () => {
		const long = `<paste:${'n'.repeat(41)}>`;
		const state = go(there, change('name'), '<delete-before>', long, '<escape>');
		expect(state.step).toBe('review');
		expect(actionsOf(state)).toEqual(['change', 'leave']);
		expect(go(state, change('name'), '<backspace>', '<enter>').step).toBe('review');
	});

	test('ends once: what comes after is not heard', () => {
		const ended = go(there, take('open'));
		expect(go(ended, '<escape>', '<leave>', '<enter>')).toBe(ended);
	});
});

describe('the address of a repository', () => {
	const address = '<paste:https://github.com/octo-org/app/pull/3>';
	const loaded: Happening = {type: 'engine-loaded', engine};

	test('is a place for what is typed behind it, at the first question', () => {
		const asked = start({}, loaded, address, '<enter>');
		expect(titleOf(asked)).toBe('What is it for?');
		expect(asked.message).toContain('octo-org/app. Add what the token does there');
		expect(profileOf(go(asked, ' push', '<enter>'))).toMatchObject({
			owner: 'octo-org',
			repositories: ['octo-org/app'],
			permissions: {contents: 'write'},
		});
	});

	test('is an owner and its repository at Resource owner', () => {
		const state = start({}, fineGrained, address, '<enter>');
		expect(state.step).toBe('access');
		const named = go(state, '<enter>');
		expect(textOf(named)).toBe('octo-org/app');
		expect(profileOf(named)).toMatchObject({owner: 'octo-org', repositoryAccess: 'selected'});
		expect(
			profileOf(start({}, fineGrained, '<paste:https://github.com/octo-org>', '<enter>')),
		).toEqual({
			type: 'fine-grained',
			host: 'github.com',
			owner: 'octo-org',
		});
	});

	test('is a repository at Repository access and at Repositories', () => {
		const state = start({}, fineGrained, octo, address, '<enter>');
		expect(profileOf(state)).toMatchObject({
			repositoryAccess: 'selected',
			repositories: ['octo-org/app'],
		});
		expect(start({}, fineGrained, mine, address).step).toBe('repositories');
	});
});

describe('what is it for', () => {
	const loaded: Happening = {type: 'engine-loaded', engine};
	const suggestions = [app];

	test.each([
		['gh pr create --repo octo-org/site', {owner: 'octo-org', repositories: ['octo-org/site']}],
		['curl https://api.github.com/repos/octo-org/site/issues', {owner: 'octo-org'}],
	])('takes the owner and the repository that "%s" names', (text, wanted) => {
		const state = start({}, loaded, '<purpose>', `<paste:${text}>`, '<enter>');
		expect(profileOf(state)).toMatchObject(wanted);
		expect(buildLink(profileOf(state))).toContain('target_name=octo-org');
	});

	test('is asked by typing or pasting at the first question', () => {
		expect(titleOf(start({}, loaded, 'p'))).toBe('What is it for?');
		expect(textOf(start({}, loaded, 'push'))).toBe('push');
		expect(textOf(start({}, loaded, '<paste:gh pr create>'))).toBe('gh pr create');
		expect(JSON.stringify(start({}, loaded, `<paste:${token}>`))).not.toContain(token.slice(8));
	});

	test.each(['webhooks', 'jira', 'kubernetes', 'éa', 'push'])(
		'is asked by any letter at the first question, as in %s',
		text => {
			expect(textOf(start({}, loaded, text))).toBe(text);
		},
	);

	test('tells what a command was left out of, and what one token cannot do, once', () => {
		const text = '<paste:gh issue list -R octo-org/app\nnpm publish\nxyzzyfoo>';
		const state = start({}, loaded, text, '<enter>');
		expect(state).toMatchObject({step: 'review', message: undefined});
		expect(state.facts).toEqual([
			'One token cannot do all of it: 1 more needed (classic, write:packages)',
			'Left out: "xyzzyfoo"',
		]);
	});

	test('begins with what was typed into a filter', () => {
		const state = start({}, loaded, fineGrained, octo, access('all'), 'dispatch', '<purpose>');
		expect(textOf(state)).toBe('dispatch');
	});

	test('fills in everything in a clone: push, Enter, Enter opens', () => {
		const state = start({suggestions}, loaded, '<purpose>', 'push', '<enter>');
		expect(state.step).toBe('review');
		expect(profileOf(state)).toEqual({
			type: 'fine-grained',
			host: 'github.com',
			name: 'app: contents',
			owner: 'octo-org',
			repositoryAccess: 'selected',
			repositories: ['octo-org/app'],
			permissions: {contents: 'write'},
			expiration: 30,
		});
		expect(go(state, '<enter>').outcome).toMatchObject({answer: {open: true, save: true}});
	});

	test('asks for what nothing tells, and goes on to Review', () => {
		const state = start({}, loaded, '<purpose>', 'push', '<enter>');
		expect(state.step).toBe('owner');
		const asked = go(state, octo);
		expect(asked.step).toBe('access');
		expect(go(asked, access('all')).step).toBe('review');
	});

	test('takes a classic token straight to Review', () => {
		const state = start({}, loaded, '<purpose>', 'push container images', '<enter>');
		expect(state.step).toBe('review');
		expect(profileOf(state)).toMatchObject({type: 'classic', expiration: 30});
		expect(profileOf(state)).toHaveProperty('name');
	});

	test('says lastingly that a second token is needed', () => {
		const state = start(
			{suggestions},
			loaded,
			'<purpose>',
			'push',
			'<tab>',
			'push container images',
			'<enter>',
		);
		expect(state.facts.join()).toContain('One token cannot do all of it');
		expect(go(state, '<down>', '<up>').facts).toEqual(state.facts);
		expect(go(state, take('open')).outcome).toMatchObject({
			answer: {
				facts: state.facts,
				profile: {description: 'Together with another token: classic, write:packages'},
			},
		});
	});

	test('chooses the least permissions and says why', () => {
		const asked = start({}, loaded, fineGrained, octo, access('all'), '<purpose>');
		const state = go(asked, '<paste:POST /repos/octo-org/app/issues>', '<enter>');
		expect(profileOf(state)).toMatchObject({permissions: {issues: 'write'}});
		expect(state.reasons.get('issues')).toMatch(/^For: /);
	});

	test('raises what was chosen and never lowers it', () => {
		const asked = start({}, loaded, fineGrained, octo, access('all'), 'contents', '<right>');
		const get = '<paste:GET /repos/octo-org/app/contents/readme>';
		const state = go(asked, '<right>', '<purpose>', get, '<enter>');
		expect(profileOf(state)).toMatchObject({permissions: {contents: 'write'}});
	});

	test('offers the tasks as choices', () => {
		const state = start({suggestions}, loaded, '<purpose>', '<down>', '<enter>');
		expect(profileOf(state)).toMatchObject({permissions: {contents: 'write'}});
	});

	test('Esc clears the text, then closes the panel, and changes nothing', () => {
		const state = start({}, loaded, '<purpose>', 'create issues', '<escape>');
		expect(titleOf(state)).toBe('What is it for?');
		expect(textOf(state)).toBe('');
		expect(go(state, '<escape>')).toMatchObject({panel: undefined, step: 'type', answers: {}});
	});

	test('understands a command without keeping the token in it', () => {
		const command = `curl -H "Authorization: Bearer ${token}" https://api.github.com/user/emails`;
		const state = start({}, loaded, '<purpose>', `<paste:${command}>`, '<enter>');
		expect(profileOf(state)).toMatchObject({permissions: {emails: 'read'}});
		expect(JSON.stringify(state)).not.toContain(token.slice(0, 20));
	});
});

describe('the keys from the start until the page is opened are at most', () => {
	const clone = {suggestions: [app]};
	const byHand = ['⏎', '⏎', '⏎', 'con', '→', '→', '⏎', '⏎', '⏎', '⏎'];
	test.each([
		[6, 'for a purpose that is known, in a clone', clone, ['push', '⏎', '⏎'], 'contents'],
		[2, 'for a saved profile', {saved: [releaseBot]}, ['⏎', '⏎'], 'issues'],
		[
			3,
			'for a command that is pasted, in a clone',
			clone,
			['⎘gh issue create', '⏎', '⏎'],
			'issues',
		],
		[6, 'for images of packages', {}, ['ghcr', '⏎', '⏎'], 'write:packages'],
		[12, 'for one permission by hand, in a clone', clone, byHand, 'contents'],
	] as const)('%i %s', (most, _, options, words, granted) => {
		let state = start(options, {type: 'engine-loaded', engine});
		let count = 0;
		for (const word of words) {
			count += word.startsWith('⎘') ? 1 : word.length;
			const text = word.startsWith('⎘') ? `<paste:${word.slice(1)}>` : word;
			state = go(state, word === '⏎' ? '<enter>' : word === '→' ? '<right>' : text);
		}
		expect(count).toBeLessThanOrEqual(most);
		expect(state.outcome).toMatchObject({answer: {open: true, save: true}});
		expect(JSON.stringify(state.outcome)).toContain(granted);
	});
});

test.each(steps.map(({id}) => id))('Ctrl+C leaves at %s, and in a panel there', id => {
	const wizard = createWizard(makeOptions({saved: [releaseBot]}));
	const step = steps.find(row => row.id === id);
	const there = withOwn({...wizard, step: id}, step?.start({...wizard, step: id}));
	for (const state of [there, go(there, '<purpose>'), go(there, typing), go(there, 'd')]) {
		expect(go(state, '<leave>').outcome).toEqual({kind: 'left'});
	}
});

describe('whatever happens', () => {
	const keys: readonly KeyName[] = [
		'up',
		'down',
		'left',
		'right',
		'page-down',
		'home',
		'end',
		'enter',
		'enter',
		'enter',
		'escape',
		'tab',
		'back-tab',
		'backspace',
		'delete',
		'delete-word',
		'delete-before',
		'delete-after',
		'word-left',
		'word-right',
		'purpose',
	];
	const saved = [releaseBot, packagePush];
	const foreign = {file: 'pat-wizard.json', profile: {...packagePush, host: 'git.example.com'}};
	const options = fc.constantFrom(
		makeOptions(),
		makeOptions({saved}),
		makeOptions({saved, folderProfiles: [foreign], suggestions: [app]}),
		makeOptions({answers: {owner: 'octo-org', expiration: 30}, canSave: false}),
		makeOptions({answers: releaseBot, start: 'review', saved}),
	);
	const choices = [
		...['fine-grained', 'classic', 'purpose', 'mine', 'type', 'github.com/octo-org'],
		...['public', 'all', 'selected', '7', 'none', 'owner', 'access', 'permissions', 'name'],
	];
	const events = fc.array(
		fc.oneof(
			{weight: 4, arbitrary: fc.constantFrom(...choices).map(id => `<choose:${id}>`)},
			{weight: 4, arbitrary: fc.constantFrom(...keys).map(name => `<${name}>`)},
			fc.constantFrom(
				'n',
				'e',
				'r',
				'd',
				'<purpose>',
				'?',
				' ',
				'7',
				'contents',
				'octo-org/app',
				'漢🎉',
			),
			fc.string({unit: 'grapheme', maxLength: 80}).map(text => `<paste:${text}>`),
			fc.constant('settle'),
		),
		{maxLength: 60},
	);

	const happen = (wizard: Wizard, event: string): Wizard => {
		if (event !== 'settle') {
			return go(wizard, event);
		}
		const {request} = wizard;
		const isRemoved = request?.kind === 'remove';
		return request === undefined
			? wizard
			: reduceWizard(wizard, {
					type: 'settled',
					message: 'Done',
					saved: isRemoved ? wizard.saved.slice(1) : wizard.saved,
				});
	};

	test('the wizard stays at a step that applies, and Esc leads out of everything', () => {
		fc.assert(
			fc.property(options, events, (given, happened) => {
				let state = reduceWizard(createWizard(given), {type: 'engine-loaded', engine});
				for (const event of happened) {
					state = happen(state, event);
					expect(applicableSteps(state).map(({id}) => id)).toContain(state.step);
					expect(state.message).not.toBe('');
					// What Review shows and hands on is always a profile, with or without problems.
					expect(() => findProblems(profileOf(state))).not.toThrow();
					if (state.step === 'review' && state.outcome === undefined) {
						const canOpen = listReviewActions(state).some(({id}) => id === 'open');
						expect(canOpen ? buildLink(profileOf(state)) : 'https://').toMatch(/^https:\/\//);
					}
				}
				const out = go(state, ...Array.from({length: 40}, () => '<escape>'));
				expect([applicableSteps(out)[0]?.id, 'ended']).toContain(
					out.outcome === undefined ? out.step : 'ended',
				);
			}),
			{numRuns: 300},
		);
	});
});

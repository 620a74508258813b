import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {buildLink, findProblems} from '../../source/core/link/link.ts';
import type {Answers} from '../../source/core/profile/answers.ts';
import type {RepositoryAccess} from '../../source/core/profile/profile.ts';
import type {KeyName} from '../../source/ui/keys.ts';
import {loadPurposeEngine} from '../../source/ui/purpose-state.ts';
import type {FolderProfile} from '../../source/ui/wizard-options.ts';
import {createWizard, reduceWizard} from '../../source/ui/wizard-reducer.ts';
import {
	applicableSteps,
	changeableSteps,
	isChoosing,
	listReviewActions,
	offeredGroups,
	profileOf,
	type ReviewAction,
	replacesSaved,
	type StepId,
	shownNameFields,
	splitGrants,
	steps,
	suggestedRepository,
	takesText,
	type WizardAction,
	type WizardState,
} from '../../source/ui/wizard-state.ts';
import {go, start} from './drive-wizard.ts';
import {makeOptions, packagePush, releaseBot} from './make-options.ts';

const answer = (answers: Answers): WizardAction => ({type: 'answer', answers});
const fineGrained = answer({type: 'fine-grained'});
const classic = answer({type: 'classic'});
const mine = answer({owner: undefined});
const octo = answer({owner: 'octo-org', host: 'github.com'});
const access = (repositoryAccess: RepositoryAccess) => answer({repositoryAccess});
const days = (expiration: number | 'none') => answer({expiration});
const change = (step: StepId): WizardAction => ({type: 'change', step});
const review = (action: ReviewAction): WizardAction => ({type: 'review', action});

const app = {host: 'github.com', owner: 'octo-org', repository: 'app'};
const engine = await loadPurposeEngine();

const token = `ghp_${'a1B2'.repeat(9)}`;
const fineToken = `github_pat_${'a1B2'.repeat(15)}`;

/** All answers of a fine-grained token, up to Review. */
const toReview = [fineGrained, octo, access('all'), 'issues', ' ', '<enter>', days(30), '<enter>'];

const onPackages: WizardAction = {
	type: 'focus-saved',
	profile: packagePush.profile,
	row: `saved:${packagePush.profile}`,
};
const onNew: WizardAction = {type: 'focus-saved', profile: undefined, row: 'new'};

/** The steps that were shown, from the first to Review, with one event for each. */
const walk = (state: WizardState, ...events: readonly (WizardAction | string)[]): StepId[] => {
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
		expect(start({saved: [releaseBot]}, {type: 'start-new'}).step).toBe('type');
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
		const state = start({saved: [releaseBot]}, {type: 'start-new'}, '<escape>');
		expect(state).toMatchObject({step: 'saved', savedFocus: 'release-bot'});
	});

	test('suggests another name when what it says has changed', () => {
		const named = start({}, ...toReview.slice(0, -1));
		expect(named.nameFields.name.value).toBe('octo-org: issues');
		const changed = go(named, '<escape>', '<escape>', ' ', 'contents', ' ', '<enter>', days(30));
		expect(changed.nameFields.name.value).toBe('octo-org: contents');
		expect(changed.nameFields.profile.value).toBe('octo-org-contents');
	});

	test('keeps what was typed as a name', () => {
		const state = start({}, ...toReview, '<escape>', ' v2', '<escape>', days(30));
		expect(state.nameFields.name.value).toMatch(/ v2$/);
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
		expect(replacesSaved(state)).toBe(false);
	});

	test('with a host are for that host, in its own spelling', () => {
		expect(profileOf(start({answers: {host: 'GitHub.com'}})).host).toBe('github.com');
		expect(profileOf(start({defaultHost: 'octo.ghe.com'})).host).toBe('octo.ghe.com');
	});

	test('show the group of permissions that the owner has', () => {
		expect(start({answers: {repositoryAccess: 'public'}}).permissionList.group).toBe('account');
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
		const asked = go(there, review('change'), change(step));
		expect(asked).toMatchObject({step, isChanging: true, panel: undefined});
		expect(go(asked, event)).toMatchObject({step: 'review', isChanging: false});
	});

	test.each(['type', 'owner', 'access', 'permissions', 'expiration', 'name'] as const)(
		'%s comes straight back with Esc',
		step => {
			const back = go(there, change(step), '<escape>');
			expect(back).toMatchObject({step: 'review', isChanging: false});
			expect(profileOf(back)).toEqual(profileOf(there));
		},
	);

	test('asks the questions that it opens before it comes back', () => {
		const other = go(there, change('type'), classic);
		expect(other.step).toBe('scopes');
		expect(go(other, 'gist', ' ', '<enter>').step).toBe('review');
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
			' ',
			'<enter>',
			change('type'),
			fineGrained,
		);
		expect(back.step).toBe('review');
		expect(profileOf(back)).toEqual(profileOf(there));
		expect(profileOf(go(back, change('type'), classic))).toMatchObject({scopes: ['gist']});
	});

	test('opens a panel that Esc closes', () => {
		const state = go(there, review('change'));
		expect(state.panel).toEqual({kind: 'change'});
		expect(go(state, '<escape>')).toMatchObject({step: 'review', panel: undefined});
	});
});

describe('typing', () => {
	test('an organization is checked as a login', () => {
		const typing = start({}, fineGrained, {type: 'write'});
		expect(typing).toMatchObject({isTyping: true, step: 'owner'});
		expect(go(typing, 'octo-org', '<enter>')).toMatchObject({
			step: 'access',
			answers: {owner: 'octo-org'},
		});
		expect(go(typing, ' octo-org ', '<enter>').answers.owner).toBe('octo-org');
		for (const wrong of ['', ' ', '-octo', 'octo org', 'octo/app', 'ö', 'a'.repeat(40)]) {
			const state = go(typing, wrong, '<enter>');
			expect(state).toMatchObject({step: 'owner', isTyping: true});
			expect(state.message).toBeTruthy();
			expect(go(state, '<left>').message).toBeUndefined();
		}
	});

	test('Esc leads back to the choices and not further', () => {
		const state = start({}, fineGrained, {type: 'write'}, 'octo', '<escape>');
		expect(state).toMatchObject({step: 'owner', isTyping: false});
		expect(go(state, '<escape>').step).toBe('type');
	});

	test('? is a character where text is typed, and help where it is not', () => {
		expect(start({}, fineGrained, {type: 'write'}, '?').field.value).toBe('?');
		expect(start({}, '?').panel).toEqual({kind: 'help'});
		expect(start({}, fineGrained, octo, '?').panel).toEqual({kind: 'help'});
		expect(start({}, classic, 'gist', ' ', '?').scopeList.filter.value).toBe('gist?');
	});

	test.each(['<escape>', '<enter>', 'x', ' '])('help closes with %s', key => {
		expect(start({}, '?', key)).toMatchObject({panel: undefined, step: 'type'});
	});

	test.each([
		['7', 7],
		['366', 366],
		['1', 1],
		['2026-11-27', 7],
		['none', 'none'],
		[' never ', 'none'],
	])('the expiration "%s"', (text, expiration) => {
		const state = start({}, classic, '<enter>', {type: 'write'}, text, '<enter>');
		expect(state).toMatchObject({step: 'name', answers: {expiration}});
	});

	test.each(['', '0', '367', '-1', '1.5', 'tomorrow', '2026-11-20', '2027-02-30', '2030-01-01'])(
		'the expiration "%s" is refused in words',
		text => {
			const state = start({}, classic, '<enter>', {type: 'write'}, text, '<enter>');
			expect(state).toMatchObject({step: 'expiration', isTyping: true});
			expect(state.message).toBeTruthy();
		},
	);

	test('keys that a list of choices hears itself change nothing', () => {
		const state = start({}, fineGrained);
		for (const name of ['up', 'down', 'enter', 'left', 'tab'] as const) {
			expect(go(state, `<${name}>`)).toEqual(state);
		}
	});

	test('it is known where keys are text', () => {
		expect(takesText(start())).toBe(false);
		expect(isChoosing(start())).toBe(true);
		expect(takesText(start({}, fineGrained, {type: 'write'}))).toBe(true);
		expect(takesText(start({}, classic))).toBe(true);
		expect(isChoosing(start({}, classic))).toBe(false);
		expect(isChoosing(start({}, '?'))).toBe(false);
		expect(takesText(start({}, classic, '<enter>'))).toBe(false);
		const rename = start({saved: [releaseBot]}, 'r');
		expect(takesText(rename)).toBe(true);
		expect(isChoosing(start({saved: [releaseBot]}, 'd'))).toBe(true);
	});
});

describe('a token that is pasted', () => {
	const places: readonly (readonly [string, WizardState])[] = [
		['organization', start({}, fineGrained, {type: 'write'})],
		['repositories', start({}, fineGrained, octo, access('selected'))],
		['permissions', start({}, fineGrained, octo, access('all'))],
		['scopes', start({}, classic)],
		['expiration', start({}, classic, '<enter>', {type: 'write'})],
		['name', start({}, classic, '<enter>', days(7))],
		['description', start({}, fineGrained, octo, access('all'), '<enter>', days(7), '<tab>')],
		['profile', start({}, classic, '<enter>', days(7), '<tab>')],
		['rename', start({saved: [releaseBot]}, 'r')],
		['what is it for', start({}, 'w')],
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
			const after = go(state, typed, '<enter>', {type: 'engine-loaded', engine});
			expect(after.message).toContain('looks like a token');
			expect([after.step, after.panel]).toEqual([state.step, state.panel]);
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

	test('start from the one of the current folder', () => {
		expect(asked.repositories.value).toBe('octo-org/app');
		expect(suggestedRepository(asked)).toBe('octo-org/app');
		expect(go(asked, '<enter>').answers.repositories).toEqual(['octo-org/app']);
	});

	test('are not suggested from another owner or host', () => {
		const elsewhere = start({suggestions: [{...app, host: 'octo.ghe.com'}]}, fineGrained, octo);
		expect(suggestedRepository(elsewhere)).toBeUndefined();
		const other = answer({owner: 'other', host: 'github.com'});
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
		expect(state.repositories.value).toBe('site, octo-org/app');
		expect(go(asked, '<delete-before>', '<tab>').repositories.value).toBe('octo-org/app');
	});

	test.each([
		['nothing', ''],
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
		]);
		expect(offeredGroups({repositoryAccess: 'selected'})).toEqual(['repository', 'account']);
		expect(offeredGroups({owner: 'octo-org', repositoryAccess: 'public'})).toEqual([
			'organization',
		]);
		expect(offeredGroups({repositoryAccess: 'public'})).toEqual(['account']);
	});

	test('are filtered, raised, switched and counted', () => {
		const state = go(asked, 'contents', '<right>', '<right>', '<escape>', 'issues', ' ');
		expect(profileOf(state)).toMatchObject({permissions: {contents: 'write', issues: 'read'}});
		expect(go(state, ' ', '<enter>').step).toBe('expiration');
		expect(profileOf(go(state, '<left>'))).toMatchObject({permissions: {contents: 'write'}});
	});

	test('Esc clears the filter before it goes back', () => {
		const filtered = go(asked, 'issues');
		const cleared = go(filtered, '<escape>');
		expect(cleared).toMatchObject({step: 'permissions', permissionList: {focused: 'issues'}});
		expect(cleared.permissionList.filter.value).toBe('');
		expect(go(cleared, '<escape>').step).toBe('access');
	});

	test('that another owner does not allow are kept, and not in the profile', () => {
		const chosen = go(
			asked,
			'<tab>',
			'members',
			' ',
			'<escape>',
			'<tab>',
			'issues',
			' ',
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

	test('chosen in one group stay when the other is shown', () => {
		const state = go(asked, 'issues', ' ', '<tab>');
		expect(splitGrants(state.answers).counted).toEqual({issues: 'read'});
	});
});

describe('scopes', () => {
	const asked = start({}, classic);

	test('are switched, and the link holds the least', () => {
		const state = go(asked, 'public_repo', ' ', '<escape>', '<home>', ' ', '<enter>');
		expect(profileOf(state)).toMatchObject({scopes: ['repo']});
		expect(buildLink(profileOf(state))).toContain('scopes=repo');
	});

	test('Esc clears the filter before it goes back', () => {
		const state = go(asked, 'gist', '<escape>');
		expect(state).toMatchObject({step: 'scopes', scopeList: {filter: {value: ''}}});
		expect(go(state, '<escape>').step).toBe('type');
	});
});

describe('the name', () => {
	const asked = start({}, fineGrained, octo, access('all'), 'issues', ' ', '<enter>', days(7));

	test('is suggested from what the token is for, and so is the name to save it under', () => {
		expect(asked.nameFields.name.value).toBe('octo-org: issues');
		expect(asked.nameFields.profile.value).toBe('octo-org-issues');
	});

	test('is suggested anew when the profile of that name exists', () => {
		const saved = [{...releaseBot, profile: 'octo-org-issues'}];
		const state = start({saved}, {type: 'start-new'}, ...toReview.slice(0, -1));
		expect(state.nameFields.profile.value).toBe('octo-org-issues-2');
	});

	test('has fields that tab, down and up move through in a circle', () => {
		expect(shownNameFields(asked)).toEqual(['name', 'description', 'profile']);
		expect(go(asked, '<tab>').nameFocus).toBe('description');
		expect(go(asked, '<down>', '<down>').nameFocus).toBe('profile');
		expect(go(asked, '<tab>', '<tab>', '<tab>').nameFocus).toBe('name');
		expect(go(asked, '<up>').nameFocus).toBe('profile');
		expect(shownNameFields(start({canSave: false}, classic))).toEqual(['name']);
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
		const {outcome} = go(state, review('save'));
		const saved = outcome?.kind === 'answered' ? outcome.answer.profile.profile : undefined;
		expect([...(saved ?? '')].length).toBeLessThanOrEqual(64);
	});
});

describe('saved profiles', () => {
	const saved = [releaseBot, packagePush];
	const shown = start({saved});

	test('are taken with all their answers', () => {
		const state = go(shown, {type: 'use', profile: releaseBot});
		const {lastOpened: _, ...profile} = releaseBot;
		expect(state.step).toBe('review');
		expect(profileOf(state)).toEqual(profile);
		expect(replacesSaved(state)).toBe(false);
	});

	test('run again with two keys', () => {
		const state = go(shown, {type: 'use', profile: releaseBot}, review('open-and-save'));
		expect(state.outcome).toMatchObject({
			kind: 'answered',
			answer: {open: true, save: true, profile: {profile: 'release-bot'}},
		});
	});

	test('n starts anew, without anything of the profile that was looked at', () => {
		const looked = go(shown, {type: 'use', profile: releaseBot}, '<escape>');
		expect(looked.step).toBe('saved');
		const state = go(looked, 'n', fineGrained, mine, access('all'));
		expect(profileOf(state)).toEqual({
			type: 'fine-grained',
			host: 'github.com',
			repositoryAccess: 'all',
		});
		expect(state.permissionList.filter.value).toBe('');
	});

	test('e shows which answer to change', () => {
		const state = go(shown, 'e');
		expect(state).toMatchObject({step: 'review', panel: {kind: 'change'}});
		expect(go(state, change('expiration'), days(7)).answers).toMatchObject({
			profile: 'release-bot',
			expiration: 7,
		});
	});

	test('the one that has the focus is meant', () => {
		expect(go(shown, onPackages, 'd').panel).toEqual({kind: 'remove', profile: 'ghcr push'});
		const state = go(shown, onNew);
		for (const key of ['e', 'r', 'd']) {
			expect(go(state, key)).toEqual(state);
		}
	});

	test('d asks once more before it removes', () => {
		const asked = go(shown, 'd');
		expect(asked).toMatchObject({panel: {kind: 'remove'}, request: undefined});
		expect(go(asked, '<escape>')).toMatchObject({panel: undefined, request: undefined});
		expect(go(asked, {type: 'close-panel'})).toMatchObject({panel: undefined, request: undefined});
		const removing = go(asked, {type: 'remove', profile: 'release-bot'});
		expect(removing.request).toEqual({kind: 'remove', profile: 'release-bot'});
		const gone = go(removing, {
			type: 'settled',
			message: 'Removed release-bot',
			saved: [packagePush],
		});
		expect(gone).toMatchObject({
			message: 'Removed release-bot',
			request: undefined,
			savedFocus: 'ghcr push',
		});
	});

	test('the wizard asks for a new one when the last is removed', () => {
		const state = go(shown, {type: 'settled', message: 'Removed', saved: []});
		expect(state).toMatchObject({step: 'type', message: 'Removed', savedFocus: undefined});
	});

	test('r renames', () => {
		const asked = go(shown, 'r');
		expect(asked.field.value).toBe('release-bot');
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
		expect(state).toMatchObject({panel: {kind: 'rename'}, request: undefined});
		expect(state.message).toContain(words);
	});

	test('a renamed profile keeps the focus', () => {
		const renamed = {...packagePush, profile: 'images'};
		const state = go(shown, onPackages, 'r', '<delete-before>', 'images', '<enter>', {
			type: 'settled',
			message: 'Renamed to images',
			saved: [releaseBot, renamed],
		});
		expect(state.savedFocus).toBe('images');
	});

	test('under another name are told to be replaced', () => {
		const asNew = start({saved}, 'n', ...toReview.slice(0, -1), '<tab>', '<tab>');
		const state = go(asNew, '<delete-before>', 'GHCR PUSH', '<enter>');
		expect(replacesSaved(state)).toBe(true);
		const edited = go(shown, {type: 'use', profile: releaseBot});
		expect(replacesSaved(go(edited, change('name'), '<enter>'))).toBe(false);
	});

	test('are of any name that can be one', () => {
		for (const profile of ['constructor', '__proto__', 'a.b', '漢字 🎉']) {
			const state = start({saved: [{...packagePush, profile}]}, 'r', '!', '<enter>');
			expect(state.request).toEqual({kind: 'rename', from: profile, to: `${profile}!`});
		}
	});
});

describe('profiles of the current folder', () => {
	const found = (host: string): FolderProfile => ({
		file: '/work/app/pat-wizard.json',
		profile: {...packagePush, host},
	});
	const use = (folderProfile: FolderProfile): WizardAction => ({
		type: 'use-found',
		found: folderProfile,
	});

	test('are taken like saved ones, but are not saved yet', () => {
		const state = start({folderProfiles: [found('github.com')]}, use(found('github.com')));
		expect(state.step).toBe('review');
		expect(replacesSaved(state)).toBe(false);
		const clash = start(
			{folderProfiles: [found('github.com')], saved: [packagePush]},
			use(found('github.com')),
		);
		expect(replacesSaved(clash)).toBe(true);
	});

	test('of a host of their own need a second look', () => {
		const foreign = found('github.example.com');
		const state = start({folderProfiles: [foreign]}, use(foreign));
		expect(state).toMatchObject({step: 'saved', panel: {kind: 'host', found: foreign}});
		expect(go(state, '<escape>')).toMatchObject({step: 'saved', panel: undefined});
		expect(go(state, {type: 'close-panel'})).toMatchObject({step: 'saved', panel: undefined});
		expect(profileOf(go(state, {type: 'use', profile: foreign.profile})).host).toBe(
			'github.example.com',
		);
	});

	test('with a second look are still not saved under that name', () => {
		const foreign = found('github.example.com');
		const state = start({folderProfiles: [foreign], saved: [packagePush]}, use(foreign), {
			type: 'use',
			profile: foreign.profile,
		});
		expect(replacesSaved(state)).toBe(true);
	});

	test('of the host that is used anyway do not', () => {
		const state = start(
			{folderProfiles: [found('octo.ghe.com')], defaultHost: 'octo.ghe.com'},
			use(found('octo.ghe.com')),
		);
		expect(state.step).toBe('review');
	});
});

describe('Review', () => {
	const there = start({}, ...toReview);

	test.each([
		['open-and-save', {open: true, save: true}],
		['open', {open: true, save: false}],
		['save', {open: false, save: true}],
	] as const)('%s ends with the whole profile', (action, ending) => {
		const {outcome} = go(there, review(action));
		expect(outcome).toMatchObject({kind: 'answered', answer: ending});
		expect(outcome).toMatchObject({
			answer: {profile: {type: 'fine-grained', owner: 'octo-org', permissions: {issues: 'read'}}},
		});
	});

	test('leave ends without an answer', () => {
		expect(go(there, review('leave')).outcome).toEqual({kind: 'left'});
	});

	test('copy hands out the link and goes on', () => {
		const state = go(there, review('copy'));
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
		const {outcome} = start({answers, saved}, review('save'));
		expect(outcome).toMatchObject({answer: {profile: {profile: 'gists-2'}}});
	});

	test('still says that saving replaces a profile after the link was copied', () => {
		const state = start({saved: [releaseBot]}, 'n', ...toReview.slice(0, -1), '<tab>', '<tab>');
		const named = go(state, '<delete-before>', 'release-bot', '<enter>');
		expect(replacesSaved(named)).toBe(true);
		const copied = go(named, review('copy'), {type: 'settled', message: 'Copied the link'});
		expect(replacesSaved(copied)).toBe(true);
	});

	test('offers no saving where nothing can be saved', () => {
		expect(listReviewActions(there)).toEqual([
			'open-and-save',
			'open',
			'save',
			'copy',
			'change',
			'leave',
		]);
		const state = start({canSave: false}, ...toReview);
		expect(listReviewActions(state)).toEqual(['open', 'copy', 'change', 'leave']);
	});

	test('with a problem only lets change and leave', () => {
		const state = start({answers: {...releaseBot, owner: 'other'}, start: 'review'});
		expect(findProblems(profileOf(state))).not.toEqual([]);
		expect(listReviewActions(state)).toEqual(['change', 'leave']);
	});

	test('with a problem is left for good only when it is solved', () => {
		const state = go(
			there,
			change('name'),
			'<delete-before>',
			`<paste:${'n'.repeat(41)}>`,
			'<escape>',
		);
		expect(state.step).toBe('review');
		expect(listReviewActions(state)).toEqual(['change', 'leave']);
		expect(go(state, change('name'), '<backspace>', '<enter>').step).toBe('review');
	});

	test('ends once: what comes after is not heard', () => {
		const ended = go(there, review('open'));
		expect(go(ended, '<escape>', '<leave>', review('save'))).toBe(ended);
	});
});

describe('what is it for', () => {
	const loaded = (): WizardAction => ({type: 'engine-loaded', engine});

	test('chooses the least permissions and says why', () => {
		const asked = start({}, loaded(), fineGrained, octo, access('all'), '?');
		expect(asked.panel).toEqual({kind: 'purpose'});
		const state = go(asked, '<paste:POST /repos/octo-org/app/issues>', '<enter>', '<enter>');
		expect(state).toMatchObject({step: 'permissions', panel: undefined});
		expect(profileOf(state)).toMatchObject({permissions: {issues: 'write'}});
		expect(state.reasons.get('issues')).toMatch(/^For: /);
	});

	test('raises what was chosen and never lowers it', () => {
		const asked = start({}, loaded(), fineGrained, octo, access('all'), 'contents', '<right>');
		const state = go(
			asked,
			'<right>',
			'?',
			'<paste:GET /repos/octo-org/app/contents/readme>',
			'<enter>',
			'<enter>',
		);
		expect(profileOf(state)).toMatchObject({permissions: {contents: 'write'}});
	});

	test('Esc clears the text, then closes the panel, and changes nothing', () => {
		const before = start({}, loaded());
		const state = go(before, 'w', 'create issues', '<escape>');
		expect(state).toMatchObject({panel: {kind: 'purpose'}, purpose: {field: {value: ''}}});
		expect(go(state, '<escape>')).toMatchObject({panel: undefined, step: 'type', answers: {}});
	});

	test('keeps keys that come before it is there, in their order', () => {
		const keys = ['w', 'GET /user/emails', '<enter>', '<enter>'];
		expect(go(start({}, ...keys), loaded()).answers).toEqual(start({}, loaded(), ...keys).answers);
		const back = go(start({}, 'w', 'abc', '<escape>', '<escape>', '<escape>'), loaded());
		expect(back).toMatchObject({panel: undefined, step: 'type', answers: {}});
	});

	test('understands a command without keeping the token in it', () => {
		const command = `curl -H "Authorization: Bearer ${token}" https://api.github.com/user/emails`;
		const state = start({}, loaded(), 'w', `<paste:${command}>`, '<enter>', '<enter>');
		expect(profileOf(state)).toMatchObject({permissions: {emails: 'read'}});
		expect(JSON.stringify(state)).not.toContain(token.slice(0, 20));
	});
});

test.each(steps.map(({id}) => id))('Ctrl+C leaves at %s, and in every panel there', id => {
	const state: WizardState = {...createWizard(makeOptions({saved: [releaseBot]})), step: id};
	const left = {kind: 'left'};
	expect(go(state, '<leave>').outcome).toEqual(left);
	expect(go({...state, isTyping: true}, '<leave>').outcome).toEqual(left);
	const panels: readonly WizardState['panel'][] = [
		{kind: 'help'},
		{kind: 'purpose'},
		{kind: 'change'},
		{kind: 'rename', profile: 'release-bot'},
		{kind: 'remove', profile: 'release-bot'},
		{kind: 'host', found: {profile: packagePush, file: 'pat-wizard.json'}},
	];
	for (const panel of panels) {
		expect(go({...state, panel}, '<leave>').outcome).toEqual(left);
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
	/** What a screen can send depends on the screen: actions of other screens do not happen. */
	const choices = (state: WizardState): readonly WizardAction[] => {
		if (!isChoosing(state)) {
			return [];
		}
		switch (state.panel?.kind ?? state.step) {
			case 'saved':
				return [
					{type: 'use', profile: releaseBot},
					{type: 'use-found', found: foreign},
					{type: 'start-new'},
					onNew,
					onPackages,
				];
			case 'type':
				return [fineGrained, classic];
			case 'owner':
				return [mine, octo, {type: 'write'}];
			case 'access':
				return [access('public'), access('all'), access('selected')];
			case 'expiration':
				return [days(7), days('none'), {type: 'write'}];
			case 'review':
				return [review('change'), review('copy')];
			case 'change':
				return changeableSteps(state).map(({id}) => change(id));
			case 'remove':
				return [{type: 'close-panel'}, {type: 'remove', profile: releaseBot.profile}];
			case 'host':
				return [{type: 'close-panel'}, {type: 'use', profile: foreign.profile}];
			default:
				return [];
		}
	};
	const happenings = fc.array(
		fc.oneof(
			{weight: 4, arbitrary: fc.record({choice: fc.nat(9)})},
			{weight: 4, arbitrary: fc.constantFrom(...keys).map(name => ({key: {name}}) as const)},
			fc
				.constantFrom('n', 'e', 'r', 'd', 'w', '?', ' ', '7', 'contents', 'octo-org/app', '漢🎉')
				.map(text => ({key: {name: 'text', text}}) as const),
			fc
				.string({unit: 'grapheme', maxLength: 80})
				.map(text => ({key: {name: 'paste', text}}) as const),
			fc.constant({settle: true} as const),
			fc.constant({load: true} as const),
		),
		{maxLength: 60},
	);

	const happen = (state: WizardState, event: object): WizardState => {
		if ('key' in event) {
			return reduceWizard(state, {type: 'key', key: event.key} as WizardAction);
		}
		if ('settle' in event) {
			return state.request === undefined
				? state
				: reduceWizard(state, {
						type: 'settled',
						message: 'Done',
						saved: state.request.kind === 'remove' ? state.saved.slice(1) : state.saved,
					});
		}
		if ('load' in event) {
			return state.engine === undefined
				? reduceWizard(state, {type: 'engine-loaded', engine})
				: state;
		}
		const offered = choices(state);
		const chosen = offered[(event as {choice: number}).choice % Math.max(1, offered.length)];
		return chosen === undefined ? state : reduceWizard(state, chosen);
	};

	test('the wizard stays at a step that applies, and Esc leads out of everything', () => {
		fc.assert(
			fc.property(options, happenings, (given, events) => {
				let state = createWizard(given);
				for (const event of events) {
					state = happen(state, event);
					expect(applicableSteps(state).map(({id}) => id)).toContain(state.step);
					expect(state.message).not.toBe('');
					// What Review shows and hands on is always a profile, with or without problems.
					expect(() => findProblems(profileOf(state))).not.toThrow();
				}
				state = happen(state, {load: true});
				for (let count = 0; count < 40 && state.outcome === undefined; count++) {
					state = reduceWizard(state, {type: 'key', key: {name: 'escape'}});
				}
				if (state.outcome === undefined) {
					expect(state.step).toBe(applicableSteps(state)[0]?.id);
				} else {
					expect(state.outcome.kind).toBe('left');
				}
			}),
			{numRuns: 300},
		);
	});

	test('what Review offers to open can be opened', () => {
		fc.assert(
			fc.property(options, happenings, (given, events) => {
				const state = events.reduce<WizardState>(happen, createWizard(given));
				if (state.step === 'review' && listReviewActions(state).includes('open')) {
					expect(buildLink(profileOf(state))).toMatch(/^https:\/\//);
				}
			}),
			{numRuns: 300},
		);
	});
});

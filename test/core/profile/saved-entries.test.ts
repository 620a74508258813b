import {describe, expect, test} from 'vitest';
import type {SavedProfile} from '../../../source/core/profile/profile.ts';
import {
	addProfiles,
	noteProfile,
	readEntries,
	removeProfiles,
	renameProfile,
} from '../../../source/core/profile/saved-entries.ts';

const named = (profile: string, name = `For ${profile}`): SavedProfile => ({
	profile,
	type: 'classic',
	host: 'github.com',
	name,
});

const odd = {profile: 'odd', type: 'quantum'};
const entries = [named('a'), odd, 7, named('b'), {...named('c'), secretSauce: true}];
const options = {seen: () => entries, isForced: false};
const forced = {...options, isForced: true};

test('what cannot be read is left out and told by its place', () => {
	const {profiles, problems} = readEntries([...entries, named('A')]);
	expect(profiles.map(({profile}) => profile)).toEqual(['a', 'b', 'c']);
	expect(problems.map(({index}) => index)).toEqual([1, 2, 5]);
	expect(problems[2]?.reason).toContain('same name');
});

describe('adding', () => {
	test('puts new ones last, and with force others in the place of their name', () => {
		expect(addProfiles(entries, [named('d')], options)).toEqual([...entries, named('d')]);
		const added = addProfiles(entries, [named('d'), named('B', 'new'), named('ODD')], forced);
		expect(added).toEqual([entries[0], named('ODD'), 7, named('B', 'new'), entries[4], named('d')]);
	});

	test.each(['A', ' a ', 'odd'])('refuses the name %j, which is taken', name => {
		expect(() => addProfiles(entries, [named(name)], options)).toThrow('already a saved profile');
	});

	test('tells what another program has done since', () => {
		const before = {...options, seen: () => []};
		expect(() => addProfiles(entries, [named('a')], before)).toThrow('Another program');
	});
});

describe('renaming', () => {
	test('keeps the place and what else the entry holds', () => {
		expect(renameProfile(entries, 'C', 'd', options)[4]).toEqual({
			...named('d', 'For c'),
			secretSauce: true,
		});
		expect(renameProfile(entries, 'a', 'A', options)[0]).toEqual(named('A', 'For a'));
	});

	test('refuses what is not there or is taken, and replaces with force', () => {
		expect(() => renameProfile(entries, 'x', 'y', options)).toThrow('no saved profile named "x"');
		expect(() => renameProfile(entries, 'a', 'B', options)).toThrow('already a saved profile');
		expect(renameProfile(entries, 'a', 'B', forced)).toEqual([
			named('B', 'For a'),
			...entries.slice(1, 3),
			entries[4],
		]);
	});
});

test('all are removed or none', () => {
	expect(removeProfiles(entries, ['A', 'odd'], options)).toEqual(entries.slice(2));
	expect(() => removeProfiles(entries, ['a', 'x', 'y'], options)).toThrow('"x" and "y"');
	expect(() => removeProfiles([], ['a'], options)).toThrow('Another program has just renamed');
});

test('what is noted of a profile is added to its entry, and to none that is gone', () => {
	const lastOpened = '2026-11-20T01:02:03Z';
	expect(noteProfile(entries, 'c', () => ({lastOpened}))[4]).toEqual({
		...named('c'),
		secretSauce: true,
		lastOpened,
	});
	expect(noteProfile(entries, 'x', () => ({lastOpened}))).toBe(entries);
});

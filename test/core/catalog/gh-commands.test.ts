import {expect, test} from 'vitest';
import {programCommands} from '../../../source/core/catalog/command-lines.ts';
import {findGhCommand, ghCommands, isGhGroup} from '../../../source/core/catalog/gh-commands.ts';
import {ghFlagsOf} from '../../../source/core/catalog/gh-flags.ts';
import {findPermission, includesLevel, levelsOf} from '../../../source/core/catalog/permissions.ts';
import {isScopeName} from '../../../source/core/catalog/scopes.ts';

/** What a text of the table names that GitHub does not have. */
const unknownIn = (text: string): readonly string[] =>
	text
		.replace(/^[?+]/, '')
		.replace('$value', '')
		.split(/[;,]/)
		.filter(part => part !== '' && part !== 'any' && part !== 'nothing')
		.filter(part => {
			const [name = '', level] = part.split('=');
			if (level === undefined) return !isScopeName(name);
			const row = findPermission(name);
			return row === undefined || !levelsOf(row).some(own => own === level);
		});

test('each command has a row of its own', () => {
	const names = ghCommands.map(({command}) => command);
	expect(names.length).toBeGreaterThan(130);
	expect(names.length).toBe(new Set(names).size);
});

test.each(ghCommands.map(row => [row.command, row] as const))('%s names what exists', (_, row) => {
	expect(unknownIn(row.takes)).toEqual([]);
	for (const [condition, effect, why] of row.changes ?? []) {
		expect(unknownIn(effect)).toEqual([]);
		expect(condition).toMatch(/^(?:no argument|(?:--[a-z-]+(?:=\S+)?(?: |$))*)$/);
		if (effect === '' || effect.startsWith('?')) expect(why).toBeDefined();
	}
});

test('a row is declined only where it says that nobody read it, or why no token does', () => {
	for (const {takes, sure, why, command} of ghCommands) {
		if (takes === '' && command !== 'api')
			expect(sure === 'not read' || why !== undefined).toBe(true);
		if (sure === 'not read') expect(takes).toBe('');
	}
});

test('where only a classic token does, the row says why', () => {
	for (const {takes, why} of ghCommands) {
		const isClassic = takes !== '' && takes.split(/[;,]/).every(isScopeName);
		if (isClassic) expect(why).toMatch(/\.$/);
	}
});

test('what only reads takes no permission to write', () => {
	for (const {command, takes} of ghCommands) {
		if (!/ (?:list|view|status|diff|checks|download)$/.test(command)) continue;
		for (const [, level] of takes.matchAll(/=([a-z]+)/g)) {
			expect(includesLevel('read', level as 'read')).toBe(true);
		}
	}
});

test.each([
	['pr new', 'pr create'],
	['co', 'pr checkout'],
	['cs ls', 'codespace list'],
	['issue ls', 'issue list'],
	['secret remove', 'secret delete'],
	['rs view', 'ruleset view'],
	['repo deploy-key ls', 'repo deploy-key list'],
	['ext install', 'extension install'],
])('gh %s is gh %s', (alias, command) => {
	expect(findGhCommand(alias.split(' '))?.row.command).toBe(command);
});

test('a group alone is no command', () => {
	expect(findGhCommand(['pr'])).toBeUndefined();
	expect([isGhGroup(['pr']), isGhGroup(['repo', 'deploy-key']), isGhGroup(['dash'])]).toEqual([
		true,
		true,
		false,
	]);
});

test('the flags of a command are those of its group too', () => {
	expect(ghFlagsOf('pr create')).toContain('reviewer:r=');
	expect(ghFlagsOf('pr create')).toContain('repo:R=');
	expect(ghFlagsOf('pr list')).toContain('json=');
});

test('every row of another program has verbs, a source and a place or what is true without', () => {
	for (const {programs, at, otherwise, source, takes} of programCommands) {
		expect(programs).toMatch(/^[a-z\d-]+(?: [a-z\d-]+)*$/);
		expect(source).not.toBe('');
		expect(at.length > 0 || (otherwise ?? takes) !== undefined).toBe(true);
	}
});

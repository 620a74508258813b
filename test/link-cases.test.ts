import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {runFake} from './commands/fake-context.ts';

type Case = {
	readonly kind: string;
	readonly text: string;
	readonly expected: {
		readonly links: readonly (Readonly<Record<string, unknown>> & {
			readonly ignored?: readonly string[];
		})[];
		readonly mustSay?: string;
	};
};

type Entry = {
	readonly profile: Readonly<Record<string, unknown>>;
	readonly ignored: readonly {readonly parameter: string}[];
};

const readCases = (file: string): readonly Case[] =>
	readFileSync(new URL(`fixtures/${file}`, import.meta.url), 'utf8')
		.trim()
		.split('\n')
		.map((line): Case => JSON.parse(line));

/** What has to be in what is said, for each thing that the cases say must be told. */
const sayings: Readonly<Record<string, RegExp>> = {
	'that the link goes on in the program': /link goes on in the program/,
	'that the program adds more scopes': /program adds more scopes/,
	'that the parameters stand in the program, not that GitHub has no such parameter':
		/goes on in the program, which computes the parameters/,
	'that the host is computed': /host is computed/,
	'that it works only where octocat is you': /works only where octocat is you/,
	'that an organization has to be chosen as the owner': /organization .*owner/i,
	'that it has no link to the page, not that it is broken JSON': /has no link/,
	'that this is not GitHub, in the dry run too': /is not GitHub/,
	'that this makes a GitHub App, not a token': /makes a GitHub App, not a token/,
	'a link to the plain page: nothing in it to save':
		/link to the plain page: .*nothing in it to save/,
	'once, with the count of its repeats': /"count": 6/,
};

/** A profile as the cases write it: `null` for a host that nobody knows, empty grants where there are none. */
const shape = (
	{profile, ignored}: Entry,
	wanted: Readonly<Record<string, unknown>> | undefined,
): unknown => {
	const {profile: _, ...answers} = profile;
	const grants = answers.type === 'classic' ? {scopes: []} : {permissions: {}};
	return {
		host: null,
		...(wanted?.scopes === undefined && wanted?.permissions === undefined ? {} : grants),
		...answers,
		...(ignored.length === 0 ? {} : {ignored: ignored.map(({parameter}) => parameter)}),
	};
};

describe.each(['link-cases.jsonl', 'more-link-cases.jsonl'])('links as they stand: %s', file => {
	test.each(readCases(file).map(each => [each.kind, each] as const))('%s', async (_, each) => {
		const {text, expected} = each;
		const happened = await runFake(['import', '-', '--dry-run', '--json'], {files: {'-': text}});
		const entries: readonly Entry[] = happened.stdout === '' ? [] : JSON.parse(happened.stdout);
		const links = entries.filter(
			({profile, ignored}) =>
				Object.keys(profile).length > 2 || ignored.length > 0 || !profile.host,
		);
		expect(links.map((link, index) => shape(link, expected.links[index]))).toEqual(expected.links);
		if (expected.mustSay !== undefined) {
			expect(happened.stdout + happened.stderr).toMatch(
				sayings[expected.mustSay] ?? expected.mustSay,
			);
		}
	});
});

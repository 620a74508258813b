import {usageError} from '../core/errors.ts';
import {
	daysBetween,
	expectedExpiry,
	formatDate,
	isMisdated,
	openedDate,
} from '../core/profile/days-left.ts';
import {describeGrants, describeOwner} from '../core/profile/describe.ts';
import {defaultHost} from '../core/profile/host.ts';
import {isSameName, type SavedProfile} from '../core/profile/profile.ts';
import {quoteBriefly} from '../core/text/mask.ts';
import {showText, writeJson} from '../core/text/show.ts';
import {countOf, shorten} from '../core/text/words.ts';
import type {FoundFolderProfiles} from '../platform/folder-profiles.ts';
import {alignColumns, measureColumns} from '../print/columns.ts';
import {writeDaysLeft} from '../print/days-left.ts';
import {paintResult} from '../print/paint.ts';
import {widestLine} from '../print/wrap-words.ts';
import type {Command} from './command.ts';
import type {Context} from './context.ts';
import {findFolderProfiles} from './find-profile.ts';

/** The greatest lengths of texts in the table, in characters: a file from elsewhere can hold longer ones. */
const longest = {owner: 40, host: 60, grants: 60};

/** The least length to which grants are shortened, in characters. */
const leastGrants = 24;

/** Reads a number of days, as `--expiring` takes it. Throws a usage error for anything else. */
export const readDays = (text: string): number => {
	if (!/^\d{1,5}$/.test(text.trim())) {
		throw usageError(
			`${quoteBriefly(text)} is not a number of days`,
			'Write a whole number: --expiring 7',
		);
	}
	return Number(text);
};

const isDue = (profile: SavedProfile, days: number, now: Date): boolean => {
	const expiry = expectedExpiry(profile);
	// A profile with a wrong date is listed too: its token could expire unnoticed.
	return expiry !== undefined && (isMisdated(profile, now) || daysBetween(now, expiry) <= days);
};

const asJson = (profiles: readonly SavedProfile[], now: Date): string => {
	const entries = profiles.map(profile => {
		const {expiresAt: _, ...rest} = profile;
		const expires = isMisdated(profile, now) ? undefined : expectedExpiry(profile);
		return {
			...rest,
			lastOpened: profile.lastOpened ?? null,
			expires: expires?.toISOString() ?? null,
		};
	});
	return `${writeJson(entries, 2)}\n`;
};

/** Describes the resource owner, and the host if it is not github.com. */
const describePlace = (profile: SavedProfile): string => {
	const owner = shorten(describeOwner(profile), longest.owner);
	return profile.host === defaultHost
		? owner
		: `${owner} on ${shorten(profile.host, longest.host)}`;
};

/** Returns a `describeGrants` that remembers its texts. Most profiles grant the same. */
const rememberGrants = (): ((profile: SavedProfile) => string) => {
	const known = new Map<string, string>();
	return profile => {
		const key = JSON.stringify(profile.type === 'classic' ? profile.scopes : profile.permissions);
		const text = known.get(key) ?? describeGrants(profile);
		known.set(key, text);
		return text;
	};
};

/**
 * Returns the length of grants, in characters. On a terminal, the lines fit into 80 columns where shorter grants are
 * enough for that. The terminal's own width is not asked for: its stream takes a tenth of the command's time.
 */
const measureGrants = (
	rows: readonly (readonly string[])[],
	place: number,
	{terminal}: Context,
): number => {
	const rest = measureColumns(rows)
		.filter((cells, column) => cells > 0 && column !== place)
		.reduce((sum, cells) => sum + cells + 2, 0);
	const room = widestLine - rest;
	return terminal.stdout && room >= leastGrants ? Math.min(longest.grants, room) : longest.grants;
};

/** The index of the grants in a row. */
const grantsColumn = 3;

const alignRows = (rows: readonly (readonly string[])[], context: Context): string => {
	const length = measureGrants(rows, grantsColumn, context);
	const paint = paintResult(context);
	return alignColumns(
		rows.map(row =>
			row.map((text, column) => (column === grantsColumn ? shorten(text, length) : text)),
		),
		[text => paint('bold', text)],
	);
};

const writeTable = (profiles: readonly SavedProfile[], context: Context): string => {
	const now = context.now();
	const describeKnown = rememberGrants();
	const rows = profiles.map(profile => {
		const opened = openedDate(profile, now);
		return [
			showText(profile.profile),
			profile.type,
			describePlace(profile),
			describeKnown(profile),
			opened === undefined ? '' : `opened ${formatDate(opened)}`,
			writeDaysLeft(profile, now),
		];
	});
	return alignRows(rows, context);
};

const writeFolder = (
	{profiles}: FoundFolderProfiles,
	saved: readonly SavedProfile[],
	context: Context,
): string => {
	const [first] = profiles;
	if (first === undefined) {
		return '';
	}
	const rows = profiles.map(({profile}) => [
		showText(profile.profile),
		profile.type,
		shorten(describeOwner(profile), longest.owner),
		describeGrants(profile),
		`on ${shorten(profile.host, longest.host)}`,
		saved.some(own => isSameName(own.profile, profile.profile))
			? 'the saved one of this name is used'
			: '',
	]);
	const heading = paintResult(context)('dim', `From ${showText(first.file)}`);
	return `${heading}\n${alignRows(rows, context)}`;
};

/** `pat-wizard list` */
export const list: Command = {
	name: 'list',
	arguments: [],
	summary: 'List the saved profiles and when their tokens expire',
	description: [
		'Lists the saved profiles: type, resource owner, what they grant, when they were last opened, and how many days a token made then has left. The days are an estimate until check gets the date from GitHub.',
		'The profiles in the pat-wizard.json of the current repository follow under their own heading. --json prints only the saved profiles.',
	],
	options: ['expiring', 'fail-if-expiring', 'json'],
	examples: [
		{line: 'list', does: 'All saved profiles'},
		{line: 'list --expiring 7', does: 'Profiles whose tokens expire within a week'},
		{
			line: 'list --expiring 7 --fail-if-expiring',
			does: 'For cron and CI: exit with 1 when there are any',
		},
	],
	run: async (context, input) => {
		const text = input.text('expiring');
		if (text === undefined && input.has('fail-if-expiring')) {
			throw usageError(
				'--fail-if-expiring needs --expiring',
				'Say how soon: list --expiring 7 --fail-if-expiring',
			);
		}
		const days = text === undefined ? undefined : readDays(text);
		const [store, folder] = await Promise.all([context.openStore(), findFolderProfiles(context)]);
		const saved = store.list();
		const now = context.now();
		const shown = days === undefined ? saved : saved.filter(each => isDue(each, days, now));
		for (const problem of [...store.problems(), ...folder.problems]) {
			context.printMessage(`${showText(problem)}\n`);
		}
		if (input.has('json')) {
			context.printResult(asJson(shown, now));
		} else {
			const carried = days === undefined ? writeFolder(folder, saved, context) : '';
			const table = writeTable(shown, context);
			context.printResult([table, carried].filter(part => part !== '').join('\n'));
			if (table === '') {
				context.printMessage(
					days === undefined
						? 'No profile is saved yet: pat-wizard makes and saves one.\n'
						: `No saved profile has a token that expires within ${countOf(days, 'day')}.\n`,
				);
			}
		}
		return shown.length > 0 && input.has('fail-if-expiring') ? 'alarm' : 'done';
	},
};

import {describeGrants, describeOwner} from '../core/describe.ts';
import {usageError} from '../core/errors.ts';
import {daysBetween, expectedExpiry, formatDate} from '../core/expiration.ts';
import {isSameName, type SavedProfile} from '../core/profile.ts';
import {shorten, showText, writeJson} from '../core/text.ts';
import type {FoundFolderProfiles} from '../platform/folder-profiles.ts';
import {alignColumns} from './columns.ts';
import type {Command} from './command.ts';
import type {Context} from './context.ts';
import {describeLeft} from './describe-left.ts';
import {findFolderProfiles, openStore} from './find-profile.ts';
import {paintResult} from './paint.ts';

/** How much of what is granted fits on a line beside the rest. */
const longestGrants = 60;

const readDays = (text: string): number => {
	if (!/^\d{1,5}$/.test(text.trim())) {
		throw usageError(
			`"${showText(text)}" is not a number of days`,
			'Write a whole number: --expiring 7',
		);
	}
	return Number(text);
};

const isDue = (profile: SavedProfile, days: number, now: Date): boolean => {
	const expiry = expectedExpiry(profile);
	return expiry !== undefined && daysBetween(now, expiry) <= days;
};

const asJson = (profiles: readonly SavedProfile[]): string => {
	const entries = profiles.map(profile => ({
		...profile,
		lastOpened: profile.lastOpened ?? null,
		expires: expectedExpiry(profile)?.toISOString() ?? null,
	}));
	return `${writeJson(entries, 2)}\n`;
};

const writeTable = (profiles: readonly SavedProfile[], context: Context): string => {
	const now = context.now();
	const rows = profiles.map(profile => [
		showText(profile.profile),
		profile.type,
		showText(describeOwner(profile)),
		showText(shorten(describeGrants(profile), longestGrants)),
		profile.lastOpened === undefined ? '' : `opened ${formatDate(new Date(profile.lastOpened))}`,
		describeLeft(profile, now),
	]);
	const paint = paintResult(context);
	return alignColumns(rows, [text => paint('bold', text)]);
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
		showText(describeOwner(profile)),
		showText(shorten(describeGrants(profile), longestGrants)),
		`on ${profile.host}`,
		saved.some(own => isSameName(own.profile, profile.profile))
			? 'the saved one of this name is used'
			: '',
	]);
	const paint = paintResult(context);
	const heading = paint('dim', `From ${showText(first.file)}`);
	return `${heading}\n${alignColumns(rows, [text => paint('bold', text)])}`;
};

/** `pat-wizard list` */
export const list: Command = {
	name: 'list',
	arguments: [],
	summary: 'List the saved profiles and when their tokens expire',
	description: [
		'Lists the saved profiles: type, resource owner, what they grant, when they were last opened and how long a token made then has left. GitHub knows the exact day; here it is told from when the link was last opened.',
		'Profiles that the current repository carries in a pat-wizard.json follow under their own heading. --json prints the saved ones only.',
	],
	options: ['expiring', 'fail-if-expiring', 'json'],
	examples: [
		{line: 'list', does: 'All saved profiles'},
		{line: 'list --expiring 7', does: 'Those with a week or less left'},
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
		const [store, folder] = await Promise.all([openStore(context), findFolderProfiles(context)]);
		const saved = store.list();
		const now = context.now();
		const shown = days === undefined ? saved : saved.filter(each => isDue(each, days, now));
		for (const problem of [...store.problems(), ...folder.problems]) {
			context.tell(`${showText(problem)}\n`);
		}
		if (input.has('json')) {
			context.printResult(asJson(shown));
		} else {
			const carried = days === undefined ? writeFolder(folder, saved, context) : '';
			const table = writeTable(shown, context);
			context.printResult([table, carried].filter(part => part !== '').join('\n'));
			if (table === '') {
				context.tell(
					days === undefined
						? 'No profile is saved yet: pat-wizard makes and saves one.\n'
						: 'None of the saved profiles is due.\n',
				);
			}
		}
		return shown.length > 0 && input.has('fail-if-expiring') ? 'alarm' : 'done';
	},
};

import {usageError} from '../core/errors.ts';
import type {Profile} from '../core/profile.ts';
import {type Command, profileArgument} from './command.ts';
import type {Context} from './context.ts';
import {findProfile, openStore} from './find-profile.ts';
import {readChoice} from './read-answers.ts';

const findAll = async (context: Context, names: readonly string[]): Promise<readonly Profile[]> => {
	if (names.length > 0) {
		const found = await Promise.all(names.map(name => findProfile(context, name)));
		return found.map(({profile}) => profile);
	}
	const saved = (await openStore(context)).list();
	if (saved.length === 0) {
		throw usageError(
			'There is nothing to export: no profile is saved yet',
			'pat-wizard makes and saves one',
		);
	}
	return saved;
};

/** `pat-wizard export [profile...]` */
export const exportCommand: Command = {
	name: 'export',
	arguments: [{...profileArgument, isOptional: true, isRepeatable: true}],
	summary: 'Print profiles as JSON, links or markdown',
	description: [
		'Prints the named profiles, or all saved ones, so that they can be given to others: as JSON, which import takes back and a repository can carry as pat-wizard.json; as links, one on each line; or as markdown for a readme. Profiles hold no secrets.',
	],
	options: ['format', 'json'],
	examples: [
		{
			line: 'export release-bot > pat-wizard.json',
			does: 'Offer a profile to all who clone a repository',
		},
		{line: 'export release-bot --format markdown', does: 'A link with a table, for a readme'},
		{line: 'export --format link', does: 'All links'},
	],
	run: async (context, input) => {
		const {exportProfiles, isExportFormat} = await import('../core/export.ts');
		const format = readChoice('format', input.text('format'), isExportFormat);
		if (input.has('json') && format !== undefined && format !== 'json') {
			throw usageError(`--json and --format ${format} cannot both be`, 'Leave one of them out');
		}
		const profiles = await findAll(context, input.words);
		context.printResult(`${exportProfiles(profiles, format ?? 'json')}\n`);
		return 'done';
	},
};

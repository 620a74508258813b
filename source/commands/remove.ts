import {listWords} from '../core/text/words.ts';
import {type Command, profileArgument} from './command.ts';
import {findSavedNames, quoteName} from './find-profile.ts';

/** `pat-wizard remove <profile...>` */
export const remove: Command = {
	name: 'remove',
	arguments: [{...profileArgument, isRepeatable: true}],
	summary: 'Remove saved profiles',
	description: [
		'Removes the named profiles, all of them or none. Tokens that were made from them keep working: GitHub lists them under Settings, Developer settings.',
	],
	options: ['json'],
	examples: [
		{line: 'remove release-bot', does: 'Remove one'},
		{line: 'remove old "my laptop"', does: 'Remove two'},
	],
	run: async (context, {words}) => {
		const store = await context.openStore();
		const names = findSavedNames(words, store.list());
		await store.remove(names);
		context.printMessage(`Removed ${listWords(names.map(quoteName))}.\n`);
		return 'done';
	},
};

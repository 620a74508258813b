import {readProfileName} from '../core/profile/profile.ts';
import {type Command, profileArgument} from './command.ts';
import {findSavedNames, quoteName} from './find-profile.ts';

/** `pat-wizard rename <profile> <new name>` */
export const rename: Command = {
	name: 'rename',
	arguments: [profileArgument, {name: 'new name'}],
	summary: 'Give a saved profile another name',
	description: [
		"Changes the name that the profile is saved under. The token's name on GitHub stays as it is; use edit to change that.",
	],
	options: ['force', 'json'],
	examples: [{line: 'rename release-bot "release bot (app)"', does: 'Another name'}],
	run: async (context, {words, has}) => {
		const [from = '', to = ''] = words;
		const name = readProfileName(to);
		const store = await context.openStore();
		const [before = from] = findSavedNames([from], store.list());
		await store.rename(before, name, {force: has('force')});
		context.printMessage(`Renamed ${quoteName(before)} to ${quoteName(name)}.\n`);
		return 'done';
	},
};

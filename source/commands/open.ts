import {type Command, profileArgument} from './command.ts';
import {findProfile} from './find-profile.ts';
import {finish} from './finish.ts';

/** `pat-wizard open <profile>` */
export const open: Command = {
	name: 'open',
	arguments: [profileArgument],
	summary: "Print and open a saved profile's link",
	description: [
		"Prints a profile's link, opens it in the browser and says what is left to do on the page. When no browser opens, it says so, and you can open the printed link yourself.",
	],
	options: ['no-open', 'copy', 'json'],
	examples: [
		{line: 'open release-bot', does: 'Make that token again'},
		{line: 'open "my laptop" --copy', does: 'Copy the link as well'},
	],
	run: async (context, input) => {
		const {profile, notice} = await findProfile(context, input.words[0] ?? '');
		await finish(context, {
			profile,
			save: 'no',
			force: false,
			open: !input.has('no-open'),
			copy: input.has('copy'),
			json: input.has('json'),
			notice,
		});
		return 'done';
	},
};

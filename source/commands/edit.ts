import {ask, checkTerminal, endingOf} from './ask.ts';
import {type Command, profileArgument} from './command.ts';
import {findProfile} from './find-profile.ts';
import {finish, withoutDates} from './finish.ts';

/** `pat-wizard edit <profile>` */
export const edit: Command = {
	name: 'edit',
	arguments: [profileArgument],
	summary: 'Change a profile: the wizard at its review screen',
	description: [
		'Shows the whole profile at once; any answer can be changed from there, and the changed profile saved, opened, or both.',
	],
	options: ['no-open', 'copy', 'json'],
	examples: [{line: 'edit release-bot', does: 'Change what it grants'}],
	run: async (context, input) => {
		checkTerminal(
			context,
			'To replace a profile without questions: pat-wizard --yes --save <profile> --force, with its answers as options',
		);
		const {profile} = await findProfile(context, input.words[0] ?? '');
		const answer = await ask(context, withoutDates(profile), 'review');
		if (answer === undefined) {
			return 'cancelled';
		}
		const ending = await endingOf(context, answer);
		await finish(context, {
			...ending,
			open: ending.open && !input.has('no-open'),
			force: false,
			copy: input.has('copy'),
			json: input.has('json'),
			withUses: true,
		});
		return 'done';
	},
};

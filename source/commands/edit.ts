import {askAndFinish, checkTerminal} from './ask.ts';
import {type Command, profileArgument} from './command.ts';
import {findProfile} from './find-profile.ts';
import {withoutDates} from './finish.ts';

/** `pat-wizard edit <profile>` */
export const edit: Command = {
	name: 'edit',
	arguments: [profileArgument],
	summary: 'Change a profile in the wizard',
	description: [
		'Opens the wizard at its last step, which shows the whole profile. There you can change any answer, and then save the profile, open its link, or both.',
	],
	options: ['no-open', 'copy', 'json'],
	examples: [{line: 'edit release-bot', does: 'Change what it grants'}],
	run: async (context, input) => {
		checkTerminal(
			context,
			'To replace a profile without questions: pat-wizard --yes --save <profile> --force, with its answers as options',
		);
		const {profile} = await findProfile(context, input.words[0] ?? '');
		return askAndFinish(context, input, withoutDates(profile), 'review');
	},
};

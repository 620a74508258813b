import {buildLink} from '../core/link/link.ts';
import {profileFrom} from '../core/profile/answers.ts';
import {showText} from '../core/text/show.ts';
import {type Command, profileArgument} from './command.ts';
import {findProfile} from './find-profile.ts';
import {describeAsJson, describeCopy} from './finish.ts';
import {answerOptions} from './options.ts';
import {findDefaultHost, readAnswers} from './read-answers.ts';

/** `pat-wizard url [profile] [answers]` */
export const url: Command = {
	name: 'url',
	arguments: [{...profileArgument, isOptional: true}],
	summary: 'Print a link and nothing else',
	description: [
		"Prints the address of GitHub's creation page with the answers of a profile, of options, or of both filled in. Options replace the profile's answers, but permissions and scopes are added to its own.",
		'It asks, opens and saves nothing.',
	],
	options: [...answerOptions, 'no-open', 'copy', 'json'],
	examples: [
		{line: 'url release-bot', does: "A profile's link"},
		{line: 'url --permission contents=read --name "Read code"', does: 'A link from options alone'},
		{line: 'url release-bot --expiration 90', does: 'A profile, for longer this time'},
	],
	run: async (context, input) => {
		const [name] = input.words;
		const found = name === undefined ? undefined : await findProfile(context, name);
		const answers = await readAnswers(input, context, found?.profile);
		const profile = profileFrom(answers, answers.host ?? findDefaultHost(context));
		const link = buildLink(profile);
		if (found?.notice !== undefined && !input.has('json')) {
			context.printMessage(`${showText(found.notice)}\n`);
		}
		context.printResult(input.has('json') ? describeAsJson(profile, context.now()) : `${link}\n`);
		if (input.has('copy')) {
			context.printMessage(`${describeCopy(await context.copyText(link))}\n`);
		}
		return 'done';
	},
};

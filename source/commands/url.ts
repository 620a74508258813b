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
		"Prints the link to GitHub's creation page, filled in from a profile, from options, or from both. Options replace the answers of the profile, but permissions and scopes are added to its own.",
		'It asks nothing, opens nothing and saves nothing.',
	],
	options: [...answerOptions, 'no-open', 'copy', 'json'],
	examples: [
		{line: 'url release-bot', does: "A profile's link"},
		{line: 'url --permission contents=read --name "Read code"', does: 'A link only from options'},
		{
			line: 'url release-bot --expiration 90',
			does: 'The link of a profile, with another expiration',
		},
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

import {usageError} from '../core/errors.ts';
import {type Answers, profileFrom} from '../core/profile/answers.ts';
import {readProfileName} from '../core/profile/profile.ts';
import {askAndFinish, checkTerminal} from './ask.ts';
import type {Command, Input, Outcome} from './command.ts';
import type {Context} from './context.ts';
import {finish} from './finish.ts';
import {answerOptions} from './options.ts';
import {findDefaultHost, readAnswers} from './read-answers.ts';

const withoutTerminal =
	'Pass --yes and the answers as options: pat-wizard --yes --owner <login> --repository <owner/name> --permission <name>=<level> --expiration <days> --name <text>. pat-wizard create --help lists them all';

const createFromOptions = async (
	context: Context,
	input: Input,
	answers: Answers,
): Promise<Outcome> => {
	await finish(context, {
		profile: profileFrom(answers, answers.host ?? findDefaultHost(context)),
		save: answers.profile === undefined ? 'no' : 'new',
		force: input.has('force'),
		open: !input.has('no-open'),
		copy: input.has('copy'),
		json: input.has('json'),
	});
	return 'done';
};

const createWithWizard = async (
	context: Context,
	input: Input,
	answers: Answers,
): Promise<Outcome> => {
	checkTerminal(context, withoutTerminal);
	return askAndFinish(context, input, answers, 'questions');
};

/** `pat-wizard [create] [answers]` */
export const create: Command = {
	name: 'create',
	arguments: [],
	summary: 'Make a link, by the wizard or from options (the default command)',
	description: [
		"Asks what the token is for, prints the link to GitHub's creation page with everything filled in, opens it, and saves the answers when you want it. The wizard skips the questions that options answer. With --yes it asks nothing, and unset answers take their defaults.",
		'GitHub makes the token. The wizard asks for it only after "Open, then check and store the token".',
	],
	options: [...answerOptions, 'yes', 'save', 'force', 'no-open', 'copy', 'json'],
	examples: [
		{line: '', does: 'The wizard; it starts at the saved profiles when there are any'},
		{
			line: '--owner octo-org --permission contents=write,pull_requests=write',
			does: 'The wizard, with some answers given',
		},
		{
			line: '--yes --permission contents=read --expiration 30 --name CI --save ci',
			does: 'Without questions, saved as ci',
		},
		{
			line: '--yes --scope write:packages --name "Push to ghcr.io" --no-open',
			does: 'A classic token, and only the link',
		},
	],
	run: async (context, input) => {
		const name = input.text('save');
		if (name === undefined && input.has('force')) {
			throw usageError('--force needs --save', 'Say which profile to replace: --save <profile>');
		}
		const answers = {
			...(await readAnswers(input, context)),
			...(name === undefined ? {} : {profile: readProfileName(name)}),
		};
		return input.has('yes')
			? createFromOptions(context, input, answers)
			: createWithWizard(context, input, answers);
	},
};

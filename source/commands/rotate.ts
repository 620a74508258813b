import {buildLink} from '../core/link/link.ts';
import {showText} from '../core/text/show.ts';
import {wrapBehind} from '../print/wrap-words.ts';
import {type Command, profileArgument} from './command.ts';
import {findProfile} from './find-profile.ts';
import {checkAndStore, confirmPlaces} from './store.ts';
import {printOrigin, readTokenInput, withToken} from './token.ts';

/** The pages with a user's tokens, by type (GitHub Docs, "Managing your personal access tokens", August 2026). */
const pages = {
	'fine-grained': '/settings/personal-access-tokens',
	classic: '/settings/tokens',
} as const;

/** `pat-wizard rotate <profile> [-] [--from-env NAME]` */
export const rotate: Command = {
	name: 'rotate',
	arguments: [profileArgument, {name: '-', isOptional: true}],
	summary: 'Replace the token of a profile in all of its places',
	description: [
		'Opens the page of your tokens, where "Regenerate token" makes a new token with the same permissions, resource owner and approval. Then it asks for the new token, checks it, stores it in every place that the profile remembers, and remembers when it expires.',
		'With - or --from-env the new token exists already, so no page is opened.',
	],
	options: ['from-env', 'no-open', 'force'],
	examples: [{line: 'rotate release-bot', does: 'Replace the token everywhere it is stored'}],
	run: async (context, input) => {
		const {words, source} = readTokenInput(context, input);
		const found = await findProfile(context, words[0] ?? '');
		const {profile} = found;
		const placesOf = await confirmPlaces(found, [], source);
		printOrigin(context, found);
		if (source.kind === 'prompt') {
			const page = `https://${profile.host}${pages[profile.type]}`;
			const steps = [
				`Choose ${profile.name === undefined ? 'the token' : `"${showText(profile.name)}"`} on ${page} and press "Regenerate token". Permissions, owner and approval stay the same, and the old token stops working.`,
				`If the token is no longer there, make a new one: ${buildLink(profile)}`,
			];
			context.printMessage(`${steps.flatMap(step => wrapBehind('  ', step)).join('\n')}\n`);
			if (!input.has('no-open')) {
				const opened = await context.openInBrowser(page);
				if (!opened.opened) {
					context.printMessage(`Not opened: ${opened.reason}.\n`);
				}
			}
		}
		return withToken(
			context,
			source,
			taken =>
				checkAndStore({
					...taken,
					found,
					findPlaces: () => placesOf(taken),
					isForced: input.has('force'),
					ifLeft: 'stopped',
				}),
			{ifStopped: 'stopped', ifLeft: 'stopped'},
		);
	},
};

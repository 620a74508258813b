import {findWarnings, listStepsByHand} from '../core/link/advice.ts';
import {buildLink} from '../core/link/link.ts';
import {describeAccess, describeOwner, listAbilities} from '../core/profile/describe.ts';
import {describeExpiration, formatDate, isMisdated} from '../core/profile/expiration.ts';
import type {SavedProfile} from '../core/profile/profile.ts';
import {showText} from '../core/text/text.ts';
import {tokenTypeOf} from '../core/token-types/index.ts';
import {alignColumns} from '../print/columns.ts';
import {describeLeft} from '../print/describe-left.ts';
import {writeSteps, writeWarnings} from '../print/ending.ts';
import {type Paint, paintResult} from '../print/paint.ts';
import {wrapBehind} from '../print/wrap-words.ts';
import {type Command, profileArgument} from './command.ts';
import type {Context} from './context.ts';
import {findProfile, type NamedProfile} from './find-profile.ts';
import {describeAsJson} from './finish.ts';

const describeToken = (profile: SavedProfile): string => {
	const named = profile.name === undefined ? '' : `, named "${showText(profile.name)}"`;
	return `${tokenTypeOf(profile).displayName.toLowerCase()} on ${showText(profile.host)}${named}`;
};

const describeOpened = (profile: SavedProfile, now: Date): string => {
	if (profile.lastOpened === undefined) {
		return 'not yet';
	}
	return isMisdated(profile, now)
		? 'date unknown: a clock was wrong'
		: `${formatDate(new Date(profile.lastOpened))}, ${describeLeft(profile, now)}`;
};

const writeAnswers = ({profile, file}: NamedProfile, now: Date): string =>
	alignColumns([
		['  Token', describeToken(profile)],
		...(profile.type === 'fine-grained' && profile.description !== undefined
			? [['  Description', showText(profile.description)]]
			: []),
		['  Owner', describeOwner(profile)],
		['  Repositories', describeAccess(profile)],
		['  Expires', describeExpiration(profile.expiration, now)],
		file === undefined
			? ['  Last opened', describeOpened(profile, now)]
			: ['  From', showText(file)],
	]);

const writeAbilities = (profile: SavedProfile, paint: Paint): readonly string[] =>
	listAbilities(profile).flatMap(({grant, sentence, risk}) => [
		`  ${paint('bold', grant)}`,
		...wrapBehind('    ', sentence),
		...(risk === undefined ? [] : writeWarnings([`It ${risk}`], paint).map(line => `  ${line}`)),
	]);

/** The warnings that the abilities do not tell anyway. */
const findOtherWarnings = (profile: SavedProfile): readonly string[] => {
	const risks = listAbilities(profile).map(({grant, risk}) => `${grant} ${risk}`);
	return findWarnings(profile).filter(warning => !risks.includes(warning));
};

const write = (found: NamedProfile, context: Context): string => {
	const {profile} = found;
	const paint = paintResult(context);
	const now = context.now();
	const section = (heading: string, lines: readonly string[]): readonly string[] =>
		lines.length === 0 ? [] : ['', paint('bold', heading), ...lines];
	const lines = [
		paint('bold', showText(profile.profile)),
		writeAnswers(found, now).trimEnd(),
		...section('The token will be able to', writeAbilities(profile, paint)),
		...section('Before you open it', writeWarnings(findOtherWarnings(profile), paint)),
		...section('By hand, on the page', writeSteps(listStepsByHand(profile, now))),
		'',
		buildLink(profile),
	];
	return `${lines.join('\n')}\n`;
};

/** `pat-wizard show <profile>` */
export const show: Command = {
	name: 'show',
	arguments: [profileArgument],
	summary: 'Explain a profile: what its token can do, and its link',
	description: [
		'Tells what is in a profile and what the token will be able to do, worst first, with the warnings, the steps that are left to do by hand, and the link. Nothing is opened.',
	],
	options: ['json'],
	examples: [{line: 'show release-bot', does: 'What would this token be able to do?'}],
	run: async (context, input) => {
		const found = await findProfile(context, input.words[0] ?? '');
		if (input.has('json')) {
			const {profile} = found;
			context.printResult(describeAsJson(profile, buildLink(profile), context.now()));
			return 'done';
		}
		const text = write(found, context);
		if (found.notice !== undefined) {
			context.tell(`${showText(found.notice)}\n`);
		}
		context.printResult(text);
		return 'done';
	},
};

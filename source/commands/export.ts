import {type PatWizardError, usageError} from '../core/errors.ts';
import {findProblems} from '../core/link/link.ts';
import type {SavedProfile} from '../core/profile/profile.ts';
import {showText} from '../core/text/show.ts';
import {type Command, profileArgument} from './command.ts';
import type {Context} from './context.ts';
import {findProfile, quoteName} from './find-profile.ts';
import {readChoice} from './read-answers.ts';

const findNamed = async (
	context: Context,
	names: readonly string[],
): Promise<readonly SavedProfile[]> => {
	const found = await Promise.all(names.map(name => findProfile(context, name)));
	return found.map(({profile}) => profile);
};

const findAll = async (context: Context): Promise<readonly SavedProfile[]> => {
	const store = await context.openStore();
	const saved = store.list();
	for (const problem of store.problems()) {
		context.printMessage(`${showText(problem)}\n`);
	}
	if (saved.length === 0) {
		throw usageError(
			'There is nothing to export: no profile is saved yet',
			'pat-wizard makes and saves one',
		);
	}
	return saved;
};

/** Makes the error for a profile without a link, with its name and the reason. `undefined` when it has one. */
const findRefusal = (profile: SavedProfile): PatWizardError | undefined => {
	const [problem] = findProblems(profile);
	return problem === undefined
		? undefined
		: usageError(
				`No link can be made of the profile ${quoteName(profile.profile)}: ${problem.message}`,
				problem.hint,
			);
};

/**
 * Keeps the profiles that have a link, and prints a message for each of the others. Throws where the user named
 * one without a link, or where none is left.
 */
const keepLinkable = (
	context: Context,
	profiles: readonly SavedProfile[],
	areNamed: boolean,
): readonly SavedProfile[] => {
	const refusals = new Map<SavedProfile, PatWizardError>();
	for (const profile of profiles) {
		const refusal = findRefusal(profile);
		if (refusal !== undefined) {
			refusals.set(profile, refusal);
		}
	}
	const [first] = refusals.values();
	if (first !== undefined && (areNamed || refusals.size === profiles.length)) {
		throw first;
	}
	for (const {message} of refusals.values()) {
		context.printMessage(`${showText(message)}\n`);
	}
	return profiles.filter(profile => !refusals.has(profile));
};

/** `pat-wizard export [profile...]` */
export const exportCommand: Command = {
	name: 'export',
	arguments: [{...profileArgument, isOptional: true, isRepeatable: true}],
	summary: 'Print profiles as JSON, links or markdown',
	description: [
		'Prints the named profiles, or all saved ones, so that you can share them: as JSON, which import reads and which a repository can have as pat-wizard.json; as links, one on each line; or as markdown for a readme. Profiles contain no secrets.',
	],
	options: ['format', 'json'],
	examples: [
		{
			line: 'export release-bot > pat-wizard.json',
			does: 'Share a profile with everyone who clones a repository',
		},
		{line: 'export release-bot --format markdown', does: 'A link with a table, for a readme'},
		{line: 'export --format link', does: 'All links'},
	],
	run: async (context, input) => {
		const {exportProfiles, isExportFormat} = await import('../core/link/export.ts');
		const format = readChoice('format', input.text('format'), isExportFormat);
		if (input.has('json') && format !== undefined && format !== 'json') {
			throw usageError(
				`--json cannot be combined with --format ${format}`,
				'Leave one of them out',
			);
		}
		const areNamed = input.words.length > 0;
		const found = await (areNamed ? findNamed(context, input.words) : findAll(context));
		const isJson = format === undefined || format === 'json';
		const profiles = isJson ? found : keepLinkable(context, found, areNamed);
		context.printResult(`${exportProfiles(profiles, format ?? 'json')}\n`);
		return 'done';
	},
};

import {usageError} from '../errors.ts';
import {findLinks} from '../link/find-links.ts';
import {importText} from '../link/import.ts';
import {
	describeImported,
	isSavable,
	type LinkJson,
	linkJson,
	nameImported,
} from '../link/imported-links.ts';
import {leastNeeds, type NeedsJson, needsJson, readNeeds} from '../needs/index.ts';
import {inSentences} from './in-sentences.ts';

/** The beginning of a text in JSON. */
const jsonStart = /^\s*[[{"]/;

/**
 * Finds every different link to GitHub's pages for new tokens in a text of any kind, in their order, as
 * `pat-wizard import --dry-run --json` prints them. Also reads profiles in JSON, as `export` writes them.
 * Returns an empty array for a text without such links.
 *
 * `owner` replaces the resource owner of every fine-grained token. Leaves out links that cannot be used, such as
 * those to a page for a new GitHub App. Throws an error with the reason where a text has only such links.
 */
export const readLinks = (
	text: string,
	options: {readonly owner?: string} = {},
): readonly LinkJson[] =>
	inSentences(() => {
		if (!jsonStart.test(text) && findLinks(text).length === 0) {
			return [];
		}
		const {profiles} = importText(text, options);
		const named = nameImported(profiles.filter(isSavable), undefined, [], false);
		return describeImported(profiles, named, new Set()).map(link => linkJson(link, false));
	});

/**
 * Finds the least permissions or scopes for a job, as `pat-wizard needs --json` prints them. Each text is an
 * operation (`POST /repos/{owner}/{repo}/issues`), a command line, a response header, an error with its headers, or
 * a task in words. Calls of Octokit are read; those of other libraries by the program alone.
 *
 * Where one token cannot do the job, `type` is null and `tokens` has every token. `unknown` has the texts that
 * were not understood, and `choices` those that may mean several things. `type: 'classic'` asks for a classic
 * token. Throws an error for no text, and for a single empty one.
 */
export const findNeeds = (
	texts: string | readonly string[],
	options: {readonly type?: 'classic'} = {},
): NeedsJson =>
	inSentences(() => {
		const reading = readNeeds(texts.length === 0 ? [''] : [texts].flat());
		const [unknown] = reading.unknown;
		if (unknown?.text === '' && reading.needs.length + reading.choices.length === 0) {
			throw usageError(unknown.reason, 'Give an operation, a command line, an error or a task');
		}
		return needsJson(reading, leastNeeds(reading.needs, options.type));
	});

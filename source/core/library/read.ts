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

/** What JSON begins with. */
const jsonStart = /^\s*[[{"]/;

/**
 * Every different link to GitHub's pages for new tokens in a text of any kind, in their order: what
 * `pat-wizard import --dry-run --json` prints. Profiles in JSON, as `export` writes them, are read as well.
 * Empty where a text has no such link.
 *
 * `owner` replaces the resource owner of every fine-grained one. Links that cannot be used, such as those to a
 * page that makes a GitHub App, are left out; where a text has no others, an error names the first with the reason.
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
 * The least permissions or scopes for a job, and why: what `pat-wizard needs --json` prints. Each text is an
 * operation (`POST /repos/{owner}/{repo}/issues`), a command line, a response header, an error with its headers, or
 * a task in words. Calls of Octokit are read; those of other libraries by the program alone.
 *
 * Where one token cannot do it, `type` is null and `tokens` has each; what was not understood is in `unknown`,
 * and what has to be chosen in `choices`. `type: 'classic'` asks for a classic token. Throws an error where
 * there is nothing to read: no text, or an empty one alone.
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

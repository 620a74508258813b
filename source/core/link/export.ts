import {listGrants} from '../catalog/permissions.ts';
import {findScope} from '../catalog/scopes.ts';
import {profileFrom} from '../profile/answers.ts';
import {defaultHost} from '../profile/host.ts';
import type {FineGrainedProfile, Profile} from '../profile/profile.ts';
import {fileVersion} from '../profile/profiles-json.ts';
import {showText, writeJson} from '../text/show.ts';
import {listWords} from '../text/words.ts';
import {tokenTypeOf} from '../token-types/index.ts';
import {buildLink} from './link.ts';

/** A format of exported profiles. */
export type ExportFormat = 'json' | 'link' | 'markdown';

/** The formats of `export`, the default first. */
export const exportFormats: readonly ExportFormat[] = ['json', 'link', 'markdown'];

/** Whether a value is the name of a format. */
export const isExportFormat = (value: unknown): value is ExportFormat =>
	exportFormats.some(format => format === value);

/** Puts the keys of a profile in their usual order, and its permissions in catalog order. */
const sortKeys = (profile: Profile): Profile => {
	if (profile.type === 'classic') {
		return profileFrom(profile, profile.host);
	}
	const permissions = Object.fromEntries(
		listGrants(profile.permissions).map(({permission, level}) => [permission.parameter, level]),
	);
	return profileFrom({...profile, permissions}, profile.host);
};

const writeFile = (profiles: readonly Profile[]): string =>
	writeJson({version: fileVersion, profiles: profiles.map(sortKeys)}, '\t');

/**
 * Escapes what Markdown or HTML interprets. Also escapes the slash in the path of a token page, so that a name that is
 * an address does not become a second link.
 */
const escapeMarkdown = (text: string): string =>
	showText(text.replaceAll(/\s+/g, ' ').trim())
		.replaceAll(/[\\`*_[\]|~$]/g, '\\$&')
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('@', '&#64;')
		.replaceAll('://', '&colon;//')
		.replaceAll(/\/(?=settings)/g, '&sol;');

const asCode = (text: string): string => `\`${text}\``;

const tableOf = (
	columns: readonly string[],
	rows: readonly (readonly string[])[],
): readonly string[] =>
	[columns, columns.map(() => '---'), ...rows].map(cells => `| ${cells.join(' | ')} |`);

const grantTable = (profile: Profile): readonly string[] => {
	if (profile.type === 'classic') {
		const rows = (profile.scopes ?? []).map(scope => [
			asCode(scope),
			escapeMarkdown(findScope(scope)?.summary ?? ''),
		]);
		return rows.length === 0
			? ['The token has no scopes: it can only read public data.']
			: tableOf(['Scope', 'What it is for'], rows);
	}
	const rows = listGrants(profile.permissions).map(({permission, level}) => [
		`${escapeMarkdown(permission.displayName)} (${asCode(permission.parameter)})`,
		level,
		escapeMarkdown(permission.levels[level] ?? permission.summary),
	]);
	return rows.length === 0
		? ['The token has no permissions: it can only read public data.']
		: tableOf(['Permission', 'Level', 'What it is for'], rows);
};

const accessLines = ({
	repositoryAccess,
	repositories = [],
}: FineGrainedProfile): readonly string[] => {
	switch (repositoryAccess) {
		case 'public':
			return ['Under "Repository access", choose "Public repositories".'];
		case 'all':
			return ['Under "Repository access", choose "All repositories".'];
		case 'selected': {
			const chosen =
				repositories.length === 0 ? 'the repositories that you need' : listWords(repositories);
			return [
				`Under "Repository access", choose "Only select repositories", then ${escapeMarkdown(chosen)}.`,
			];
		}
		default:
			return [];
	}
};

const captionOf = (profile: Profile): string => {
	const type = tokenTypeOf(profile).displayName.toLowerCase();
	const name = profile.name?.trim() || profile.profile;
	const where = profile.host === defaultHost ? '' : ` on ${profile.host}`;
	return escapeMarkdown(`Create a ${type} token${where}${name === undefined ? '' : `: ${name}`}`);
};

const writeMarkdown = (profile: Profile): string =>
	[
		[`[${captionOf(profile)}](${buildLink(profile)})`],
		grantTable(profile),
		profile.type === 'classic' ? [] : accessLines(profile),
	]
		.filter(lines => lines.length > 0)
		.map(lines => lines.join('\n'))
		.join('\n\n');

/**
 * Writes profiles as a text that `importText` reads, without a line break at the end:
 * - `json`: an object with `"version"` and `"profiles"`, as in the file `pat-wizard.json` of a repository
 * - `link`: one link a line. Links contain no profile names and no repositories.
 * - `markdown`: for each profile a link with a caption, and a table of its grants
 *
 * Throws a usage error when a profile has no link, for `link` and `markdown`.
 */
export const exportProfiles = (profiles: readonly Profile[], format: ExportFormat): string => {
	switch (format) {
		case 'json':
			return writeFile(profiles);
		case 'link':
			return profiles.map(buildLink).join('\n');
		case 'markdown':
			return profiles.map(writeMarkdown).join('\n\n');
	}
};

import type {PermissionSet} from '../core/catalog/permission.ts';
import {findPermission} from '../core/catalog/permissions.ts';
import type {Difference} from '../core/scan/compare.ts';
import type {ScannedUnknown} from '../core/scan/follow-tokens.ts';
import {
	needsPersonalToken,
	placesOfToken,
	type Repository,
	repositoriesOf,
} from '../core/scan/profiles-of.ts';
import type {Because, ScannedToken, ScanReport} from '../core/scan/report.ts';
import {showBriefly} from '../core/text/mask.ts';
import {showText} from '../core/text/show.ts';
import {countOf, listWords} from '../core/text/words.ts';
import {writeMakeLine} from './make-line.ts';
import type {Paint} from './paint.ts';
import {widestLine, wrapBehind, wrapColumns, wrapWords} from './wrap-words.ts';

/** The most places that are named for one permission. The others are counted. */
const mostPlaces = 8;

/** Writes a set as in a `permissions:` block: `{contents: read, pull-requests: write}`. */
const writeBlock = (set: PermissionSet): string =>
	`{${Object.entries(set)
		.map(([name, level]) => `${name.replaceAll('_', '-')}: ${level}`)
		.join(', ')}}`;

const nameGrants = (set: PermissionSet): string =>
	listWords(Object.entries(set).map(([name, level]) => `${nameOf(name)} ${level}`));

const nameOf = (permission: string): string =>
	findPermission(permission)?.displayName ?? permission.replaceAll('_', ' ');

const describePersonal = ({
	type,
	permissions,
	scopes,
}: NonNullable<ScannedToken['personal']>): string =>
	`cannot do all of this: it takes a ${type} token with ${type === 'classic' ? listWords(scopes) : nameGrants(permissions)} as well`;

const headingOf = (token: ScannedToken, repository: Repository | undefined): string => {
	const {owner, repositories} = repositoriesOf(token, repository);
	const where = [
		...(owner === undefined ? [] : [owner]),
		...(repositories.length === 0 ? [] : [listWords(repositories)]),
	];
	switch (token.type) {
		case 'workflow':
			if (token.personal !== undefined) return describePersonal(token.personal);
			return Object.keys(token.permissions).length === 0
				? 'no token to make: it needs no permission'
				: `no token to make: permissions: ${writeBlock(token.permissions)}`;
		case 'app':
			return token.token.kind === 'app'
				? 'the token of a GitHub App, no token to make'
				: 'only a GitHub App or GITHUB_TOKEN can do this';
		case 'any':
			return 'any token does: it needs no permission';
		case undefined:
			return 'no single token does all of this';
		default:
			return [token.type, ...where].join(' · ');
	}
};

const placeOf = ({file, line, need}: Because): string =>
	`${showText(file)}:${line}  ${showText(need)}`;

const listPlaces = (because: readonly Because[]): readonly string[] => {
	const shown = because.slice(0, mostPlaces).map(placeOf);
	const left = because.length - shown.length;
	return left > 0 ? [...shown, `and ${countOf(left, 'more place')}: --json lists them`] : shown;
};

const rowsOf = (
	name: string,
	level: string,
	because: readonly Because[],
): readonly (readonly string[])[] =>
	listPlaces(because).map((place, index) =>
		index === 0 ? [`  ${name}`, level, place] : ['', '', place],
	);

/** Lays out rows as columns where they fit, else each place on its own lines below the permission. */
const layOut = (rows: readonly (readonly string[])[]): readonly string[] => {
	const starts =
		Math.max(0, ...rows.map(([name = '', level = '']) => name.length + level.length)) + 4;
	const longest = Math.max(0, ...rows.map(row => row.at(-1)?.length ?? 0));
	if (starts + longest <= widestLine) return wrapColumns(rows);
	return rows.flatMap(([name = '', level = '', place = '']) => [
		...(name === '' ? [] : [`${name} ${level}`.trimEnd()]),
		...wrapBehind('    ', place),
	]);
};

/** Writes each permission or scope of a token with the places that need it, the highest level first. */
const writeReasons = ({permissions, scopes, because}: ScannedToken): readonly string[] => {
	const written = new Set<Because>();
	const byPermission = Object.entries(permissions).flatMap(([name, level]) => {
		const own = because.filter(each => each.permissions[name] !== undefined);
		const highest = own.filter(each => each.permissions[name] === level);
		const others = own.filter(
			each => each.permissions[name] !== level && Object.keys(each.permissions).length === 1,
		);
		const places = [...highest, ...others];
		for (const each of places) written.add(each);
		return rowsOf(nameOf(name), level, places);
	});
	const byScope = scopes.flatMap(scope => {
		const places = because.filter(each => each.scopes.includes(scope));
		for (const each of places) written.add(each);
		return rowsOf(scope, 'scope', places);
	});
	const rest = because.filter(each => !written.has(each));
	return layOut([...byPermission, ...byScope, ...rowsOf('also', '', rest)]);
};

const makeLineFor = (
	token: ScannedToken,
	repository: Repository | undefined,
	profile: string,
): string => {
	const {owner, repositories} = repositoriesOf(token, repository);
	const {type, scopes, permissions} = token;
	return writeMakeLine(
		type === 'classic' ? {type, scopes} : {type: 'fine-grained', owner, repositories, permissions},
		profile,
	);
};

/** Writes one token: what it is, what it needs and why, and how to make it. */
const writeToken = (
	token: ScannedToken,
	{repository, profileName, paint}: WriteOptions,
): readonly string[] => {
	const file = token.file === undefined ? '' : ` in ${showText(token.file)}`;
	const heading = `${showText(token.token.name)}${file}`;
	const places = placesOfToken(token, repository);
	const instead = token.insteadWorkflow;
	const lines = [
		...wrapWords(`${heading}  ${headingOf(token, repository)}`, widestLine).map((line, index) =>
			index === 0 ? line.replace(heading, paint('bold', heading)) : `  ${line}`,
		),
		...token.reasons.flatMap(reason => wrapBehind('  ', showText(reason))),
		...writeReasons(token),
		...token.onlyIf.flatMap(({permissions, scopes, when}) =>
			wrapBehind(
				'  only if  ',
				`${[nameGrants(permissions), ...(scopes ?? [])].filter(part => part !== '').join(', ')}, when ${showText(when)}`,
			),
		),
		...(places.length === 0 ? [] : wrapBehind('  kept in  ', places.map(showText).join(', '))),
		...(instead === undefined
			? []
			: wrapBehind(
					'  instead  ',
					`GITHUB_TOKEN with permissions: ${writeBlock(instead)} can do the same, but what it pushes starts no other workflow`,
				)),
		...token.notes.flatMap(note => wrapBehind('  note     ', showText(note))),
	];
	return needsPersonalToken(token)
		? [...lines, `  make it  ${makeLineFor(token, repository, profileName(token))}`]
		: lines;
};

const writeUnknown = (unknown: readonly ScannedUnknown[], paint: Paint): readonly string[] => [
	paint('bold', 'Could not be determined'),
	...unknown.flatMap(({file, line, text, reason}) => [
		`  ${showText(file)}:${line}`,
		...wrapBehind('    ', `${showBriefly(text)}: ${showText(reason)}`),
	]),
];

/** The options for writing a report. */
export type WriteOptions = {
	readonly repository: Repository | undefined;
	readonly profileName: (token: ScannedToken) => string;
	readonly paint: Paint;
};

/** Writes a report for a person: token by token, then what could not be determined. */
export const writeScan = (report: ScanReport, options: WriteOptions): string => {
	const {paint} = options;
	const blocks = [
		...report.tokens.map(token => writeToken(token, options)),
		...(report.unknown.length === 0 ? [] : [writeUnknown(report.unknown, paint)]),
		...(report.leaks.length === 0
			? []
			: [
					[
						paint('bold', 'A token stands in the code: revoke it'),
						...report.leaks.map(({file, line}) => `  ${showText(file)}:${line}`),
					],
				]),
	];
	return blocks.length === 0
		? 'Nothing here uses a token of GitHub.\n'
		: `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`;
};

const describeDifference = (difference: Difference): string => {
	const name = showText(difference.token.token.name);
	switch (difference.kind) {
		case 'missing':
			return `${name} has no profile`;
		case 'more':
			return `${name} needs ${difference.grant}, which profile ${showText(difference.profile)} does not grant`;
		case 'less':
			return `Profile ${showText(difference.profile)} grants ${difference.grant}, which ${name} does not need`;
	}
};

/** Writes how the code's needs differ from the profiles, one sentence per line. */
export const writeDifferences = (
	differences: readonly Difference[],
	isComplete: boolean,
	paint: Paint,
): string => {
	const lines = differences.flatMap(difference => {
		const sign =
			difference.kind === 'less' ? paint('yellow', 'Warning: ') : paint('red', 'Missing: ');
		const places =
			difference.kind === 'more'
				? difference.because
				: difference.kind === 'missing'
					? difference.token.because
					: [];
		return [
			`${sign}${describeDifference(difference)}`,
			...listPlaces(places).map(place => `  ${place}`),
		];
	});
	const open = isComplete
		? []
		: [`${paint('yellow', 'Warning: ')}some places could not be determined, see above`];
	const all = [...lines, ...open];
	return all.length === 0
		? 'The profiles grant what the code needs, and no more.\n'
		: `${all.join('\n')}\n`;
};

const escapeMessage = (text: string): string =>
	text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

const escapeProperty = (text: string): string =>
	escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const annotate = (
	level: 'error' | 'warning',
	file: string,
	line: number,
	message: string,
): string =>
	`::${level} file=${escapeProperty(showText(file))},line=${line}::${escapeMessage(message)}\n`;

/**
 * Writes the differences as workflow commands of GitHub Actions, which show them at the line of the code
 * (GitHub Docs, "Workflow commands for GitHub Actions", November 2026).
 */
export const writeAnnotations = (
	differences: readonly Difference[],
	unknown: readonly ScannedUnknown[],
): string =>
	[
		...differences.flatMap(difference => {
			const message = describeDifference(difference);
			if (difference.kind === 'less') return [`::warning::${escapeMessage(message)}\n`];
			const places = difference.kind === 'more' ? difference.because : difference.token.because;
			return places.length === 0
				? [`::error::${escapeMessage(message)}\n`]
				: places
						.slice(0, mostPlaces)
						.map(({file, line, need}) =>
							annotate('error', file, line, `${message} (${showText(need)})`),
						);
		}),
		...unknown.map(({file, line, text, reason}) =>
			annotate('warning', file, line, `${showBriefly(text)}: ${showText(reason)}`),
		),
	].join('');

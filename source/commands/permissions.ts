import {levelsOf, type permissionGroups, permissions as rows} from '../core/catalog/permissions.ts';
import {type Scope, scopes} from '../core/catalog/scopes.ts';
import {showBriefly} from '../core/text/mask.ts';
import {didYouMean} from '../core/text/nearest.ts';
import {alignColumns} from '../print/columns.ts';
import {paintResult} from '../print/paint.ts';
import type {Command} from './command.ts';
import type {Context} from './context.ts';

type PermissionRow = (typeof rows)[number];

type Preset = {readonly id: string; readonly title: string; readonly summary: string};

const simplify = (text: string): string => text.toLowerCase().replaceAll(/[\s_-]+/g, ' ');

const matches = (words: readonly string[], ...texts: readonly (string | undefined)[]): boolean => {
	const text = simplify(texts.filter(each => each !== undefined).join(' '));
	return words.every(word => text.includes(simplify(word)));
};

const findPermissions = (words: readonly string[]): readonly PermissionRow[] =>
	rows.filter(row =>
		matches(
			words,
			row.parameter,
			row.displayName,
			row.group,
			row.summary,
			...Object.values(row.levels),
		),
	);

const findScopes = (words: readonly string[]): readonly Scope[] =>
	scopes.filter(row => matches(words, row.scope, row.parent, row.summary, 'classic scope'));

const asJson = (found: readonly PermissionRow[], scopeRows: readonly Scope[]): string =>
	`${JSON.stringify(
		[
			...found.map(row => ({
				parameter: row.parameter,
				group: row.group,
				displayName: row.displayName,
				levels: levelsOf(row),
				summary: row.summary,
			})),
			...scopeRows.map(({scope, parent, summary}) => ({scope, parent: parent ?? null, summary})),
		],
		undefined,
		2,
	)}\n`;

const groupNames: Readonly<Record<(typeof permissionGroups)[number]['group'], string>> = {
	repository: 'Repository permissions',
	organization: 'Organization permissions',
	account: 'Account permissions',
};

const write = (
	found: readonly PermissionRow[],
	scopeRows: readonly Scope[],
	presets: readonly Preset[],
	context: Context,
): string => {
	const paint = paintResult(context);
	const bold = [(text: string) => paint('bold', text)];
	const section = (heading: string, lines: readonly (readonly string[])[]): readonly string[] =>
		lines.length === 0 ? [] : [`${paint('dim', heading)}\n${alignColumns(lines, bold)}`];
	return [
		...(['repository', 'organization', 'account'] as const).flatMap(group =>
			section(
				groupNames[group],
				found
					.filter(row => row.group === group)
					.map(row => [row.parameter, levelsOf(row).join(' '), row.summary]),
			),
		),
		...section(
			'Scopes of classic tokens',
			scopeRows.map(({scope, summary}) => [scope, summary]),
		),
		...section(
			'Presets',
			presets.map(({id, summary}) => [id, summary]),
		),
	].join('\n');
};

/** `pat-wizard permissions [words...]` */
export const permissions: Command = {
	name: 'permissions',
	arguments: [{name: 'words', isOptional: true, isRepeatable: true}],
	summary: 'Search permissions, scopes and presets',
	description: [
		'Lists the permissions of fine-grained tokens with their access levels, the scopes of classic tokens, and the presets. With words, it lists only those that have all the words in their names or descriptions.',
		'permissions gh lists what each command of gh needs. With the words of a command, it also lists what the flags change, which requests the command sends, and how certain that is.',
	],
	options: ['json'],
	examples: [
		{line: 'permissions', does: 'All of them'},
		{line: 'permissions secrets', does: 'Permissions, scopes and presets about secrets'},
		{
			line: 'permissions gh pr create',
			does: 'What does a command of gh need, and with which flags?',
		},
	],
	run: async (context, input) => {
		const words = input.words.flatMap(word => word.split(/\s+/)).filter(word => word !== '');
		const [first, ...others] = words;
		if (first?.toLowerCase() === 'gh') {
			const {printGhTable} = await import('./permissions-of-gh.ts');
			printGhTable(context, others, input.has('json'));
			return 'done';
		}

		const {presets} = await import('../core/catalog/presets.ts');
		const found = findPermissions(words);
		const scopeRows = findScopes(words);
		const fitting = presets.filter(preset =>
			matches(words, preset.id, preset.title, preset.summary, ...preset.words),
		);
		if (input.has('json')) {
			context.printResult(asJson(found, scopeRows));
			return 'done';
		}
		context.printResult(write(found, scopeRows, fitting, context));
		if (found.length + scopeRows.length + fitting.length === 0) {
			const names = [
				...rows.map(({parameter}) => parameter),
				...scopes.map(({scope}) => scope),
				...presets.map(({id}) => id),
			];
			context.printMessage(
				`Nothing matches "${showBriefly(words.join(' '))}". ${didYouMean(words.join('_'), names) ?? 'Try fewer or other words, or pat-wizard needs with what you want to do.'}\n`,
			);
		}
		return 'done';
	},
};

import {describeSet} from '../core/catalog/permission.ts';
import {type GhTableRow, ghTable} from '../core/needs/command-line/gh-table.ts';
import {quoteBriefly} from '../core/text/mask.ts';
import {showText, writeJson} from '../core/text/show.ts';
import {listSome} from '../core/text/words.ts';
import {alignColumns} from '../print/columns.ts';
import {paintResult} from '../print/paint.ts';
import {wrapBehind} from '../print/wrap-words.ts';
import type {Context} from './context.ts';

/** The most commands that are printed in full. With more, each gets one line. */
const mostInFull = 12;

const takesOf = ({type, permissions, scopes}: GhTableRow): string => {
	if (type === null) return 'not known';
	if (type === 'any') return 'any token';
	if (type === 'none') return 'no token';
	const lists = scopes.map(list => `classic ${list.join(',')}`);
	return [...permissions.map(describeSet), ...lists].join(' or ');
};

const writeChange = ({
	when,
	kind,
	permissions,
	scopes,
	why,
}: GhTableRow['changes'][number]): string => {
	const set = describeSet(permissions);
	const list = scopes.length === 0 ? '' : `classic ${scopes.join(',')}`;
	const takes = set === '' ? list || 'no permission' : `${set}${list === '' ? '' : ` (${list})`}`;
	const change = kind === 'instead' ? takes : `also ${takes}`;
	const reason = why === undefined ? '' : `. ${why}`;
	return kind === 'only if' && !/^(?:-|no )/.test(when)
		? `${change}, only if ${when}${reason}`
		: `${when}: ${change}${reason}`;
};

const writeRow = (row: GhTableRow, bold: (text: string) => string): string =>
	[
		bold(row.command),
		`  ${takesOf(row)}`,
		...row.changes.flatMap(change => wrapBehind('    ', showText(writeChange(change)))),
		...row.notes.flatMap(note => wrapBehind('  ', showText(note))),
		...wrapBehind('  ', showText(`Asks for ${row.asks}`)),
		...wrapBehind('  ', showText(`${row.certainty}: ${row.source}`)),
	].join('\n');

/** Prints what tokens need for the commands of `gh` that have all the words in their names. */
export const printGhTable = (context: Context, words: readonly string[], isJson: boolean): void => {
	const rows = ghTable(words);
	if (isJson) {
		context.printResult(`${writeJson(rows, 2)}\n`);
		return;
	}

	if (rows.length === 0) {
		context.printMessage(
			`No known command of gh has ${listSome(
				words.map(word => quoteBriefly(word)),
				3,
			)} in its name. pat-wizard permissions gh lists all.\n`,
		);
		return;
	}

	const paint = paintResult(context);
	const bold = (text: string): string => paint('bold', text);
	if (rows.length > mostInFull) {
		context.printResult(
			alignColumns(
				rows.map(row => [row.command, takesOf(row), row.certainty]),
				[bold],
			),
		);
		context.printMessage(
			'\npat-wizard permissions gh <command> says what its flags change, and why.\n',
		);
		return;
	}

	context.printResult(`${rows.map(row => writeRow(row, bold)).join('\n\n')}\n`);
};

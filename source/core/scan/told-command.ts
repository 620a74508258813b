import {type Need, needOfOperation} from '../needs/need.ts';
import {needOfGhCommand} from '../needs/read-gh-command.ts';
import {findRequested, readCommand} from '../needs/read-request.ts';
import type {Conditional} from './use.ts';

/** What a command asks of its token. */
export type ToldCommand = {
	readonly needs: readonly Need[];
	readonly onlyIf: readonly Conditional[];
	readonly owner?: string;
	readonly repository?: string;
	/** Why it cannot be told, as a sentence without a full stop. */
	readonly unknown?: string;
};

/** What a `gh` or `curl` command needs, from its words. */
export const tellCommand = (words: readonly string[]): ToldCommand => {
	const line = words.map(word => (/\s/.test(word) ? `"${word}"` : word)).join(' ');
	const request = readCommand(line);
	if (request !== undefined) {
		const needs = findRequested(request).map(needOfOperation);
		return needs.length > 0
			? {needs, onlyIf: []}
			: {needs, onlyIf: [], unknown: 'the path is not in the table'};
	}

	const need = needOfGhCommand(line);
	return need === undefined
		? {needs: [], onlyIf: [], unknown: 'the command is not known'}
		: {needs: [need], onlyIf: []};
};

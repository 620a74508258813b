import {readCommandLine} from '../needs/command-line/index.ts';
import type {Need} from '../needs/need.ts';
import type {Conditional} from './use.ts';

/** What a command needs from its token. */
export type CommandNeeds = {
	/** The program with its verb: `gh pr create`. */
	readonly command: string;
	readonly needs: readonly Need[];
	readonly onlyIf: readonly Conditional[];
	readonly owner?: string | undefined;
	readonly repository?: string | undefined;
	/** The reason why its needs are unknown, without a full stop. */
	readonly unknown?: string;
	/** Whether it uses GitHub. */
	readonly isAboutGitHub: boolean;
};

const isReal = (name: string): boolean => !/[{}$<>]/.test(name);

const wholeName = /(^|\/)repos\/(\$(?:\w+|\{\w+\}|\{\{[^}]{0,200}\}\}))(?=\/|$)/;

const readWholeName = (words: readonly string[]): ReturnType<typeof readCommandLine> => {
	if (!words.some(word => wholeName.test(word))) return undefined;
	const reading = readCommandLine(words.map(word => word.replace(wholeName, '$1repos/$2/$2')));
	return reading?.outcome === 'known' ? reading : undefined;
};

/** Returns what a `gh` or `curl` command needs. The first word is the program. */
export const needsOfCommand = (words: readonly string[]): CommandNeeds => {
	const plain = readCommandLine(words);
	// `repos/$REPO/issues`: one variable may hold both names.
	const reading = plain?.outcome === 'unknown' ? (readWholeName(words) ?? plain) : plain;
	const unknown = 'the command is not known';
	if (reading === undefined) {
		const command = words.slice(0, 2).join(' ');
		return {command, needs: [], onlyIf: [], unknown, isAboutGitHub: true};
	}

	const {outcome, needs, onlyIf, owner, repositories, reason, command} = reading;
	const [repository] = repositories.filter(isReal);
	return {
		command,
		needs,
		onlyIf,
		isAboutGitHub: outcome === 'known' || outcome === 'unknown',
		...(owner !== undefined && isReal(owner) ? {owner} : {}),
		repository,
		...(outcome === 'unknown' ? {unknown: (reason ?? unknown).replace(/\.$/, '')} : {}),
	};
};

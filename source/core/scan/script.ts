import type {JobState} from './job-state.ts';
import type {ShellFunction} from './script-functions.ts';
import {type ExpressionScope, tokensIn, withoutFallback} from './token-names.ts';
import type {Findings, TokenName} from './use.ts';

/** What a script of a step, or a shell file, runs in. */
export type ScriptPlace = {
	readonly scope: ExpressionScope;
	readonly state: JobState;
	readonly findings: Findings;
	/** The line of the file on which the script begins. */
	readonly firstLine: number;
	/** Whether a workflow runs it: variables that it does not set are not there. */
	readonly isInWorkflow: boolean;
	/** The folder that it runs in, from the folder that is scanned. */
	readonly folder: string;
	/** The id of the step that it is. */
	readonly stepId?: string;
	/** Variables that are set for this step alone: whatever it runs gets them. */
	readonly ownVariables: readonly string[];
};

/** A script while it is read. */
export type Script = ScriptPlace & {
	readonly text: string;
	/** Variables that the script sets, and those it is given. */
	readonly variables: Map<string, string>;
	/** Variables that a command that is known used. */
	readonly used: Set<string>;
	readonly lineAt: (at: number) => number;
	/** The folder that `cd` led to. */
	folder: string;
	/** Functions that use what they are called with, by name. */
	readonly functions: ReadonlyMap<string, ShellFunction>;
	/** The first program that nobody knows. */
	stranger?: {readonly line: number; readonly text: string};
	/** Programs that the repository itself has. */
	readonly programs: {
		readonly line: number;
		readonly text: string;
		readonly path: string;
		/** The script of package.json. */
		readonly part?: string;
	}[];
};

/** A command of a script, without what runs it. */
export type Command = {
	readonly words: readonly string[];
	readonly line: number;
	/** What it reads, as far as the script shows. */
	readonly input: string;
	/** What stands in the script up to the end of its line: what it computes is not in its words. */
	readonly source: string;
	/** Variables that are set for it alone. */
	readonly own: ReadonlyMap<string, string>;
};

/** For a place in a text, how many line ends stand before it. */
export const countLines = (text: string): ((at: number) => number) => {
	const breaks: number[] = [];
	for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) breaks.push(at);
	return at => {
		let low = 0;
		let high = breaks.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((breaks[middle] ?? 0) < at) low = middle + 1;
			else high = middle;
		}

		return low;
	};
};

const variable = /\$\{?(?:env:)?([A-Za-z_]\w*)(?:\[[@*\d]+\])?\}?|%([A-Za-z_]\w*)%/g;

/** `${{ secrets.A }}` without the spaces inside, so that it stays one word. */
export const compactExpressions = (text: string): string =>
	text.replace(/\$\{\{[^}]{0,1000}\}\}/g, expression => expression.replace(/\s+/g, ''));

/** Fills in variables whose value is known, so that the expressions in them are seen. */
export const expand = (
	text: string,
	variables: ReadonlyMap<string, string>,
	within: readonly string[] = [],
): string =>
	text.includes('$') || text.includes('%')
		? text.replace(
				variable,
				(whole: string, name: string | undefined, other: string | undefined) => {
					const own = name ?? other ?? '';
					const value = variables.get(own);
					if (value === undefined || value.length > 2000) return whole;
					if (within.length > 5 || within.includes(own)) return whole;
					return expand(value, variables, [...within, own]);
				},
			)
		: text;

/** The names of the variables in a text. */
export const variableNames = (text: string): readonly string[] =>
	[...text.matchAll(variable)].map(([, name, other]) => name ?? other ?? '');

const isTokenName = (name: string): boolean => /token|pat|secret|auth|pass/i.test(name);

/** Tokens that a text holds: its expressions, and variables that nothing sets. */
export const tokensOfText = (
	script: Script,
	command: Command,
	text: string,
): readonly TokenName[] => {
	for (const name of variableNames(text)) script.used.add(name);
	const variables = new Map([...script.variables, ...command.own]);
	const filled = expand(text, variables);
	const named = withoutFallback(tokensIn(filled, script.scope));
	if (named.length > 0) return named;
	const computed = filled.includes('$(…)') ? command.source : '';
	if (computed !== '' && computed !== text && !variableNames(filled).some(isTokenName))
		return tokensOfText(script, command, computed);
	return [...new Set(variableNames(filled))]
		.filter(isTokenName)
		.map(name => ({kind: 'variable', name}));
};

/** A command as it is shown. */
export const show = ({words}: Command): string => words.join(' ').slice(0, 200);

/** The name of a program without its folder. */
export const basename = (word: string): string =>
	word
		.split(/[\\/]/)
		.at(-1)
		?.replace(/\.(?:exe|cmd)$/i, '') ?? '';

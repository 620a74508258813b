import type {JobState} from './job-state.ts';
import type {ShellFunction} from './script-functions.ts';
import {type ExpressionScope, tokensIn, withoutFallback} from './token-names.ts';
import type {Findings, TokenName} from './use.ts';

/** What surrounds a script of a step or a shell file. */
export type ScriptPlace = {
	readonly scope: ExpressionScope;
	readonly state: JobState;
	readonly findings: Findings;
	/** The line of the file where the script begins. */
	readonly firstLine: number;
	/** Whether a workflow runs it. Variables that the workflow does not set are then empty. */
	readonly isInWorkflow: boolean;
	/** The folder that it runs in, from the scanned folder. */
	readonly folder: string;
	/** The id of its step. */
	readonly stepId?: string;
	/** Variables that are set for this step alone. Every program in it gets them. */
	readonly ownVariables: readonly string[];
};

/** A script that is being read. */
export type Script = ScriptPlace & {
	readonly text: string;
	/** Variables that the script sets or receives. */
	readonly variables: Map<string, string>;
	/** Variables that known commands used. */
	readonly used: Set<string>;
	readonly lineAt: (at: number) => number;
	/** The current folder, as `cd` changes it. */
	folder: string;
	/** Functions that use their arguments, by name. */
	readonly functions: ReadonlyMap<string, ShellFunction>;
	/** The first unknown program. */
	stranger?: {readonly line: number; readonly text: string};
	/** Programs of the repository itself. */
	readonly programs: {
		readonly line: number;
		readonly text: string;
		readonly path: string;
		/** The script of package.json. */
		readonly part?: string;
	}[];
};

/** A command of a script, without its wrappers. */
export type Command = {
	readonly words: readonly string[];
	readonly line: number;
	/** Its input, as far as the script shows it. */
	readonly input: string;
	/** The script from the command to the end of the line. It shows what `words` lack: computed values. */
	readonly source: string;
	/** Variables that are set for it alone. */
	readonly own: ReadonlyMap<string, string>;
};

const variable = /\$\{?(?:env:)?([A-Za-z_]\w*)(?:\[[@*\d]+\])?\}?|%([A-Za-z_]\w*)%/g;

/** Removes the spaces inside of `${{ secrets.A }}`, so that it stays one word. */
export const compactExpressions = (text: string): string =>
	text.replace(/\$\{\{[^}]{0,1000}\}\}/g, expression => expression.replace(/\s+/g, ''));

/** Fills in known variables, so that the expressions in them are found. */
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

/** Returns the names of the variables in a text. */
export const variableNames = (text: string): readonly string[] =>
	[...text.matchAll(variable)].map(([, name, other]) => name ?? other ?? '');

const isTokenName = (name: string): boolean => /token|pat|secret|auth|pass/i.test(name);

/** Finds the tokens in a text: those in its expressions, and variables that nothing sets. */
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

/** Returns the text of a command, cut to 200 characters. */
export const show = ({words}: Command): string => words.join(' ').slice(0, 200);

/** Returns the name of a program without its folder. */
export const basename = (word: string): string =>
	word
		.split(/[\\/]/)
		.at(-1)
		?.replace(/\.(?:exe|cmd)$/i, '') ?? '';

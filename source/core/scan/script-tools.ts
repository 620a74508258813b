import {type ReleaseTool, releaseTools} from '../catalog/release-tools.ts';
import {needOfSet} from './needs-of.ts';
import {type Command, type Script, show, tokensOfText} from './script.ts';
import {isVariableOfGitHub, mayBeOfGitHub, tokensIn, withoutFallback} from './token-names.ts';
import type {Findings, TokenName} from './use.ts';

/** Returns the variables of a step that hold tokens, with these tokens. */
export const tokenVariables = ({
	scope,
}: Pick<Script, 'scope'>): ReadonlyMap<string, readonly TokenName[]> =>
	new Map(
		[...scope.env].flatMap(([name, value]) => {
			const tokens = withoutFallback(tokensIn(value, scope)).filter(
				token => isVariableOfGitHub(name) || mayBeOfGitHub(token),
			);
			return tokens.length === 0 ? [] : [[name, tokens] as const];
		}),
	);

/** Returns the first token of each variable. */
export const firstTokens = (
	given: ReadonlyMap<string, readonly TokenName[]>,
): ReadonlyMap<string, TokenName> =>
	new Map(
		[...given].flatMap(([name, tokens]) => tokens.slice(0, 1).map(token => [name, token] as const)),
	);

/** Configuration files of tools, by tool. */
const configurations: Readonly<Record<string, readonly string[]>> = {
	goreleaser: ['.goreleaser.yaml', '.goreleaser.yml', 'goreleaser.yaml', 'goreleaser.yml'],
	'release-please': ['release-please-config.json', '.release-please-config.json'],
};

/** Passes the variables of a step on to the configuration of a tool, if it exists. */
export const handToConfiguration = (
	findings: Findings,
	line: number,
	tool: string,
	tokens: ReadonlyMap<string, TokenName>,
): void => {
	for (const path of configurations[tool] ?? []) {
		findings.handOn({line, text: tool, path, reason: '', tokens, isOptional: true});
	}
};

/** Returns the value of `--token`, otherwise that of the tool's first variable that is set. */
const tokenTextOf = (script: Script, command: Command, {variables}: ReleaseTool): string => {
	const {words, own} = command;
	const option = words.findIndex(word => /^--token(?:=|$)/.test(word));
	if (option !== -1) return `${words[option] ?? ''} ${words[option + 1] ?? ''}`;
	const name = variables.find(each => own.has(each) || script.variables.has(each));
	if (name === undefined) return '';
	script.used.add(name);
	return own.get(name) ?? script.variables.get(name) ?? '';
};

const isDryRun = (word: string): boolean =>
	/^--?(?:dry-run|snapshot|skip=publish)$/.test(word) || word === 'check' || word === 'build';

/** Reads a program that makes releases with a token from its environment. Returns whether it was one. */
export const readTool = (script: Script, command: Command, program: string): boolean => {
	const tool = releaseTools.find(each => each.program === program);
	if (tool === undefined) return false;
	if (command.words.some(isDryRun)) return true;
	const {findings} = script;
	const {line} = command;
	const text = tokenTextOf(script, command, tool);
	const found = tokensOfText(script, command, text);
	const own = tool.variables.find(each => script.used.has(each)) ?? tool.variables[0] ?? '';
	const isMissing = script.isInWorkflow && text === '';
	const tokens: readonly TokenName[] =
		found.length > 0 || isMissing ? found : [{kind: 'variable', name: own}];
	if (isMissing) findings.unknown(line, show(command), `no token is given to ${program} here`);
	const given = new Map(
		[...firstTokens(tokenVariables(script)), ['release-please', tokens[0]] as const].filter(
			(entry): entry is [string, TokenName] => entry[1] !== undefined,
		),
	);
	handToConfiguration(findings, line, program, given);
	for (const token of tokens) {
		findings.use({token, line, from: program, needs: [needOfSet(program, tool.permissions)]});
	}

	return true;
};

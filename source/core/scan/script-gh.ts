import {addUse} from './add-use.ts';
import {needsOfCommand} from './command-needs.ts';
import {type Command, type Script, show, tokensOfText} from './script.ts';
import type {TokenName} from './use.ts';

const ghVariables = ['GH_TOKEN', 'GITHUB_TOKEN'];

/** Returns the token of gh: GH_TOKEN, otherwise GITHUB_TOKEN, otherwise that of its login. */
const tokensOfGh = (script: Script, command: Command): readonly TokenName[] => {
	for (const name of ghVariables) {
		const value = command.own.get(name) ?? script.variables.get(name);
		if (value === undefined || value === '') continue;
		script.used.add(name);
		const tokens = tokensOfText(script, command, value);
		const [, other] = /^\$\{?([A-Za-z_]\w*)\}?$/.exec(value) ?? [];
		return tokens.length > 0 ? tokens : [{kind: 'variable', name: other ?? name}];
	}

	if (script.state.gh !== undefined) return script.state.gh;
	if (script.isInWorkflow) return [];
	return [{kind: 'variable', name: ghVariableOf(script)}];
};

/** Returns the variable that gh reads its token from, if the script sets none. */
export const ghVariableOf = ({text}: Script): string =>
	!/\bGH_TOKEN\b/.test(text) && /\bGITHUB_TOKEN\b/.test(text) ? 'GITHUB_TOKEN' : 'GH_TOKEN';

/** Reads a command of gh. */
export const readGh = (script: Script, command: Command): void => {
	const {findings, state} = script;
	const {words, line} = command;
	const group = words.slice(1).find(word => !word.startsWith('-')) ?? '';
	const action = words.slice(words.indexOf(group) + 1).find(word => !word.startsWith('-')) ?? '';
	if (group === 'auth') {
		if (action === 'login' && words.includes('--with-token')) {
			state.gh = tokensOfText(script, command, command.input);
		} else if (action === 'setup-git') {
			state.git.set('', {tokens: tokensOfGh(script, command)});
		}

		return;
	}

	const asked = needsOfCommand(words);
	const tokens = tokensOfGh(script, command);
	if (!asked.isAboutGitHub) return;
	if (asked.unknown !== undefined) findings.unknown(line, show(command), asked.unknown);
	else if (tokens.length === 0) {
		findings.unknown(line, show(command), 'no token is given to gh here');
	}

	if (asked.needs.length === 0) return;
	const {owner, repository, command: from, needs, onlyIf} = asked;
	for (const token of tokens) {
		addUse(findings, {token, line, from, needs, onlyIf, owner, repository});
	}
};

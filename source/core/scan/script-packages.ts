import {packagesAreClassic} from '../catalog/scopes.ts';
import {joinPath} from './join-path.ts';
import {needOfClassic} from './needs-of.ts';
import {
	basename,
	type Command,
	expand,
	type Script,
	show,
	tokensOfText,
	variableNames,
} from './script.ts';
import {mayBeOfGitHub} from './token-names.ts';
import type {TokenName} from './use.ts';

const registryHosts =
	/(?:^|[\s/"'=,])((?:ghcr\.io|docker\.pkg\.github\.com|containers\.[\w-]+\.ghe\.com))(?=[/\s"':,]|$)/;

/** Finds the registry of GitHub in a text: `ghcr.io`. */
export const registryIn = (text: string): string | undefined => registryHosts.exec(text)?.[1];

/** Adds uses of tokens at GitHub Packages, which takes only classic ones. */
export const classicPackages = (
	script: Pick<Script, 'findings'>,
	line: number,
	from: string,
	tokens: readonly TokenName[],
	level: 'read' | 'write' | 'delete',
): void => {
	const needs = [needOfClassic(from, [`${level}:packages`], packagesAreClassic)];
	for (const token of tokens) script.findings.use({token, line, from, needs});
};

const containerVerbs =
	/^(?:push|pull|run|build|buildx|bake|compose|copy|cp|login|create|imagetools|manifest|image|tag|append|mutate|sign|attest|publish)$/;

const fillWords = ({variables}: Script, {words, own}: Command): readonly string[] =>
	words.map(word => expand(word, new Map([...variables, ...own])));

/** Reads `docker login ghcr.io`. Later pushes and pulls use its token. */
const readLogin = (script: Script, command: Command, filled: readonly string[]): void => {
	const {words, line, input} = command;
	const host = registryIn(filled.join(' '));
	if (host === undefined) {
		for (const name of variableNames(words.join(' ') + input)) script.used.add(name);
		return;
	}

	const option = filled.findIndex(word => /^(?:-p|--password)(?:=|$)/.test(word));
	const password = option === -1 ? input : `${words[option] ?? ''} ${words[option + 1] ?? ''}`;
	const tokens = tokensOfText(script, command, password);
	script.state.registries.set(host, tokens);
	classicPackages(script, line, `${basename(words[0] ?? '')} login`, tokens, 'read');
};

/** Returns the access to images that a command needs. A push needs `write`. */
const imageAccess = (filled: readonly string[]): 'read' | 'write' | undefined => {
	const verbs = filled.filter(word => containerVerbs.test(word));
	const pushes = /(?:^|\s)--push(?:\s|=true|$)|push=true/.test(filled.join(' '));
	if (pushes || verbs.some(verb => /^(?:push|copy|cp|append|sign|attest|publish)$/.test(verb)))
		return 'write';
	return verbs.some(verb => /^(?:pull|run|create)$/.test(verb)) ? 'read' : undefined;
};

/** Reads `docker run -e GH_TOKEN=$TOKEN`, `docker build --secret`. What the container does is unknown. */
const readContainerTokens = (script: Script, command: Command, filled: readonly string[]): void => {
	const {words, line} = command;
	if (!filled.some(word => /^(?:run|exec|build|compose)$/.test(word))) return;
	const given = words.flatMap((word, index) => {
		const isOption = /^(?:-e|--env|--build-arg|--secret)$/.test(words[index - 1] ?? '');
		const [, value] = /^(?:--(?:env|build-arg|secret)=)?(\S+)$/.exec(word) ?? [];
		if (!isOption && !/^--(?:env|build-arg|secret)=/.test(word)) return [];
		return value === undefined ? [] : [/[=$]/.test(value) ? value : `\${${value}}`];
	});
	const tokens = tokensOfText(script, command, given.join(' ')).filter(mayBeOfGitHub);
	if (tokens.length === 0) return;
	const names = [...new Set(tokens.map(({name}) => name))].join(', ');
	script.findings.unknown(line, show(command), `a container that gets ${names}`);
};

/** Reads docker, podman and similar programs at a registry of GitHub. */
export const readContainer = (script: Script, command: Command): void => {
	const filled = fillWords(script, command);
	if (filled.includes('login')) {
		readLogin(script, command, filled);
		return;
	}

	readContainerTokens(script, command, filled);
	const host = registryIn(filled.join(' '));
	const access = imageAccess(filled);
	if (host === undefined || access === undefined) return;
	const tokens = script.state.registries.get(host) ?? [];
	const verb = access === 'write' ? 'push' : 'pull';
	classicPackages(script, command.line, `${basename(filled[0] ?? '')} ${verb}`, tokens, access);
	if (tokens.length > 0 || access === 'read') return;
	const reason = `no login at ${host} is seen, so the token that pushes is unknown`;
	script.findings.unknown(command.line, show(command), reason);
};

const npmHost = /npm\.pkg\.github\.com/;

const npmVerbs = /^(?:publish|install|ci|i|add|unpublish|deprecate|dist-tag|exec|run|test|update)$/;

const levelOf = (verb: string): 'read' | 'write' | 'delete' =>
	verb === 'unpublish'
		? 'delete'
		: /^(?:publish|deprecate|dist-tag)$/.test(verb)
			? 'write'
			: 'read';

/** Passes the token on to package.json and .npmrc, since they may name the registry. */
const handToPackage = (script: Script, command: Command, verb: string, value: string): void => {
	const [token] = tokensOfText(script, command, value);
	if (token === undefined) return;
	const name = levelOf(verb) === 'write' ? 'npm publish' : 'npm install';
	for (const file of ['package.json', '.npmrc']) {
		script.findings.handOn({
			line: command.line,
			text: show(command),
			path: joinPath(script.folder, file),
			reason: '',
			tokens: new Map([[name, token]]),
			isOptional: true,
		});
	}
};

/**
 * Reads npm, yarn and similar programs. Their token is one of GitHub only at GitHub's registry. Returns
 * whether the command runs a script, which the caller has to read.
 */
export const readNpm = (script: Script, command: Command): boolean => {
	const {words, line, own} = command;
	const {state} = script;
	const text = expand(words.join(' '), script.variables);
	const verb = words.slice(1).find(word => npmVerbs.test(word)) ?? '';
	const value = own.get('NODE_AUTH_TOKEN') ?? script.variables.get('NODE_AUTH_TOKEN');
	if (value !== undefined) script.used.add('NODE_AUTH_TOKEN');
	if (/\b_authToken\b/.test(text) && npmHost.test(text)) {
		state.npmRegistry = 'https://npm.pkg.github.com';
		const tokens = tokensOfText(script, command, words.join(' '));
		classicPackages(script, line, 'npm config', tokens, 'read');
		return false;
	}

	if (/^(?:run|test|exec)$/.test(verb)) return true;
	const registry =
		/--(?:[\w@/-]{0,100}:)?registry[=\s](\S+)/.exec(text)?.[1] ?? state.npmRegistry ?? '';
	if (value === undefined || verb === '') return false;
	if (npmHost.test(registry))
		classicPackages(
			script,
			line,
			`npm ${verb}`,
			tokensOfText(script, command, value),
			levelOf(verb),
		);
	else if (registry === '') handToPackage(script, command, verb, value);
	return false;
};

/** Reads a token that is written into .npmrc: `echo "//npm.pkg.github.com/:_authToken=$TOKEN" > .npmrc`. */
export const readNpmLogin = (script: Script, command: Command): void => {
	const text = `${command.words.join(' ')} ${command.input}`;
	const [, value] =
		/npm\.pkg\.github\.com\S*_authToken\s*=\s*(\S+)/.exec(text.slice(0, 5000)) ?? [];
	if (value === undefined) return;
	script.state.npmRegistry = 'https://npm.pkg.github.com';
	const tokens = tokensOfText(script, command, value);
	classicPackages(script, command.line, 'npm config', tokens, 'read');
};

/** Reads a package manager with a token for GitHub's registry. Returns whether it was one. */
export const readPackageTool = (script: Script, command: Command): boolean => {
	const text = expand(command.words.join(' '), script.variables);
	if (!/\b(?:nuget|maven|rubygems|npm)\.pkg\.github\.com/.test(text)) return false;
	const tokens = tokensOfText(script, command, command.words.join(' '));
	const level = /\b(?:push|publish|deploy)\b/.test(text) ? 'write' : 'read';
	classicPackages(
		script,
		command.line,
		`${basename(command.words[0] ?? '')} ${level === 'write' ? 'push' : 'login'}`,
		tokens,
		level,
	);
	return true;
};

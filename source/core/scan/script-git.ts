import {type GitLogin, gitLoginIn} from './job-state.ts';
import {needOfSet} from './needs-of.ts';
import {type Command, expand, type Script, show, tokensOfText} from './script.ts';
import {ghVariableOf} from './script-gh.ts';
import type {TokenName} from './use.ts';

const addressWithLogin = /https?:\/\/([^\s/@]+)@([^\s/"]+)\/([^\s"]*)/;

const repositoryOf = (path: string): string | undefined => {
	const [, owner, name] = /^([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(path) ?? [];
	return owner === undefined || name === undefined ? undefined : `${owner}/${name}`;
};

const isGitHubHost = (host: string): boolean =>
	/(?:^|\.)(?:github\.com|ghe\.com)$/i.test(host) || /\$|GITHUB/.test(host);

const gitOptionsWithValue = new Set(
	'-C -c --git-dir --work-tree -o --push-option --repo --receive-pack --exec -b --branch --depth -j --jobs --origin --filter --config --reference'.split(
		' ',
	),
);

type GitCommand = {
	readonly verb: string;
	readonly folder: string | undefined;
	readonly operands: readonly string[];
	readonly settings: readonly string[];
};

const readGitWords = (words: readonly string[]): GitCommand => {
	const operands: string[] = [];
	const settings: string[] = [];
	let verb = '';
	let folder: string | undefined;
	for (let index = 1; index < words.length; index++) {
		const word = words[index] ?? '';
		if (gitOptionsWithValue.has(word)) {
			const value = words[++index] ?? '';
			if (word === '-C' && verb === '') folder = value;
			if (word === '-c') settings.push(value);
		} else if (!word.startsWith('-')) {
			if (verb === '') verb = word;
			else operands.push(word);
		}
	}

	return {verb, operands, settings, folder};
};

const rememberFolder = (
	script: Script,
	command: Command,
	folder: string,
	address: string,
): void => {
	const [, login = '', host = '', path = ''] = addressWithLogin.exec(address) ?? [];
	if (login === '' || !isGitHubHost(host)) return;
	const repository = repositoryOf(path);
	script.state.git.set(folder, {tokens: tokensOfText(script, command, login), repository});
};

const whenWorkflows = {
	permissions: {workflows: 'write'},
	when: 'the pushed commits change files under .github/workflows',
} as const;

const addGitUse = (
	script: Script,
	command: Command,
	verb: string,
	{
		tokens,
		repository,
	}: {readonly tokens: readonly TokenName[]; readonly repository?: string | undefined},
): void => {
	const [from, isPush, {line}] = [`git ${verb}`, verb === 'push', command];
	const needs = [
		isPush
			? needOfSet(from, {contents: 'write'}, 'pushes')
			: needOfSet(from, {contents: 'read'}, 'fetches'),
	];
	for (const token of tokens) {
		const onlyIf = isPush && token.kind !== 'workflow' ? [whenWorkflows] : [];
		script.findings.use({token, line, from, needs, onlyIf, repository});
	}
};

/** Returns the address that a push or fetch names, otherwise that of its remote. */
const addressOf = ({state, variables}: Script, {operands}: GitCommand): string => {
	const target =
		operands.find(word => /:\/\/|@[^:]{0,200}:/.test(expand(word, variables))) ??
		operands[0] ??
		'origin';
	return expand(state.remotes.get(target) ?? target, variables);
};

/** Reads a login in the command itself: in an address or in a header. Returns whether it had one. */
const readOwnLogin = (
	script: Script,
	command: Command,
	{verb, operands, settings}: GitCommand,
	address: string,
): boolean => {
	const [, login = '', host = '', path = ''] = addressWithLogin.exec(address) ?? [];
	const header = settings.find(setting => /extraheader/i.test(setting));
	if (login === '' && header === undefined) return false;
	if (host !== '' && !isGitHubHost(host)) return true;
	const written = operands.find(word => addressWithLogin.test(expand(word, script.variables)));
	const text = login === '' ? (header ?? '') : (written ?? address);
	const tokens = tokensOfText(script, command, text);
	if (verb === 'clone') rememberFolder(script, command, folderOfClone(operands), address);
	addGitUse(script, command, verb, {tokens, repository: repositoryOf(path)});
	return tokens.length > 0;
};

/** Reads a push. It uses the login that was left for git, otherwise that of gh on this machine. */
const readPush = (
	script: Script,
	command: Command,
	found: GitLogin | undefined,
	repository: string | undefined,
): void => {
	if (found !== undefined && found.tokens.length > 0) {
		addGitUse(script, command, 'push', {
			tokens: found.tokens,
			repository: repository ?? found.repository,
		});
	} else if (script.isInWorkflow) {
		const reason = 'no token is kept for git here, so the token that pushes is unknown';
		script.findings.unknown(command.line, show(command), reason);
	} else {
		const usesGh = /(?:^|[\n;&|(`])[ \t]{0,40}gh[ \t]\w/.test(script.text);
		const token: TokenName = usesGh
			? {kind: 'variable', name: ghVariableOf(script)}
			: {kind: 'client', name: 'git'};
		addGitUse(script, command, 'push', {tokens: [token]});
	}
};

/** Reads where a push or fetch goes, and how it logs in. */
const readGitTransfer = (script: Script, command: Command, git: GitCommand): void => {
	const address = addressOf(script, git);
	if (readOwnLogin(script, command, git, address)) return;
	const plain = /^https?:\/\/([^/\s]+)\/(\S*)/.exec(address);
	const isElsewhere = plain !== null && !isGitHubHost(plain[1] ?? '');
	const found = gitLoginIn(script.state, git.folder ?? script.folder);
	if (/^(?:ssh:\/\/)?git@/.test(address) || isElsewhere || found?.isSsh) return;
	if (git.verb === 'push')
		readPush(script, command, found, plain === null ? undefined : repositoryOf(plain[2] ?? ''));
	// Most repositories are public, and reading them takes no token.
	else if (found !== undefined && !(plain !== null && git.verb === 'clone'))
		addGitUse(script, command, git.verb, found);
};

const folderOfClone = (operands: readonly string[]): string =>
	operands[1] ??
	(operands[0] ?? '')
		.split('/')
		.at(-1)
		?.replace(/\.git$/, '') ??
	'';

/** Reads `git remote set-url origin https://x:$TOKEN@github.com/…`. */
const readRemote = (script: Script, command: Command, {folder, operands}: GitCommand): void => {
	const [, name = '', written = ''] = operands;
	const address = expand(written, script.variables);
	script.state.remotes.set(name, address);
	rememberFolder(script, command, folder ?? script.folder, address);
};

/** Reads `git config …` with a login in an address or in a header. */
const readConfig = (script: Script, command: Command, {folder}: GitCommand): void => {
	const text = command.words.join(' ');
	const where = folder ?? script.folder;
	const address = addressWithLogin.exec(expand(text, script.variables));
	if (address !== null) {
		rememberFolder(script, command, where, address[0]);
		// Every fetch from GitHub then uses this token.
		const login = gitLoginIn(script.state, where);
		if (/insteadof/i.test(text) && login !== undefined) addGitUse(script, command, 'config', login);
	} else if (/extraheader/i.test(text)) {
		const tokens = tokensOfText(script, command, text);
		if (tokens.length > 0) script.state.git.set(where, {tokens});
	}
};

/** Reads what is written into .netrc or .git-credentials. Git uses that login from then on. */
export const readGitCredentials = (script: Script, command: Command): void => {
	const text = `${command.words.join(' ')} ${command.input}`.slice(0, 5000);
	const password = /\bmachine\s+github\.com\b[\s\S]{0,200}?\bpassword\s+(\S+)/.exec(text)?.[1];
	const [, login] = /\.git-credentials/.test(command.source)
		? (/https:\/\/(\S{1,200})@github\.com/.exec(text) ?? [])
		: [];
	const tokens = tokensOfText(script, command, password ?? login ?? '');
	if (tokens.length === 0) return;
	script.state.git.set(script.folder, {tokens});
	// Every fetch from GitHub then uses this token.
	addGitUse(script, command, 'credentials', {tokens});
};

/** Reads a command of git: the login that it leaves, and what it transfers. */
export const readGit = (script: Script, command: Command): void => {
	const git = readGitWords(command.words);
	const {verb, operands} = git;
	if (verb === 'remote' && /^(?:set-url|add)$/.test(operands[0] ?? ''))
		readRemote(script, command, git);
	else if (verb === 'config') readConfig(script, command, git);
	else if (/^(?:push|clone|fetch|pull|ls-remote)$/.test(verb)) {
		if (!command.words.includes('--dry-run')) readGitTransfer(script, command, git);
	} else if (verb === 'submodule' && operands[0] === 'update')
		readGitTransfer(script, command, {...git, verb: 'fetch', operands: []});
};

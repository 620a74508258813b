import {readShell, type ShellCommand} from '../needs/command-line/index.ts';
import {addUse} from './add-use.ts';
import {gitLoginIn, type JobState} from './job-state.ts';
import {joinPath} from './join-path.ts';
import {needOfClassic, needOfSet, packagesReason} from './needs-of.ts';
import {type ExpressionScope, mayBeOfGitHub, tokensIn, withoutFallback} from './token-names.ts';
import {tellCommand} from './told-command.ts';
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
	/** Variables that are set for this step alone: whatever it runs gets them. */
	readonly ownVariables: readonly string[];
};

type Script = ScriptPlace & {
	readonly text: string;
	/** Variables that the script sets, and those it is given. */
	readonly variables: Map<string, string>;
	/** Variables that a command that is known used. */
	readonly used: Set<string>;
	readonly lineAt: (at: number) => number;
	/** The folder that `cd` led to. */
	folder: string;
	/** The first program that nobody knows. */
	stranger?: {readonly line: number; readonly text: string};
	/** Programs that the repository itself has. */
	readonly programs: {readonly line: number; readonly text: string; readonly path: string}[];
};

type Command = {
	readonly words: readonly string[];
	readonly line: number;
	/** What it reads, as far as the script tells. */
	readonly input: string;
	/** Variables that are set for it alone. */
	readonly own: ReadonlyMap<string, string>;
};

const countLines = (text: string): ((at: number) => number) => {
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

const variable = /\$\{?(?:env:)?([A-Za-z_]\w*)\}?|%([A-Za-z_]\w*)%/g;

/** Fills in variables whose value is known, so that the expressions in them are seen. */
const expand = (text: string, variables: ReadonlyMap<string, string>, depth = 0): string =>
	text.includes('$') || text.includes('%')
		? text.replace(
				variable,
				(whole: string, name: string | undefined, other: string | undefined) => {
					const value = variables.get(name ?? other ?? '');
					if (value === undefined || depth > 5 || value.length > 2000) return whole;
					return expand(value, variables, depth + 1);
				},
			)
		: text;

const variableNames = (text: string): readonly string[] =>
	[...text.matchAll(variable)].map(([, name, other]) => name ?? other ?? '');

/** Tokens that a text holds: its expressions, and variables that nothing sets. */
const tokensOfText = (script: Script, command: Command, text: string): readonly TokenName[] => {
	for (const name of variableNames(text)) script.used.add(name);
	const variables = new Map([...script.variables, ...command.own]);
	const filled = expand(text, variables);
	const named = withoutFallback(tokensIn(filled, script.scope));
	if (named.length > 0) return named;
	return [...new Set(variableNames(filled))]
		.filter(name => /token|pat|secret|auth|pass/i.test(name))
		.map(name => ({kind: 'variable', name}));
};

const ghVariables = ['GH_TOKEN', 'GITHUB_TOKEN'];

/** What gh runs with: GH_TOKEN, else GITHUB_TOKEN, else what it was logged in with. */
const tokensOfGh = (script: Script, command: Command): readonly TokenName[] => {
	for (const name of ghVariables) {
		const value = command.own.get(name) ?? script.variables.get(name);
		if (value === undefined || value === '') continue;
		script.used.add(name);
		const tokens = tokensOfText(script, command, value);
		return tokens.length > 0 ? tokens : [{kind: 'variable', name}];
	}

	if (script.state.gh !== undefined) return script.state.gh;
	if (script.isInWorkflow) return [];
	return [{kind: 'variable', name: ghVariableOf(script)}];
};

const ghVariableOf = ({text}: Script): string =>
	!/\bGH_TOKEN\b/.test(text) && /\bGITHUB_TOKEN\b/.test(text) ? 'GITHUB_TOKEN' : 'GH_TOKEN';

const show = ({words}: Command): string => words.join(' ').slice(0, 200);

const readGh = (script: Script, command: Command): void => {
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

	const told = tellCommand(words);
	const tokens = tokensOfGh(script, command);
	if (!told.isAboutGitHub) return;
	if (told.unknown !== undefined) findings.unknown(line, show(command), told.unknown);
	else if (tokens.length === 0) {
		findings.unknown(line, show(command), 'no token is given to gh here');
	}

	if (told.needs.length === 0) return;
	const {owner, repository, command: from, needs, onlyIf} = told;
	for (const token of tokens) {
		addUse(findings, {
			token,
			line,
			from,
			needs,
			onlyIf,
			...(owner === undefined ? {} : {owner}),
			...(repository === undefined ? {} : {repository}),
		});
	}
};

const addressWithLogin = /https?:\/\/([^\s/@]+)@([^\s/]+)\/([^\s]*)/;

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
	readonly folder?: string;
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

	return {verb, operands, settings, ...(folder === undefined ? {} : {folder})};
};

const remember = (script: Script, command: Command, folder: string, address: string): void => {
	const [, login = '', host = '', path = ''] = addressWithLogin.exec(address) ?? [];
	if (login === '' || !isGitHubHost(host)) return;
	const repository = repositoryOf(path);
	script.state.git.set(folder, {
		tokens: tokensOfText(script, command, login),
		...(repository === undefined ? {} : {repository}),
	});
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
	const isPush = verb === 'push';
	for (const token of tokens) {
		script.findings.use({
			token,
			line: command.line,
			from: `git ${verb}`,
			needs: [
				needOfSet(
					`git ${verb}`,
					{contents: isPush ? 'write' : 'read'},
					isPush ? 'pushes' : 'fetches',
				),
			],
			onlyIf: isPush && token.kind !== 'workflow' ? [whenWorkflows] : [],
			...(repository === undefined ? {} : {repository}),
		});
	}
};

/** Where a push or fetch goes, and what it logs in with. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each form that is met.
const readGitTransfer = (script: Script, command: Command, git: GitCommand): void => {
	const {state, findings, variables} = script;
	const {verb, operands} = git;
	const folder = git.folder ?? script.folder;
	const target =
		operands.find(word => /:\/\/|@.*:/.test(expand(word, variables))) ?? operands[0] ?? 'origin';
	const address = expand(state.remotes.get(target) ?? target, variables);
	const [, login = '', host = '', path = ''] = addressWithLogin.exec(address) ?? [];
	const header = git.settings.find(setting => /extraheader/i.test(setting));
	if (login !== '' || header !== undefined) {
		if (host !== '' && !isGitHubHost(host)) return;
		const tokens = tokensOfText(
			script,
			command,
			login === ''
				? (header ?? '')
				: (operands.find(word => addressWithLogin.test(expand(word, variables))) ?? address),
		);
		if (verb === 'clone') remember(script, command, folderOfClone(operands), address);
		if (tokens.length > 0) {
			addGitUse(script, command, verb, {tokens, repository: repositoryOf(path)});
			return;
		}
	}

	if (/^(?:ssh:\/\/)?git@/.test(address)) return;
	const plain = /^https?:\/\/([^/\s]+)\/(\S*)/.exec(address);
	if (plain !== null && !isGitHubHost(plain[1] ?? '')) return;
	const isOther = plain !== null && verb === 'clone';
	const found = gitLoginIn(state, folder);
	if (found?.isSsh) return;
	if (verb !== 'push') {
		// Reading works without a token on public repositories, and most are.
		if (found !== undefined && !isOther) addGitUse(script, command, verb, found);
		return;
	}

	if (found !== undefined && found.tokens.length > 0) {
		addGitUse(script, command, verb, {
			tokens: found.tokens,
			repository: plain === null ? found.repository : repositoryOf(plain[2] ?? ''),
		});
	} else if (script.isInWorkflow) {
		findings.unknown(
			command.line,
			show(command),
			'no token is kept for git here, so what pushes cannot be told',
		);
	} else {
		const usesGh = /^\s*(?:[^#\n]*[;&|(`]\s*)?gh\s+\w/m.test(script.text);
		addGitUse(script, command, verb, {
			tokens: [
				usesGh ? {kind: 'variable', name: ghVariableOf(script)} : {kind: 'client', name: 'git'},
			],
		});
	}
};

const folderOfClone = (operands: readonly string[]): string =>
	operands[1] ??
	(operands[0] ?? '')
		.split('/')
		.at(-1)
		?.replace(/\.git$/, '') ??
	'';

const readGit = (script: Script, command: Command): void => {
	const git = readGitWords(command.words);
	const {verb, operands} = git;
	if (verb === 'remote' && (operands[0] === 'set-url' || operands[0] === 'add')) {
		const [, name = '', address = ''] = operands;
		script.state.remotes.set(name, expand(address, script.variables));
		remember(script, command, git.folder ?? script.folder, expand(address, script.variables));
	} else if (verb === 'config') {
		const text = command.words.join(' ');
		const address = addressWithLogin.exec(expand(text, script.variables));
		if (address !== null) remember(script, command, git.folder ?? script.folder, address[0]);
		else if (/extraheader/i.test(text)) {
			const tokens = tokensOfText(script, command, text);
			if (tokens.length > 0) script.state.git.set(git.folder ?? script.folder, {tokens});
		}
	} else if (/^(?:push|clone|fetch|pull|ls-remote)$/.test(verb)) {
		if (command.words.includes('--dry-run')) return;
		readGitTransfer(script, command, git);
	} else if (verb === 'submodule' && operands[0] === 'update') {
		readGitTransfer(script, command, {...git, verb: 'fetch', operands: []});
	}
};

const registryHosts =
	/(?:^|[\s/"'=,])((?:ghcr\.io|docker\.pkg\.github\.com|containers\.[\w-]+\.ghe\.com))(?=[/\s"':,]|$)/;

/** The registry of GitHub that a text names: `ghcr.io`. */
export const registryIn = (text: string): string | undefined => registryHosts.exec(text)?.[1];

/** Uses of tokens at GitHub Packages, which takes classic ones. */
export const classicPackages = (
	script: Pick<Script, 'findings'>,
	line: number,
	from: string,
	tokens: readonly TokenName[],
	level: 'read' | 'write' | 'delete',
): void => {
	for (const token of tokens) {
		script.findings.use({
			token,
			line,
			from,
			needs: [needOfClassic(from, [`${level}:packages`], packagesReason)],
		});
	}
};

const containerVerbs =
	/^(?:push|pull|run|build|buildx|bake|compose|copy|cp|login|create|imagetools|manifest|image|tag|append|mutate|sign|attest|publish)$/;

/** docker, podman and their like, at a registry of GitHub. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each form that is met.
const readContainer = (script: Script, command: Command): void => {
	const {words, line} = command;
	const filled = words.map(word => expand(word, new Map([...script.variables, ...command.own])));
	const program = basename(words[0] ?? '');
	const operands = filled.slice(1).filter(word => !word.startsWith('-'));
	const verbs = operands.filter(word => containerVerbs.test(word));
	const text = filled.join(' ');
	if (operands.includes('login')) {
		const host = registryIn(text);
		if (host === undefined) {
			for (const name of variableNames(words.join(' ') + command.input)) script.used.add(name);
			return;
		}

		const index = filled.findIndex(word => /^(?:-p|--password)(?:=|$)/.test(word));
		const password =
			index === -1 ? command.input : `${words[index] ?? ''} ${words[index + 1] ?? ''}`;
		const tokens = tokensOfText(script, command, password);
		script.state.registries.set(host, tokens);
		classicPackages(script, line, `${program} login`, tokens, 'read');
		return;
	}

	const host = registryIn(text);
	if (host === undefined) return;
	const tokens = script.state.registries.get(host);
	const isPush =
		verbs.some(verb => /^(?:push|copy|cp|append|sign|attest|publish)$/.test(verb)) ||
		/(?:^|\s)--push(?:\s|=true|$)|push=true/.test(text);
	const isPull = verbs.some(verb => /^(?:pull|run|create)$/.test(verb));
	if (!isPush && !isPull) return;
	if (tokens === undefined || tokens.length === 0) {
		if (isPush)
			script.findings.unknown(
				line,
				show(command),
				`no login at ${host} is seen, so what pushes cannot be told`,
			);
		return;
	}

	classicPackages(
		script,
		line,
		`${program} ${isPush ? 'push' : 'pull'}`,
		tokens,
		isPush ? 'write' : 'read',
	);
};

const npmHost = /npm\.pkg\.github\.com/;

const npmVerbs = /^(?:publish|install|ci|i|add|unpublish|deprecate|dist-tag|exec|run|test|update)$/;

/** npm, yarn and their like: the token is one of GitHub only at its own registry. */
const readNpm = (script: Script, command: Command): void => {
	const {words, line} = command;
	const {state} = script;
	const text = expand(words.join(' '), script.variables);
	const verb = words.slice(1).find(word => npmVerbs.test(word)) ?? '';
	const named = /--(?:\S*:)?registry[=\s](\S+)/.exec(text)?.[1];
	const value = command.own.get('NODE_AUTH_TOKEN') ?? script.variables.get('NODE_AUTH_TOKEN');
	if (value !== undefined) script.used.add('NODE_AUTH_TOKEN');
	if (/\b_authToken\b/.test(text) && npmHost.test(text)) {
		state.npmRegistry = 'https://npm.pkg.github.com';
		classicPackages(
			script,
			line,
			'npm config',
			tokensOfText(script, command, words.join(' ')),
			'read',
		);
		return;
	}

	const registry = named ?? state.npmRegistry ?? '';
	if (verb === 'run' || verb === 'test' || verb === 'exec') {
		noteStranger(script, command);
		return;
	}

	if (!npmHost.test(registry) || value === undefined) return;
	const level =
		verb === 'unpublish'
			? 'delete'
			: verb === 'publish' || verb === 'deprecate' || verb === 'dist-tag'
				? 'write'
				: 'read';
	classicPackages(script, line, `npm ${verb}`, tokensOfText(script, command, value), level);
};

/** Package managers that are given the address of GitHub's registry and a token. */
const readPackageTool = (script: Script, command: Command): void => {
	const text = expand(command.words.join(' '), script.variables);
	if (!/\b(?:nuget|maven|rubygems|npm)\.pkg\.github\.com/.test(text)) {
		noteStranger(script, command);
		return;
	}

	const tokens = tokensOfText(script, command, command.words.join(' '));
	const level = /\b(?:push|publish|deploy)\b/.test(text) ? 'write' : 'read';
	classicPackages(
		script,
		command.line,
		`${basename(command.words[0] ?? '')} ${level === 'write' ? 'push' : 'login'}`,
		tokens,
		level,
	);
};

const apiAddress =
	/\bapi\.github\.com\b|\buploads\.github\.com\b|GITHUB_API_URL|\/api\/(?:v3|graphql)\b|github\.api_url/;

const powershellMethod = /-Method\s+['"]?(\w+)/i;

/** What fetches web addresses: only those of GitHub's API count. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each form that is met.
const readFetcher = (script: Script, command: Command): void => {
	const {words, line} = command;
	const variables = new Map([...script.variables, ...command.own]);
	const filled = words.map(word => expand(word, variables));
	const text = filled.join(' ');
	const isApi = apiAddress.test(text);
	const header = /authorization|-u\s|--user|--oauth2-bearer|-Headers|-Token|bearer/i.test(text);
	if (!isApi) {
		for (const name of variableNames(words.join(' '))) script.used.add(name);
		const raw =
			/https?:\/\/(?:[^\s/@]+@)?(?:raw\.githubusercontent\.com|codeload\.github\.com|github\.com)\//.test(
				text,
			);
		if (raw && header) {
			const tokens = tokensOfText(
				script,
				command,
				words.filter(word => !/:\/\//.test(word)).join(' '),
			);
			for (const token of tokens) {
				script.findings.use({
					token,
					line,
					from: 'download',
					needs: [needOfSet('download', {contents: 'read'}, 'downloads a file')],
				});
			}
		}

		return;
	}

	if (!header && !/\$\{?\w*(?:TOKEN|PAT)\b/.test(words.join(' '))) return;
	const method = powershellMethod.exec(text)?.[1];
	const asCurl =
		basename(words[0] ?? '') === 'curl' && method === undefined
			? filled
			: [
					'curl',
					...(method === undefined ? [] : ['-X', method.toUpperCase()]),
					...filled.slice(1).filter(word => apiAddress.test(word) && /\//.test(word)),
					...(/--post-data|--post-file/.test(text) ? ['-d', ''] : []),
				];
	const told = tellCommand(asCurl.map(replaceApi));
	const tokens = tokensOfText(script, command, words.join(' '));
	if (told.unknown !== undefined) script.findings.unknown(line, show(command), told.unknown);
	const names =
		tokens.length > 0 ? tokens : [{kind: 'client', name: basename(words[0] ?? '')} as const];
	if (told.needs.length === 0) return;
	for (const token of names) {
		addUse(script.findings, {
			token,
			line,
			from: told.needs[0]?.name ?? 'request',
			needs: told.needs,
			onlyIf: told.onlyIf,
			...(told.owner === undefined ? {} : {owner: told.owner}),
			...(told.repository === undefined ? {} : {repository: told.repository}),
		});
	}
};

/** The variable of Actions that holds the address, and placeholders that a path may begin with. */
const replaceApi = (word: string): string =>
	word
		.replace(
			/\$\{?(?:env:)?GITHUB_API_URL\}?|\$\{\{\s*github\.api_url\s*\}\}/g,
			'https://api.github.com',
		)
		.replace(
			/\$\{?(?:env:)?GITHUB_GRAPHQL_URL\}?|\$\{\{\s*github\.graphql_url\s*\}\}/g,
			'https://api.github.com/graphql',
		)
		.replace(
			/\$\{?(?:env:)?GITHUB_REPOSITORY\}?|\$\{\{\s*github\.repository\s*\}\}/g,
			'{owner}/{repo}',
		);

/** Programs that make a release or pull requests with the token in their environment. */
const tools: ReadonlyArray<{
	readonly program: RegExp;
	readonly variables: readonly string[];
	readonly needs: {readonly [permission: string]: 'read' | 'write'};
}> = [
	// https://github.com/semantic-release/github, "GitHub authentication", November 2026.
	{
		program: /^semantic-release$/,
		variables: ['GH_TOKEN', 'GITHUB_TOKEN'],
		needs: {contents: 'write', issues: 'write', pull_requests: 'write'},
	},
	// https://goreleaser.com/scm/github, November 2026.
	{program: /^goreleaser$/, variables: ['GITHUB_TOKEN'], needs: {contents: 'write'}},
	// https://github.com/release-it/release-it, docs/github-releases.md, November 2026.
	{program: /^release-it$/, variables: ['GITHUB_TOKEN'], needs: {contents: 'write'}},
	// https://github.com/intuit/auto, November 2026.
	{
		program: /^auto$/,
		variables: ['GH_TOKEN', 'GITHUB_TOKEN'],
		needs: {contents: 'write', issues: 'write', pull_requests: 'write'},
	},
	// https://github.com/googleapis/release-please, docs/cli.md, November 2026.
	{
		program: /^release-please$/,
		variables: ['GITHUB_TOKEN', 'GH_TOKEN'],
		needs: {contents: 'write', issues: 'write', pull_requests: 'write'},
	},
	// https://github.com/helm/chart-releaser, November 2026.
	{program: /^cr$/, variables: ['CR_TOKEN'], needs: {contents: 'write'}},
];

const goreleaserFiles = [
	'.goreleaser.yaml',
	'.goreleaser.yml',
	'goreleaser.yaml',
	'goreleaser.yml',
];

/** Hands the variables of a step to goreleaser's configuration, where there is one. */
export const handToGoreleaser = (
	findings: Findings,
	line: number,
	tokens: ReadonlyMap<string, TokenName>,
): void => {
	for (const path of goreleaserFiles) {
		findings.handOn({line, text: 'goreleaser', path, reason: '', tokens, isOptional: true});
	}
};

const readTool = (script: Script, command: Command, program: string): boolean => {
	const row = tools.find(tool => tool.program.test(program));
	if (row === undefined) return false;
	const isDry = command.words.some(
		word =>
			/^--?(?:dry-run|snapshot|skip=publish)$/.test(word) || word === 'check' || word === 'build',
	);
	if (isDry) return true;
	if (program === 'goreleaser') {
		handToGoreleaser(script.findings, command.line, firstTokens(tokenVariables(script)));
	}

	const name = row.variables.find(each => command.own.has(each) || script.variables.has(each));
	const option = command.words.findIndex(word => /^--token(?:=|$)/.test(word));
	const value =
		option === -1
			? name && (command.own.get(name) ?? script.variables.get(name))
			: `${command.words[option] ?? ''} ${command.words[option + 1] ?? ''}`;
	if (name !== undefined) script.used.add(name);
	const found = value === undefined ? [] : tokensOfText(script, command, value);
	const tokens =
		found.length > 0
			? found
			: script.isInWorkflow && name === undefined
				? []
				: [{kind: 'variable', name: name ?? row.variables[0] ?? ''} as const];
	if (tokens.length === 0)
		script.findings.unknown(command.line, show(command), `no token is given to ${program} here`);
	for (const token of tokens) {
		script.findings.use({
			token,
			line: command.line,
			from: program,
			needs: [needOfSet(program, row.needs)],
		});
	}

	return true;
};

/** Programs that do nothing with a token of GitHub. */
const harmless = new Set(
	': [ [[ ] alias apk apt apt-get awk base64 basename bc break brew cat cd chmod choco chown column comm continue cp curl cut date declare df diff dirname du echo envsubst eval exit export expr false file find fold getent git grep gzip gunzip head hexdump hostname iconv id install jq yq kill less let ln local logger ls md5sum mkdir mktemp mv nl openssl paste pgrep printenv printf ps pwd read readlink readonly realpath return rm rmdir rsync sed seq set sha1sum sha256sum sha512sum shasum shift shopt shuf sleep sort source sponge stat stty sudo sync tail tar tee test touch tr trap true truncate type tput umask uname uniq unset unzip unxz wait watch wc whereis which whoami xargs xmllint xz yes zip zstd gpg dpkg dos2unix Write-Host Write-Output Get-Content Set-Content Out-File Select-String ConvertFrom-Json ConvertTo-Json Test-Path New-Item Remove-Item Copy-Item Move-Item Join-Path Start-Sleep Get-Date Out-Null ForEach-Object Where-Object pip pip3 rustup cargo-binstall corepack nvm fnm volta asdf mise setx rem cls dir copy del if in do then fi else done esac not'.split(
		' ',
	),
);

/** Programs that run another program of the repository. */
const interpreters =
	/^(?:bash|sh|zsh|dash|ksh|node|deno|bun|tsx|ts-node|python3?|python3?\.\d+|py|ruby|perl|php|pwsh|powershell|uv|poetry|pipenv|rye|hatch)$/;

const scriptEnding = /\.(?:sh|bash|zsh|js|cjs|mjs|ts|mts|cts|tsx|py|rb|ps1|pl|php|go)$/;

const basename = (word: string): string =>
	word
		.split(/[\\/]/)
		.at(-1)
		?.replace(/\.(?:exe|cmd)$/i, '') ?? '';

/** Verbs of compilers and package managers that run no code of the repository. */
const harmlessVerbs: Readonly<Record<string, RegExp>> = {
	go: /^(?:build|install|mod|vet|fmt|env|get|version|work|list|clean|telemetry)$/,
	cargo: /^(?:build|check|clippy|fmt|fetch|install|update|metadata|version|doc|clean|vendor)$/,
	npm: /^(?:config|version|pkg|view|pack|audit|ls|cache)$/,
	bundle: /^(?:install|config|lock|update)$/,
	dotnet: /^(?:restore|build|--version|tool)$/,
	terraform: /^(?:fmt|version|validate)$/,
	poetry: /^(?:install|lock|check|config|build|version|self)$/,
	uv: /^(?:sync|pip|venv|lock|build|version|tool|python|cache)$/,
};

const isHarmlessVerb = ({words}: Command): boolean => {
	const program = basename(words[0] ?? '');
	const verb = words.slice(1).find(word => !word.startsWith('-')) ?? '';
	return Object.hasOwn(harmlessVerbs, program) && (harmlessVerbs[program]?.test(verb) ?? false);
};

const noteStranger = (script: Script, command: Command): void => {
	if (isHarmlessVerb(command)) return;

	script.stranger ??= {line: command.line, text: show(command)};
};

const readProgram = (script: Script, command: Command): boolean => {
	const [first = '', ...rest] = command.words;
	const filled = [first, ...rest].map(word =>
		expand(word, script.variables)
			.replace(/\$\{?GITHUB_WORKSPACE\}?\/?|\$\{\{\s*github\.workspace\s*\}\}\/?/g, '')
			.replace(/\$\{\{\s*github\.action_path\s*\}\}\/?|\$\{?GITHUB_ACTION_PATH\}?\/?/g, './'),
	);
	const program = basename(first);
	const target = interpreters.test(program)
		? filled
				.slice(1)
				.find(word => !word.startsWith('-') && (scriptEnding.test(word) || /^\.{0,2}\//.test(word)))
		: first === 'source' ||
				first === '.' ||
				/^\.{1,2}[\\/]/.test(filled[0] ?? '') ||
				(/\//.test(filled[0] ?? '') && !(filled[0] ?? '').startsWith('/'))
			? first === 'source' || first === '.'
				? filled[1]
				: filled[0]
			: undefined;
	if (target === undefined || target.includes('$')) return false;
	script.programs.push({
		line: command.line,
		text: show(command),
		path: joinPath(script.folder, target),
	});
	return true;
};

const wrappers = new Set([
	'sudo',
	'env',
	'time',
	'timeout',
	'nice',
	'xargs',
	'retry',
	'stdbuf',
	'npx',
	'bunx',
	'pnpx',
	'uvx',
	'pipx',
	'then',
	'else',
	'do',
	'if',
	'elif',
	'while',
	'until',
	'!',
	'{',
	'}',
	'exec',
	'command',
	'builtin',
	'nohup',
	'&',
	'try',
]);

const wrapperOptionsWithValue = /^-(?:[nPILEduC]|-package|-user|-kill-after|-signal|p)$/;

/** Takes off what runs a command: `sudo`, `env X=1`, `timeout 10`, `npx --yes`. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one branch for each form that is met.
const unwrap = (words: readonly string[], own: Map<string, string>): readonly string[] => {
	let rest = words;
	for (let turns = 0; turns < 8; turns++) {
		const [first = '', ...others] = rest;
		const name = basename(first);
		const isDlx = /^(?:pnpm|yarn)$/.test(name) && /^(?:dlx|exec)$/.test(others[0] ?? '');
		const isRun =
			/^(?:uv|poetry|pipenv|rye|hatch|bundle)$/.test(name) &&
			/^(?:run|exec)$/.test(others[0] ?? '');
		if (!wrappers.has(name) && !isDlx && !isRun) return rest;
		rest = isDlx || isRun ? others.slice(1) : others;
		for (;;) {
			const [next = ''] = rest;
			const [, variableName, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(next) ?? [];
			if (variableName !== undefined && value !== undefined) {
				own.set(variableName, value);
				rest = rest.slice(1);
			} else if (next.startsWith('-') && next !== '-') {
				rest = rest.slice(wrapperOptionsWithValue.test(next) ? 2 : 1);
			} else if (name === 'timeout' && /^[\d.]+[smhd]?$/.test(next)) {
				rest = rest.slice(1);
			} else break;
		}

		// `semantic-release@24`: the version is no part of the name.
		if (/^(?:npx|bunx|pnpx|uvx)$/.test(name) || isDlx) {
			rest = rest.map((word, index) => (index === 0 ? word.replace(/(.)@[^@/]*$/, '$1') : word));
		}
	}

	return rest;
};

const setVariable = (script: Script, name: string, value: string): void => {
	script.variables.set(
		name,
		expand(value, new Map([...script.variables].filter(([other]) => other !== name))),
	);
};

const readExport = (script: Script, words: readonly string[]): void => {
	for (const word of words.slice(1)) {
		const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
		if (name !== undefined && value !== undefined) setVariable(script, name, value);
	}
};

/** `$env:Name = value` and `$name = value` of PowerShell. */
const readPowershellAssignment = (script: Script, words: readonly string[]): readonly string[] => {
	const [, name] = /^\$(?:env:)?(\w+)$/i.exec(words[0] ?? '') ?? [];
	if (name === undefined || words[1] !== '=') return words;
	const rest = words.slice(2);
	if (rest.length === 1 && !/^\w+-?\w+$/.test(rest[0] ?? '')) {
		setVariable(script, name, rest[0] ?? '');
		return [];
	}

	return rest;
};

const readCommand = (script: Script, command: Command, depth: number): void => {
	const [first = ''] = command.words;
	const program = basename(first);
	switch (program.toLowerCase()) {
		case 'gh':
			readGh(script, command);
			return;
		case 'git':
			readGit(script, command);
			return;
		case 'hub': {
			script.findings.unknown(command.line, show(command), 'hub is not known: gh does the same');
			return;
		}

		case 'cd':
		case 'pushd':
		case 'set-location':
			script.folder = joinPath(script.folder, command.words[1] ?? '');
			return;
		case 'export':
		case 'declare':
		case 'readonly':
		case 'local':
		case 'set':
			readExport(script, command.words);
			return;
		case 'docker':
		case 'podman':
		case 'nerdctl':
		case 'buildah':
		case 'helm':
		case 'oras':
		case 'skopeo':
		case 'crane':
		case 'cosign':
			readContainer(script, command);
			return;
		case 'npm':
		case 'yarn':
		case 'pnpm':
		case 'bun':
		case 'lerna':
			readNpm(script, command);
			return;
		case 'dotnet':
		case 'nuget':
		case 'gem':
		case 'mvn':
		case 'gradle':
			readPackageTool(script, command);
			return;
		case 'curl':
		case 'wget':
		case 'http':
		case 'https':
		case 'xh':
		case 'invoke-restmethod':
		case 'invoke-webrequest':
		case 'irm':
		case 'iwr':
			readFetcher(script, command);
			return;
		default:
	}

	if (/^(?:bash|sh|zsh|dash|ksh|eval|pwsh|powershell)$/.test(program) && depth < 3) {
		const inner =
			program === 'eval'
				? command.words.slice(1).join(' ')
				: command.words[command.words.findIndex(word => /^-\w*c$|^-Command$/i.test(word)) + 1];
		const isInline =
			program === 'eval' || command.words.some(word => /^-\w*c$|^-Command$/i.test(word));
		const text = isInline
			? inner
			: command.words.length === 1 || command.words[1] === '-s'
				? command.input
				: undefined;
		if (text !== undefined && text !== '') {
			readCommands({...script, text, lineAt: () => command.line - script.firstLine}, depth + 1);
			return;
		}
	}

	if (readTool(script, command, program)) return;
	if (readProgram(script, command)) return;
	if (first !== '' && !harmless.has(program) && !/^[\d$({-]/.test(first))
		noteStranger(script, command);
};

/** The text that `echo` or `cat <<<` hands on through a pipe. */
const outputOf = (command: ShellCommand | undefined): string => {
	if (command === undefined) return '';
	const [first, ...rest] = command.words.map(({text}) => text);
	if (first === 'echo' || first === 'printf' || /^Write-/i.test(first ?? '')) return rest.join(' ');
	if (first === 'cat') return command.input?.text ?? '';
	return command.words.map(({text}) => text).join(' ');
};

const isPiped = (text: string, at: number): boolean =>
	/(?:^|[^|])\|&?\s*$/.test(text.slice(Math.max(0, at - 40), at));

const readCommands = (script: Script, depth: number): void => {
	let before: ShellCommand | undefined;
	for (const found of readShell(script.text)) {
		const own = new Map(found.assignments.map(({name, value}) => [name, value.text]));
		const words = unwrap(
			readPowershellAssignment(
				script,
				found.words.map(({text}) => text),
			),
			own,
		);
		const line = script.firstLine + script.lineAt(found.at);
		if (words.length === 0) {
			for (const [name, value] of own) setVariable(script, name, value);
		} else {
			const input = found.input?.text ?? (isPiped(script.text, found.at) ? outputOf(before) : '');
			readCommand(script, {words, line, input, own}, depth);
		}

		before = found;
	}
};

/** Variables whose value is a token, with the tokens. */
const tokenVariables = (script: Script): ReadonlyMap<string, readonly TokenName[]> =>
	new Map(
		[...script.scope.env].flatMap(([name, value]) => {
			const tokens = withoutFallback(tokensIn(value, script.scope)).filter(mayBeOfGitHub);
			return tokens.length === 0 ? [] : [[name, tokens] as const];
		}),
	);

const firstTokens = (
	given: ReadonlyMap<string, readonly TokenName[]>,
): ReadonlyMap<string, TokenName> =>
	new Map(
		[...given].flatMap(([name, tokens]) => tokens.slice(0, 1).map(token => [name, token] as const)),
	);

/** What a program of the repository, or one that nobody knows, may do with the tokens that it is given. */
const readPrograms = (script: Script): void => {
	const given = tokenVariables(script);
	if (given.size === 0) return;
	const names = [...given.values()].flat().map(({name}) => name);
	const what = [...new Set(names)].join(', ');
	for (const {line, text, path} of script.programs) {
		script.findings.handOn({
			line,
			text,
			path,
			reason: `a program that gets ${what}; what it calls is not in the files that were read`,
			tokens: firstTokens(given),
		});
	}

	const left = script.ownVariables.filter(name => given.has(name) && !script.used.has(name));
	if (script.programs.length > 0 || left.length === 0) return;
	if (script.stranger !== undefined) {
		const {line, text} = script.stranger;
		script.findings.unknown(line, text, `a program that gets ${what}; what it calls is not known`);
	}
};

/** Reads the commands of a script: of a step, or of a shell file. */
export const readScript = (text: string, place: ScriptPlace): void => {
	const script: Script = {
		...place,
		text,
		variables: new Map(place.scope.env),
		used: new Set(),
		lineAt: countLines(text),
		programs: [],
	};
	readCommands(script, 0);
	readPrograms(script);
};

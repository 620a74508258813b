import {
	interpreters,
	isHarmlessCommand,
	scriptEnding,
	wrapperPrograms,
} from '../catalog/shell-programs.ts';
import {readShell, type ShellCommand} from '../needs/command-line/index.ts';
import {countLines} from '../text/count-lines.ts';
import {joinPath} from './join-path.ts';
import {
	basename,
	type Command,
	compactExpressions,
	expand,
	type Script,
	type ScriptPlace,
	show,
	tokensOfText,
} from './script.ts';
import {
	calledBody,
	dependsOnWords,
	functionsOf,
	isInside,
	type ShellFunction,
} from './script-functions.ts';
import {readGh} from './script-gh.ts';
import {readGit, readGitCredentials} from './script-git.ts';
import {readContainer, readNpm, readNpmLogin, readPackageTool} from './script-packages.ts';
import {joinPowershellLines, readPowershellAssignment} from './script-powershell.ts';
import {readFetcher} from './script-requests.ts';
import {firstTokens, readTool, tokenVariables} from './script-tools.ts';
import type {InlineProgram} from './use.ts';

/** Records the first program that may use the tokens in an unknown way. */
const noteStranger = (script: Script, command: Command): void => {
	const [first = '', ...words] = command.words;
	if (/^[\d$({-]/.test(first) || isHarmlessCommand(basename(first), words)) return;
	script.stranger ??= {line: command.line, text: show(command)};
};

const fillPath = (word: string, {variables}: Script): string =>
	expand(word, variables)
		.replace(/\$\{?GITHUB_WORKSPACE\}?\/?|\$\{\{\s*github\.workspace\s*\}\}\/?/g, '')
		.replace(/\$\{\{\s*github\.action_path\s*\}\}\/?|\$\{?GITHUB_ACTION_PATH\}?\/?/g, './');

/** Returns the file of the repository that a command runs: `node scripts/a.js`, `./a.sh`, `source a.sh`. */
const pathOfProgram = (
	script: Script,
	{words: [first = '', ...rest]}: Command,
): string | undefined => {
	const [path = '', ...others] = [first, ...rest].map(word => fillPath(word, script));
	if (interpreters.test(basename(first)))
		return others.find(
			word => !word.startsWith('-') && (scriptEnding.test(word) || /^\.{0,2}\//.test(word)),
		);
	if (first === 'source' || first === '.') return others[0];
	return /^\.{1,2}[\\/]/.test(path) || (path.includes('/') && !path.startsWith('/'))
		? path
		: undefined;
};

const dataEnding = /\.(?:ya?ml|json|md|txt|toml)$/i;

const readProgram = (script: Script, command: Command): boolean => {
	const path = pathOfProgram(script, command);
	// A pattern of `case` looks like a command.
	if (path === undefined || path.includes('$') || dataEnding.test(path)) return false;
	const {line} = command;
	script.programs.push({line, text: show(command), path: joinPath(script.folder, path)});
	return true;
};

const languages: ReadonlyArray<readonly [RegExp, InlineProgram['language']]> = [
	[/^(?:python[\d.]*|py)$/, 'python'],
	[/^(?:node|bun|deno|tsx)$/, 'javascript'],
	[/^ruby$/, 'ruby'],
];

/** Reads a program in another language: `python3 - <<'PY'`, `node -e '…'`. Returns whether it was one. */
const readInline = (script: Script, command: Command, program: string): boolean => {
	const language = languages.find(([pattern]) => pattern.test(program))?.[1];
	if (language === undefined) return false;
	const option = command.words.findIndex(word => /^(?:-c|-e|--eval|-p|eval)$/.test(word));
	const text = option === -1 ? command.input : command.words[option + 1];
	const takesFile = command.words.slice(1).some(word => scriptEnding.test(word));
	if (text === undefined || text === '' || (option === -1 && takesFile)) return false;
	script.findings.inline({
		language,
		text,
		firstLine: command.line + (option === -1 ? 1 : 0),
		variable: name => tokensOfText(script, command, `\${${name}}`)[0] ?? {kind: 'variable', name},
	});
	return true;
};

const isDlx = (name: string, verb: string): boolean =>
	/^(?:pnpm|yarn)$/.test(name) && /^(?:dlx|exec)$/.test(verb);

const isRun = (name: string, verb: string): boolean =>
	/^(?:uv|poetry|pipenv|rye|hatch|bundle)$/.test(name) && /^(?:run|exec)$/.test(verb);

const optionsWithValue = /^-(?:[nPILEduC]|-package|-user|-kill-after|-signal|p)$/;

/** Removes the options and variables after a wrapper: `env X=1`, `timeout 10`, `npx --yes`. */
const skipOptions = (
	name: string,
	words: readonly string[],
	own: Map<string, string>,
): readonly string[] => {
	const [next = ''] = words;
	const [, variable, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(next) ?? [];
	if (variable !== undefined && value !== undefined) own.set(variable, value);
	const isOption = next.startsWith('-') && next !== '-';
	const isTime = name === 'timeout' && /^[\d.]+[smhd]?$/.test(next);
	if (variable === undefined && !isOption && !isTime) return words;
	return skipOptions(name, words.slice(optionsWithValue.test(next) ? 2 : 1), own);
};

/** Removes the wrappers of a command: `sudo`, `env X=1`, `timeout 10`, `npx --yes`. */
const unwrap = (
	words: readonly string[],
	own: Map<string, string>,
	turns = 0,
): readonly string[] => {
	const [first = '', ...others] = words;
	const name = basename(first);
	const verb = others[0] ?? '';
	const hasVerb = isDlx(name, verb) || isRun(name, verb);
	if ((!wrapperPrograms.has(name) && !hasVerb) || turns > 8) return words;
	const rest = skipOptions(name, hasVerb ? others.slice(1) : others, own);
	const [program = '', ...operands] = rest;
	// `semantic-release@24`: the version is not part of the name.
	const isPackage = /^(?:npx|bunx|pnpx|uvx)$/.test(name) || isDlx(name, verb);
	return unwrap(
		rest.length > 0 && isPackage ? [program.replace(/(.)@[^@/]*$/, '$1'), ...operands] : rest,
		own,
		turns + 1,
	);
};

const setVariable = (script: Script, name: string, value: string): void => {
	const others = new Map(script.variables);
	others.delete(name);
	script.variables.set(name, expand(value, others));
};

const readExport = (script: Script, {words}: Command): void => {
	for (const word of words.slice(1)) {
		const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(word) ?? [];
		if (name !== undefined && value !== undefined) setVariable(script, name, value);
	}
};

/** Reads `npm run name`, which runs a script of package.json. */
const readPackageScript = (script: Script, command: Command): void => {
	const [, verb, ...others] = command.words.filter(word => !word.startsWith('-'));
	const part = verb === 'run' ? others[0] : verb;
	if (part === undefined || verb === 'exec') {
		noteStranger(script, command);
		return;
	}

	const path = joinPath(script.folder, 'package.json');
	script.programs.push({line: command.line, text: show(command), path, part});
};

/** Keeps values for later steps: `echo "NAME=value" >> $GITHUB_ENV`, or `$GITHUB_OUTPUT`. */
const keepForLater = (script: Script, command: Command): void => {
	const [, kind] = /\bGITHUB_(ENV|OUTPUT)\b/.exec(command.source) ?? [];
	const text = command.words.slice(1).find(word => word.includes('='));
	const [, name, value] = /^([A-Za-z_][\w-]*)=(.*)$/s.exec(text ?? '') ?? [];
	if (kind === undefined || name === undefined || value === undefined) return;
	const {state, stepId, variables} = script;
	if (kind === 'ENV') state.env.set(name, expand(value, variables));
	const [token] = kind === 'OUTPUT' ? tokensOfText(script, command, value) : [];
	if (token !== undefined) state.stepTokens.set(`steps.${stepId ?? ''}.outputs.${name}`, token);
};

/** Reads printed text. It can set values for later steps, or log npm or git in. */
const readPrinted = (script: Script, command: Command): void => {
	keepForLater(script, command);
	readNpmLogin(script, command);
	readGitCredentials(script, command);
};

type CommandReader = (script: Script, command: Command) => void;

const changeFolder: CommandReader = (script, {words}) => {
	script.folder = joinPath(script.folder, words[1] ?? '');
};

const readHub: CommandReader = ({findings}, command) =>
	findings.unknown(command.line, show(command), 'hub is not known: gh does the same');

/** The reader of each command, by its program. */
const readers: ReadonlyArray<readonly [programs: string, read: CommandReader]> = [
	['gh', readGh],
	['git', readGit],
	['hub', readHub],
	['echo printf cat tee', readPrinted],
	['cd pushd set-location', changeFolder],
	['export declare readonly local set', readExport],
	['docker podman nerdctl buildah helm oras skopeo crane cosign', readContainer],
	[
		'npm yarn pnpm bun',
		(script, command) => {
			if (readNpm(script, command)) readPackageScript(script, command);
		},
	],
	[
		'dotnet nuget gem mvn gradle',
		(script, command) => {
			if (!readPackageTool(script, command)) noteStranger(script, command);
		},
	],
	['curl wget http https xh invoke-restmethod invoke-webrequest irm iwr', readFetcher],
];

const readerOf = new Map(
	readers.flatMap(([programs, read]) =>
		programs.split(' ').map(program => [program, read] as const),
	),
);

const shells = /^(?:bash|sh|zsh|dash|ksh|eval|pwsh|powershell)$/;

/** Returns the script that a shell receives: `bash -c '…'`, `eval …`, `bash <<EOF`. */
const scriptFor = (program: string, {words, input}: Command): string => {
	if (!shells.test(program)) return '';
	if (program === 'eval') return words.slice(1).join(' ');
	const option = words.findIndex(word => /^-\w*c$|^-Command$/i.test(word));
	if (option !== -1) return words[option + 1] ?? '';
	return words.length === 1 || words[1] === '-s' || words[1] === '-' ? input : '';
};

/** Reads a call of a function. What depends on its arguments gets the line of the call. */
const readCall = (
	script: Script,
	{words, line}: Command,
	called: ShellFunction,
	depth: number,
): void => {
	const given = words.slice(1).map(word => expand(word, script.variables));
	const text = calledBody(called, given);
	const lineIn = countLines(text);
	readCommands(
		{
			...script,
			text,
			variables: new Map(script.variables),
			lineAt: at =>
				dependsOnWords(called, lineIn(at)) ? line - script.firstLine : called.line + lineIn(at),
		},
		depth + 1,
	);
};

const readCommand = (script: Script, command: Command, depth: number): void => {
	const [first = ''] = command.words;
	const program = basename(first);
	const read = readerOf.get(program.toLowerCase());
	if (read !== undefined) {
		read(script, command);
		return;
	}

	const called = script.functions.get(first);
	if (called !== undefined && depth < 3) {
		readCall(script, command, called, depth);
		return;
	}

	const inner = depth < 3 ? scriptFor(program, command) : '';
	if (inner !== '') {
		const isInput = inner === command.input;
		const lineAt = countLines(inner);
		const line = command.line - script.firstLine;
		readCommands(
			{...script, text: inner, lineAt: at => (isInput ? line + 1 + lineAt(at) : line)},
			depth + 1,
		);
		return;
	}

	if (readTool(script, command, program) || readInline(script, command, program)) return;
	if (readProgram(script, command)) return;
	noteStranger(script, command);
};

/** Returns the text that `echo` or `cat <<<` sends through a pipe. */
const outputOf = (command: ShellCommand | undefined): string => {
	if (command === undefined) return '';
	const [first, ...rest] = command.words.map(({text}) => text);
	if (first === 'echo' || first === 'printf' || /^Write-/i.test(first ?? '')) return rest.join(' ');
	if (first === 'cat') return command.input?.text ?? '';
	return command.words.map(({text}) => text).join(' ');
};

const isPiped = (text: string, at: number): boolean =>
	/(?:^|[^|])\|&?\s*$/.test(text.slice(Math.max(0, at - 40), at));

/** Returns the words of the array in `"${ARGS[@]}"`. */
const fillArray = (word: string, variables: ReadonlyMap<string, string>): readonly string[] => {
	const [, name] = /^\$\{([A-Za-z_]\w*)\[[@*]\]\}$/.exec(word) ?? [];
	const value = name === undefined ? undefined : variables.get(name);
	return value === undefined ? [word] : value.split('\n').filter(each => each !== '');
};

const readCommands = (script: Script, depth: number): void => {
	let before: ShellCommand | undefined;
	for (const found of readShell(script.text)) {
		// The commands of such a function are read where it is called.
		if (depth === 0 && isInside(script.functions.values(), found.at)) continue;
		const own = new Map(found.assignments.map(({name, value}) => [name, value.text]));
		const given = found.words.flatMap(({text}) => fillArray(text, script.variables));
		const words = unwrap(
			readPowershellAssignment(given, (name, value) => setVariable(script, name, value)),
			own,
		);
		const line = script.firstLine + script.lineAt(found.at);
		if (words.length === 0) {
			for (const {name, value, isAdded} of found.assignments) {
				const before = isAdded ? `${script.variables.get(name) ?? ''}\n` : '';
				setVariable(script, name, before + value.text);
			}
		} else {
			const input = found.input?.text ?? (isPiped(script.text, found.at) ? outputOf(before) : '');
			const source = /^[^\n]{0,1000}/.exec(script.text.slice(found.at))?.[0] ?? '';
			readCommand(script, {words, line, input, own, source}, depth);
		}

		before = found;
	}
};

/** Passes the tokens that a file receives on to the programs that it runs. */
const passOn = ({programs, stranger, findings}: Script): void => {
	const shared = {tokens: new Map(), passesOn: {}};
	const reason = 'a program that gets a token; what it calls is not in the files that were read';
	for (const program of programs) findings.handOn({...program, ...shared, reason});
	if (stranger !== undefined)
		findings.handOn({
			...stranger,
			...shared,
			path: '',
			reason: 'a program that gets a token; what it calls is not known',
		});
};

/** Passes tokens on to the programs of the repository, and reports a program with an unknown use. */
const readPrograms = (script: Script): void => {
	const given = tokenVariables(script);
	if (!script.isInWorkflow) passOn(script);
	if (given.size === 0) return;
	const names = [...given.values()].flat().map(({name}) => name);
	const what = [...new Set(names)].join(', ');
	for (const {line, text, path, part} of script.programs) {
		script.findings.handOn({
			line,
			text,
			path,
			part,
			reason: `a program that gets ${what}; what it calls is not in the files that were read`,
			tokens: firstTokens(given),
		});
	}

	const left = script.ownVariables.filter(name => given.has(name) && !script.used.has(name));
	if (script.programs.length > 0 || left.length === 0 || script.stranger === undefined) return;
	const {line, text} = script.stranger;
	script.findings.unknown(line, text, `a program that gets ${what}; what it calls is not known`);
};

/** Reads the commands of a script: of a step, or of a shell file. */
export const readScript = (text: string, place: ScriptPlace): void => {
	const isPowershell = /\$env:|^[ \t]{0,40}\$\w{1,60} ?=|-Headers\b/im.test(text);
	const lineAt = countLines(text);
	const script: Script = {
		...place,
		text: isPowershell ? joinPowershellLines(text) : text,
		variables: new Map(
			[...place.scope.env].map(([name, value]) => [name, compactExpressions(value)]),
		),
		used: new Set(),
		programs: [],
		lineAt,
		functions: functionsOf(text, lineAt),
	};
	readCommands(script, 0);
	readPrograms(script);
};

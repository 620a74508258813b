import {flagsOf, readArguments} from './arguments.ts';
import {readShell, type ShellCommand, type ShellWord} from './shell.ts';

/** Keywords of a shell before a command. */
const keywords = new Set(['if', 'then', 'elif', 'else', 'while', 'until', 'do', '!', '{', 'time']);

/** Programs that run the command after them, with their flags that have a value. */
const wrappers: {readonly [name: string]: string} = {
	builtin: '',
	command: '',
	doas: 'user:u=',
	env: 'unset:u= chdir:C=',
	exec: 'a:a=',
	nice: 'adjustment:n=',
	nohup: '',
	setsid: '',
	stdbuf: 'input:i= output:o= error:e=',
	sudo: 'user:u= group:g= prompt:p= host:h= chdir:D=',
	time: 'format:f= output:o=',
	timeout: 'signal:s= kill-after:k=',
	xargs: 'max-args:n= replace:I= max-procs:P= delimiter:d= max-lines:L= arg-file:a= eof:E= s:s=',
};

/** Programs that run the command after `--` with secrets in its environment. */
const environmentWrappers = new Set([
	...[
		'op',
		'doppler',
		'dotenv',
		'infisical',
		'aws-vault',
		'chamber',
		'teller',
		'envchain',
		'direnv',
	],
	...['nix', 'mise', 'devbox', 'poetry', 'pnpm', 'with-env'],
]);

const shells = new Set(['bash', 'sh', 'zsh', 'dash', 'ksh', 'ash', 'pwsh', 'powershell', 'cmd']);

const assignment = /^([A-Za-z_]\w*)=(.*)$/s;

/** The most commands inside one another that are read. */
const deepest = 8;

const withWords = (command: ShellCommand, words: readonly ShellWord[]): ShellCommand => ({
	...command,
	words,
});

/** Returns the command after the flags of a wrapper. The variables of `env` become assignments. */
const behindFlags = (
	command: ShellCommand,
	name: string,
	words: readonly ShellWord[],
): ShellCommand => {
	const known = flagsOf(wrappers[name] ?? '');
	let index = 0;
	while (index < words.length && /^-/.test(words[index]?.text ?? '')) {
		const text = words[index]?.text ?? '';
		index++;
		if (text === '--') break;
		if (known.get(text)?.hasValue) index++;
	}

	let rest = words.slice(index);
	if (name === 'timeout') rest = rest.slice(1);
	const assignments = [...command.assignments];
	if (name === 'env') {
		for (let [word] = rest; word !== undefined; [word] = rest) {
			const [, own = '', text = ''] = assignment.exec(word.text) ?? [];
			if (own === '') break;
			assignments.push({name: own, value: {text, isComputed: word.isComputed}});
			rest = rest.slice(1);
		}
	}

	const isReplacing = words.slice(0, index).some(({text}) => /^-I|^--replace/.test(text));
	if (name === 'xargs' && !isReplacing) {
		rest = [...rest, {text: '$ARGUMENT', isComputed: true}];
	}

	return {...command, words: rest, assignments};
};

/** Returns the script of `bash -c '…'` and similar commands. */
const innerScript = (words: readonly ShellWord[]): string | undefined => {
	const flag = words.findIndex(({text}) => /^(?:-[a-z]*c|-command|\/c)$/i.test(text));
	return flag === -1 ? undefined : words[flag + 1]?.text;
};

/** Removes an assignment in quotes or a keyword from the beginning of a command. Undefined when there is none. */
const withoutPrefix = (command: ShellCommand): ShellCommand | undefined => {
	const [first, ...rest] = command.words;
	if (first === undefined) return undefined;
	const own = first.isComputed ? null : assignment.exec(first.text);
	if (own !== null) {
		const value = {text: own[2] ?? '', isComputed: false};
		return {
			...command,
			words: rest,
			assignments: [...command.assignments, {name: own[1] ?? '', value}],
		};
	}

	return keywords.has(first.text) && rest.length > 0 ? withWords(command, rest) : undefined;
};

const sshFlags = flagsOf(
	'b:b= c:c= D:D= E:E= e:e= F:F= I:I= i:i= J:J= L:L= l:l= m:m= O:O= o:o= p:p= R:R= S:S= W:W= w:w=',
);

/** Returns the script that a command runs: `bash -c '…'`, `bash <<END`, `eval …`, `ssh host '…'`. */
const scriptOf = (name: string, {words, input}: ShellCommand): string | undefined => {
	const rest = words.slice(1);
	if (name === 'eval') return rest.map(({text}) => text).join(' ');
	if (name === 'ssh') {
		const [, ...script] = readArguments(rest, sshFlags).words;
		return script.length === 0 ? input?.text : script.map(({text}) => text).join(' ');
	}
	if (!shells.has(name)) return undefined;
	const readsInput = rest.length === 0 || rest[0]?.text === '-s';
	return innerScript(rest) ?? (readsInput ? input?.text : undefined);
};

const unwrap = (command: ShellCommand, depth: number): readonly ShellCommand[] => {
	const [first, ...rest] = command.words;
	if (first === undefined || depth > deepest) return [];
	const shorter = withoutPrefix(command);
	if (shorter !== undefined) return unwrap(shorter, depth + 1);
	const name = first.text.split('/').at(-1) ?? '';
	if (Object.hasOwn(wrappers, name)) return unwrap(behindFlags(command, name, rest), depth + 1);
	const script = scriptOf(name, command);
	if (script !== undefined) {
		return readShell(script).flatMap(inner =>
			unwrap({...inner, assignments: [...command.assignments, ...inner.assignments]}, depth + 1),
		);
	}

	const dashes = environmentWrappers.has(name) ? rest.findIndex(({text}) => text === '--') : -1;
	return dashes === -1 ? [command] : unwrap(withWords(command, rest.slice(dashes + 1)), depth + 1);
};

/**
 * Finds the commands that a command runs: itself, or the command after `sudo`, `env`, `time`, `xargs` and similar
 * programs, or the commands in the script of `bash -c`.
 */
export const unwrapCommand = (command: ShellCommand): readonly ShellCommand[] => unwrap(command, 0);

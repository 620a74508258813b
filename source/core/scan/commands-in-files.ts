/**
 * Turns files with shell commands into shell scripts. All lines keep their numbers: a line without a command
 * becomes empty.
 */

/** Applies `change` to each line, together with the lines that continue it after `\\`. */
const changeLines = (
	text: string,
	change: (lines: readonly string[]) => readonly string[],
): string => {
	const lines = text.split('\n');
	const changed: string[] = [];
	for (let start = 0; start < lines.length; ) {
		let end = start + 1;
		while (end < lines.length && /\\\s*$/.test(lines[end - 1] ?? '')) end++;
		changed.push(...change(lines.slice(start, end)));
		start = end;
	}

	return changed.join('\n');
};

const nothing = (lines: readonly string[]): readonly string[] => lines.map(() => '');

/** Returns the `RUN` commands and the `ENV` variables of a Dockerfile. */
export const commandsOfDockerfile = (text: string): string => {
	let heredoc: string | undefined;
	return changeLines(text, lines => {
		const [first = '', ...others] = lines;
		if (heredoc !== undefined) {
			const isEnd = first.trim() === heredoc;
			if (isEnd) heredoc = undefined;
			return isEnd ? nothing(lines) : lines;
		}

		const [, environment] = /^\s*ENV\s+([A-Za-z_]\w*=.*)$/i.exec(first) ?? [];
		if (environment !== undefined) return [`export ${environment}`, ...others];
		const [, command] = /^\s*RUN\s+((?:--\w+(?:=\S*)?\s+)*.*)$/i.exec(first) ?? [];
		if (command === undefined) return nothing(lines);
		const plain = command.replace(/^(?:--\w+(?:=\S*)?\s+)+/, '');
		[, heredoc] = /^<<-?['"]?(\w+)['"]?\s*$/.exec(plain) ?? [];
		return [heredoc === undefined ? plain : '', ...others];
	});
};

/** Rewrites `$(NAME)` as `${NAME}`, `$(shell command)` as `$(command)`, and `$$` as `$`. */
const asShell = (line: string): string =>
	line
		.replace(/\$\(shell /g, '$(')
		.replace(/\$\(([A-Za-z_]\w*)\)/g, '$${$1}')
		.replaceAll('$$', '$');

/** Returns the recipes of a makefile or a justfile, and its variables with a value of one word. */
export const commandsOfMakefile = (text: string): string =>
	changeLines(text, lines => {
		const [first = ''] = lines;
		const [, name, value] =
			/^(?:export\s+)?([A-Za-z_]\w*)\s*(?:::?|\?)?=\s*(\S+)\s*$/.exec(first) ?? [];
		if (name !== undefined && value !== undefined) return [asShell(`${name}=${value}`)];
		if (!/^(?:\t| {2})/.test(first)) return nothing(lines);
		return lines.map((line, index) => asShell(index === 0 ? line.replace(/^\s*[@+-]*/, '') : line));
	});

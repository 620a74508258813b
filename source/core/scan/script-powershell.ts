/** The text of a PowerShell script in which a hash table, or a command that goes on with `` ` ``, is one line. */
export const joinPowershellLines = (text: string): string =>
	text
		.replace(/@\{[^}]{0,4000}\}/g, table => table.replaceAll('\n', ' '))
		.replace(/`\r?\n/g, whole => ' '.repeat(whole.length));

const plainWord = /^\w[\w-]*$/;

/**
 * `$env:Name = value` and `$name = value`: what is set, or else what is run to get the value.
 */
export const readPowershellAssignment = (
	words: readonly string[],
	set: (name: string, value: string) => void,
): readonly string[] => {
	const [, name] = /^\$(?:env:)?(\w+)$/i.exec(words[0] ?? '') ?? [];
	if (name === undefined || words[1] !== '=') return words;
	const rest = words.slice(2);
	const isTable = rest[0]?.startsWith('@{');
	if (!isTable && (rest.length !== 1 || plainWord.test(rest[0] ?? ''))) return rest;
	set(name, rest.join(' '));
	return [];
};

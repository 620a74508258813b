/** Joins each hash table, and each command that continues after `` ` ``, into one line. */
export const joinPowershellLines = (text: string): string =>
	text
		.replace(/@\{[^}]{0,4000}\}/g, table => table.replaceAll('\n', ' '))
		.replace(/`\r?\n/g, whole => ' '.repeat(whole.length));

const plainWord = /^\w[\w-]*$/;

/** Sets the variable of `$env:Name = value`, `$name = value`. Returns the words that remain to be read. */
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

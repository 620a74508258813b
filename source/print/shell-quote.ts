import {showText} from '../core/text/show.ts';

/**
 * Quotes a word from outside for the command line of a shell, so that the user can paste it. Escapes
 * characters as `showText` does, and adds quotes only where a shell needs them.
 */
export const quoteForShell = (word: string): string => {
	const shown = showText(word);
	// zsh replaces a word that begins with = by the path of a command.
	return /^[\w./@:+-][\w./@:+,=-]*$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
};

/**
 * Writes the command line of a pat-wizard command with a name and flags, ready to paste. Puts `--` before a
 * name that begins with a hyphen.
 */
export const writeCommandLine = (
	command: string,
	name: string,
	flags: readonly string[] = [],
): string => {
	const words = name.startsWith('-')
		? [...flags, '--', quoteForShell(name)]
		: [quoteForShell(name), ...flags];
	return ['pat-wizard', command, ...words].join(' ');
};

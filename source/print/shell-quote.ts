import {showText} from '../core/text/show.ts';

/**
 * A word from outside as it may be pasted into the command line of a shell: escaped as `showText` does,
 * and in quotes where a shell needs them.
 */
export const quoteForShell = (word: string): string => {
	const shown = showText(word);
	// A word that begins with = is a command's path in zsh.
	return /^[\w./@:+-][\w./@:+,=-]*$/.test(shown) ? shown : `'${shown.replaceAll("'", "'\\''")}'`;
};

/**
 * The command line of a command with a name and flags, to be pasted. A name that begins as an option does
 * stands behind `--`.
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

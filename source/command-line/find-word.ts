import {isOptionName, options} from '../commands/options.ts';

/** Returns the index of the first word that is neither an option nor the value of one, or -1. */
export const findWord = (args: readonly string[]): number => {
	for (let place = 0; place < args.length; place++) {
		const word = args[place] ?? '';
		if (word === '--') {
			return -1;
		}
		if (!word.startsWith('-') || word === '-') {
			return place;
		}
		const name = word.replace(/^--/, '');
		if (isOptionName(name) && options[name].value !== undefined) {
			place += 1;
		}
	}
	return -1;
};

import {usageError} from '../core/errors.ts';
import {quoteBriefly} from '../core/text/mask.ts';
import {didYouMean} from '../core/text/nearest.ts';
import {listWords} from '../core/text/words.ts';
import type {Command} from './command.ts';
import {shells} from './shells.ts';

/** `pat-wizard completion <bash|zsh|fish>` */
export const completion: Command = {
	name: 'completion',
	arguments: [{name: 'bash | zsh | fish', completion: 'shell'}],
	summary: 'Print the script that completes words in your shell',
	description: [
		'With it, Tab completes commands, options, permissions and their levels, scopes, presets and the names of your profiles.',
	],
	options: [],
	examples: [
		{line: 'completion bash >> ~/.bashrc', does: 'bash'},
		{line: 'completion zsh >> ~/.zshrc', does: 'zsh, below the line with compinit'},
		{
			line: 'completion fish > ~/.config/fish/completions/pat-wizard.fish',
			does: 'fish',
		},
	],
	run: async (context, {words}) => {
		const [shell = ''] = words;
		if (!shells.includes(shell)) {
			throw usageError(
				`There is no completion for ${quoteBriefly(shell)}`,
				didYouMean(shell, shells) ?? `Choose ${listWords(shells, 'or')}`,
			);
		}
		const {writeScript} = await import('./completion-scripts.ts');
		context.printResult(writeScript(shell));
		return 'done';
	},
};

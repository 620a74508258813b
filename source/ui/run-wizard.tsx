import {render} from 'ink';
import {PacedInput, type TerminalInput} from './paced-input.ts';
import {canShowUnicode, chooseSymbols, drawAsAscii} from './theme.ts';
import {Wizard} from './wizard.tsx';
import type {WizardAnswer, WizardOptions} from './wizard-options.ts';

/** Where the wizard is drawn, and where its keys come from. */
export type WizardTerminal = {
	readonly stdin: TerminalInput;
	/** A terminal: standard output, or standard error where the output is not one. */
	readonly stdout: NodeJS.WriteStream;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly platform: string;
	/** Stops the program until the shell continues it (SIGSTOP). */
	readonly suspend: () => Promise<void>;
};

/** The same terminal, for which everything written is put in ASCII. */
const writeAscii = (terminal: NodeJS.WriteStream): NodeJS.WriteStream =>
	new Proxy(terminal, {
		get: (target, property) => {
			const value: unknown = Reflect.get(target, property);
			if (property === 'write') {
				return (output: unknown, ...others: unknown[]) =>
					Reflect.apply(target.write, target, [
						typeof output === 'string' ? drawAsAscii(output) : output,
						...others,
					]);
			}
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});

/**
 * Shows the wizard until the user has decided. Resolves with the decision, or with `undefined` when
 * the user left; the terminal is then as it was before.
 */
export const runWizard = async (
	options: WizardOptions,
	{stdin, stdout, environment, platform, suspend}: WizardTerminal,
): Promise<WizardAnswer | undefined> => {
	const input = new PacedInput(stdin);
	const isUnicode = canShowUnicode(environment, platform);
	const isScreenReaderEnabled = environment.INK_SCREEN_READER === 'true';
	try {
		const app = render(
			<Wizard
				options={options}
				symbols={chooseSymbols(isUnicode)}
				suspend={suspend}
				holdKeys={input.hold}
			/>,
			{
				stdin: input as unknown as NodeJS.ReadStream,
				stdout: isUnicode ? stdout : writeAscii(stdout),
				exitOnCtrlC: false,
				patchConsole: false,
				interactive: true,
				alternateScreen: !isScreenReaderEnabled,
				incrementalRendering: !isScreenReaderEnabled,
				isScreenReaderEnabled,
				maxFps: 60,
			},
		);
		return (await app.waitUntilExit()) as WizardAnswer | undefined;
	} finally {
		input.close();
	}
};

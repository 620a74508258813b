import {createInterface} from 'node:readline';
import type {ReadStream} from 'node:tty';

/**
 * Asks for a line of text at the terminal, with keys for editing. Resolves with `undefined` after Esc, Ctrl+C and the
 * end of input. Ctrl+C also aborts `stop`.
 */
export const askLine = (
	question: string,
	input: ReadStream,
	output: NodeJS.WritableStream,
	stop: AbortController,
): Promise<string | undefined> =>
	new Promise(resolve => {
		// Readline reports a lone Esc once nothing has followed it for this many milliseconds.
		const line = createInterface({input, output, historySize: 0, escapeCodeTimeout: 50});
		const leave = (): void => {
			output.write('\n');
			line.close();
		};
		const listen = (_: unknown, key: {readonly name?: string} | undefined): void => {
			if (key?.name === 'escape') {
				leave();
			}
		};
		input.on('keypress', listen);
		stop.signal.addEventListener('abort', leave);
		line.once('SIGINT', () => stop.abort());
		line.once('close', () => {
			input.off('keypress', listen);
			stop.signal.removeEventListener('abort', leave);
			// This has no effect after an answer.
			resolve(undefined);
		});
		// The wizard unrefs the input when it ends.
		input.ref();
		line.question(question, text => {
			resolve(text);
			line.close();
		});
	});

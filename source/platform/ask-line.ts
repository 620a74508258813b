import {createInterface} from 'node:readline';
import type {ReadStream} from 'node:tty';

/**
 * Asks for a line of text at the terminal, with the keys that lines are edited with. Esc, Ctrl+C and the end of
 * input give undefined, and Ctrl+C aborts `stop`, too.
 */
export const askLine = (
	question: string,
	input: ReadStream,
	output: NodeJS.WritableStream,
	stop: AbortController,
): Promise<string | undefined> =>
	new Promise(resolve => {
		// A lone Esc is told as a key once nothing has followed it for so many milliseconds.
		const line = createInterface({input, output, historySize: 0, escapeCodeTimeout: 50});
		const leave = (): void => line.close();
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
			// After an answer it has no effect.
			resolve(undefined);
		});
		// The wizard lets it go when it ends.
		input.ref();
		line.question(question, text => {
			resolve(text);
			line.close();
		});
	});

import {EventEmitter} from 'node:events';
import type {ReadStream} from 'node:tty';
import {expect, test} from 'vitest';
import {readToken} from '../../source/platform/read-token.ts';

const secret = `github_pat_${'a1B2'.repeat(20)}`;

/** A terminal that only remembers its modes. */
class Terminal extends EventEmitter {
	isTTY = true;
	isRaw = false;
	isPaused = true;

	setRawMode(isRaw: boolean): this {
		this.isRaw = isRaw;
		return this;
	}

	pause(): this {
		this.isPaused = true;
		return this;
	}

	resume(): this {
		this.isPaused = false;
		return this;
	}

	ref(): this {
		return this;
	}
}

const ask = () => {
	const terminal = new Terminal();
	const stop = new AbortController();
	let written = '';
	const answer = readToken(
		{kind: 'prompt'},
		{
			environment: {},
			terminal: terminal as unknown as ReadStream,
			write: text => {
				written += text;
			},
			stop,
		},
	);
	/** What the terminal sends in one read, and what is left of it after that. */
	const type = (text: string): Buffer => {
		const bytes = Buffer.from(text, 'latin1');
		terminal.emit('data', bytes);
		return bytes;
	};
	const isCalm = (): boolean =>
		!terminal.isRaw && terminal.isPaused && written.endsWith('\u001B[?2004l\n');
	return {answer, type, stop, isCalm, terminal, written: () => written};
};

test.each([
	['as it is', [secret, '\r']],
	['with keys that correct it', ['ghp_wrong', '\u0015', `${secret}x`, '\u007F\r']],
	['with a correction of what is beyond ASCII', ['\u00C3\u00A9\u007F', `${secret}\r`]],
	['with keys that do nothing', ['\u001BOP\u001B[1;5C', `${secret}\r`]],
	['pasted, with a line break', [`\u001B[200~${secret}\n\u001B[201~`, '\r']],
	[
		'pasted over a slow line',
		['\u001B', '[20', `0~${secret.slice(0, 30)}`, `${secret.slice(30)}\u001B[201~\r`],
	],
	['with an arrow key in between', [secret.slice(0, 20), '\u001B[D', secret.slice(20), '\r']],
])('a token is read %s, and overwritten where it came from', async (_, reads) => {
	const {answer, type, isCalm, written} = ask();
	for (const read of reads) {
		expect(type(read).every(byte => byte === 0)).toBe(true);
	}
	expect((await answer)?.reveal()).toBe(secret);
	expect(isCalm()).toBe(true);
	expect(written()).not.toContain(secret.slice(0, 8));
});

test.each([
	['Esc', '\u001B', false],
	['Ctrl+D', '\u0004', false],
	['Ctrl+C', '\u0003', true],
])('%s leaves the prompt', async (_, key, isStopped) => {
	const {answer, type, stop, isCalm} = ask();
	type(secret);
	type(key);
	expect(await answer).toBeUndefined();
	expect([isCalm(), stop.signal.aborted]).toEqual([true, isStopped]);
});

test('a signal and the end of the terminal leave the prompt, too', async () => {
	const signalled = ask();
	signalled.stop.abort();
	expect(await signalled.answer).toBeUndefined();
	const ended = ask();
	ended.terminal.emit('end');
	expect(await ended.answer).toBeUndefined();
	expect([signalled.isCalm(), ended.isCalm()]).toEqual([true, true]);
});

test.each([
	['\r', 'The given text is empty'],
	['kein Tokën\r', 'no token has'],
])('%j is refused in words', async (text, words) => {
	const {answer, type} = ask();
	type(text);
	await expect(answer).rejects.toThrow(words);
});

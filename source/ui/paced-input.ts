import {EventEmitter} from 'node:events';

/** The input of a terminal. */
export type TerminalInput = NodeJS.ReadStream;

const pasteStart = '\u001B[200~';
const pasteEnd = '\u001B[201~';

/** How long a lone escape waits for the rest of a sequence, in milliseconds. */
const escapePatience = 40;

/**
 * How long other unfinished input waits, in milliseconds. The network or the terminal's buffer cut the
 * sequence.
 */
const cutPatience = 500;

/** A longer run of text in one read was pasted, not typed. It stays whole. */
const longestTypedRun = 32;

/** Longer than the sequence of any key. Longer input without an end is no key. */
const longestSequence = 64;

const sequence = /^\u001B(?:\[\[?[0-?]*[ -/]*[@-~]|O[0-9;]*[@-~])/;
const unfinishedSequence = /^\u001B(?:\[\[?[0-?]*[ -/]*|O[0-9;]*)?$/;
const text = /^[^\u0000-\u001F\u007F]+/;

/**
 * Alt with one of these characters is one key. Any other character after an escape is a key of its own.
 * A letter that begins a word was typed after Esc.
 */
const altKey = /^\u001B(?:[\u007F\b]|[bdfBDF](?![^\u0000-\u001F\u007F]))/;

/** The Esc key as the kitty protocol writes it. Ink would wait for what follows a bare escape. */
const escapeKey = '\u001B[27u';

type Token = {readonly keys: readonly string[]; readonly length: number} | 'unfinished';

const readPaste = (input: string): Token => {
	const end = input.indexOf(pasteEnd);
	if (end === -1) {
		return 'unfinished';
	}
	const length = end + pasteEnd.length;
	return {keys: [input.slice(0, length)], length};
};

const readEscape = (input: string): Token => {
	if (input.startsWith(pasteStart)) {
		return readPaste(input);
	}
	const found = sequence.exec(input) ?? altKey.exec(input);
	if (found !== null) {
		const [whole] = found;
		return {keys: [whole], length: whole.length};
	}
	return unfinishedSequence.test(input) && input.length < longestSequence
		? 'unfinished'
		: {keys: ['\u001B'], length: 1};
};

const readToken = (input: string): Token => {
	if (input.startsWith('\u001B')) {
		return readEscape(input);
	}
	const [run] = text.exec(input) ?? [];
	if (run === undefined) {
		// Before raw mode, the terminal turned Enter into a line feed.
		return {keys: [input.startsWith('\n') ? '\r' : input.slice(0, 1)], length: 1};
	}
	const characters = [...run];
	return {keys: characters.length > longestTypedRun ? [run] : characters, length: run.length};
};

/**
 * Splits input into keys: escape sequences and bracketed pastes whole, typed text by character. `rest` is
 * the beginning of a key whose end has not come yet.
 */
export const splitKeys = (
	input: string,
): {readonly keys: readonly string[]; readonly rest: string} => {
	const keys: string[] = [];
	let position = 0;
	while (position < input.length) {
		const token = readToken(nextPart(input, position));
		if (token === 'unfinished') {
			return {keys, rest: input.slice(position)};
		}
		keys.push(...token.keys);
		position += token.length;
	}
	return {keys, rest: ''};
};

/** The length of the parts in which input is searched for keys. */
const longestPart = 4096;

/** The input to search for the next key: a whole paste, or else a part that ends with a whole character. */
const nextPart = (input: string, position: number): string => {
	if (input.startsWith(pasteStart, position)) {
		return input.slice(position);
	}
	const part = input.slice(position, position + longestPart);
	return part.length === longestPart ? part.replace(/[\uD800-\uDBFF]$/, '') : part;
};

/** Ctrl+C. */
const leaveKey = '\u0003';

/** More keys than anybody types ahead. With more waiting, Ctrl+C drops them. */
const longestTypedAhead = 256;

/**
 * Standard input that hands Ink one key at a time and lets React draw in between. Keys that arrive
 * together would otherwise all act on the state before the first of them: ink-select-input would move
 * twice and choose what had the focus at the start. Raw mode is on from the beginning, so that nothing
 * typed early is echoed or lost.
 */
export class PacedInput extends EventEmitter {
	readonly isTTY: boolean;
	readonly #source: TerminalInput;
	readonly #hangUp: () => void;
	/** Replaces an encoding of the source, which cannot be unset. The prompt for a token reads bytes. */
	readonly #decoder = new TextDecoder('utf-8', {ignoreBOM: true});
	readonly #waiting: string[] = [];
	#unfinished = '';
	#current: string | null = null;
	#isPaused = false;
	#isHeld = false;
	#escapeTimer: NodeJS.Timeout | undefined;
	#lastLook: NodeJS.Immediate | undefined;

	/** @param hangUp Is called when nothing more can come, because the terminal was closed. */
	constructor(source: TerminalInput, hangUp: () => void = () => {}) {
		super();
		this.setMaxListeners(0);
		this.isTTY = source.isTTY === true;
		this.#source = source;
		this.setRawMode(true);
		source.on('data', this.#receive);
		this.#hangUp = hangUp;
		source.on('end', hangUp);
		source.on('error', hangUp);
	}

	/** Stops listening. What was not read yet is dropped. */
	close(): void {
		clearTimeout(this.#escapeTimer);
		clearImmediate(this.#lastLook);
		this.#waiting.length = 0;
		this.#source.off('data', this.#receive);
		this.setRawMode(false);
		this.#source.pause();
		this.#source.off('end', this.#hangUp);
		this.#source.off('error', this.#hangUp);
	}

	/** Hands out no key while held. What comes meanwhile is kept. */
	hold = (isHeld: boolean): void => {
		this.#isHeld = isHeld;
		setImmediate(this.#next);
	};

	#receive = (chunk: string | Buffer): void => {
		clearTimeout(this.#escapeTimer);
		clearImmediate(this.#lastLook);
		const read = typeof chunk === 'string' ? chunk : this.#decoder.decode(chunk, {stream: true});
		if (this.#unfinished.startsWith(pasteStart) && read.endsWith(leaveKey)) {
			// Without this, a paste whose end is lost would swallow all later keys.
			this.#unfinished = '';
			this.#take(leaveKey);
			this.#next();
			return;
		}
		const {keys, rest} = splitKeys(this.#unfinished + read);
		this.#unfinished = rest;
		// A loop, because a flood has more keys than a call may have arguments.
		for (const key of keys) {
			this.#take(key);
		}
		if (rest !== '' && !rest.startsWith(pasteStart)) {
			const isKey = rest === '\u001B' && read.length <= longestTypedRun;
			this.#escapeTimer = setTimeout(
				() => {
					// On a busy machine the rest may have arrived without being read.
					this.#lastLook = setImmediate(this.#giveUpWaiting);
				},
				isKey ? escapePatience : cutPatience,
			);
		}
		this.#next();
	};

	#take(key: string): void {
		if (key === leaveKey && this.#waiting.length > longestTypedAhead) {
			this.#waiting.length = 0;
		}
		this.#waiting.push(key);
	}

	/** Handles a sequence without an end: the escape was the Esc key, and the rest was typed. */
	#giveUpWaiting = (): void => {
		const rest = this.#unfinished;
		this.#unfinished = '';
		this.#waiting.push('\u001B', ...splitKeys(rest.slice(1)).keys);
		this.#next();
	};

	#next = (): void => {
		const isStopped = this.#isPaused || this.#isHeld;
		if (isStopped || this.#waiting.length === 0 || this.listenerCount('readable') === 0) {
			return;
		}
		this.#isPaused = true;
		const key = this.#waiting.shift() ?? null;
		this.#current = key === '\u001B' ? escapeKey : key;
		this.emit('readable');
		setImmediate(() => {
			setImmediate(() => {
				this.#isPaused = false;
				this.#next();
			});
		});
	};

	read(): string | null {
		const key = this.#current;
		this.#current = null;
		return key;
	}

	override on(event: string, listener: (...values: unknown[]) => void): this {
		super.on(event, listener);
		if (event === 'readable') {
			setImmediate(this.#next);
		}
		return this;
	}

	override addListener(event: string, listener: (...values: unknown[]) => void): this {
		return this.on(event, listener);
	}

	setRawMode(isRaw: boolean): this {
		try {
			this.#source.setRawMode?.(isRaw);
		} catch {
			// The terminal may be closed, and then has no modes.
		}
		return this;
	}

	setEncoding(): this {
		return this;
	}

	ref(): this {
		this.#source.ref();
		return this;
	}

	unref(): this {
		this.#source.unref();
		return this;
	}
}

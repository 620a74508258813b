import type {Environment} from '../environment.ts';
/** Whether a terminal cannot copy for a program, judged by `TERM`: the Linux console and terminals that only print. */
export const lacksClipboard = (term: string | undefined): boolean =>
	term === 'dumb' || term === 'linux';

const ESC = '\u001b';
const ST = `${ESC}\\`;

/**
 * Writes the OSC 52 sequence that asks a terminal to put a text, given in Base64, on the clipboard
 * (https://invisible-island.net/xterm/ctlseqs/ctlseqs.html), wrapped so that tmux and GNU screen pass it on. tmux
 * gets the plain sequence too: its options `set-clipboard` and `allow-passthrough` decide which one it uses. screen
 * takes at most 768 bytes at a time.
 */
export const writeClipboardSequence = (base64: string, environment: Environment): string => {
	const sequence = `${ESC}]52;c;${base64}\u0007`;
	const term = environment.TERM ?? '';
	if (environment.TMUX || term.startsWith('tmux')) {
		return `${sequence}${ESC}Ptmux;${sequence.replaceAll(ESC, ESC + ESC)}${ST}`;
	}
	if (environment.STY || term.startsWith('screen')) {
		return (sequence.match(/.{1,500}/gs) ?? []).map(part => `${ESC}P${part}${ST}`).join('');
	}
	return sequence;
};

/** Whether a terminal, by its `TERM`, has no clipboard that a program could ask it to fill: the Linux console, and those that only print. */
export const lacksClipboard = (term: string | undefined): boolean =>
	term === 'dumb' || term === 'linux';

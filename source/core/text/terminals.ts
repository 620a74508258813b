/** Whether a terminal, by its `TERM`, only prints: asked to copy a text it does nothing. The Linux console has no clipboard. */
export const isDeafTerminal = (term: string | undefined): boolean =>
	term === 'dumb' || term === 'linux';

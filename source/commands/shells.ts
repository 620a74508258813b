/** The shells that words can be completed in. */
export const shells: readonly string[] = ['bash', 'zsh', 'fish'];

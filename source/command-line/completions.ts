/** A word that completes an unfinished one. It is unfinished itself when it ends with `=`. */
export type Candidate = {readonly value: string; readonly summary: string};

/** The candidates for an unfinished word, or `files`: the shell completes file names. */
export type Completions = 'files' | readonly Candidate[];

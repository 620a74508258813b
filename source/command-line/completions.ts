/** A word that a half-written one may become. It is unfinished when it ends with `=`. */
export type Candidate = {readonly value: string; readonly summary: string};

/** What a half-written command line may become. `files`: the shell completes names of files. */
export type Completions = 'files' | readonly Candidate[];

import * as fc from 'fast-check';

// Few runs of each property, the same for every mutant.
fc.configureGlobal({numRuns: 30, seed: 1});

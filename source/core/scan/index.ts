/**
 * Finds the tokens that the code and the workflows of a repository use, and the least that each needs. Load
 * this with `import()`: it loads the readers of all languages and their tables.
 */
export {type FileKind, fileKindOf} from '../catalog/file-kinds.ts';
export type {ReadFile, ScannedUnknown} from './follow-tokens.ts';
export {needsPersonalToken, profileNameOf, profileOf, type Repository} from './profiles-of.ts';
export {readFile} from './read-file.ts';
export {
	type Because,
	reportOf,
	type ScannedToken,
	type ScannedType,
	type ScanReport,
} from './report.ts';
export {
	type Conditional,
	emptyFileReading,
	type FileReading,
	type TokenKind,
	type TokenName,
} from './use.ts';

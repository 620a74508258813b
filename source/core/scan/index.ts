/**
 * From a repository's files to the tokens that its code and workflows use, each with the least that it
 * needs. The readers of all languages and their tables come with it, so load this with `import()`.
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
	emptyReading,
	type FileReading,
	type TokenKind,
	type TokenName,
} from './use.ts';

/**
 * From a repository's files to the tokens that its code and workflows use, each with the least that it
 * needs. Readers and tables are loaded for the languages that are met, so load this with `import()`.
 */
export {needsPersonalToken, profileNameOf, profileOf, type Repository} from './profiles-of.ts';
export {type FileKind, fileKindOf, readFile} from './read-file.ts';
export {
	type Because,
	type ReadFile,
	reportOf,
	type ScannedToken,
	type ScannedType,
	type ScannedUnknown,
	type ScanReport,
} from './report.ts';
export type {Conditional, FileReading, TokenKind, TokenName} from './use.ts';

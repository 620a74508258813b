import {outsideError, usageError} from './errors.ts';

/** Returns the code of an error from the system or Node, such as `ENOENT`. */
export const codeOf = (error: unknown): string | undefined =>
	error instanceof Error && 'code' in error && typeof error.code === 'string'
		? error.code
		: undefined;

/** The meanings of system errors for a file or a host, as clauses without a full stop. */
export const systemReasons: Readonly<Record<string, string>> = {
	EACCES: 'permission is denied',
	EAI_AGAIN: 'its name cannot be looked up now',
	ECONNREFUSED: 'it refuses the connection',
	ECONNRESET: 'it ended the connection',
	EDQUOT: 'the disk quota is used up',
	EEXIST: 'a part of its path is a file, not a folder',
	EFBIG: 'the system does not let the file grow that large',
	EHOSTUNREACH: 'it cannot be reached',
	EIO: 'the disk reports a fault',
	EISDIR: 'it is a folder',
	ELOOP: 'its symbolic links lead in a circle',
	EMFILE: 'too many files are open',
	ENAMETOOLONG: 'its path is too long',
	ENETUNREACH: 'the network cannot be reached',
	ENFILE: 'too many files are open',
	ENOSPC: 'the disk is full',
	ENOTDIR: 'a part of its path is a file, not a folder',
	ENOTFOUND: 'its name is not known here',
	EPERM: 'permission is denied',
	EPROTO: 'it does not speak https',
	EROFS: 'the disk is read-only',
	ETIMEDOUT: 'it does not answer',
	ERR_INVALID_ARG_VALUE: 'it is not a valid path',
};

/** Returns the meaning of a system error, as a clause without a full stop. `undefined` for other errors. */
export const reasonOf = (error: unknown): string | undefined => {
	const code = codeOf(error);
	return code === undefined ? undefined : (systemReasons[code] ?? `the system says ${code}`);
};

/** The codes of errors for which the user named a wrong path. */
const mistakes: ReadonlySet<string | undefined> = new Set([
	'EISDIR',
	'ELOOP',
	'ENAMETOOLONG',
	'ENOTDIR',
	'ERR_INVALID_ARG_VALUE',
]);

/** The words about a path from the user: `shown` is the path, `missing` and `wanted` are hints. */
export type NamedPath = {
	readonly shown: string;
	/** The kind of thing that it should be: `file`. */
	readonly kind: string;
	readonly missing: string;
	readonly wanted: string;
};

/** Turns a system error about a path from the user into a PatWizardError. Returns any other error unchanged. */
export const explainPath = (error: unknown, {shown, kind, missing, wanted}: NamedPath): unknown => {
	const reason = reasonOf(error);
	if (reason === undefined) {
		return error;
	}
	if (codeOf(error) === 'ENOENT') {
		return usageError(`There is no ${kind} ${shown}`, missing);
	}
	return mistakes.has(codeOf(error))
		? usageError(`${shown} cannot be used: ${reason}`, wanted)
		: outsideError(`${shown} cannot be read: ${reason}`, undefined, error);
};

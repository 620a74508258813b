import {existsSync, readFileSync} from 'node:fs';
import {chmod, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

/** How a stand-in behaves. */
export type StandInOptions = Readonly<{
	/** Its exit code. Default 0. */
	exit?: number;
	/** What it writes to standard output. */
	output?: string;
	/** What it writes to standard error. */
	errorOutput?: string;
	/** Whether it reads its standard input to the end, to be told by `input`. */
	readsInput?: boolean;
	/** Further shell commands, run after the call is noted and before it ends. */
	script?: string;
}>;

/** A program that only remembers how it was called. */
export type StandIn = Readonly<{
	/** Its path, for variables such as `BROWSER`. */
	path: string;
	/** The arguments of every call so far. */
	calls: () => readonly (readonly string[])[];
	/** What the last call read from standard input; empty before that. */
	input: () => string;
}>;

const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const parseCalls = (log: string): string[][] => {
	const fields = log.split('\0').slice(0, -1);
	const calls: string[][] = [];
	let position = 0;
	while (position < fields.length) {
		const start = position + 1;
		position = start + Number(fields[position]);
		calls.push(fields.slice(start, position));
	}

	return calls;
};

/**
 * Puts a shell script in place of a program: put its folder first in `PATH`, or name its path.
 * Not on Windows. What runs in the background is waited for with
 * `await expect.poll(() => standIn.calls()).toEqual(…)`.
 */
export const makeStandIn = async (
	folder: string,
	name: string,
	{exit = 0, output = '', errorOutput = '', readsInput = false, script = ''}: StandInOptions = {},
): Promise<StandIn> => {
	const path = join(folder, name);
	const log = `${path}.calls`;
	const input = `${path}.input`;
	const lines = [
		'#!/bin/sh',
		`printf '%s\\0' "$#" "$@" >> ${quote(log)}`,
		readsInput ? `cat > ${quote(input)}` : '',
		output === '' ? '' : `printf %s ${quote(output)}`,
		errorOutput === '' ? '' : `printf %s ${quote(errorOutput)} >&2`,
		script,
		`exit ${exit}`,
	];
	await writeFile(path, `${lines.filter(line => line !== '').join('\n')}\n`);
	await chmod(path, 0o755);
	const read = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
	return {path, calls: () => parseCalls(read(log)), input: () => read(input)};
};

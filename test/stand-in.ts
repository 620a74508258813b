import {existsSync, readFileSync} from 'node:fs';
import {chmod, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

/** The behaviour of a stand-in. */
export type StandInOptions = Readonly<{
	/** Its exit code. Default 0. */
	exit?: number;
	/** What it writes to standard output. */
	output?: string;
	/** What it writes to standard error. */
	errorOutput?: string;
	/** Whether it reads its standard input to the end, which `input` then returns. */
	readsInput?: boolean;
	/** Further shell commands, run after it recorded the call. */
	script?: string;
}>;

/** A program that records its calls. */
export type StandIn = Readonly<{
	/** Its path, for variables such as `BROWSER`. */
	path: string;
	/** The arguments of every call so far. */
	calls: () => readonly (readonly string[])[];
	/** The standard input of the last call. Empty before the first call. */
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
 * Writes a shell script that replaces a program: put its folder first in `PATH`, or use its path. Wait for a call in
 * the background with `await expect.poll(() => standIn.calls()).toEqual(…)`. Not on Windows.
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

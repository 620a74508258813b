import {mkdir, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';

/** @typedef {{path: string, contents: Uint8Array | string, mode?: number}} OutputFile */

/**
 * Writes these files into a folder, and nothing else.
 *
 * @param {string} folder
 * @param {readonly OutputFile[]} files Their paths are relative to the folder.
 */
export const writeFiles = async (folder, files) => {
	await rm(folder, {recursive: true, force: true});
	for (const {path: name, contents, mode = 0o644} of files) {
		const file = path.join(folder, name);
		await mkdir(path.dirname(file), {recursive: true});
		await writeFile(file, contents, {mode});
	}
};

import {chmod, mkdir, readdir, readFile, rename, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';

/**
 * @typedef {{path: string, contents: Uint8Array | string, mode?: number}} OutputFile
 */

/**
 * Writes these files to a folder and removes all others. Replaces each file whole, in the given order, and only when it
 * changed, so that a program that runs from the folder meanwhile never loads half a build.
 *
 * @param {string} folder
 * @param {readonly OutputFile[]} files Their paths are relative to the folder.
 */
export const writeFiles = async (folder, files) => {
	await mkdir(folder, {recursive: true});
	for (const file of files) {
		const target = path.join(folder, file.path);
		const contents = Buffer.from(file.contents);
		const present = await readFile(target).catch(() => undefined);
		if (!present?.equals(contents)) {
			const draft = `${target}.${process.pid}`;
			await mkdir(path.dirname(target), {recursive: true});
			await writeFile(draft, contents);
			await rename(draft, target);
		}

		await chmod(target, file.mode ?? 0o644);
	}

	const wanted = new Set(files.map(file => path.normalize(file.path)));
	for (const entry of await readdir(folder, {recursive: true, withFileTypes: true})) {
		const found = path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name));
		if (!entry.isDirectory() && !wanted.has(found)) {
			await rm(path.join(folder, found), {force: true});
		}
	}
};

/**
 * Draws the readme's pictures from the built program into media: `npm run pictures`. With `--check` it writes nothing,
 * and fails when a scene cannot be played any more or a picture is not what the program shows.
 */
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {drawScene} from './pictures/play.js';
import {scenes} from './pictures/scenes.js';

const media = fileURLToPath(new URL('../media', import.meta.url));
const {values} = parseArgs({options: {check: {type: 'boolean', default: false}}});

try {
	const pictures = (await Promise.all(scenes.map(drawScene))).flat();
	const present = (await readdir(media).catch(() => [])).filter(name => name.endsWith('.svg'));
	const unwanted = present.filter(name => !pictures.some(picture => picture.name === name));
	/** @type {string[]} */
	const changed = [];
	for (const {name, svg} of pictures) {
		const old = await readFile(path.join(media, name), 'utf8').catch(() => '');
		if (old !== svg) {
			changed.push(name);
		}
	}
	if (values.check) {
		if (changed.length > 0 || unwanted.length > 0) {
			throw new Error(
				`Not what the program shows: ${[...changed, ...unwanted].join(', ')}. Draw the pictures with npm run pictures, and look at them`,
			);
		}
	} else {
		await mkdir(media, {recursive: true});
		for (const {name, svg} of pictures.filter(picture => changed.includes(picture.name))) {
			await writeFile(path.join(media, name), svg);
		}
		for (const name of unwanted) {
			await rm(path.join(media, name));
		}
		const done = [
			...changed.map(name => `Drew ${name}`),
			...unwanted.map(name => `Removed ${name}`),
		];
		process.stdout.write(`${done.join('\n') || 'No picture has changed'}\n`);
	}
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}

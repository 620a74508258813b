import {setTimeout as wait} from 'node:timers/promises';
import {drawFilm, drawStill} from './draw.js';
import {buildStage} from './stage.js';
import {keys, openTerminal} from './terminal.js';

/** How long a film shows what came of a letter, in milliseconds. */
const typing = 90;

/**
 * A move as what is sent, each with the text that shows that it arrived. Letters of a film go one by
 * one, each waited for.
 *
 * @param {import('./scenes.js').Move} move
 * @param {boolean} isFilm
 * @returns {{sent: string, until: string, hold: number, isStill: boolean}[]}
 */
const listSteps = ({press = [], type, until, hold = 0, isStill = false}, isFilm) => {
	if (type === undefined || !isFilm) {
		return [{sent: type ?? press.map(key => keys[key]).join(''), until, hold, isStill}];
	}
	if (!until.endsWith(type)) {
		throw new Error(`What is waited for after typing ${type} must end with it: ${until}`);
	}
	const before = until.slice(0, until.length - type.length);
	return [...type].map((sent, index) => ({
		sent,
		until: before + type.slice(0, index + 1),
		hold: index === type.length - 1 ? hold : typing,
		isStill: isStill && index === type.length - 1,
	}));
};

/**
 * Plays a scene in one of its sizes and tells what it looked like.
 *
 * @param {import('./scenes.js').Scene} scene
 * @param {import('./scenes.js').Size} size
 * @returns {Promise<import('./draw.js').Shot[]>}
 */
const playScene = async ({saved = [], moves, isFilm, from}, size) => {
	const stage = await buildStage();
	const terminal = openTerminal(stage, size);
	try {
		for (const args of saved) {
			await stage.run(args);
		}
		await terminal.until('$');
		/** @type {import('./draw.js').Shot[]} */
		const shots = [{rows: terminal.read(), hold: typing}];
		const steps = moves.flatMap(move => listSteps(move, isFilm === true));
		for (const [index, {sent, until, hold, isStill}] of steps.entries()) {
			terminal.send(sent);
			await terminal.until(until);
			const isLast = index === steps.length - 1;
			shots.push({rows: terminal.read(isLast ? from : undefined), hold, isStill});
		}
		return shots;
	} finally {
		terminal.close();
		// A program that was ended may still be writing what it keeps for the next start.
		await wait(50);
		await stage.strike();
	}
};

/**
 * How many rows hold something, the prompt that waits for the next command not counted.
 *
 * @param {readonly import('./read-rows.js').Row[]} rows
 */
const countRows = rows =>
	1 + rows.findLastIndex(row => row.some(({text}) => !/^[$ ]*$/.test(text)));

/**
 * The pictures of a scene, one for each of its sizes, as files.
 *
 * @param {import('./scenes.js').Scene} scene
 * @returns {Promise<{name: string, svg: string}[]>}
 * @throws when what is waited for does not appear, with the screen.
 */
export const drawScene = async scene => {
	const {id, title, sizes, isFilm} = scene;
	const pictures = [];
	for (const [width, {columns, rows}] of Object.entries(sizes)) {
		const shots = await playScene(scene, {columns, rows}).catch(error => {
			throw new Error(`The scene ${id} (${width}) cannot be played: ${error.message}`);
		});
		const height = Math.max(...shots.map(shot => countRows(shot.rows)));
		const last = shots.at(-1)?.rows ?? [];
		const svg = isFilm
			? drawFilm({title, columns, rows: height, shots})
			: drawStill({title, columns, rows: last.slice(0, countRows(last))});
		pictures.push({name: width === 'wide' ? `${id}.svg` : `${id}-${width}.svg`, svg});
	}
	return pictures;
};

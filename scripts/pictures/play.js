import {drawFilm, drawStill} from './draw.js';
import {buildStage} from './stage.js';
import {keys, openTerminal} from './terminal.js';

/** The time that a film shows each letter of a typed text, in milliseconds. */
const typing = 90;

/**
 * Splits a move into texts to send, each with the text to wait for. In a film each letter is a step of its own.
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
		throw new Error(`The text to wait for after typing ${type} must end with it: ${until}`);
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
 * The number of rows that are not empty, without the prompt at the end.
 *
 * @param {readonly import('./read-rows.js').Row[]} rows
 */
const countRows = rows =>
	1 + rows.findLastIndex(row => row.some(({text}) => !/^[$ ]*$/.test(text)));

/**
 * Plays a scene in one of its sizes and returns its shots.
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
			const rows = terminal.read(isLast ? from : undefined);
			// The prompt comes back when the program has written its cache: sooner or later.
			shots.push({rows: isLast ? rows.slice(0, countRows(rows)) : rows, hold, isStill});
		}
		return shots;
	} finally {
		terminal.close();
		await stage.strike();
	}
};

/**
 * Draws the pictures of a scene, one for each of its sizes.
 *
 * @param {import('./scenes.js').Scene} scene
 * @returns {Promise<{name: string, svg: string}[]>}
 * @throws when a text does not appear; the message has the screen.
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

/** One cell, in units of the picture. The width is that of common monospaced letters at this size. */
const cell = {width: 8.4, height: 19, letter: 14, base: 14};

const margin = 14;

/**
 * The terminal's colours by their numbers, for a white and a dark background, each with a contrast of at least 4.5 to
 * it. The program does not use the others.
 *
 * @type {Record<string, readonly [light: string, dark: string]>}
 */
const palette = {
	ground: ['#ffffff', '#151b23'],
	edge: ['#d1d9e0', '#3d444d'],
	text: ['#1f2328', '#e6edf3'],
	dim: ['#59636e', '#9198a1'],
	1: ['#cf222e', '#ff7b72'],
	2: ['#1a7f37', '#3fb950'],
	3: ['#8a5a00', '#e3b341'],
	4: ['#0969da', '#79c0ff'],
	5: ['#8250df', '#d2a8ff'],
	6: ['#0b7285', '#56d4dd'],
};

const variables = (/** @type {0 | 1} */ scheme) =>
	Object.entries(palette)
		.map(([name, colours]) => `--${name.length === 1 ? `c${name}` : name}:${colours[scheme]}`)
		.join(';');

const style = [
	`:root{${variables(0)}}`,
	`@media(prefers-color-scheme:dark){:root{${variables(1)}}}`,
	`text{font:${cell.letter}px ui-monospace,SFMono-Regular,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace;white-space:pre;fill:var(--text)}`,
	'.ground{fill:var(--ground);stroke:var(--edge)}',
	'.b{font-weight:bold}',
	'.d{fill:var(--dim)}',
	'.u{text-decoration:underline}',
	'.i{fill:var(--ground)}',
	'rect.i{fill:var(--text)}',
	...Object.keys(palette)
		.filter(name => name.length === 1)
		.map(name => `.c${name}{fill:var(--c${name})}`),
];

/** @param {string} text */
const escapeText = text =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** @param {number} value */
const round = value => Number(value.toFixed(2));

/** @param {import('./read-rows.js').Run} run */
const drawRun = run => {
	const {colour, ground, isBold, isDim, isInverse, isUnderlined} = run;
	for (const number of [colour, ground]) {
		if (number !== undefined && !(number in palette)) {
			throw new Error(`The colour ${number} is missing in the palette of the pictures`);
		}
	}
	const classes = [
		isBold ? 'b' : '',
		isDim && colour === undefined ? 'd' : '',
		isUnderlined ? 'u' : '',
		isInverse ? 'i' : '',
		colour === undefined || isInverse ? '' : `c${colour}`,
	].filter(name => name !== '');
	const named = classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
	const x = round(margin + run.column * cell.width);
	const width = round(run.width * cell.width);
	const box =
		isInverse || ground !== undefined
			? `<rect x="${x}" y="${-cell.base}" width="${width}" height="${cell.height}" class="${isInverse ? 'i' : `c${ground}`}"/>`
			: '';
	return run.text.trim() === '' && !isUnderlined
		? box
		: `${box}<text x="${x}" textLength="${width}" lengthAdjust="spacingAndGlyphs"${named}>${escapeText(run.text)}</text>`;
};

/**
 * @param {import('./read-rows.js').Row} row
 * @param {number} index
 */
const drawRow = (row, index) =>
	row.length === 0
		? ''
		: `<g transform="translate(0 ${round(margin + index * cell.height + cell.base)})">${row.map(drawRun).join('')}</g>`;

/**
 * @param {{title: string, columns: number, rows: number, styles?: readonly string[], body: readonly string[]}} picture
 */
const drawFrame = ({title, columns, rows, styles = [], body}) => {
	const width = Math.ceil(columns * cell.width + 2 * margin);
	const height = rows * cell.height + 2 * margin;
	return [
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
		`<title>${escapeText(title)}</title>`,
		`<style>\n${[...style, ...styles].join('\n')}\n</style>`,
		`<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" class="ground"/>`,
		...body.filter(line => line !== ''),
		'</svg>',
		'',
	].join('\n');
};

/**
 * Draws a picture of a screen as SVG: light, or dark where the reader's system is dark.
 *
 * @param {{title: string, columns: number, rows: readonly import('./read-rows.js').Row[]}} picture
 * @returns {string}
 */
export const drawStill = ({title, columns, rows}) =>
	drawFrame({title, columns, rows: rows.length, body: rows.map(drawRow)});

/**
 * Draws a film: each row is drawn once for as long as it stays the same. For readers who want no motion, it shows the
 * shot with `isStill`.
 *
 * @typedef {{rows: readonly import('./read-rows.js').Row[], hold: number, isStill?: boolean}} Shot
 * `hold` in milliseconds.
 *
 * @param {{title: string, columns: number, rows: number, shots: readonly Shot[]}} film
 * @returns {string}
 */
export const drawFilm = ({title, columns, rows, shots}) => {
	const starts = shots.map((_, index) =>
		shots.slice(0, index).reduce((sum, {hold}) => sum + hold, 0),
	);
	const length = shots.reduce((sum, {hold}) => sum + hold, 0);
	const still = shots.findIndex(({isStill}) => isStill);
	/** @type {Map<string, string[]>} */
	const spans = new Map();
	for (let row = 0; row < rows; row += 1) {
		const drawings = shots.map(shot => drawRow(shot.rows[row] ?? [], row));
		let first = 0;
		for (let index = 1; index <= shots.length; index += 1) {
			if (index === shots.length || drawings[index] !== drawings[first]) {
				const span = `${first}-${index}`;
				spans.set(span, [...(spans.get(span) ?? []), drawings[first] ?? '']);
				first = index;
			}
		}
	}
	const drawn = [...spans]
		.map(([span, lines]) => {
			const [first = 0, end = 0] = span.split('-').map(Number);
			return {first, end, drawing: lines.join('')};
		})
		.filter(({drawing}) => drawing !== '');
	const percent = (/** @type {number} */ index) =>
		`${round((100 * (starts[index] ?? length)) / length)}%`;
	const motion = drawn.map(({first, end}) => {
		const hide = end === shots.length ? '' : `${percent(end)}{visibility:hidden}`;
		const before = first === 0 ? '' : '0%{visibility:hidden}';
		return `@keyframes s${first}-${end}{${before}${percent(first)}{visibility:visible}${hide}}.s${first}-${end}{animation-name:s${first}-${end}}`;
	});
	return drawFrame({
		title,
		columns,
		rows,
		styles: [
			'.s{visibility:hidden}',
			'.still{visibility:visible}',
			`@media(prefers-reduced-motion:no-preference){.s{animation:${length / 1000}s step-end infinite}`,
			...motion,
			'}',
		],
		body: drawn.map(({first, end, drawing}) => {
			const mark = first <= still && still < end ? ' still' : '';
			return `<g class="s s${first}-${end}${mark}">${drawing}</g>`;
		}),
	});
};

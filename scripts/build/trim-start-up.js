import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {knownCosts, removals} from './removals.js';

/**
 * The path of a file below the innermost node_modules folder, with slashes, or undefined when it
 * is in none.
 *
 * @param {string} file
 */
const pathInPackages = file => {
	const parts = file.split(path.sep).join('/').split('/node_modules/');
	return parts.length > 1 ? parts.at(-1) : undefined;
};

/**
 * Applies a removal to the text of its file.
 *
 * @param {import('./removals.js').Removal} removal
 * @param {string} text
 * @throws {Error} when one of its patterns does not match as often as it has to.
 */
export const applyRemoval = (removal, text) => {
	let result = text;
	for (const {find, put, times = 1} of removal.changes) {
		const pattern = new RegExp(find.source, `${find.flags}g`);
		const matches = [...result.matchAll(pattern)].length;
		if (matches !== times) {
			throw new Error(
				`${removal.file} no longer fits the build step against "${removal.what}": ` +
					`${find} matches ${matches} times instead of ${times} (see scripts/build/removals.js)`,
			);
		}

		result = result.replaceAll(pattern, put);
	}

	return (removal.imports ?? '') + result;
};

/**
 * Names the known cost that a file of a package still has, if any.
 *
 * @param {string} text
 */
export const findKnownCost = text => knownCosts.find(({pattern}) => pattern.test(text))?.what;

/**
 * Takes out of the bundled packages what makes the start slow (see removals.js). A removal fails
 * the build when its pattern no longer matches, and when its package is bundled but its file is
 * not, and so does a package that brings a known cost along in a file without a removal.
 *
 * @param {{isWhole?: boolean}} [options] `isWhole: false` bundles single files of packages, and
 *   leaves out the check that every removal was met.
 * @returns {import('esbuild').Plugin}
 */
export const trimStartUp = ({isWhole = true} = {}) => ({
	name: 'trim-start-up',
	setup(build) {
		/** @type {Set<string>} */
		const loaded = new Set();

		build.onStart(() => loaded.clear());

		build.onLoad({filter: /[\\/]node_modules[\\/].*\.[cm]?js$/}, async ({path: file}) => {
			const name = pathInPackages(file);
			if (name === undefined) {
				return;
			}

			loaded.add(name);
			const removal = removals.find(candidate => candidate.file === name);
			const text = await readFile(file, 'utf8');
			const contents = removal === undefined ? text : applyRemoval(removal, text);
			const cost = findKnownCost(contents);
			if (cost !== undefined) {
				throw new Error(`${name} brings ${cost} along, which slows the start (see removals.js)`);
			}

			return removal === undefined ? undefined : {contents, loader: 'js'};
		});

		build.onEnd(() => {
			const names = [...loaded];
			const packageOf = (/** @type {string} */ name) =>
				/^(@[^/]+\/)?[^/]+\//.exec(name)?.[0] ?? name;
			const errors = removals
				.filter(({file}) => isWhole && !loaded.has(file))
				.filter(({file}) => names.some(name => name.startsWith(packageOf(file))))
				.map(({file, what}) => ({
					text: `${file} is not bundled any more, but its package is: "${what}" may be back`,
				}));
			return {errors};
		});
	},
});

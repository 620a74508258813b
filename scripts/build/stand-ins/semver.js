/** Stands in for semver, which conf uses for migrations alone. */
// biome-ignore lint/style/noDefaultExport: it is what conf imports of semver.
export default {
	/** @throws {Error} always: what is called here is not bundled. */
	valid: () => {
		throw new Error('conf is bundled without support for migrations (see scripts/build/bundle.js)');
	},
};

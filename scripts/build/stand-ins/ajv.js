/** Stands in for ajv and ajv-formats, which conf uses for a schema alone. */
export class Ajv2020 {
	/** @throws {Error} always: what is called here is not bundled. */
	constructor() {
		throw new Error('conf is bundled without support for a schema (see scripts/build/bundle.js)');
	}
}

// biome-ignore lint/style/noDefaultExport: it is what conf imports of ajv-formats.
export default {};

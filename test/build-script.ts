import {build} from 'rolldown';

/**
 * Bundles a script in TypeScript, so that a test can run it in a process of its own on every version of
 * Node. Packages are found from where it is written, which has to be below node_modules.
 */
export const buildScript = async (source: string, file: string): Promise<void> => {
	await build({
		input: source,
		platform: 'node',
		external: /^[^./]/,
		output: {file, format: 'esm', codeSplitting: false},
		logLevel: 'silent',
	});
};

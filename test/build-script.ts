import {build} from 'rolldown';

/**
 * Bundles a script in TypeScript, so that a test can run it in a process of its own on every version of Node. `file`
 * has to be below a folder with node_modules, so that the script finds its packages.
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

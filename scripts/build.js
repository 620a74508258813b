/**
 * Builds the program into dist, with its manual page and the schema of its files:
 * `node scripts/build.js`. Prints nothing when it worked.
 * `--metafile` also writes reports/metafile.json, for https://esbuild.github.io/analyze/.
 */
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {parseArgs} from 'node:util';
import {bundle} from './build/bundle.js';
import {describeManual} from './build/manual.js';
import {writeFiles} from './build/write-files.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const {values} = parseArgs({options: {metafile: {type: 'boolean', default: false}}});

try {
	const {files, metafile} = await bundle({root, entry: 'cli.tsx', outputFolder: 'dist'});
	const manual = {path: 'pat-wizard.1', contents: await describeManual(root)};
	const schema = {
		path: 'pat-wizard.schema.json',
		contents: await readFile(path.join(root, 'source/core/profile/profile-schema.json')),
	};
	await writeFiles(path.join(root, 'dist'), [manual, schema, ...files]);
	if (values.metafile) {
		const reports = path.join(root, 'reports');
		await mkdir(reports, {recursive: true});
		await writeFile(path.join(reports, 'metafile.json'), JSON.stringify(metafile));
	}
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}

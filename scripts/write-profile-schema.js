/**
 * Writes source/core/profile/profile-schema.json from source/core/profile/profile-schema.ts:
 * `node scripts/write-profile-schema.js`. Needed after a change of the catalogs; a test compares them.
 */
import {execFileSync} from 'node:child_process';
import {writeFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = path.join(root, 'source/core/profile/profile-schema.json');

const {outputFiles} = await build({
	entryPoints: [path.join(root, 'source/core/profile/profile-schema.ts')],
	bundle: true,
	format: 'esm',
	write: false,
	logLevel: 'error',
});
const code = Buffer.from(outputFiles[0]?.contents ?? '').toString('base64');
const {profileSchema} = await import(`data:text/javascript;base64,${code}`);
await writeFile(target, `${JSON.stringify(profileSchema, undefined, '\t')}\n`);
const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
execFileSync(process.execPath, [biome, 'format', '--write', target], {stdio: 'ignore'});

import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const core = fileURLToPath(new URL('../source/core', import.meta.url));

// Biome has no rule for it.
test('every exported name of the core has a doc comment', () => {
	const files = readdirSync(core, {recursive: true, encoding: 'utf8'}).filter(file =>
		file.endsWith('.ts'),
	);
	const bare = files.flatMap(file => {
		const text = readFileSync(join(core, file), 'utf8');
		const names = text.matchAll(/(?<!\*\/\n)^export (?:const|type|class|function) (\w+)/gm);
		return Array.from(names, ([, name]) => `${file}: ${name}`);
	});
	expect(files.length).toBeGreaterThan(30);
	expect(bare).toEqual([]);
});

import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {needsProgram} from './needs-program.ts';
import {findBuiltProgram} from './program.ts';
import {runProgram} from './run-cli.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const media = join(root, 'media');
const pictures = readdirSync(media).map(name => ({
	name,
	svg: readFileSync(join(media, name), 'utf8'),
}));

// Drawn on Linux: a shell of another platform writes its first lines differently.
test.skipIf(process.platform !== 'linux')(
	'every scene can be played, and the pictures show what the program shows',
	{timeout: 180_000},
	async context => {
		needsProgram(context, 'git');
		findBuiltProgram();
		const {code, stderr} = await runProgram(
			process.execPath,
			[join(root, 'scripts/pictures.js'), '--check'],
			{limit: 170_000},
		);
		expect([code, stderr]).toEqual([0, '']);
	},
);

describe.each(pictures)('$name', ({name, svg}) => {
	test('is small, and everything in it is its own', () => {
		expect(svg.length).toBeLessThan(name.startsWith('run') ? 150_000 : 20_000);
		expect(svg).not.toMatch(/<script|<image|<foreignObject|url\(|@import|\bhref=|\bon[a-z]+=/);
		expect(
			svg.match(/https?:[^"<\s]*/g)?.filter(address => !/github\.com|w3\.org/.test(address)),
		).toEqual([]);
	});

	test('has a title, both grounds, and text as wide as its cells', () => {
		expect(svg).toMatch(/<title>[^<]{20,}<\/title>/);
		expect(svg).toContain('@media(prefers-color-scheme:dark)');
		const texts = svg.match(/<text\b[^>]*>/g) ?? [];
		expect(texts.length).toBeGreaterThan(5);
		expect(texts.filter(text => !text.includes('textLength='))).toEqual([]);
	});

	test('tells nothing of the machine that drew it', () => {
		expect(svg).not.toMatch(/\/tmp\/|\/home\/|\/work\/|pat-wizard-pictures/);
	});

	test.runIf(name.startsWith('run'))('moves only for those who want it', () => {
		const moving = svg.indexOf('animation:');
		expect(svg.lastIndexOf('@media(prefers-reduced-motion:no-preference)', moving)).toBeGreaterThan(
			0,
		);
		expect(svg).toContain('still');
	});
});

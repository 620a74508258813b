import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {expect, test} from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const guide = readFileSync(join(root, '.github/contributing.md'), 'utf8');
const {scripts} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Every file of the project, and what the sources say. */
const files = ['source', 'test', 'scripts', '.github'].flatMap(folder =>
	readdirSync(join(root, folder), {recursive: true, encoding: 'utf8'})
		.filter(file => !file.includes('node_modules'))
		.map(file => `${folder}/${file.replaceAll('\\', '/')}`),
);
const sources = files
	.filter(file => /^(source|test)\/.*\.tsx?$/.test(file))
	.map(file => readFileSync(join(root, file), 'utf8'))
	.join('\n');

const inCode = [...guide.replaceAll(/```.*?```/gs, '').matchAll(/`([^`]+)`/g)].map(
	([, code = '']) => code,
);

test('every file that the guide names is there', () => {
	const named = inCode.filter(code => /^[\w./-]+\.(?:tsx?|js|json|md)$|^[\w./-]+\/$/.test(code));
	expect(named.length).toBeGreaterThan(30);
	const isThere = (name: string): boolean =>
		existsSync(join(root, name)) || files.some(file => file.endsWith(`/${name}`));
	expect(named.filter(name => !isThere(name) && !/^(src|fine-grained-pat)/.test(name))).toEqual([]);
});

test('every name of the code that it mentions is there', () => {
	const named = inCode.flatMap(
		code => /^([a-z]+[A-Z]\w+|[A-Z][a-z]+(?:[A-Z]\w*)?)(?:\(\))?$/.exec(code)?.[1] ?? [],
	);
	expect(named.length).toBeGreaterThan(5);
	expect(named.filter(name => !new RegExp(`\\b${name}\\b`).test(sources))).toEqual([]);
});

test('every script that it runs is there', () => {
	const named = [...guide.matchAll(/\bnpm run ([\w-]+)/g)].map(([, name = '']) => name);
	expect(named.length).toBeGreaterThan(4);
	expect(named.filter(name => !(name in scripts))).toEqual([]);
	const paths = [...guide.matchAll(/\bnode (scripts\/[\w/-]+\.js)/g)].map(([, path = '']) => path);
	expect(paths.filter(path => !existsSync(join(root, path)))).toEqual([]);
});

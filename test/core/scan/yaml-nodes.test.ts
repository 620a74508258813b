import {expect, test} from 'vitest';
import {readYaml, type YamlNode} from '../../../source/core/scan/yaml-nodes.ts';

const plain = (node: YamlNode): unknown => {
	const entries = node.entries();
	if (entries.length > 0)
		return Object.fromEntries(entries.map(({key, value}) => [key, plain(value)]));
	const items = node.items();
	return items.length > 0 ? items.map(plain) : node.text;
};

test.each([
	["a: 1\nb: [x, \"y z\", 'it''s']\n", {a: '1', b: ['x', 'y z', "it's"]}],
	['{on: {push: {branches: [main]}}}', {on: {push: {branches: ['main']}}}],
	['a:\n  - b: c\n    d: e\n  - f\n', {a: [{b: 'c', d: 'e'}, 'f']}],
	['a: |\n  one\n  two\nb: >-\n  one\n  two\n', {a: 'one\ntwo\n', b: 'one two'}],
	['a: &x {b: c}\nd: *x\ne: {<<: *x, f: g}\n', {a: {b: 'c'}, d: {b: 'c'}, e: {f: 'g', b: 'c'}}],
	['a: &x\n  b: c\nd:\n  <<: *x\n  b: own\n', {a: {b: 'c'}, d: {b: 'own'}}],
	['a: ~\nb: "\\u0041\\n"\n# c: d\ne: # f\n', {a: '', b: 'A\n', e: ''}],
])('reads %j', (text, expected) => {
	expect(readYaml(text).map(plain)).toEqual([expected]);
});

test('tells the line of a node, and where the text of a block begins', () => {
	const [root] = readYaml('jobs:\n  a:\n    run: |\n      one\n    uses: b\n');
	const job = root?.get('jobs')?.get('a');
	expect([job?.get('RUN')?.line, job?.get('run')?.textLine, job?.get('uses')?.line]).toEqual([
		3, 4, 5,
	]);
});

test.each([
	[
		'aliases of aliases',
		`a: &a [x,x,x,x]\n${[...'bcdefghijklmnop'].map((name, index) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghijklmno'[index]}`).join()}]`).join('\n')}`,
	],
	['an alias of itself', 'a: &a\n  b: *a\n'],
	['a merge of itself', 'a: &a\n  <<: *a\n'],
	['brackets that never close', '['.repeat(100_000)],
	['maps that never end', '{a: '.repeat(50_000)],
	['one line of a million characters', `a: ${'x'.repeat(1_000_000)}`],
	['tabs and no YAML at all', '\t%\u0000@`\n- :\n\t- }'],
])('%s ends soon', (_what, text) => {
	const started = performance.now();
	for (const node of readYaml(text)) node.get('jobs')?.entries();
	expect(performance.now() - started).toBeLessThan(5000);
});

import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {findCommentFaults} from './comment-rules.ts';

const core = fileURLToPath(new URL('../source/core', import.meta.url));

test('every exported name of the core has a comment that can be used without the code', () => {
	const files = readdirSync(core, {recursive: true, encoding: 'utf8'}).filter(file =>
		file.endsWith('.ts'),
	);
	expect(files.length).toBeGreaterThan(30);
	const faults = files.flatMap(file =>
		findCommentFaults(readFileSync(join(core, file), 'utf8')).map(fault => `${file}: ${fault}`),
	);
	expect(faults).toEqual([]);
});

describe('a fault is', () => {
	test.each([
		['no comment', 'export const a = 1;', 'a has no doc comment'],
		['a line comment', '// The number.\nexport const a = 1;', 'a has no doc comment'],
		['a comment apart', '/** The number. */\n\nexport const a = 1;', 'a has no doc comment'],
		[
			'a comment of the one before',
			'/** B. */\nconst b = 1;\nexport const a = b;',
			'a has no doc comment',
		],
		[
			'the name again',
			'/** Builds the link. */\nexport const buildLink = 1;',
			'buildLink says no more than its name',
		],
		[
			'the name of a type',
			'/** A token type. */\nexport type TokenType = string;',
			'TokenType says no more than its name',
		],
		[
			'the name with the kind',
			'/** The type of link kinds. */\nexport type LinkKind = 1;',
			'LinkKind says no more than its name',
		],
		[
			'no sentence',
			'/** the days that are left until then */\nexport const days = 1;',
			'days does not begin like a sentence',
		],
		[
			'no end',
			'/** The days that are left until then */\nexport const days = 1;',
			'days does not end like a sentence',
		],
		[
			'a silent throw',
			'/** Reads the number of days in a text. */\nexport const readDays = (): void => {\n\tthrow new Error();\n};',
			'readDays does not say what it throws',
		],
		['a list of names', 'const a = 1;\nexport {a};', 'a is exported far from its comment'],
	])('%s', (_name, text, fault) => {
		expect(findCommentFaults(text)).toEqual([fault]);
	});
});

test.each([
	'/** How many days a token lives, 1 to 366. */\nexport const lifetime = 366;',
	'/**\n * What is wrong with an answer.\n *\n * @throws nothing.\n */\nexport const check = (): void => {};',
	'/** Whether there is more than one. `a` stands for b. */\nexport function isOne(): boolean {}',
	'export type {Need} from "./need.ts";',
	'const hidden = 1;',
	'/** Every level, the lowest first. */\nexport const levels = [] as const satisfies readonly string[];',
])('%j is without fault', text => {
	expect(findCommentFaults(text)).toEqual([]);
});

import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
	containsToken,
	maskTokens,
	showBriefly,
	tokenWarning,
} from '../../../source/core/text/mask.ts';
import {
	hasHiddenCharacters,
	isPlain,
	showLines,
	showText,
	writeJson,
} from '../../../source/core/text/show.ts';
import {
	countCharacters,
	countOf,
	listSome,
	listWords,
	shorten,
} from '../../../source/core/text/words.ts';

describe('showText', () => {
	test.each([
		['a bell', 'a\u0007b', 'a\\u{0007}b'],
		['NUL', '\0', '\\u{0000}'],
		['delete', 'a\u007F', 'a\\u{007f}'],
		['an escape sequence', '\u001B[31mred\u001B[0m', '\\u{001b}[31mred\\u{001b}[0m'],
		['a hyperlink', '\u001B]8;;x\u001B\\', '\\u{001b}]8;;x\\u{001b}\\'],
		['an escape of one character', '\u009B2J', '\\u{009b}2J'],
		['a line break', 'a\nb', 'a⏎b'],
		['a carriage return', 'a\rb', 'a\\u{000d}b'],
		['a tab', 'a\tb', 'a\\u{0009}b'],
		['a line separator', 'a\u2028b', 'a\\u{2028}b'],
		['a paragraph separator', 'a\u2029b', 'a\\u{2029}b'],
		['a right-to-left override', 'gnp\u202Eexe', 'gnp\\u{202e}exe'],
		['an isolate', '\u2066a\u2069', '\\u{2066}a\\u{2069}'],
		['a zero-width space', 'oc\u200Bto', 'oc\\u{200b}to'],
		['a soft hyphen', 'oc\u00ADto', 'oc\\u{00ad}to'],
		['a byte order mark', '\uFEFFa', '\\u{feff}a'],
		['a filler that shows nothing', 'a\u3164b', 'a\\u{3164}b'],
		['a tag', 'a\u{E0041}b', 'a\\u{e0041}b'],
		['private use', '\uE000', '\\u{e000}'],
		['half a surrogate pair', 'a\uD83Db', 'a\\u{d83d}b'],
		['a variation selector behind a letter', 'a\uFE0Fb', 'a\\u{fe0f}b'],
		['a variation selector behind a digit', '1\uFE0Fb', '1\\u{fe0f}b'],
		['a joiner behind a letter', 'a\u200Db', 'a\\u{200d}b'],
		['a joiner behind a digit', 'octo1\u200Dorg', 'octo1\\u{200d}org'],
		['a joiner at the end of an emoji', '👩\u200D', '👩\\u{200d}'],
		['a joiner between an emoji and a letter', '👩\u200Da', '👩\\u{200d}a'],
		['two joiners', '👩\u200D\u200D💻', '👩\\u{200d}\\u{200d}💻'],
		['two variation selectors', '❤\uFE0F\uFE0F', '❤\uFE0F\\u{fe0f}'],
		[
			'a joiner behind a variation selector of a letter',
			'a\uFE0F\u200D💻',
			'a\\u{fe0f}\\u{200d}💻',
		],
	])('writes %s out', (_, text, shown) => {
		expect(showText(text)).toBe(shown);
		expect(hasHiddenCharacters(text)).toBe(true);
	});

	test.each([
		'',
		' ',
		'~ plain ASCII !',
		'Grüße, Привет, 你好, こんにちは',
		'שלום مرحبا',
		'e\u0301',
		'🎉',
		'👩🏽\u200D💻',
		'👩\u200D👩\u200D👧',
		'❤\uFE0F\u200D🔥',
		'❤\uFE0E',
		'0\uFE0F\u20E3 1\uFE0F\u20E3 9\uFE0F\u20E3 #\uFE0F\u20E3 *\uFE0F\u20E3',
		'🇩🇪',
		'👍🏿',
		'🏳\uFE0F\u200D🌈',
		'a\u00A0b',
	])('leaves %j alone', text => {
		expect(showText(text)).toBe(text);
		expect(hasHiddenCharacters(text)).toBe(false);
	});

	test('leaves nothing that a terminal obeys, and is the same when shown again', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), text => {
				const shown = showText(text);
				expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u);
				expect(showText(shown)).toBe(shown);
			}),
		);
	});
});

describe('showLines', () => {
	test('keeps line breaks and tabs, and writes the rest out', () => {
		expect(showLines('a\tb\nc\u001Bd\r\n\te\rf')).toBe('a\tb\nc\\u{001b}d\n\te\\u{000d}f');
	});
});

test('countCharacters counts code points', () => {
	expect(countCharacters('')).toBe(0);
	expect(countCharacters('abc')).toBe(3);
	expect(countCharacters('é🎉')).toBe(2);
	expect(countCharacters('👩\u200D💻')).toBe(3);
});

describe('shorten', () => {
	test.each([
		['abc', 4, 'abc'],
		['abc', 3, 'abc'],
		['abcd', 3, 'ab…'],
		['🎉🎉🎉', 3, '🎉🎉🎉'],
		['🎉🎉🎉', 2, '🎉…'],
		['', 1, ''],
		['ab', 1, '…'],
	])('%j to %i is %j', (text, length, expected) => {
		expect(shorten(text, length)).toBe(expected);
	});
});

test('listWords joins with commas and a conjunction', () => {
	expect(listWords([])).toBe('');
	expect(listWords(['a'])).toBe('a');
	expect(listWords(['a', 'b'])).toBe('a and b');
	expect(listWords(['a', 'b', 'c'])).toBe('a, b and c');
	expect(listWords(['a', 'b', 'c'], 'or')).toBe('a, b or c');
});

test('countOf takes the plural for all but one', () => {
	expect(countOf(0, 'day')).toBe('0 days');
	expect(countOf(1, 'day')).toBe('1 day');
	expect(countOf(2, 'day')).toBe('2 days');
	expect(countOf(1, 'repository', 'repositories')).toBe('1 repository');
	expect(countOf(3, 'repository', 'repositories')).toBe('3 repositories');
});

test('an emoji that is cut apart leaves nothing behind that cannot be seen', () => {
	const shown = shorten(showText('a👩‍💻b'), 4);
	expect(shown).toBe('a👩…');
	expect(showText(shown)).toBe(shown);
	expect(shorten('a👩‍💻b', 5)).toBe('a👩‍💻b');
	expect(shorten('a👩‍💻bc', 5)).toBe('a👩‍💻…');
});

describe('tokens', () => {
	const tail = 'A1b2C3d4E5';

	test.each(['ghp', 'gho', 'ghu', 'ghs', 'ghr'])('a text with a %s_ token is seen', prefix => {
		const text = `(${prefix}_${tail})`;
		expect(containsToken(text)).toBe(true);
		expect(maskTokens(text)).toBe(`(${prefix}_•••)`);
	});

	test('a fine-grained one is masked whole', () => {
		const text = `x github_pat_${tail}_${tail}${tail} y`;
		expect(containsToken(text)).toBe(true);
		expect(maskTokens(text)).toBe('x github_pat_••• y');
	});

	test('all of several are masked, and asking twice gives the same answer', () => {
		const text = `ghp_${tail} and github_pat_${tail}`;
		expect(maskTokens(text)).toBe('ghp_••• and github_pat_•••');
		expect([containsToken(text), containsToken(text)]).toEqual([true, true]);
	});

	test.each([
		'',
		'ghp_',
		'ghp_123456789',
		'github_pat_123456789',
		'gh_1234567890',
		'GHP_1234567890',
		'ghp-1234567890',
		'github token',
	])('%j is not one', text => {
		expect(containsToken(text)).toBe(false);
		expect(maskTokens(text)).toBe(text);
	});

	test('showBriefly masks them before it cuts, and cuts before it writes out', () => {
		expect(showBriefly('a\u001Bb')).toBe('a\\u{001b}b');
		expect(showBriefly('x'.repeat(80))).toBe('x'.repeat(80));
		expect(showBriefly('x'.repeat(81))).toBe(`${'x'.repeat(79)}…`);
		expect(showBriefly(`${'x'.repeat(60)} ghp_${tail.repeat(4)}`)).toBe(
			`${'x'.repeat(60)} ghp_•••`,
		);
		expect(showBriefly('\0'.repeat(1_000_000))).toHaveLength(79 * 8 + 1);
	});

	test.each([
		[`token=ghp_${tail}`, 'token=ghp_•••'],
		[`tokenghp_${tail.repeat(2)}`, 'tokenghp_•••'],
		['xghp_ABCDEFGHIJKLMNO7', 'xghp_•••'],
		['_ghp_abcdefghij_', '_ghp_•••'],
		['é ghp_abcdefghij, and so on', 'é ghp_•••, and so on'],
		['ghs_12345_eyJhbGciOiJS.eyJpc3Mi-OiIx.c2ln_bmF0 end.', 'ghs_••• end.'],
		['github_pat_abcdefghijklmnop', 'github_pat_•••'],
		['github_pat_11aaaaaaaa', 'github_pat_•••'],
		['github_pat_a_bcdefghA', 'github_pat_•••'],
		['my_github_pat_0123456789', 'my_github_pat_•••'],
		['xgithub_pat_0123456789', 'xgithub_pat_•••'],
		[`GHP_${tail.repeat(2)}`, 'GHP_•••'],
		[`Gho_${tail.repeat(2)}`, 'Gho_•••'],
		[`GITHUB_PAT_${tail.repeat(3)}`, 'GITHUB_PAT_•••'],
		[`ghр_${tail}`, 'ghp_•••'],
		[`ɡһρ_${tail}`, 'ghp_•••'],
		[`gіtһυЬ_рат_${tail.repeat(2)}`, 'github_pat_•••'],
		[`ｇｈｐ＿${tail}`, 'ghp_•••'],
	])('%s is masked', (text, masked) => {
		expect(containsToken(text)).toBe(true);
		expect(maskTokens(text)).toBe(masked);
	});

	test.each([
		'walkthroughs_for_beginners',
		'walkthroughs_internationalization',
		'breakthroughs_2024_report',
		'xghp_ABCDEFGHIJKLMN7',
		'ghx_1234567890',
		'github_pat_rotation',
		'github_pat_rotation_for_all_teams',
		'github_pat_abcdefghijklmno',
		'github_pat_a_bcdefgA',
		'GHP_TOKEN_FOR_RELEASE',
		'GHS_VERSION_2',
		'GHP_0123456789',
		'LENGHS_OF_2024',
		'GITHUB_PAT_ROTATION_2024',
		'GITHUB_PAT_FORRELEASESONLY',
		'в этом году ghр_ не токен',
	])('a name such as %s is none', text => {
		expect(containsToken(text)).toBe(false);
		expect(maskTokens(text)).toBe(text);
	});

	const whole = 'A1b2C3d4E5f6G7h8J9k0L1m2N3p4Q5r6S7t8';

	test.each([
		['an encoded letter', `%67hp_${whole}`],
		['a letter encoded twice', `%2567hp_${whole}`],
		['an underscore of markdown', `ghp\\_${whole}`],
		['an underscore of a string inside a string', `ghp\\\\_${whole}`],
		['an underscore of HTML', `ghp&#95;${whole}`],
		['one in hexadecimal', `ghp&#x5F;${whole}`],
		['one that is escaped twice', `ghp&amp;#95;${whole}`],
		['one by its name', `ghp&lowbar;${whole}`],
		['an underscore of a program', `ghp\\u005f${whole}`],
		['one in braces', `ghp\\u{5f}${whole}`],
		['one of two digits', `ghp\\x5f${whole}`],
		['a letter of a program', `\\u0067hp_${whole}`],
		['an underscore of a mail', `ghp=5F${whole}`],
		['a line that a mail breaks', `ghp_${whole.slice(0, 14)}=\r\n${whole.slice(14)}`],
		['a line that goes on', `ghp_${whole.slice(0, 14)}\\\n${whole.slice(14)}`],
		['one in capitals', `ghp\\u005F${whole}`],
		['one of eight digits', `ghp\\U0000005f${whole}`],
		['one of Java', `ghp\\uu005f${whole}`],
		['one of Perl', `ghp\\x{5f}${whole}`],
		['one by its name in Python', `ghp\\N{LOW LINE}${whole}`],
		['one by its number in Perl', `ghp\\N{U+005F}${whole}`],
		['one of PowerShell', `ghp\`u{5f}${whole}`],
		['one of style sheets', `ghp\\5f ${whole}`],
		['one of style sheets with six digits', `ghp\\00005f${whole}`],
		['one of rich text', `ghp\\'5f${whole}`],
		['an octal one', `ghp\\137${whole}`],
		['an octal one of a shell', `ghp\\0137${whole}`],
		['an octal one in braces', `ghp\\o{137}${whole}`],
		['a decimal one of Lua', `ghp\\095${whole}`],
		['an octal letter', `\\147hp_${whole}`],
		['one that JavaScript escaped', `ghp%u005F${whole}`],
		['a number of HTML with zeros', `ghp&#x0005f;${whole}`],
		['a number of HTML without an end', `ghp&#95${whole.replace('A1', 'AA')}`],
		['an underscore that is emphasized', `ghp**_**${whole}`],
		['one in italics', `ghp*_*${whole}`],
		['one in code', `ghp\`_\`${whole}`],
		['one that is struck out', `ghp~~_~~${whole}`],
		['one that is escaped and emphasized', `ghp**\\_**${whole}`],
		['an end in bold', `ghp_**${whole}`],
		['one in quotes of a shell', `ghp"_"${whole}`],
		['empty quotes of a shell', `ghp_''${whole}`],
		['one in bold of HTML', `ghp<b>_</b>${whole}`],
		['a line that may break', `ghp_${whole.slice(0, 9)}<wbr>${whole.slice(9)}`],
		['a mark of HTML with attributes', `ghp_<span class="s1">${whole}`],
		['a comment of HTML', `ghp<!-- -->_${whole}`],
		['a joiner of HTML', `ghp&zwnj;_${whole}`],
		['a letter of a mail', `=67hp_${whole}`],
		['a mail in small letters', `ghp=5f${whole}`],
		['a dashed low line', `ghp\uFE4D${whole}`],
		['letters of mathematics', `\u{1D420}\u{1D421}\u{1D429}_${whole}`],
		['wide letters and digits', `ghp_${whole.slice(0, 9)}\uFF21\uFF11${whole.slice(11)}`],
		['colours of grep', `g\u001B[01;31m\u001B[Khp\u001B[m\u001B[K_${whole}`],
		['a colour that is written out', `ghp\\033[1m_\\e[0m${whole}`],
		['a colour that cat shows', `ghp^[[1m_${whole}`],
		['a wide underscore', `ghp\uFF3F${whole}`],
		[
			'a space of HTML that has no width',
			`ghp_${whole.slice(0, 5)}&ZeroWidthSpace;${whole.slice(5)}`,
		],
		['a letter encoded nine times', `%${'25'.repeat(8)}67hp_${whole}`],
		['an encoded letter that is encoded whole', `%25%36%37hp_${whole}`],
		['an encoded underscore', `ghp%5F${whole}`],
		['an encoded end', `ghp_${whole.slice(0, 30)}%53%37t8`],
		['an encoded line break', `ghp_%0A${whole}`],
		['an encoded zero-width space', `gh%E2%80%8Bp_${whole}`],
		['one encoded twice', `gh%25E2%2580%258Bp_${whole}`],
		['a zero-width space', `ghp_${whole.slice(0, 14)}\u200B${whole.slice(14)}`],
		['zero-width spaces everywhere', [...`ghp_${whole}`].join('\u200B')],
		['a soft hyphen', `gh\u00ADp_${whole}`],
		['a tag', `ghp_\u{E0041}${whole}`],
		['NUL', `ghp_${whole.slice(0, 5)}\0${whole.slice(5)}`],
		['a line break behind the prefix', `ghp_\n${whole}`],
		['a line break of Windows', `ghp_${whole.slice(0, 14)}\r\n${whole.slice(14)}`],
		['line breaks everywhere', [...`ghp_${whole}`].join('\n')],
		['a tab', `ghp_${whole.slice(0, 9)}\t${whole.slice(9)}`],
		['a colour', `ghp_${whole.slice(0, 9)}\u001B[1m${whole.slice(9)}`],
		['what showText makes of a zero-width space', showText(`gh\u200Bp_${whole}`)],
		['what showText makes of a line break', showText(`ghp_\n${whole}`)],
		['what JSON makes of them', writeJson(`ghp_\n\u200B\u{E0041}${whole}`).slice(1, -1)],
		['both', writeJson(showText(`ghp_\u200B${whole}`)).slice(1, -1)],
	])('%s is seen through', (_, disguised) => {
		for (const [before, behind] of [
			['', ''],
			['é, ', '\n%25 and so on'],
			['name=%2C', '&ghp=1'],
			['\u001B[1m', '\u001B[0m'],
		]) {
			const text = `${before}${disguised}${behind}`;
			expect(containsToken(text)).toBe(true);
			expect(maskTokens(text)).toBe(`${before}ghp_•••${behind}`);
		}
	});

	test('a line break ends a whole one, except where it goes on like one', () => {
		expect(maskTokens(`ghp_${whole}\norganization`)).toBe('ghp_•••\norganization');
		expect(maskTokens(`github_pat_${whole}\n${whole}\n${whole}`)).toBe('github_pat_•••');
		expect(maskTokens(`github_pat_${whole.repeat(3)}\nread`)).toBe('github_pat_•••\nread');
		expect(maskTokens(`ghs_${whole}.${whole}\n${whole}.${whole}`)).toBe('ghs_•••');
	});

	test.each([
		'100%',
		'50%67_percent',
		'ghp_\nThe prefix of a classic token',
		'github_pat_\nThe prefix of the others',
		'walk%74hroughs_for_beginners',
		'walkthroughs\n_for_beginners',
		'C:\\new_ghp_\\token',
		'ghp_•••',
		'ghp_%E2%80%A2%E2%80%A2%E2%80%A2&description=x',
		'\\u{ffffff}_',
		'startsWith("ghp_") || startsWith("github_pat_")',
		'`ghp_`, `gho_` and `github_pat_` are prefixes',
		'ghp_**your token**',
		'ghp_<your token>',
		'ghp_****************',
		'%ff%67_%',
	])('%j holds none, seen through or not', text => {
		expect(containsToken(text)).toBe(false);
		expect(maskTokens(text)).toBe(text);
	});

	const disguises: ReadonlyArray<(character: string) => string> = [
		character => character,
		character => character,
		character => `\u200B${character}`,
		character => `${character}\u00AD`,
		character => `\n${character}`,
		character => `\r\n${character}`,
		character => `%${character.charCodeAt(0).toString(16)}`,
		character => `%25${character.charCodeAt(0).toString(16)}`,
		character => `%E2%80%8b${character}`,
		character => `%252525${character.charCodeAt(0).toString(16).toUpperCase()}`,
		character => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`,
		character => `\\x${character.charCodeAt(0).toString(16)}`,
		character => `&#${character.charCodeAt(0)};`,
		character => `<wbr>${character}`,
		character => character.replace('_', '**_**'),
	];

	const planted = fc
		.tuple(
			fc.oneof(
				fc.tuple(
					fc.constantFrom('ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'),
					fc.string({unit: fc.constantFrom(...whole), minLength: 36, maxLength: 36}),
				),
				fc.tuple(
					fc.constant('github_pat_'),
					fc.string({unit: fc.constantFrom(...whole), minLength: 82, maxLength: 82}),
				),
			),
			fc.array(fc.constantFrom(...disguises), {minLength: 93, maxLength: 93}),
		)
		.map(([[prefix, end], chosen]) => ({
			secret: end,
			text: [...prefix, ...end].map((each, index) => (chosen[index] ?? String)(each)).join(''),
		}));

	const around = fc.oneof(
		fc.string({unit: fc.constantFrom(...'ab1_%25\\nu{} \n\u200B\u001B[m•⏎é&=.-')}),
		fc.string({unit: 'binary'}),
	);

	test('no ten characters of one are left, whatever hides it and whatever writes it out', () => {
		fc.assert(
			fc.property(around, planted, around, (before, {secret, text}, behind) => {
				const whole = `${before} ${text} ${behind}`;
				for (const given of [whole, showText(whole), writeJson(whole), encodeURIComponent(text)]) {
					expect(containsToken(given)).toBe(true);
					const masked = maskTokens(given);
					expect(maskTokens(masked)).toBe(masked);
					expect(containsToken(masked)).toBe(false);
					const seen = masked
						.replaceAll(/%(?:25)*([\da-f]{2})/gi, (_, digits: string) =>
							String.fromCharCode(Number.parseInt(digits, 16)),
						)
						.replaceAll(/\\+(?:u\{?[\da-f]+\}?|[nr])|[^A-Za-z0-9_]/g, '');
					for (let index = 0; index + 10 <= secret.length; index += 1) {
						expect(seen).not.toContain(secret.slice(index, index + 10));
					}
				}
			}),
		);
	});

	test('texts that only look like disguises take time in proportion to their length', () => {
		const pieces = [
			'%25',
			'%',
			'25',
			'\\',
			'\\u{',
			'g\n',
			'github_pat_',
			'ghp_\u200B',
			'\u00AD',
			'é',
			'中',
			'\\137',
			'\\uuuu',
			'*_',
			'**',
			'<b ',
			'<!-- ',
			'&amp;',
			'=5F',
			'\u001B[1',
			'`_"',
		];
		for (const piece of pieces) {
			const text = `${piece.repeat(1_000_000 / piece.length)}_`;
			// The processor's time: other programs may be busy.
			const started = process.cpuUsage();
			containsToken(text);
			maskTokens(text);
			expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
		}
	});

	test('the warning says what was done and what to do', () => {
		expect(tokenWarning).toMatch(/token was left out\..*revoke it\.$/);
	});

	test.each([10, 36, 82, 400])('the length %i does not matter', length => {
		expect(containsToken(`ghp_${'a'.repeat(length)}`)).toBe(true);
		expect(containsToken(`github_pat_${'0'.repeat(length)}`)).toBe(true);
	});
});

describe('writeJson', () => {
	test('escapes what a terminal would obey or nobody could see, and reads back the same', () => {
		const value = {
			'\u202Ea': [
				'\u009b2J',
				'\u007f',
				'\u200b',
				'\u2028',
				'\u2029',
				'\ue000',
				'\u{e0001}',
				'\u00ad',
			],
		};
		const json = writeJson(value);
		expect(json).toBe(
			String.raw`{"\u202ea":["\u009b2J","\u007f","\u200b","\u2028","\u2029","\ue000","\udb40\udc01","\u00ad"]}`,
		);
		expect(JSON.parse(json)).toEqual(value);
	});

	test('leaves visible text alone, and indents', () => {
		expect(writeJson({a: '日本 é'}, 2)).toBe('{\n  "a": "日本 é"\n}');
		expect(writeJson([1], '\t')).toBe('[\n\t1\n]');
	});

	test('any text comes back', () => {
		fc.assert(
			fc.property(fc.string({unit: 'binary'}), text => {
				const json = writeJson(text);
				expect(JSON.parse(json)).toBe(text);
				expect(showText(json)).toBe(json);
			}),
		);
	});
});

test('plain is what is visible in ASCII, and spaces', () => {
	expect(['', ' ', 'Release bot ~1!', '\x7E'].map(isPlain)).toEqual([true, true, true, true]);
	expect(['\n', 'a\tb', 'a\x7F', 'é', 'a…', '\x1B[1m'].map(isPlain)).toEqual(
		Array.from({length: 6}, () => false),
	);
});

test.each([
	['a percent sign that was escaped twice', 'ghp%255Fa1b2c3d4e5f6g7h8'],
	['a percent sign that was escaped often', 'ghp%252525255Fa1b2c3d4e5f6g7h8'],
	['a percent sign beside others that mean nothing', '100%% of %zz ghp%5Fa1b2c3d4e5f6g7h8'],
	['a code point in braces', 'ghp_a1b2c3d4\\u{200b}e5f6g7h8i9'],
	['a code unit', 'ghp_a1b2c3d4\\u200be5f6g7h8i9'],
	['several backslashes', 'ghp_a1b2c3d4\\\\u200be5f6g7h8i9'],
	['a line break of a program', 'ghp_a1b2c3d4\\ne5f6g7h8i9'],
	['a colour', 'ghp_a1b2c3d4\u001b[31me5f6g7h8i9'],
])('a token behind %s is seen and hidden', (_, text) => {
	expect(containsToken(text)).toBe(true);
	expect(maskTokens(text)).toContain('ghp_•••');
	expect(maskTokens(text)).not.toMatch(/e5f6g7/);
});

test.each([
	'100%25 of the_names',
	'%E0%A4 is cut off, the_rest is not',
	'C:\\new_folder\\temp_names',
	'\\u{ffffff} is beyond the_end',
	'a\\u0041b_c is visible',
])('%j holds no token', text => {
	expect(containsToken(text)).toBe(false);
	expect(maskTokens(text)).toBe(text);
});

test.each([
	[['a', 'b', 'c', 'd'], 2, 'a, b and 2 more'],
	[['a', 'b', 'c'], 2, 'a, b and c'],
	[['a', 'b', 'c', 'd'], 0, 'a and 3 more'],
	[['a', 'b'], undefined, 'a and b'],
	[[], 3, ''],
])('of %j at most %s are named: %s', (words, most, text) => {
	expect(listSome(words, most)).toBe(text);
});

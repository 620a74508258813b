import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type FoundLink, findLinks} from '../../../source/core/link/find-links.ts';

const page = 'https://github.com/settings/tokens/new';

const findOne = (text: string): FoundLink => {
	const links = findLinks(text);
	expect(links).toHaveLength(1);
	return links[0] as FoundLink;
};

/** The parameters as they are written, and what follows `#`. */
const writtenIn = ({parameters, fragment}: FoundLink): string =>
	`${parameters.map(({name, written}) => `${name}=${written}`).join('&')}${fragment === '' ? '' : `#${fragment}`}`;

describe('a link is taken apart', () => {
	test('into all that it has', () => {
		expect(findLinks(`See ${page}?scopes=repo,gist&description=a+b%21#c.`)).toEqual([
			{
				source: `${page}?scopes=repo,gist&description=a+b%21#c`,
				line: 1,
				address: `${page}?scopes=repo,gist&description=a+b%21#c`,
				scheme: 'https',
				host: 'github.com',
				page: 'classic',
				parameters: [
					{name: 'scopes', value: 'repo,gist', written: 'repo,gist'},
					{name: 'description', value: 'a b!', written: 'a+b%21'},
				],
				fragment: 'c',
				isHostComputed: false,
				mayContinue: false,
			},
		]);
		expect(
			findLinks('http://octo.ghe.com:8443/settings/personal-access-tokens/new?n%61me=x'),
		).toMatchObject([
			{
				scheme: 'http',
				host: 'octo.ghe.com:8443',
				page: 'fine-grained',
				parameters: [{name: 'name', value: 'x', written: 'x'}],
			},
		]);
	});

	test.each([
		['?a=b&&c&=d&e=f=g', 'a=b&c=&=d&e=f=g'],
		['?', ''],
		['', ''],
		['#a?b', '#a?b'],
		['?a=1#', 'a=1'],
		['?a=1#b#c', 'a=1#b#c'],
		['?a=1?b=2', 'a=1?b=2'],
		['?a=#{x}&b=1#c', 'a=#{x}&b=1#c'],
		['/?a=1', 'a=1'],
		['/', ''],
	])('%s', (rest, expected) => {
		expect(writtenIn(findOne(`${page}${rest}`))).toBe(expected);
	});
});

describe('where a link stands', () => {
	test.each([
		['HTTPS://GitHub.com', 'https', 'GitHub.com'],
		['HTTP://github.com', 'http', 'github.com'],
		['https://a:b@github.com', 'https', 'a:b@github.com'],
		['xhttps://github.com', 'https', 'github.com'],
		['github.com', 'https', 'github.com'],
		['GitHub.com', 'https', 'GitHub.com'],
		['www.github.com', 'https', 'www.github.com'],
		['a-1.ghe.com', 'https', 'a-1.ghe.com'],
		['//github.com', 'https', 'github.com'],
		['x="github.com', 'https', 'github.com'],
		['(github.com', 'https', 'github.com'],
		['*github.com', 'https', 'github.com'],
		[`${'x'.repeat(400)} https://github.com`, 'https', 'github.com'],
		[`https://${'x'.repeat(280)}`, 'https', 'x'.repeat(280)],
	])('%s is an address', (address, scheme, host) => {
		expect(findOne(`${address}/settings/tokens/new`)).toMatchObject({scheme, host});
	});

	test('the source begins with what is known of the address', () => {
		const rest = '/settings/tokens/new?a=1';
		expect(findOne(`see github.com${rest}`).source).toBe(`github.com${rest}`);
		expect(findOne(`see http://github.com${rest}`).source).toBe(`http://github.com${rest}`);
		const escaped = rest.replaceAll('/', '\\/');
		expect(findOne(`\\/\\/github.com${escaped}`).source).toBe(`github.com${escaped}`);
	});

	test.each([
		['x://github.com'],
		['xgithub.com'],
		['-github.com'],
		['github.community'],
		['example.com'],
		['x.a.ghe.com'],
		['https://a b'],
		[`https://${'x'.repeat(281)}`],
	])('%s is none', address => {
		expect(findLinks(`${address}/settings/tokens/new?scopes=repo`)).toEqual([]);
	});

	test.each([['x'], ['-x'], ['_x'], ['__x'], ['.x'], ['/x'], ['%2F'], ['9'], ['.-'], ['/_']])(
		'a path that goes on with %s is another',
		more => {
			expect(findLinks(`${page}${more}`)).toEqual([]);
		},
	);

	test.each([['_'], ['.'], ['/'], ['/.'], ['%'], ['*'], [','], ['?'], ['#']])(
		'a path that ends with %s is the one',
		more => {
			expect(findLinks(`${page}${more}`)).toHaveLength(1);
		},
	);
});

describe('where a link ends', () => {
	// biome-ignore-start lint/suspicious/noTemplateCurlyInString: programs as they stand
	test.each([
		// In a sentence.
		['see LINK?description=Bot.', '?description=Bot'],
		['see LINK?description=Bot).', '?description=Bot'],
		['see LINK?description=a"b', '?description=a'],
		['see LINK?a=1,;:!?…', '?a=1'],
		['see LINK?a=1 b', '?a=1'],
		["see LINK?a=it's", "?a=it's"],
		["see 'it LINK?a=1'", '?a=1'],
		['see LINK?a=1<b', '?a=1'],
		['see LINK?a=1>b', '?a=1'],
		['see LINK?a=1`b', '?a=1'],
		['see LINK?a=1|b', '?a=1'],
		['LINK?a=1（b', '?a=1'],
		['LINK?a=1。', '?a=1'],
		['LINK?a=1”', '?a=1'],
		['LINK?a=1\u200Bb', '?a=1'],
		['LINK?a=1\u0007b', '?a=1'],
		['see LINK?a=$1', '?a=$1'],
		// Brackets.
		['(see LINK?a=1) b', '?a=1'],
		['(LINK?a=[x]) b', '?a=[x]'],
		['LINK?a=1[x y] b', '?a=1'],
		['x LINK?a=1[/dim]', '?a=1'],
		['(LINK?a=(1)) b', '?a=(1)'],
		['(LINK?a=1)) b', '?a=1'],
		['{LINK?a=1} b', '?a=1'],
		['[LINK?a=1]x', '?a=1'],
		['(LINK?a=1]x', '?a=1'],
		['see LINK?a=1)x', '?a=1)x'],
		['see LINK?a=(1', '?a=(1'],
		['see LINK?a=(1)', '?a=(1)'],
		['see (LINK?a=(1)).', '?a=(1)'],
		['(LINK?a=(1))x', '?a=(1)'],
		['(LINK?a=(1)(2))x', '?a=(1)(2)'],
		['see LINK?a=(1)))', '?a=(1)'],
		["see LINK?a='x'", "?a='x'"],
		["see LINK?a='x''", "?a='x'"],
		[`'LINK?a="x"' c`, '?a="x"'],
		[`'LINK?a=x"' c`, '?a=x"'],
		// Emphasis.
		['*LINK?a=1*', '?a=1'],
		['**LINK?a=1**.', '?a=1'],
		['_LINK?a=b_c_', '?a=b_c'],
		['~LINK?a=1~', '?a=1'],
		['x LINK?a=1*', '?a=1*'],
		['*LINK?a=1_', '?a=1_'],
		// Alone, with spaces.
		['LINK?description=a b', '?description=a b'],
		['LINK?description=a|b c', '?description=a|b c'],
		['LINK/?description=a b', '/?description=a b'],
		['LINK\\?description=a b', '\\?description=a b'],
		['LINK?description=a <b', '?description=a'],
		['LINK b', ''],
		['LINK#a?b c', '#a?b'],
		[' LINK?description=a b ', '?description=a b'],
		['x LINK?description=a b', '?description=a'],
		['LINK?description=a b\nc', '?description=a'],
		// A line of its own.
		['LINK?description=a.\nb', '?description=a.'],
		['LINK?description=a.\r\nb', '?description=a.'],
		['b\nLINK?description=a.', '?description=a.'],
		['b\rLINK?description=a.\n', '?description=a.'],
		['b\nLINK?description=a. c', '?description=a'],
		['LINK?name=a.\nb', '?name=a.'],
		['LINK?scopes=a.\nb', '?scopes=a'],
		['LINK?description=a.&scopes=a.\nb', '?description=a.&scopes=a'],
		['LINK?xname=a.\nb', '?xname=a'],
		// Quoted.
		['"LINK?description=a b." c', '?description=a b.'],
		["'LINK?description=a b.' c", '?description=a b.'],
		['"LINK?scopes=a." c', '?scopes=a'],
		['"LINK?a=1\\" c', '?a=1'],
		['"LINK?description=a " c', '?description=a'],
		['<LINK?description=a b> c', '?description=a b'],
		['<LINK?description=a b', '?description=a'],
		['"LINK?description=a b\n"', '?description=a'],
		// Markdown.
		['[x](LINK?description=a (b) c) d', '?description=a (b) c'],
		['[x](LINK?description=a "t") b', '?description=a'],
		["[x](LINK?description=a 't' ) b", '?description=a'],
		['[x](LINK?description=a  "t u") b', '?description=a'],
		['[x](LINK?description=a"t") b', '?description=a"t"'],
		['[x](LINK?description="t") b', '?description="t"'],
		['[x](LINK?description=a b', '?description=a'],
		['x (LINK?description=a b) c', '?description=a'],
		['[x](LINK?description=b a ca) d', '?description=b a ca'],
		// Programs.
		["'LINK?a=' + x + '&b=1' c", "?a=' + x + '&b=1"],
		["'LINK?a='+x+'&b='+y+'&c=1' d", "?a='+x+'&b='+y+'&c=1"],
		["'LINK?a=' . $x . '&b=1' c", "?a=' . $x . '&b=1"],
		['"LINK?a=" + x', '?a=" + x'],
		[`'LINK?a='+x+"&b=1"`, `?a='+x+"&b=1`],
		["'LINK?a=' + `x` + '&b=1'", "?a=' + `x` + '&b=1"],
		['`LINK?a=${x}&b=1` c', '?a=${x}&b=1'],
		['`LINK?a=${f({x: `y`})}&b=1` c', '?a=${f({x: `y`})}&b=1'],
		['`LINK?a=${x\n}&b=1` c', '?a=${x\n}&b=1'],
		['`LINK?description=a b` c', '?description=a b'],
		['`LINK?a=1\n` c', '?a=1'],
		['`LINK?a=1\n{x}&b` c', '?a=1'],
		['`LINK?a=${f({x: 1}, `y`)}&b=1` c', '?a=${f({x: 1}, `y`)}&b=1'],
		['`LINK?a=${x y', '?a=${x'],
		['LINK?a={x y}&b=1', '?a={x y}&b=1'],
		['see LINK?a={x y}&b=1 c', '?a={x y}&b=1'],
		['see LINK?a={{x y}}&b=1 c', '?a={{x y}}&b=1'],
		['see LINK?a=${x y}&b=1 c', '?a=${x y}&b=1'],
		['see LINK?a=<your org>&b=1 c', '?a=<your org>&b=1'],
		['see LINK?a=<1 x>&b', '?a='],
		['see LINK?a=1<b c>&b', '?a=1'],
		['see LINK?a={x\ny}', '?a={x'],
		['see LINK?a=1\\nb', '?a=1'],
		['see LINK?a=1\\tb', '?a=1'],
		['see LINK?a=1\\', '?a=1'],
		['see LINK?a=1\\"b', '?a=1'],
		['see LINK?a=1\\&b=2', '?a=1\\&b=2'],
		['see LINK?a=1\\u0026b=2', '?a=1\\u0026b=2'],
		// Characters that are written out.
		['see LINK?a=1&quot;x', '?a=1'],
		['see LINK?a=1&apos;x', '?a=1'],
		['see LINK?a=1&lt;x', '?a=1'],
		['see LINK?a=1&GT;x', '?a=1'],
		['see LINK?a=1&nbsp;x', '?a=1'],
		['see LINK?a=1&#34;x', '?a=1'],
		['see LINK?a=1&#0039;x', '?a=1'],
		['see LINK?a=1&#60;x', '?a=1'],
		['see LINK?a=1&#62;x', '?a=1'],
		['see LINK?a=1&#160;x', '?a=1'],
		['see LINK?a=1&#x22;x', '?a=1'],
		['see LINK?a=1&#X0027;x', '?a=1'],
		['see LINK?a=1&#x3C;x', '?a=1'],
		['see LINK?a=1&#x3e;x', '?a=1'],
		['see LINK?a=1&#xA0;x', '?a=1'],
		['see LINK?a=1&amp;b=2', '?a=1&amp;b=2'],
		['see LINK?a=1&quot=2', '?a=1&quot=2'],
		// Punctuation that is escaped.
		['see LINK?a=1&comma;', '?a=1'],
		['see LINK?a=1&#46;', '?a=1'],
		['see LINK?a=1&#0046;', '?a=1'],
		['see LINK?a=1&#x2E;', '?a=1'],
		['see LINK?a=1&amp;#46;', '?a=1'],
		['see LINK?a=1&amp;amp;#46;', '?a=1'],
		['see LINK?a=1&#38;#46;', '?a=1'],
		['see LINK?a=1&#x26;comma;', '?a=1'],
		['see LINK?a=1\\.', '?a=1'],
		['see LINK?a=1\\,\\.', '?a=1'],
		['see LINK?a=1\\u002e', '?a=1'],
		['see LINK?a=1\\u003B', '?a=1'],
		['see LINK?a=1.&comma;\\.!', '?a=1'],
		['see LINK?a=1%2E', '?a=1%2E'],
		['see LINK?a=1&amp;', '?a=1&amp;'],
		['see LINK?a=&#65;.', '?a=&#65;'],
		['see LINK?a=\\u0041.', '?a=\\u0041'],
	])('%j', (text, rest) => {
		expect(findOne(text.replace('LINK', page)).source).toBe(`${page}${rest}`);
	});

	test('at the next one', () => {
		const sources = (text: string) =>
			findLinks(text.replaceAll('LINK', page)).map(({source}) => source.slice(page.length));
		expect(sources('LINK?description=a.LINK')).toEqual(['?description=a', '']);
		expect(sources('LINK?description=a.\nLINK')).toEqual(['?description=a.', '']);
		expect(sources('LINK?description=a b LINK')).toEqual(['?description=a', '']);
		expect(sources('LINK?a=LINK?b=1')).toEqual(['?a=', '?b=1']);
	});
});

describe('escapes are taken off', () => {
	test.each([
		['?a=1&amp;b=2', 'a=1&b=2'],
		['?a=1&AMP;b=2', 'a=1&b=2'],
		['?a=1&amp;amp;b=2', 'a=1&b=2'],
		['?a=1&amp;#38;b=2', 'a=1&b=2'],
		['?a=1&#38;b=2', 'a=1&b=2'],
		['?a=1&#00038;b=2', 'a=1&b=2'],
		['?a=1&#x26;b=2', 'a=1&b=2'],
		['?a=1&#x0026;b=2', 'a=1&b=2'],
		['?a&equals;1', 'a=1'],
		['&quest;a=1&comma;2&colon;3', 'a=1,2:3'],
		['?a=1&plus;2', 'a=1+2'],
		['?a=1&num;5', 'a=1#5'],
		['?a=1&nonsense;5', 'a=1&nonsense;5='],
		['?a=&#65;&#x42;&#126;x', 'a=AB~x'],
		['?a=&#32;x', 'a=%20x'],
		['?a=1\\&b=2', 'a=1&b=2'],
		['?a=1\\\\&b=2', 'a=1&b=2'],
		['\\?a\\=1', 'a=1'],
		['?a=1\\u0026b\\u003d2', 'a=1&b=2'],
		['?a=\\u007Ex', 'a=~x'],
		['?a=1^&b=2', 'a=1&b=2'],
		['?a=1^2', 'a=1^2'],
		['?a=${x && y}&b=1', 'a=${x && y}&b=1'],
		['?a=${x ? "#" : 1}&b=1', 'a=${x ? "#" : 1}&b=1'],
		// biome-ignore-end lint/suspicious/noTemplateCurlyInString: programs as they stand
	])('%j', (rest, expected) => {
		expect(writtenIn(findOne(`${page}${rest}`))).toBe(expected);
	});

	test('what would end a link that nothing encloses, where something does', () => {
		const link = `'${page}?a=&lt;&GT;&quot;&nbsp;x'`;
		expect(findOne(link).parameters).toMatchObject([{name: 'a', value: '<>" x'}]);
		expect(writtenIn(findOne(`"${page}?a=it&apos;s"`))).toBe("a=it's");
	});

	test.each([['&#7;'], ['&#31;'], ['&#127;'], ['&#xE9;']])(
		'%s is no escape in an address',
		text => {
			expect(findOne(`${page}?a=1${text}b`).address).toBe(`${page}?a=1${text}b`);
		},
	);

	test('slashes', () => {
		for (const slash of ['\\/', '&#47;', '&#x2F;', '&#X2f;']) {
			const text = `see ${page.replaceAll('/', slash)}?a=b${slash}c.`;
			expect(findOne(text)).toMatchObject({
				source: text.slice(4, -1),
				address: `${page}?a=b/c`,
			});
		}
	});

	test('the source keeps them, and ends where the link does', () => {
		fc.assert(
			fc.property(
				fc.array(
					fc.constantFrom('\\/', '\\&b=1', '&amp;b=1', '&#38;b=1', '%20', '\\u0026b=1', 'x', '/'),
					{maxLength: 8},
				),
				fc.constantFrom('', '.', '),', '!', '."', ';'),
				fc.constantFrom('see ', '(', '\\/ see ', '* '),
				(parts, end, start) => {
					const link = `${page}?a=1${parts.join('')}`;
					expect(findOne(`${start}${link}${end}`).source).toBe(link);
				},
			),
		);
	});
});

describe('links inside of others', () => {
	const encoded = encodeURIComponent(`${page}?a=1&b=2`);

	test.each([
		[`x?to=${encoded}`],
		[`https://x.example/?to=${encoded}&n=1`],
		[`https://x.example/?to=${encoded}`],
		[`<a href="https://x.example/?to=${encoded}">`],
		[`https://x.example/?to=${encoded.replaceAll('%2F', '%2f').replaceAll('%3A', '%3a')}`],
		[`https://x.example/?to=https://github.com${encoded.slice(encoded.indexOf('%2Fsettings'))}`],
		[`https://github.com/login?return_to=${encoded.slice(encoded.indexOf('%2Fsettings'))}`],
		[`https://github.com/session?return_to=${encoded.slice(encoded.indexOf('%2Fsettings'))}`],
		[`https://github.com/login?x=1&y=2&return_to=${encoded.slice(encoded.indexOf('%2Fsettings'))}`],
		[`https://github.com/login?return_to=${encoded}`],
	])('%s', text => {
		expect(findOne(text)).toMatchObject({
			address: `${page}?a=1&b=2`,
			host: 'github.com',
			page: 'classic',
			parameters: [{name: 'a'}, {name: 'b'}],
		});
	});

	test('with the source as it stands', () => {
		expect(findOne(`See x?to=${encoded}, or so`).source).toBe(encoded);
		expect(findOne(`\\/ x?to=${encoded}.`).source).toBe(encoded);
		const login = `https://github.com/login?return_to=${encoded.slice(encoded.indexOf('%2Fsettings'))}`;
		expect(findOne(`See ${login}.`).source).toBe(login);
	});

	test.each([['%2E'], ['.'], ['%21'], ['%2C'], ['%2e.'], ['%3B!']])(
		'without the punctuation behind: %s',
		end => {
			expect(findOne(`x?to=${encoded}${end}`).source).toBe(encoded);
		},
	);

	test.each([['%20'], ['%29'], ['%252E'], ['%5C']])('with %s, which stays encoded', end => {
		expect(findOne(`x?to=${encoded}${end}`).source).toBe(`${encoded}${end}`);
	});

	test('with a port', () => {
		expect(
			findOne(`x?to=${encodeURIComponent('http://localhost:3000/settings/tokens/new?a=1')}`),
		).toMatchObject({scheme: 'http', host: 'localhost:3000'});
	});

	test('keep encoded what would end them', () => {
		const inner = `${page}?description=a b"c'(d)<e>`;
		const whole = encodeURIComponent(inner).replaceAll(
			/[()']/g,
			character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
		);
		expect(findOne(`x?to=${whole}&n=1`).parameters).toEqual([
			{
				name: 'description',
				value: `a b"c'(d)<e>`,
				written: 'a%20b%22c%27%28d%29%3Ce%3E',
			},
		]);
	});

	test.each([
		[`https://github.com/login?return_to=${encodeURIComponent('/settings/other')}`],
		[`return_to=${encodeURIComponent('/settings/tokens/new')}`],
		['x?to=https%3A%2F%2Fgithub.com%2Fsettings%2Ftokens%2Fnewest'],
		['x?to=ftp%3A%2F%2Fgithub.com%2Fsettings%2Ftokens%2Fnew'],
	])('%s has none', text => {
		expect(findLinks(text)).toEqual([]);
	});

	test('come in the order of the text, before and after others', () => {
		const plain = (name: string) => `${page}?a=${name}`;
		const inside = (name: string) => `x?to=${encodeURIComponent(plain(name))}`;
		const text = [inside('1'), plain('2'), inside('3'), inside('4'), plain('5'), inside('6')];
		expect(findLinks(text.join(' , ')).map(writtenIn)).toEqual([
			'a=1',
			'a=2',
			'a=3',
			'a=4',
			'a=5',
			'a=6',
		]);
	});
});

describe('a link with itself as its caption is one', () => {
	test.each([
		[`[${page}](${page})`],
		[`[${page}](<${page}>)`],
		[`<a href="${page}">${page}</a>`],
		[`<a href='${page}'>${page}</a>`],
		[`<a href="${page}" target="_blank" rel="x">${page}</a>`],
	])('%s', text => {
		expect(findLinks(text)).toHaveLength(1);
	});

	test.each([
		[`${page} ${page}`],
		[`[${page}?a=1](${page}?a=2)`],
		[`[${page}] (${page})`],
		[`[${page}] x](${page})`],
		[`[${page}](x ${page})`],
		[`"${page}" <b>"${page}"`],
		[`<a href="${page}" ${'x'.repeat(300)}>${page}</a>`],
	])('%s are two', text => {
		expect(findLinks(text)).toHaveLength(2);
	});

	test('and so is each of several', () => {
		const link = (name: string) => `[${page}?a=${name}](${page}?a=${name})`;
		expect(findLinks(`${link('1')} ${link('2')} ${link('2')}`).map(writtenIn)).toEqual([
			'a=1',
			'a=2',
			'a=2',
		]);
	});
});

describe('a link that a program adds to is doubted', () => {
	const link = `${page}?scopes=repo`;
	const isDoubted = (text: string): boolean =>
		findLinks(text.replaceAll('LINK', link).replaceAll('PAGE', page)).some(
			({mayContinue, parameters}) => mayContinue || parameters.some(({gaps}) => gaps !== undefined),
		);

	// biome-ignore-start lint/suspicious/noTemplateCurlyInString: programs as they stand
	test.each([
		// An operator, a call, a variable beside it.
		['u = "LINK" + extra'],
		['u = "LINK" + (admin ? ",delete_repo" : "")'],
		["u = 'LINK'\n  + extra;"],
		['u = "LINK" & extra'],
		['u = "LINK" .. extra'],
		['u = "LINK" ++ extra'],
		['u = "LINK" ^ extra'],
		['u = "LINK" ~ extra'],
		['u = "LINK" || extra'],
		['u = "LINK" <> extra'],
		['u = "LINK" << extra'],
		['$u = "LINK".EXTRA;'],
		['$u = "LINK" . EXTRA;'],
		['u = paste0("LINK", extra)'],
		['(def u (str "LINK" extra))'],
		['u="LINK"$EXTRA'],
		['u=LINK$EXTRA'],
		['`LINK${admin ? ",delete_repo" : ""}`'],
		// What the program keeps it under is changed, however far below.
		['std::string u("LINK"); u += ",delete_repo";'],
		[`u = "LINK"\n${'# x\n'.repeat(2000)}u += ",delete_repo"`],
		['url = "LINK"\nif ghe:\n    url = f"https://{host}/x"\nurl += "&description=x"'],
		['my $u = "LINK";\n$u .= ",delete_repo" if $admin;'],
		['u := "LINK"\nif admin {\n\tu += ",delete_repo"\n}'],
		['var u = "LINK";\nu = u.concat(",delete_repo");'],
		['let mut u = String::from("LINK");\nu.push_str(",delete_repo");'],
		['u = "LINK"\nu = "%s,delete_repo" % u'],
		['URL := LINK\nURL := $(URL),delete_repo'],
		['strcpy(u, "LINK"); strcat(u, ",delete_repo");'],
		['@url = "LINK"\n@url << ",delete_repo"'],
		['set u "LINK"\nappend u ",delete_repo"'],
		// The page gets its parameters elsewhere.
		['const url = new URL("PAGE");\nurl.searchParams.set("scopes", s);'],
		['const url = new URL("PAGE");\nurl.search = new URLSearchParams(p).toString();'],
		['u, err := url.Parse("PAGE")\nq := u.Query()\nu.RawQuery = q.Encode()'],
		['var c = URLComponents(string: "PAGE")!\nc.queryItems = [item]'],
		['QUrl url("PAGE");\nurl.setQuery(query);'],
		['UriComponentsBuilder.fromHttpUrl("PAGE")\n  .queryParam("scopes", s)'],
		['Uri.parse("PAGE").buildUpon()\n  .appendQueryParameter("scopes", s)'],
		['requests.get("PAGE", params={"scopes": s})'],
		['stringifyUrl({url: "PAGE", query: {scopes: s}})'],
		["@{PAGE(scopes='repo',description=${note})}"],
		["@{/settings/tokens/new(scopes='repo')}"],
		['<c:url value="PAGE"><c:param name="scopes" value="repo"/></c:url>'],
		['BASE = "PAGE"\nprint(f"{BASE}?{urlencode(p)}")'],
		['BASE = "PAGE"\nurl = BASE + "?" + urlencode(p)'],
		['BASE="PAGE"\nopen "$BASE?scopes=repo"'],
		['const NEW = "PAGE"\nurl := fmt.Sprintf("%s?scopes=%s", NEW, s)'],
		['#define BASE "PAGE"\nputs(BASE "?scopes=repo");'],
	])('%s', text => {
		expect(isDoubted(text)).toBe(true);
	});

	test.each([
		['const u = "LINK"\n\'use strict\'\n'],
		['  const u = "LINK"\n  \'use strict\'\n'],
		['echo "LINK"\n"next thing"\n'],
		['urls:\n  - "LINK"\n  - "other"\n'],
		['Use `LINK` & `gh auth login` then'],
		['Use `LINK` + `gh auth login` then'],
		['Use `LINK` & `LINK` then'],
		['const url = "LINK";\nconst url = "x";\nurl += "&x=1";'],
		['url = "LINK"\nwebbrowser.open(url)\nprint("Go to " + url)\n'],
		['print("LINK", "white,bold")'],
		['print_color "LINK" "$BLUE"'],
		['console.log("LINK" + "\\n")'],
		['std::cout << "LINK" << std::endl;'],
		['start "" "LINK" & pause'],
		['echo "LINK" | pbcopy'],
		['open "LINK" || true'],
		['open "LINK" && echo ok'],
		['foo("LINK").then(x => x)'],
		['url: "LINK" # the page\n"b": "c"'],
		['<a href="LINK" class="x">make</a>'],
		['See "LINK" - then go'],
		['x = cond ? "LINK" : "https://gitlab.com"'],
		['x.append("LINK", style="blue")\nx.append("\\n2. Then")'],
	])('%s is not', text => {
		expect(isDoubted(text)).toBe(false);
		for (const {parameters} of findLinks(text.replaceAll('LINK', link))) {
			expect(parameters).toEqual([{name: 'scopes', value: 'repo', written: 'repo'}]);
		}
	});

	// biome-ignore-end lint/suspicious/noTemplateCurlyInString: programs as they stand
});

test.each([
	...[
		' , a',
		',  ',
		'\\',
		'_',
		' ',
		'\n',
		'# x\n',
		'/* a */ ',
		'-- a\n',
		'+',
		'+ + ',
		'.a()',
		'A_',
	],
	...['(', '((((', '"', '" "', ' + "a', '&', '&a=1', '%', '%25', '<', '<span>', '\\\n', '{', '${'],
	...['\n> ', ' w', '@{', "(a='b',", ';\nu += '],
])('what follows a link takes time in proportion to its length: %j', unit => {
	for (const start of [`"${page}?a=1"`, `"${page}?a="`, `u = "${page}"`, `@{${page}`, page]) {
		const line = `${start}${unit.repeat(Math.ceil(300 / unit.length))}\n`;
		const before = process.cpuUsage();
		findLinks(line.repeat(Math.ceil(20_000 / line.length)));
		expect(process.cpuUsage(before).user).toBeLessThan(1_000_000);
	}
});

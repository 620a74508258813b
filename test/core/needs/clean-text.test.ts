import {expect, test} from 'vitest';
import {cleanText, shortenLine} from '../../../source/core/needs/clean-text.ts';

test.each([
	// Tokens, in every place.
	['a ghp_A1b2C3d4E5 b', 'a ghp_••• b'],
	['github_pat_11A0b1C2d3E4_b', 'github_pat_•••'],
	['ghs_abcDEF_123.', 'ghs_•••.'],
	[`xghp_${'a1'.repeat(8)}`, 'xghp_•••'],
	// Headers.
	['Authorization: Bearer abc', 'Authorization: ***'],
	['authorization:token abc def', 'authorization:*** def'],
	['Authorization : Basic YTpi', 'Authorization : ***'],
	['"Authorization": "token abc"', '"Authorization": "***"'],
	["'authorization'='abc'", "'authorization'='***'"],
	['Proxy-Authorization: Basic abc', 'Proxy-Authorization: ***'],
	['authorization: abc-def', 'authorization: ***'],
	['myauthorization: x', 'myauthorization: x'],
	['a bearer abcdef12 b', 'a bearer *** b'],
	['BASIC abcdef', 'BASIC ***'],
	['the basic idea', 'the basic idea'],
	['a bearer "x"', 'a bearer "x"'],
	// Addresses and command lines.
	['https://me:secret@api.github.com/user', 'https://api.github.com/user'],
	['https://secret@host/a@b', 'https://host/a@b'],
	['//a/b@c', '//a/b@c'],
	['curl -u me:secret https://x', 'curl -u *** https://x'],
	["curl -u'me:two words' x", 'curl -u*** x'],
	['curl --user="me:two words" x', 'curl --user=*** x'],
	['-u secret', '-u ***'],
	['a-u secret', 'a-u secret'],
	['//npm.pkg.github.com/:_authToken=secret', '//npm.pkg.github.com/:_authToken=***'],
	['_authToken = secret rest', '_authToken = *** rest'],
	['?access_token=secret&x=1', '?access_token=***&x=1'],
	["client_secret=a'b", "client_secret=***'b"],
	['private_token=abc password=def', 'private_token=*** password=***'],
	['password=', 'password='],
	// What is not text.
	['\u001b[31mred\u001b[0m', 'red'],
	['\u001b[?25h\u001b[1;2 qx', 'x'],
	['\u001b]0;title\u0007x', 'x'],
	['\u001b]8;;http://a\u001b\\x', 'x'],
	['\u001b]0;no end', ''],
	['a\u0000b\u200bc\u202ed\u2028e\u3164f\ufe0f', 'abcdef'],
	// Lines and spaces.
	['a\r\nb\rc', 'a\nb\nc'],
	['a \t  b', 'a b'],
	['curl \\\n  -X POST \\\n x', 'curl -X POST x'],
	['curl ^\r\n x', 'curl x'],
	['a\u200b \u200b b', 'a b'],
	// Workflow files.
	[`repos/\${{ github.repository }}/issues`, 'repos/{owner}/{repo}/issues'],
	['repos/$GITHUB_REPOSITORY/issues', 'repos/{owner}/{repo}/issues'],
	[`repos/\${GITHUB_REPOSITORY}/issues`, 'repos/{owner}/{repo}/issues'],
	['$GITHUB_REPOSITORY_OWNER', '$GITHUB_REPOSITORY_OWNER'],
	[`\${{ inputs.name }} \${{env.X}}`, `\${inputs.name} \${env.X}`],
])('%j becomes %j', (text, cleaned) => {
	expect(cleanText(text)).toBe(cleaned);
});

test('no more is read than a long log', () => {
	expect(cleanText('x'.repeat(200_001))).toHaveLength(200_000);
	expect(cleanText(`${'x'.repeat(199_999)} y`)).toBe(`${'x'.repeat(199_999)} `);
});

test('what is shown is short and on one line', () => {
	expect(shortenLine(' a\n\t b ')).toBe('a b');
	expect(shortenLine('x'.repeat(120))).toBe('x'.repeat(120));
	expect(shortenLine('x'.repeat(121))).toBe(`${'x'.repeat(119)}…`);
	expect(shortenLine('abc defg', 6)).toBe('abc d…');
	expect(shortenLine('abcd efg', 6)).toBe('abcd…');
	expect(shortenLine('abc𠀀x', 5)).toBe('abc…');
});

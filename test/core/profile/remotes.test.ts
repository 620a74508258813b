import fc from 'fast-check';
import {expect, test} from 'vitest';
import {readRemoteUrl} from '../../../source/core/profile/remotes.ts';

const app = {host: 'github.com', owner: 'octo-org', repository: 'app'};

test.each([
	'https://github.com/octo-org/app',
	'https://github.com/octo-org/app.git',
	'https://github.com/octo-org/app/',
	'https://github.com/octo-org/app.git/',
	'https://github.com:443/octo-org/app.git',
	'https://www.github.com/octo-org/app',
	'HTTPS://GitHub.com/octo-org/app',
	'http://github.com/octo-org/app',
	'https://me@github.com/octo-org/app.git',
	'https://me:secret@github.com/octo-org/app.git',
	'https://x-access-token:ghs_0123456789@github.com/octo-org/app',
	'https://:secret@github.com/octo-org/app',
	'git@github.com:octo-org/app.git',
	'git@github.com:octo-org/app',
	'git@github.com:/octo-org/app.git',
	'github.com:octo-org/app.git',
	'org-123@GitHub.com:octo-org/app.git',
	'ssh://git@github.com/octo-org/app.git',
	'ssh://git@github.com:22/octo-org/app.git',
	'ssh://git@ssh.github.com:443/octo-org/app.git',
	'git+ssh://git@github.com/octo-org/app.git',
	'ssh://GitHub.com/octo-org/app',
	'git://github.com/octo-org/app.git',
])('%s is octo-org/app on github.com', address => {
	expect(readRemoteUrl(address, [])).toEqual(app);
});

test.each([
	'git@github-work:octo-org/app.git',
	'git@github:octo-org/app.git',
	'git@work-github:octo-org/app.git',
	'git@github.com-me:octo-org/app.git',
	'git@github.com_me:octo-org/app.git',
	'ssh://git@github-work/octo-org/app',
])('%s is on github.com, by a name from the settings of SSH', address => {
	expect(readRemoteUrl(address, [])).toEqual(app);
});

test.each([
	'https://github-work/octo-org/app',
	'git://github-work/octo-org/app',
	'git@github-work.example:octo-org/app',
	'git@github.company:octo-org/app',
	'git@mygithub:octo-org/app',
	'git@gitlab-work:octo-org/app',
])('%s is no such name', address => {
	expect(readRemoteUrl(address, [])).toBeUndefined();
});

test.each([
	['https://octo.ghe.com/octo-org/app', 'octo.ghe.com'],
	['octo@octo.ghe.com:octo-org/app.git', 'octo.ghe.com'],
	['https://github.example.com/octo-org/app', 'github.example.com'],
	['https://GITHUB.example.com:443/octo-org/app', 'github.example.com'],
	['git@github.example.com:octo-org/app', 'github.example.com'],
	['https://ghe.example.com:8443/octo-org/app', 'ghe.example.com:8443'],
	['ssh://git@ghe.example.com:2222/octo-org/app', 'ghe.example.com:8443'],
	['git@github:octo-org/app', 'github'],
])('%s is on %s', (address, host) => {
	expect(readRemoteUrl(address, ['GitHub.example.com', 'ghe.example.com:8443', 'github'])).toEqual({
		...app,
		host,
	});
});

test.each([
	'https://gitlab.com/octo-org/app.git',
	'https://github.example.com/octo-org/app',
	'https://github.com.evil.example/octo-org/app',
	'https://evilgithub.com/octo-org/app',
	'https://gist.github.com/octo-org/0123',
	'https://ghe.com/octo-org/app',
	'https://a.b.ghe.com/octo-org/app',
	'https://-.ghe.com/octo-org/app',
	'https://github.com@evil.example/octo-org/app',
	'https://evil.example/github.com/octo-org/app',
	'https://gıthub.com/octo-org/app',
	'https://git\nhub.com/octo-org/app',
	' https://github.com/octo-org/app',
	'https:\\\\github.com\\octo-org\\app',
	'https://github.com/octo-org',
	'https://github.com/octo-org/',
	'https://github.com/octo-org/.git',
	'https://github.com/octo-org/..',
	'https://github.com/octo-org/app/tree/main',
	'https://github.com/octo-org/app?x=1',
	'https://github.com/octo-org/app#x',
	'https://github.com/-octo/app',
	'https://github.com/octo%2Forg/app',
	`https://github.com/${'o'.repeat(40)}/app`,
	`https://github.com/octo-org/${'a'.repeat(101)}`,
	'https://github.com/octo-org/ghp_0123456789012345678901234567890123456789',
	'https://github.com/ghp_012345678901234567890123456789/app',
	'https://github.com/octo\u202eorg/app',
	'file:///github.com/octo-org/app',
	'ext::sh -c touch% pwned',
	'ftp://github.com/octo-org/app',
	'/srv/github.com/octo-org/app',
	'../app',
	'C:\\github.com\\app',
	'git@github.com',
	'',
])('%j is nothing on GitHub', address => {
	expect(readRemoteUrl(address, [])).toBeUndefined();
});

test('no password ever comes out', () => {
	const secret = fc
		.string({unit: fc.constantFrom(...'aZ09-_.~!$&()*+,;=:@/%?#[]\\ "<>é\u001b\n'), maxLength: 30})
		.map(text => `S3CR3T${text}S3CR3T`);
	const user = fc.constantFrom('', 'me', 'git', 'github.com', 'x-access-token');
	const place = fc.constantFrom(
		'github.com/octo-org/app.git',
		'github.com:443/octo-org/app',
		'github.com:octo-org/app.git',
		'octo.ghe.com/octo-org/app',
		'ghe.example.com:8443/octo-org/app',
		'github.com/octo-org',
	);
	const start = fc.constantFrom('https://', 'http://', 'ssh://', 'git://', '', '//');
	fc.assert(
		fc.property(
			start,
			user,
			secret,
			place,
			fc.boolean(),
			(scheme, name, password, rest, encode) => {
				const word = encode ? encodeURIComponent(password) : password;
				const found = readRemoteUrl(`${scheme}${name}:${word}@${rest}`, ['ghe.example.com:8443']);
				expect(JSON.stringify(found ?? null)).not.toContain('S3CR3T');
			},
		),
		{numRuns: 2000},
	);
	expect(readRemoteUrl('https://me:S3CR3T@github.com/octo-org/app', [])).toEqual(app);
});

test('whatever comes out is a host, a login and a name', () => {
	const piece = fc.oneof(
		fc.string({maxLength: 12}),
		fc.constantFrom(
			'https://',
			'git@',
			'github.com',
			':',
			'/',
			'octo-org',
			'app',
			'.git',
			'@',
			'..',
		),
	);
	fc.assert(
		fc.property(fc.array(piece, {maxLength: 9}), pieces => {
			const found = readRemoteUrl(pieces.join(''), []);
			if (found !== undefined) {
				expect(found.host).toBe('github.com');
				expect(`${found.owner}/${found.repository}`).toMatch(/^[\w-]{1,39}\/[\w.-]{1,100}$/);
			}
		}),
		{numRuns: 2000},
	);
});

test.each([
	['slashes', `https://github.com/octo-org${'/'.repeat(60_000)}x/y`],
	['slashes behind a name', `git@github.com:octo-org/app${'/'.repeat(60_000)}x`],
	['names between hyphens', `git@${'github-'.repeat(60_000)}!:octo-org/app`],
	['labels', `https://${'a-'.repeat(60_000)}.ghe.com/octo-org/app`],
	['letters without an end', `${'a'.repeat(600_000)}`],
])('an address of %s takes no time', (_, address) => {
	const from = performance.now();
	expect(readRemoteUrl(address, [])).toBeUndefined();
	// 7 seconds for the first one, where a pattern was tried from every slash.
	expect(performance.now() - from).toBeLessThan(500);
});

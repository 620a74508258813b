import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {PatWizardError} from '../../../source/core/errors.ts';
import {defaultHost, hostKind, readHost} from '../../../source/core/profile/host.ts';
import {hosts} from '../../arbitraries.ts';

const longLabel = 'a'.repeat(50);
const hostOf = (length: number): string =>
	`${longLabel}.${longLabel}.${longLabel}.${longLabel}.${'b'.repeat(length - 204)}`;

describe('readHost', () => {
	test.each([
		['github.com', 'github.com'],
		['  github.com\n', 'github.com'],
		['GitHub.COM', 'github.com'],
		['www.github.com', 'github.com'],
		['WWW.GitHub.com:443', 'github.com'],
		['github.com:443', 'github.com'],
		['github.com:0443', 'github.com'],
		['github.com:80', 'github.com:80'],
		['www.github.com:8443', 'www.github.com:8443'],
		['www.octo.ghe.com', 'www.octo.ghe.com'],
		['octo.ghe.com', 'octo.ghe.com'],
		['github.example.com:8443', 'github.example.com:8443'],
		['github.example.com:65535', 'github.example.com:65535'],
		['github.example.com:1', 'github.example.com:1'],
		['git', 'git'],
		['git-hub.example', 'git-hub.example'],
		['4git.example', '4git.example'],
		['127.0.0.1:3000', '127.0.0.1:3000'],
		['xn--bcher-kva.example', 'xn--bcher-kva.example'],
		['bücher.example', 'xn--bcher-kva.example'],
		['BÜCHER.example:443', 'xn--bcher-kva.example'],
		['gіthub.com', 'xn--gthub-n2e.com'],
		['ｇｉｔｈｕｂ．com', 'github.com'],
	])('reads %j as %s', (text, host) => {
		expect(readHost(text)).toBe(host);
	});

	test.each([
		'',
		' ',
		'https://github.com',
		'http://github.com',
		'javascript:alert(1)',
		'file:///etc/passwd',
		'//github.com',
		'github.com/',
		'github.com/settings',
		'github.com\\settings',
		'github.com?x',
		'github.com#x',
		'user@github.com',
		'user:password@github.com',
		'github.com@evil.example',
		'github.com:443@evil.example',
		'github.com%2Fevil',
		'%67ithub.com',
		'..',
		'.github.com',
		'github.com.',
		'github..com',
		'-github.com',
		'github-.com',
		'github.com-',
		'git_hub.com',
		'git hub.com',
		'git\thub.com',
		'git\nhub.com',
		'github.com:',
		'github.com:port',
		'github.com:-1',
		'github.com:65536',
		'github.com:080',
		'github.com:1:2',
		':443',
		'::1',
		'[::1]',
		'[::1]:443',
		'1',
		'127.1',
		'0x7f.0.0.1',
		'github.com\u0000',
		'git\u200Bhub.com',
		'git\u00ADhub.com',
		'github.com\u202E',
		'github.com\u001B[2J',
		'xn--a.example',
		'"github.com"',
		"github.com'",
		'$(id).example',
		'a;b.example',
	])('refuses %j', text => {
		expect(() => readHost(text)).toThrow(PatWizardError);
		expect(() => readHost(text)).toThrow(/is not a host name$/);
	});

	test('shows what was refused without obeying it, and the way out', () => {
		try {
			readHost('evil\u001B[2J/');
			expect.unreachable();
		} catch (error) {
			expect(error).toMatchObject({
				kind: 'usage',
				message: '"evil\\u{001b}[2J/" is not a host name',
				hint: expect.stringMatching(/bare name.*github\.com, octo\.ghe\.com/),
			});
		}
	});

	test.each(['/x', '\\x', '?x', '#x', ':x', ':', '%41', '[', ' x', '@evil.example'])(
		'refuses an international name with %j behind it',
		rest => {
			expect(() => readHost(`bücher.example${rest}`)).toThrow(/is not a host name$/);
		},
	);

	test('cuts what was refused', () => {
		expect(() => readHost('x'.repeat(10_000_000))).toThrow(
			`"${'x'.repeat(79)}…" is not a host name`,
		);
	});

	test('has a longest name', () => {
		expect(readHost(hostOf(255))).toHaveLength(255);
		expect(() => readHost(hostOf(256))).toThrow(/is not a host name/);
		expect(() => readHost(`${'ü.'.repeat(100)}example`)).toThrow(/is not a host name/);
	});

	test('leaves what it read as it is', () => {
		fc.assert(
			fc.property(hosts(), host => {
				expect(readHost(host)).toBe(host);
				expect(readHost(` ${host.toUpperCase()} `)).toBe(host);
			}),
		);
	});

	test('of any text makes a bare host or a PatWizardError', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string({unit: 'binary', maxLength: 30}),
					fc.webAuthority({withPort: true, withUserInfo: true}),
					fc.webUrl(),
				),
				text => {
					let host: string;
					try {
						host = readHost(text);
					} catch (error) {
						expect(error).toMatchObject({kind: 'usage'});
						return;
					}
					expect(host).toMatch(/^[a-z0-9.-]+(?::\d+)?$/);
					expect(readHost(host)).toBe(host);
					expect(new URL(`https://${host}/settings`)).toMatchObject({
						host,
						pathname: '/settings',
						username: '',
						password: '',
					});
				},
			),
		);
	});
});

describe('hostKind', () => {
	test.each([
		[defaultHost, 'github.com'],
		['octo.ghe.com', 'ghe.com'],
		['octo-corp2.ghe.com', 'ghe.com'],
		['ghe.com', 'server'],
		['a.b.ghe.com', 'server'],
		['octoghe.com', 'server'],
		['octo.ghe.com.example', 'server'],
		['octo.gheXcom', 'server'],
		['octo.ghe.com:8443', 'server'],
		['github.com:8443', 'server'],
		['www.github.com:8443', 'server'],
		['github.example.com', 'server'],
		['notgithub.com', 'server'],
		['github.com.example', 'server'],
	] as const)('%s is %s', (host, kind) => {
		expect(hostKind(host)).toBe(kind);
	});
});

test('a port that begins like the default one is kept', () => {
	expect(readHost('github.example.com:4430')).toBe('github.example.com:4430');
	expect(readHost('github.example.com:0443')).toBe('github.example.com');
});

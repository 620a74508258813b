import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {PatWizardError} from '../../../source/core/errors.ts';
import {
	isLogin,
	isRepositoryName,
	loginRule,
	mostRepositories,
} from '../../../source/core/profile/names.ts';
import {readRepositories, readRepository} from '../../../source/core/profile/read-names.ts';
import {logins, repositoryNames} from '../../arbitraries.ts';

describe('isLogin', () => {
	test.each(['a', '1', 'octo-org', 'Octo', 'a-b-c', 'octocat_acme', 'a1-2b', 'a'.repeat(39)])(
		'%s can be one',
		login => {
			expect(isLogin(login)).toBe(true);
		},
	);

	test.each([
		'',
		'-a',
		'a-',
		'a--b',
		'a-_b',
		'_a',
		'a_',
		'a b',
		'a.b',
		'a/b',
		'a\n',
		'ä',
		'octo\u200Borg',
		'@octo',
		'a'.repeat(40),
	])('%j cannot', login => {
		expect(isLogin(login)).toBe(false);
	});

	test('is quick with hostile text', () => {
		expect(isLogin(`${'a-'.repeat(500_000)}!`)).toBe(false);
	});

	test('says its rule', () => {
		expect(loginRule).toMatch(/1 to 39 letters and digits.*single hyphens/);
	});
});

describe('isRepositoryName', () => {
	test.each(['a', 'app', '.github', 'a.b-c_d', '...', '-a', 'A1', 'a'.repeat(100)])(
		'%s can be one',
		name => {
			expect(isRepositoryName(name)).toBe(true);
		},
	);

	test.each(['', '.', '..', 'a b', 'a/b', 'ä', 'a\n', 'a:b', 'a'.repeat(101)])(
		'%j cannot',
		name => {
			expect(isRepositoryName(name)).toBe(false);
		},
	);
});

test('at most 50 repositories can be chosen', () => {
	expect(mostRepositories).toBe(50);
});

describe('readRepository', () => {
	test.each([
		['octo-org/app', 'octo-org/app'],
		['  octo-org/app\n', 'octo-org/app'],
		['octo-org/app/', 'octo-org/app'],
		['Octo-Org/App.js', 'Octo-Org/App.js'],
		['octo-org/.github', 'octo-org/.github'],
		['octo-org/app.git', 'octo-org/app'],
		['octo-org/app.git.git', 'octo-org/app'],
		['octo-org/app.github', 'octo-org/app.github'],
		['https://github.com/octo-org/app', 'octo-org/app'],
		['HTTPS://GitHub.com/octo-org/app', 'octo-org/app'],
		['http://github.com/octo-org/app/', 'octo-org/app'],
		['https://github.com/octo-org/app.git', 'octo-org/app'],
		['https://github.com/octo-org/app/tree/main/source?x=1#readme', 'octo-org/app'],
		['https://github.com/octo-org/app?tab=readme', 'octo-org/app'],
		['https://github.com/octo-org/app#readme', 'octo-org/app'],
		['https://github.example.com:8443/octo-org/app', 'octo-org/app'],
		['https://user:secret@github.com/octo-org/app', 'octo-org/app'],
		['https://user@github.com/octo-org/app', 'octo-org/app'],
		['git@github.com:octo-org/app.git', 'octo-org/app'],
		['org-1234@github.com:octo-org/app.git', 'octo-org/app'],
		['ssh://git@github.com/octo-org/app.git', 'octo-org/app'],
		['ssh://git@ssh.github.com:443/octo-org/app.git', 'octo-org/app'],
		['git+ssh://git@github.com/octo-org/app.git', 'octo-org/app'],
		['git://github.com/octo-org/app.git', 'octo-org/app'],
		['github.com/octo-org/app', 'octo-org/app'],
		['github.example.com:8443/octo-org/app/issues', 'octo-org/app'],
	])('reads %j as %s, whatever the owner', (text, repository) => {
		expect(readRepository(text)).toBe(repository);
		expect(readRepository(text, 'someone')).toBe(repository);
	});

	test('takes a bare name to be of the owner', () => {
		expect(readRepository('app', 'octo-org')).toBe('octo-org/app');
		expect(readRepository(' app.git ', 'octo-org')).toBe('octo-org/app');
		expect(() => readRepository('app')).toThrow('"app" is not a repository');
	});

	test.each([
		'',
		'/',
		'app/',
		'/app',
		'octo-org//app',
		'octo-org/app/issues',
		'octo-org/..',
		'octo-org/.',
		'octo-org/.git',
		'-octo/app',
		'octo--org/app',
		'octo org/app',
		'octo.org/app',
		'octo-org/äpp',
		'octo-org/app\u0000',
		'octo-org/a$(id)',
		`${'a'.repeat(40)}/app`,
		`octo-org/${'a'.repeat(101)}`,
		'https://github.com',
		'https://github.com/',
		'https://github.com/octo-org',
		'git@github.com:app',
		'ssh://git@github.com/app.git',
	])('refuses %j, with and without an owner', text => {
		for (const owner of [undefined, 'octo-org']) {
			expect(() => readRepository(text, owner)).toThrow(PatWizardError);
			expect(() => readRepository(text, owner)).toThrow(/is not a repository$/);
		}
	});

	test('says how to write it', () => {
		const refusal = (text: string, owner?: string): unknown => {
			try {
				return readRepository(text, owner);
			} catch (error) {
				return error;
			}
		};
		expect(refusal(' a\u001Bb ')).toMatchObject({
			kind: 'usage',
			message: '"a\\u{001b}b" is not a repository',
			hint: 'Write it as owner/name, or paste its address',
		});
		expect(refusal('a b', 'octo-org')).toMatchObject({
			hint: 'Write it as octo-org/name, or paste its address',
		});
	});

	test.each([
		['https://user:hunter2@github.com/octo-org', '"https://github.com/octo-org"'],
		['https://user:p@ss:hunter2@github.com/octo-org', '"https://github.com/octo-org"'],
		['https://ghp_0123456789abcdef@github.com/octo-org', '"https://github.com/octo-org"'],
		['ghp_0123456789abcdef', '"ghp_•••"'],
	])('does not repeat the credentials in %s', (text, shown) => {
		expect(() => readRepository(text)).toThrow(`${shown} is not a repository`);
	});

	test('cuts what was refused', () => {
		expect(() => readRepository('x'.repeat(1_000_000))).toThrow(
			`"${'x'.repeat(79)}…" is not a repository`,
		);
	});

	test('reads back what it wrote, however it is wrapped', () => {
		fc.assert(
			fc.property(logins(), repositoryNames(), (owner, name) => {
				const repository = `${owner}/${name}`;
				expect(readRepository(repository)).toBe(repository);
				expect(readRepository(name, owner)).toBe(repository);
				expect(readRepository(`https://github.com/${repository}.git`)).toBe(repository);
				expect(readRepository(`git@github.com:${repository}.git`)).toBe(repository);
			}),
		);
	});

	test('of any text makes a repository or a PatWizardError', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.string({unit: 'binary'}), fc.webUrl({withQueryParameters: true})),
				fc.option(logins(), {nil: undefined}),
				(text, owner) => {
					let repository: string;
					try {
						repository = readRepository(text, owner);
					} catch (error) {
						expect(error).toMatchObject({kind: 'usage'});
						return;
					}
					expect(readRepository(repository)).toBe(repository);
				},
			),
		);
	});
});

describe('readRepositories', () => {
	test('takes commas, semicolons, spaces and line breaks between them', () => {
		expect(readRepositories('a/b,c/d; e/f g/h\r\ni/j\n\n,https://github.com/k/l ,\tm/n')).toEqual([
			'a/b',
			'c/d',
			'e/f',
			'g/h',
			'i/j',
			'k/l',
			'm/n',
		]);
	});

	test('names each once, as it was written first', () => {
		expect(readRepositories('Octo/App, octo/app octo/APP.git other/app')).toEqual([
			'Octo/App',
			'other/app',
		]);
	});

	test('takes bare names to be of the owner', () => {
		expect(readRepositories('app, octo/app, site', 'octo')).toEqual(['octo/app', 'octo/site']);
		expect(() => readRepositories('a/b, app')).toThrow('"app" is not a repository');
	});

	test.each(['', ' ', ' ,;\n'])('finds none in %j', text => {
		expect(readRepositories(text)).toEqual([]);
	});
});

test('an owner from outside is shown, not obeyed', () => {
	expect(() => readRepository('', '\u001b[2J')).toThrow(
		expect.objectContaining({hint: 'Write it as \\u{001b}[2J/name, or paste its address'}),
	);
});

import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {scopes} from '../../../source/core/catalog/scopes.ts';
import {
	betterThanToken,
	findFittingUse,
	listUses,
	type Use,
	type UseId,
} from '../../../source/core/link/recipes.ts';
import type {
	ClassicProfile,
	FineGrainedProfile,
	Profile,
} from '../../../source/core/profile/profile.ts';
import {containsToken} from '../../../source/core/text/mask.ts';
import {profiles} from '../../arbitraries.ts';

const fineGrained: FineGrainedProfile = {type: 'fine-grained', host: 'github.com'};
const classic: ClassicProfile = {type: 'classic', host: 'github.com'};
const token = 'ghp_0123456789abcdefghij';

const idsOf = (profile: Profile): readonly UseId[] => listUses(profile).map(({id}) => id);

const findUse = (profile: Profile, id: UseId): Use | undefined =>
	listUses(profile).find(use => use.id === id);

const commandsOf = (profile: Profile, id: UseId): readonly string[] | undefined =>
	findUse(profile, id)?.commands;

const release: Profile = {
	...fineGrained,
	name: 'Release bot',
	owner: 'octo-org',
	repositoryAccess: 'selected',
	repositories: ['octo-org/app', 'octo-org/site'],
	permissions: {contents: 'write', issues: 'read'},
};

describe('the uses of a token', () => {
	test('for code, from git to the password manager', () => {
		expect(idsOf(release)).toEqual([
			'git',
			'ssh-remote',
			'git-credentials',
			'gh',
			'rest-api',
			'actions-secret',
			'codespaces-secret',
			'password-manager',
		]);
	});

	test('for nothing in particular', () => {
		const ids = ['gh', 'rest-api'];
		expect(idsOf(fineGrained)).toEqual(ids);
		expect(idsOf(classic)).toEqual(ids);
		expect(idsOf({...classic, scopes: []})).toEqual(ids);
	});

	test('for packages', () => {
		expect(idsOf({...classic, scopes: ['write:packages']})).toEqual([
			'gh',
			'container-registry',
			'npm',
			'maven',
			'gradle',
			'nuget',
			'rubygems',
			'rest-api',
			'actions-secret',
			'password-manager',
		]);
	});

	test.each(['', 'https://github.com', 'GitHub.com', 'a b', 'a;id', 'github.com\u001B'])(
		'are not told for the host %j',
		host => {
			expect(listUses({...release, host})).toEqual([]);
			expect(listUses({...classic, host})).toEqual([]);
		},
	);

	test('of any profile can be copied safely and hold no token', () => {
		fc.assert(
			fc.property(profiles(), profile => {
				const uses = listUses(profile);
				expect(new Set(uses.map(({id}) => id)).size).toBe(uses.length);
				for (const {label, commands, note} of uses) {
					expect(label).toMatch(/^[a-z]{2,10}$/);
					expect(note ?? 'none').toMatch(/^\S.*[^.]$/);
					expect(commands.length).toBeGreaterThan(0);
					for (const command of commands) {
						expect(command).toMatch(/^[\w /:.@="'$%{}()<>|;&-]+$/);
						expect(containsToken(command)).toBe(false);
					}
				}
			}),
		);
	});

	test('leave out what does not belong into a shell', () => {
		const hostile = {
			...release,
			name: `$(id); ${token}`,
			owner: 'octo;id',
			repositories: ['a/b;id', '$(id)', `octo-org/${token}`, '-x/y'],
		};
		const commands = listUses(hostile).flatMap(use => use.commands);
		expect(commands).toContain('git clone https://github.com/OWNER/REPOSITORY');
		expect(commands).toContain(
			'env -u GH_TOKEN gh secret set ACCESS_TOKEN --repo OWNER/REPOSITORY',
		);
		expect(commands.join('\n')).not.toMatch(/\(id|;id|ghp_|octo/);
		expect(betterThanToken(hostile)).not.toContain('octo');
	});
});

test('the uses have labels of one word', () => {
	const labels = [
		...listUses(release),
		...listUses({...classic, scopes: ['write:packages']}).filter(({id}) =>
			['container-registry', 'npm'].includes(id),
		),
	].map(({label}) => label);
	expect(labels).toEqual([
		'git',
		'remote',
		'login',
		'gh',
		'api',
		'actions',
		'codespaces',
		'passwords',
		'docker',
		'npm',
	]);
});

describe('git', () => {
	test('clones the first repository that is named', () => {
		expect(findUse(release, 'git')).toEqual({
			id: 'git',
			label: 'git',
			commands: ['git clone https://github.com/octo-org/app'],
			note: 'enter your user name, and the token as the password',
		});
		expect(commandsOf(release, 'ssh-remote')).toEqual([
			'git remote set-url origin https://github.com/octo-org/app.git',
		]);
		expect(findUse(release, 'ssh-remote')?.note).toMatch(/^only if .* shows git@, ssh:\/\//);
		expect(commandsOf(release, 'git-credentials')).toEqual([
			'git credential-manager configure',
			'git config --global credential.https://github.com.helper cache',
		]);
	});

	test.each<[object, string]>([
		[{}, 'OWNER/REPOSITORY'],
		[{owner: 'octo-org'}, 'octo-org/REPOSITORY'],
		[{owner: 'octo-org', repositoryAccess: 'all'}, 'octo-org/REPOSITORY'],
		[{repositoryAccess: 'selected'}, 'OWNER/REPOSITORY'],
		[{repositoryAccess: 'selected', repositories: ['a/b']}, 'a/b'],
		[{repositoryAccess: 'all', repositories: ['a/b']}, 'OWNER/REPOSITORY'],
	])('leaves to fill in what is not known: %j', (answers, repository) => {
		const profile = {...fineGrained, permissions: {contents: 'read'} as const, ...answers};
		expect(commandsOf(profile, 'git')).toEqual([`git clone https://github.com/${repository}`]);
	});

	test('leaves the repository of a classic token to fill in', () => {
		expect(commandsOf({...classic, scopes: ['repo']}, 'git')).toEqual([
			'git clone https://github.com/OWNER/REPOSITORY',
		]);
	});

	test('tells that reading is all', () => {
		expect(findUse({...fineGrained, permissions: {contents: 'read'}}, 'git')?.note).toMatch(
			/cannot push$/,
		);
	});

	test('goes to the host of the profile', () => {
		const host = 'github.example.com:8443';
		const profile: Profile = {...release, host};
		expect(commandsOf(profile, 'git')).toEqual([`git clone https://${host}/octo-org/app`]);
		expect(commandsOf(profile, 'ssh-remote')?.[0]).toContain(`https://${host}/octo-org/app.git`);
		expect(commandsOf(profile, 'git-credentials')?.[1]).toBe(
			`git config --global credential.https://${host}.helper cache`,
		);
	});

	test.each<[string, Profile, boolean]>([
		['contents', {...fineGrained, permissions: {contents: 'read'}}, true],
		['issues alone', {...fineGrained, permissions: {issues: 'write'}}, false],
		[
			'contents of public repositories',
			{...fineGrained, repositoryAccess: 'public', permissions: {contents: 'write'}},
			false,
		],
		['repo', {...classic, scopes: ['repo']}, true],
		['public_repo', {...classic, scopes: ['public_repo']}, true],
		['workflow alone', {...classic, scopes: ['workflow']}, false],
		['gist', {...classic, scopes: ['gist']}, false],
	])('fits where it does something: %s', (_, profile, fits) => {
		for (const id of ['git', 'ssh-remote', 'git-credentials', 'codespaces-secret'] as const) {
			expect(idsOf(profile).includes(id)).toBe(fits);
		}
		expect(findUse(profile, 'git')?.note?.includes('cannot push') ?? false).toBe(
			fits && profile.type === 'fine-grained',
		);
	});
});

describe('gh', () => {
	test('reads the token from a prompt', () => {
		expect(findUse(release, 'gh')).toEqual({
			id: 'gh',
			label: 'gh',
			commands: ['read -rs GH_TOKEN && export GH_TOKEN', 'gh issue list --repo octo-org/app'],
			note: 'paste the token when the command waits; in fish: read -sx GH_TOKEN; in PowerShell: $env:GH_TOKEN = Read-Host -MaskInput',
		});
	});

	test.each([
		['octo.ghe.com', 'GH_TOKEN'],
		['github.example.com', 'GH_ENTERPRISE_TOKEN'],
	])('on %s reads it from %s', (host, variable) => {
		expect(commandsOf({...release, host}, 'gh')).toEqual([
			`read -rs ${variable} && export ${variable}`,
			`export GH_HOST=${host}`,
			'gh issue list --repo octo-org/app',
		]);
		expect(findUse({...release, host}, 'gh')?.note).toContain(`read -sx ${variable};`);
		expect(findUse({...release, host}, 'gh')?.note).toContain(`$env:${variable} `);
	});

	test.each<[Profile, string]>([
		[{...fineGrained, permissions: {pull_requests: 'read', contents: 'read'}}, 'gh pr list'],
		[{...fineGrained, permissions: {issues: 'read', actions: 'read'}}, 'gh issue list'],
		[{...fineGrained, permissions: {actions: 'read', contents: 'read'}}, 'gh run list'],
		[{...fineGrained, permissions: {contents: 'read', secrets: 'read'}}, 'gh release list'],
		[{...fineGrained, permissions: {secrets: 'write'}}, 'gh secret list'],
		[{...fineGrained, permissions: {actions_variables: 'read'}}, 'gh variable list'],
		[{...fineGrained, permissions: {gists: 'write'}}, 'gh gist list'],
		[
			{...fineGrained, owner: 'octo-org', permissions: {organization_projects: 'admin'}},
			'gh project list --owner octo-org',
		],
		[{...fineGrained, permissions: {organization_projects: 'read'}}, 'gh project list'],
		[{...fineGrained, owner: 'octo-org', permissions: {pull_requests: 'read'}}, 'gh pr list'],
		[{...fineGrained, permissions: {starring: 'read'}}, 'gh api user'],
		[fineGrained, 'gh api user'],
		[{...classic, scopes: ['repo']}, 'gh pr list'],
		[{...classic, scopes: ['gist', 'project']}, 'gh gist list'],
		[{...classic, scopes: ['project']}, 'gh project list'],
		[{...classic, scopes: ['user']}, 'gh api user'],
		[classic, 'gh api user'],
	])('has a command that works with %j', (profile, command) => {
		expect(commandsOf(profile, 'gh')?.at(-1)).toBe(command);
	});

	test.each([
		['gists', {gists: 'write'}, 'gh gist list'],
		['pull requests', {pull_requests: 'read'}, 'gh pr list --repo a/b'],
		['issues', {issues: 'read'}, 'gh issue list --repo a/b'],
		['runs', {actions: 'read'}, 'gh run list --repo a/b'],
		['releases', {contents: 'read'}, 'gh release list --repo a/b'],
		['secrets', {secrets: 'read'}, 'gh secret list --repo a/b'],
		['variables', {actions_variables: 'read'}, 'gh variable list --repo a/b'],
		['nothing', {starring: 'read'}, 'gh api user'],
	] as const)('names the repository where gh takes one: %s', (_, permissions, command) => {
		const profile: Profile = {
			...fineGrained,
			repositoryAccess: 'selected',
			repositories: ['a/b'],
			permissions,
		};
		expect(commandsOf(profile, 'gh')?.at(-1)).toBe(command);
	});

	test('logs in with a classic token that has what gh asks for', () => {
		for (const chosen of [
			['repo', 'read:org', 'gist'],
			['repo', 'admin:org', 'gist', 'workflow'],
		] as const) {
			expect(findUse({...classic, host: 'octo.ghe.com', scopes: chosen}, 'gh')).toEqual({
				id: 'gh',
				label: 'gh',
				commands: ['gh auth login --hostname octo.ghe.com --git-protocol https'],
				note: expect.stringMatching(/"Paste an authentication token"/),
			});
		}
	});

	test.each([
		[['repo', 'read:org']],
		[['repo', 'gist']],
		[['read:org', 'gist']],
		[['public_repo', 'read:org', 'gist']],
	] as const)('does not log in with %j', chosen => {
		expect(commandsOf({...classic, scopes: chosen}, 'gh')?.[0]).toBe(
			'read -rs GH_TOKEN && export GH_TOKEN',
		);
	});
});

describe('packages', () => {
	const login = (registry: string): string => `docker login ${registry} -u USERNAME`;

	test.each([
		['write:packages', ['docker push ghcr.io/OWNER/IMAGE:TAG']],
		['read:packages', ['docker pull ghcr.io/OWNER/IMAGE:TAG']],
		['delete:packages', []],
	] as const)('%s logs in to the container registry', (scope, transfer) => {
		expect(findUse({...classic, scopes: [scope]}, 'container-registry')).toEqual({
			id: 'container-registry',
			label: 'docker',
			commands: [login('ghcr.io'), ...transfer],
			note: expect.stringMatching(/^the token is the password/),
		});
	});

	test('writing goes before reading and deleting', () => {
		for (const chosen of [
			['delete:packages', 'write:packages'],
			['read:packages', 'write:packages'],
		] as const) {
			expect(commandsOf({...classic, scopes: chosen}, 'container-registry')?.[1]).toMatch(
				/^docker push/,
			);
		}
		expect(
			commandsOf(
				{...classic, scopes: ['delete:packages', 'read:packages']},
				'container-registry',
			)?.[1],
		).toMatch(/^docker pull/);
	});

	test.each(['write:packages', 'read:packages'] as const)('%s lets npm in', scope => {
		expect(findUse({...classic, scopes: [scope]}, 'npm')).toEqual({
			id: 'npm',
			label: 'npm',
			commands: [
				'@OWNER:registry=https://npm.pkg.github.com',
				`//npm.pkg.github.com/:_authToken=\${NODE_AUTH_TOKEN}`,
			],
			note: expect.stringMatching(/environment variable NODE_AUTH_TOKEN/),
		});
	});

	const managers = ['npm', 'maven', 'gradle', 'nuget', 'rubygems'] as const;

	test('deleting alone is nothing for package managers', () => {
		for (const id of managers) {
			expect(idsOf({...classic, scopes: ['delete:packages']})).not.toContain(id);
		}
	});

	test.each([
		['github.com', 'nuget.pkg.github.com', 'BUNDLE_RUBYGEMS__PKG__GITHUB__COM'],
		['my-octo.ghe.com', 'nuget.my-octo.ghe.com', 'BUNDLE_RUBYGEMS__MY___OCTO__GHE__COM'],
	])('package managers of %s read the token from a variable', (host, nuget, variable) => {
		const profile: Profile = {...classic, host, scopes: ['read:packages']};
		expect(commandsOf(profile, 'nuget')?.[0]).toContain(`https://${nuget}/OWNER/index.json`);
		expect(commandsOf(profile, 'rubygems')?.[0]).toContain(`export ${variable}="USERNAME:$TOKEN"`);
		for (const use of listUses(profile).filter(({id}) => managers.some(each => each === id))) {
			expect(`${use.commands} ${use.note}`).toMatch(/TOKEN/);
		}
	});

	test('Maven and Gradle have a registry on github.com alone', () => {
		const profile: Profile = {...classic, scopes: ['read:packages']};
		const address = 'https://maven.pkg.github.com/OWNER/REPOSITORY';
		expect(commandsOf(profile, 'maven')?.[1]).toContain(`<url>${address}<`);
		expect(commandsOf(profile, 'gradle')?.[0]).toContain(`"${address}"`);
		const elsewhere = idsOf({...profile, host: 'octo.ghe.com'});
		expect(elsewhere).toContain('nuget');
		expect(elsewhere).not.toContain('maven');
		expect(elsewhere).not.toContain('gradle');
	});

	test.each([
		['maven', 'mvn deploy'],
		['gradle', 'gradle publish'],
		['nuget', 'dotnet nuget push --source github PACKAGE.nupkg'],
	] as const)('%s publishes only where it may', (id, command) => {
		expect(commandsOf({...classic, scopes: ['write:packages']}, id)).toContain(command);
		expect(commandsOf({...classic, scopes: ['read:packages']}, id)).not.toContain(command);
	});

	test('are at names of their own on ghe.com', () => {
		const profile: Profile = {...classic, host: 'octo.ghe.com', scopes: ['read:packages']};
		expect(commandsOf(profile, 'container-registry')).toEqual([
			login('containers.octo.ghe.com'),
			'docker pull containers.octo.ghe.com/OWNER/IMAGE:TAG',
		]);
		expect(commandsOf(profile, 'npm')?.[0]).toBe('@OWNER:registry=https://npm.octo.ghe.com');
		expect(commandsOf(profile, 'npm')?.[1]).toMatch(/^\/\/npm\.octo\.ghe\.com\/:_authToken=\$\{/);
	});

	test('are not told where their address is unknown, and not for other tokens', () => {
		const ids = [
			...idsOf({...classic, host: 'github.example.com', scopes: ['write:packages']}),
			...idsOf({...classic, scopes: ['repo']}),
			...idsOf(release),
		];
		expect(ids).not.toContain('container-registry');
		for (const id of managers) {
			expect(ids).not.toContain(id);
		}
	});
});

test('Copilot CLI takes the token from its own variable', () => {
	for (const permissions of [
		{copilot_requests: 'write'},
		{user_copilot_requests: 'read'},
	] as const) {
		expect(commandsOf({...fineGrained, permissions}, 'copilot')).toEqual([
			'read -rs COPILOT_GITHUB_TOKEN && export COPILOT_GITHUB_TOKEN',
			'copilot',
		]);
	}
	expect(idsOf(release)).not.toContain('copilot');
});

test('no recipe hands the token of gh to git, or sets a secret with the new token', () => {
	fc.assert(
		fc.property(profiles(), profile => {
			for (const command of listUses(profile).flatMap(({commands}) => commands)) {
				expect(command).not.toContain('setup-git');
				expect(command).not.toMatch(/^gh secret set/);
			}
		}),
	);
});

describe('findFittingUse', () => {
	const goesTo = (place: string) => ({goesTo: [{place, storedAt: null}]});

	test.each<[Profile, UseId | undefined]>([
		[release, 'gh'],
		[{...fineGrained, permissions: {contents: 'write'}}, 'git'],
		[{...fineGrained, permissions: {contents: 'write', workflows: 'write'}}, 'git'],
		[{...fineGrained, permissions: {copilot_requests: 'write'}}, 'copilot'],
		[{...classic, scopes: ['write:packages']}, 'container-registry'],
		[{...classic, scopes: ['repo']}, 'gh'],
		[fineGrained, 'gh'],
		[{...release, ...goesTo('actions:octo-org/app#RELEASE_TOKEN')}, 'actions-secret'],
		[{...release, ...goesTo('git:github.com')}, 'git'],
		[{...release, ...goesTo('elsewhere:x')}, 'gh'],
		[{...release, host: 'a b'}, undefined],
	])('%j', (profile, id) => {
		expect(findFittingUse(profile)?.id).toBe(id);
	});
});

describe('the REST API', () => {
	test.each([
		['github.com', 'https://api.github.com'],
		['octo.ghe.com', 'https://api.octo.ghe.com'],
		['github.example.com', 'https://github.example.com/api/v3'],
		['github.example.com:8443', 'https://github.example.com:8443/api/v3'],
	])('of %s is at %s', (host, address) => {
		const variable = address.endsWith('/v3') ? 'GH_ENTERPRISE_TOKEN' : 'GH_TOKEN';
		expect(commandsOf({...release, host}, 'rest-api')).toEqual([
			`printf 'Authorization: Bearer %s' "$${variable}" | curl --header @- ${address}/repos/octo-org/app`,
		]);
	});

	test('asks for the token where gh keeps it to itself', () => {
		const profile: Profile = {...classic, scopes: ['repo', 'read:org', 'gist']};
		expect(commandsOf(profile, 'rest-api')?.[0]).toBe('read -rs GH_TOKEN && export GH_TOKEN');
		expect(findUse(profile, 'rest-api')?.note).toMatch(/read -sx GH_TOKEN;/);
		expect(findUse(release, 'rest-api')?.note).toBe('with GH_TOKEN as above');
	});

	test('begins with the user when no repository is named', () => {
		expect(commandsOf(classic, 'rest-api')?.[0]).toMatch(/ https:\/\/api\.github\.com\/user$/);
	});
});

describe('secrets', () => {
	test.each([
		['Release bot', 'RELEASE_BOT_TOKEN'],
		['release token', 'RELEASE_TOKEN'],
		['CI PAT', 'CI_PAT'],
		['compat', 'COMPAT_TOKEN'],
		['token', 'TOKEN'],
		['pat rotation', 'PAT_ROTATION_TOKEN'],
		['my GitHub bot', 'MY_GITHUB_BOT_TOKEN'],
		['stage 2', 'STAGE_2_TOKEN'],
		['GitHub', 'TOKEN'],
		['GitHub Models', 'MODELS_TOKEN'],
		['github github x', 'X_TOKEN'],
		['2fa', 'PAT_2FA_TOKEN'],
		['0 days', 'PAT_0_DAYS_TOKEN'],
		['9to5', 'PAT_9TO5_TOKEN'],
		['github 2', 'PAT_2_TOKEN'],
		['  --weird!! name--  ', 'WEIRD_NAME_TOKEN'],
		['подпись', 'ACCESS_TOKEN'],
		[undefined, 'ACCESS_TOKEN'],
		['', 'ACCESS_TOKEN'],
	])('of a token named %j are called %s', (name, secret) => {
		const profile: Profile = {...release, ...(name === undefined ? {} : {name})};
		const named = name === undefined ? (({name: _, ...rest}) => rest)(profile) : profile;
		expect(commandsOf(named, 'actions-secret')).toEqual([
			`env -u GH_TOKEN gh secret set ${secret} --repo octo-org/app`,
		]);
		expect(commandsOf(named, 'codespaces-secret')).toEqual([
			`env -u GH_TOKEN gh secret set ${secret} --user --repos octo-org/app`,
		]);
	});

	test('are pasted when gh asks', () => {
		expect(findUse(release, 'actions-secret')?.note).toMatch(/paste the token when gh asks/);
		expect(findUse(release, 'codespaces-secret')?.note).toMatch(/paste the token when gh asks/);
	});

	test('have a name that GitHub takes', () => {
		fc.assert(
			fc.property(profiles(), profile => {
				const command = commandsOf(profile, 'actions-secret')?.[0];
				if (command !== undefined) {
					expect(command).toMatch(
						/^env -u GH_(?:ENTERPRISE_)?TOKEN gh secret set (?!GITHUB_)[A-Z_][A-Z0-9_]* --repo \S+$/,
					);
				}
			}),
		);
	});

	test.each(['octo.ghe.com', 'github.example.com'])('name the host %s for Actions', host => {
		expect(commandsOf({...release, host}, 'actions-secret')?.[0]).toMatch(
			new RegExp(`--repo ${host}/octo-org/app$`),
		);
		expect(idsOf({...release, host})).not.toContain('codespaces-secret');
	});

	test('are told where something is granted', () => {
		expect(idsOf({...fineGrained, permissions: {gists: 'write'}})).toContain('actions-secret');
		expect(idsOf({...classic, scopes: ['gist']})).toContain('actions-secret');
	});
});

test('password managers ask for the token', () => {
	expect(commandsOf(release, 'password-manager')).toEqual([
		'op plugin init gh',
		'pass insert github.com/release-bot',
		'secret-tool store --label=release-bot host github.com token release-bot',
	]);
	expect(findUse(release, 'password-manager')?.note).toMatch(/choose one/);
	expect(
		commandsOf({...classic, host: 'octo.ghe.com', scopes: ['gist']}, 'password-manager')?.[1],
	).toBe('pass insert octo.ghe.com/access-token');
});

describe('betterThanToken', () => {
	test.each<[Profile, string | undefined]>([
		[
			release,
			'Where they fit, GitHub recommends gh or Git Credential Manager at the command line, GITHUB_TOKEN inside GitHub Actions and a GitHub App for lasting integrations in octo-org instead of a token',
		],
		[
			{...classic, scopes: ['repo']},
			'Where they fit, GitHub recommends gh or Git Credential Manager at the command line and GITHUB_TOKEN inside GitHub Actions instead of a token',
		],
		[
			{...fineGrained, permissions: {issues: 'write'}},
			'Where they fit, GitHub recommends GITHUB_TOKEN inside GitHub Actions instead of a token',
		],
		[
			{...fineGrained, owner: 'octo-org', permissions: {members: 'read'}},
			'Where they fit, GitHub recommends a GitHub App for lasting integrations in octo-org instead of a token',
		],
		[{...fineGrained, permissions: {gists: 'write'}}, undefined],
		[fineGrained, undefined],
		[{...classic, scopes: ['gist', 'user', 'admin:org']}, undefined],
		[classic, undefined],
	])('%j', (profile, advice) => {
		expect(betterThanToken(profile)).toBe(advice);
	});

	test('names GITHUB_TOKEN for the scopes that it can stand in for', () => {
		const named = scopes
			.map(({scope}) => scope)
			.filter(scope => betterThanToken({...classic, scopes: [scope]})?.includes('GITHUB_TOKEN'));
		expect(named).toEqual([
			'repo',
			'repo:status',
			'repo_deployment',
			'public_repo',
			'security_events',
			'write:packages',
			'read:packages',
		]);
	});
});

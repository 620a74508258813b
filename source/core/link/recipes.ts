import {includedScopes} from '../catalog/included-scopes.ts';
import type {PermissionName} from '../catalog/permission-facts.ts';
import {listGrants} from '../catalog/permissions.ts';
import type {ScopeName} from '../catalog/scopes.ts';
import {readSafely} from '../errors.ts';
import {apiAddress, type HostKind, hostKind, readHost} from '../profile/host.ts';
import {isLogin, isRepository} from '../profile/names.ts';
import type {Profile} from '../profile/profile.ts';
import {containsToken} from '../text/mask.ts';
import {listWords} from '../text/words.ts';

/** The program or place that a token is used with. */
export type UseId =
	| 'git'
	| 'ssh-remote'
	| 'git-credentials'
	| 'gh'
	| 'copilot'
	| 'container-registry'
	| 'npm'
	| 'maven'
	| 'gradle'
	| 'nuget'
	| 'rubygems'
	| 'rest-api'
	| 'actions-secret'
	| 'codespaces-secret'
	| 'password-manager';

/** One way to use a token. */
export type Use = {
	readonly id: UseId;
	/** A word before the commands. */
	readonly label: string;
	/**
	 * Lines to copy, for a shell unless the note says otherwise. The user replaces words in capitals, such as
	 * `OWNER/REPOSITORY`. No line contains a token.
	 */
	readonly commands: readonly string[];
	/** How to use the commands, as a sentence without a full stop. */
	readonly note?: string;
};

/** A `gh` command that needs the grant `name`, and the kind of argument that it takes. */
type Example<Name> = {
	readonly name: Name;
	readonly command: string;
	readonly takes?: 'repository' | 'owner';
};

/** The facts by which uses are chosen. */
type Facts = {
	readonly host: string;
	readonly kind: HostKind;
	/** The resource owner, when the profile names one. */
	readonly owner: string | undefined;
	/** `owner/name`, or words in capitals to replace. */
	readonly repository: string;
	/** Whether the profile names the repository. */
	readonly isNamed: boolean;
	/** Whether git can reach private repositories or push with the token. */
	readonly git: 'read' | 'write' | undefined;
	readonly packages: 'read' | 'write' | 'delete' | undefined;
	readonly grantsSomething: boolean;
	/** Whether any grant is about repositories or packages. */
	readonly servesRepositories: boolean;
	/** Whether a grant is for requests to Copilot. */
	readonly servesCopilot: boolean;
	/** Whether all grants are permissions that git needs. */
	readonly isForGitAlone: boolean;
	/** Whether `gh auth login` accepts the token. */
	readonly suitsLogin: boolean;
	/** A `gh` command that works with what is granted. */
	readonly example: Omit<Example<unknown>, 'name'>;
	/** The token's name in lower case with hyphens; never empty. */
	readonly slug: string;
};

/** The most typical first. */
const permissionExamples: readonly Example<PermissionName>[] = [
	{name: 'pull_requests', command: 'gh pr list', takes: 'repository'},
	{name: 'issues', command: 'gh issue list', takes: 'repository'},
	{name: 'actions', command: 'gh run list', takes: 'repository'},
	{name: 'contents', command: 'gh release list', takes: 'repository'},
	{name: 'secrets', command: 'gh secret list', takes: 'repository'},
	{name: 'actions_variables', command: 'gh variable list', takes: 'repository'},
	{name: 'gists', command: 'gh gist list'},
	{name: 'organization_projects', command: 'gh project list', takes: 'owner'},
];

const scopeExamples: readonly Example<ScopeName>[] = [
	{name: 'public_repo', command: 'gh pr list'},
	{name: 'gist', command: 'gh gist list'},
	{name: 'read:project', command: 'gh project list'},
];

/** The scopes that `gh auth login` requires (https://cli.github.com/manual/gh_auth_login, August 2026). */
const loginScopes: readonly ScopeName[] = ['repo', 'read:org', 'gist'];

/** Scopes for which GitHub Actions' own token is often enough. */
const repositoryScopes: readonly ScopeName[] = [
	'repo:status',
	'repo_deployment',
	'public_repo',
	'security_events',
	'read:packages',
];

/** The permissions that Copilot CLI needs (GitHub Docs, "Installing GitHub Copilot CLI", August 2026). */
const copilotPermissions: ReadonlySet<PermissionName> = new Set([
	'copilot_requests',
	'user_copilot_requests',
]);

/** The permissions that git needs to clone, fetch and push. */
const gitPermissions: ReadonlySet<PermissionName> = new Set(['contents', 'workflows', 'metadata']);

const findExample = <Name>(
	examples: readonly Example<Name>[],
	granted: ReadonlySet<Name>,
): Omit<Example<Name>, 'name'> =>
	examples.find(({name}) => granted.has(name)) ?? {command: 'gh api user'};

const makeSlug = (name = ''): string => {
	const slug = name
		.toLowerCase()
		.replaceAll(/[^a-z0-9]+/g, '-')
		.replaceAll(/^-|-$/g, '');
	return slug === '' || containsToken(name) ? 'access-token' : slug;
};

const collectFacts = (profile: Profile): Facts => {
	const common = {
		host: profile.host,
		kind: hostKind(profile.host),
		slug: makeSlug(profile.name),
	};
	if (profile.type === 'classic') {
		const chosen = profile.scopes ?? [];
		const scopes = new Set(chosen.flatMap(scope => [scope, ...includedScopes(scope)]));
		const readPackages = scopes.has('read:packages') ? 'read' : undefined;
		const deletePackages = scopes.has('delete:packages') ? 'delete' : undefined;
		return {
			...common,
			owner: undefined,
			repository: 'OWNER/REPOSITORY',
			isNamed: false,
			git: scopes.has('public_repo') ? 'write' : undefined,
			packages: scopes.has('write:packages') ? 'write' : (readPackages ?? deletePackages),
			grantsSomething: chosen.length > 0,
			servesRepositories: repositoryScopes.some(scope => scopes.has(scope)),
			servesCopilot: false,
			isForGitAlone: false,
			suitsLogin: loginScopes.every(scope => scopes.has(scope)),
			example: findExample(scopeExamples, scopes),
		};
	}
	const grants = listGrants(profile.permissions);
	const owner = profile.owner !== undefined && isLogin(profile.owner) ? profile.owner : undefined;
	const named =
		profile.repositoryAccess === 'selected' ? profile.repositories?.find(isRepository) : undefined;
	return {
		...common,
		owner,
		repository: named ?? `${owner ?? 'OWNER'}/REPOSITORY`,
		isNamed: named !== undefined,
		git: profile.repositoryAccess === 'public' ? undefined : profile.permissions?.contents,
		packages: undefined,
		grantsSomething: grants.length > 0,
		servesRepositories: grants.some(({permission}) => permission.group === 'repository'),
		servesCopilot: grants.some(({permission}) => copilotPermissions.has(permission.parameter)),
		isForGitAlone: grants.every(({permission}) => gitPermissions.has(permission.parameter)),
		suitsLogin: false,
		example: findExample(
			permissionExamples,
			new Set(grants.map(({permission}) => permission.parameter)),
		),
	};
};

const offerGit = ({git, host, repository}: Facts): Use | undefined =>
	git === undefined
		? undefined
		: {
				id: 'git',
				label: 'git',
				commands: [`git clone https://${host}/${repository}`],
				note:
					git === 'write'
						? 'enter your user name, and the token as the password'
						: 'enter your user name, and the token as the password; the token cannot push',
			};

const offerSshRemote = ({git, host, repository}: Facts): Use | undefined =>
	git === undefined
		? undefined
		: {
				id: 'ssh-remote',
				label: 'remote',
				commands: [`git remote set-url origin https://${host}/${repository}.git`],
				note: 'only if git remote get-url origin shows git@, ssh:// or another address, which take no token',
			};

/**
 * Offers ways to keep the token for git (https://git-scm.com/docs/gitcredentials). `gh auth setup-git` is not one of
 * them: it gives git the token of gh instead.
 */
const offerGitCredentials = ({git, host}: Facts): Use | undefined =>
	git === undefined
		? undefined
		: {
				id: 'git-credentials',
				label: 'login',
				commands: [
					'git credential-manager configure',
					`git config --global credential.https://${host}.helper cache`,
				],
				note: "choose one: Git Credential Manager keeps the token encrypted, git's own helper keeps it for 15 minutes; git asks for it once",
			};

/** Returns the variable that `gh` reads (https://cli.github.com/manual/gh_help_environment, August 2026). */
const variableOf = (kind: HostKind): string =>
	kind === 'server' ? 'GH_ENTERPRISE_TOKEN' : 'GH_TOKEN';

const askFor = (variable: string): string => `read -rs ${variable} && export ${variable}`;

const askNote = (variable: string): string =>
	`paste the token when the command waits; in fish: read -sx ${variable}; in PowerShell: $env:${variable} = Read-Host -MaskInput`;

const exampleFor = ({example, isNamed, owner, repository}: Facts): string => {
	if (example.takes === 'repository' && isNamed) {
		return `${example.command} --repo ${repository}`;
	}
	return example.takes === 'owner' && owner !== undefined
		? `${example.command} --owner ${owner}`
		: example.command;
};

const offerGh = (facts: Facts): Use => {
	if (facts.suitsLogin) {
		return {
			id: 'gh',
			label: 'gh',
			commands: [`gh auth login --hostname ${facts.host} --git-protocol https`],
			note: 'choose "Paste an authentication token" when it asks how to log in',
		};
	}
	const variable = variableOf(facts.kind);
	return {
		id: 'gh',
		label: 'gh',
		commands: [
			askFor(variable),
			...(facts.kind === 'github.com' ? [] : [`export GH_HOST=${facts.host}`]),
			exampleFor(facts),
		],
		note: askNote(variable),
	};
};

/** Offers the variable that Copilot CLI prefers over those of `gh` (`copilot help environment`, August 2026). */
const offerCopilot = ({servesCopilot, kind}: Facts): Use | undefined =>
	servesCopilot && kind !== 'server'
		? {
				id: 'copilot',
				label: 'copilot',
				commands: [askFor('COPILOT_GITHUB_TOKEN'), 'copilot'],
				note: askNote('COPILOT_GITHUB_TOKEN'),
			}
		: undefined;

/**
 * Returns the registry of a host (GitHub Docs, "Working with the Container registry" and "Working with the npm
 * registry", August 2026). On Enterprise Server it depends on the configuration.
 */
const registryOf = (
	{host, kind}: Facts,
	names: {readonly 'github.com': string; readonly 'ghe.com'?: string},
): string | undefined => {
	const prefix = names['ghe.com'];
	switch (kind) {
		case 'github.com':
			return names['github.com'];
		case 'ghe.com':
			return prefix && `${prefix}.${host}`;
		case 'server':
			return undefined;
	}
};

const offerContainerRegistry = (facts: Facts): Use | undefined => {
	const registry = registryOf(facts, {'github.com': 'ghcr.io', 'ghe.com': 'containers'});
	if (facts.packages === undefined || registry === undefined) {
		return undefined;
	}
	const transfer = facts.packages === 'write' ? 'push' : 'pull';
	return {
		id: 'container-registry',
		label: 'docker',
		commands: [
			`docker login ${registry} -u USERNAME`,
			...(facts.packages === 'delete' ? [] : [`docker ${transfer} ${registry}/OWNER/IMAGE:TAG`]),
		],
		note: 'the token is the password that docker asks for',
	};
};

/**
 * Returns the registry of a package manager, when the token can read or publish packages (GitHub Docs, "Working with
 * a GitHub Packages registry" and its pages, 29 November 2026). ghe.com has none for Maven and Gradle.
 */
const packageRegistry = (
	facts: Facts,
	name: 'npm' | 'maven' | 'nuget' | 'rubygems',
): string | undefined =>
	facts.packages === undefined || facts.packages === 'delete'
		? undefined
		: registryOf(facts, {
				'github.com': `${name}.pkg.github.com`,
				...(name === 'maven' ? {} : {'ghe.com': name}),
			});

/** The environment variable with the token, for package managers without one of their own. */
const packageVariable = 'TOKEN';

const offerNpm = (facts: Facts): Use | undefined => {
	const registry = packageRegistry(facts, 'npm');
	return registry === undefined
		? undefined
		: {
				id: 'npm',
				label: 'npm',
				commands: [
					`@OWNER:registry=https://${registry}`,
					`//${registry}/:_authToken=\${NODE_AUTH_TOKEN}`,
				],
				note: 'put these lines into .npmrc; npm reads the token from the environment variable NODE_AUTH_TOKEN',
			};
};

const offerMaven = (facts: Facts): Use | undefined => {
	const registry = packageRegistry(facts, 'maven');
	return registry === undefined
		? undefined
		: {
				id: 'maven',
				label: 'maven',
				commands: [
					`<server><id>github</id><username>USERNAME</username><password>\${env.${packageVariable}}</password></server>`,
					`<repository><id>github</id><url>https://${registry}/OWNER/REPOSITORY</url></repository>`,
					...(facts.packages === 'write' ? ['mvn deploy'] : []),
				],
				note: `put the first line into servers in ~/.m2/settings.xml, and the second into repositories in pom.xml${facts.packages === 'write' ? ', and into distributionManagement to publish' : ''}; write OWNER in lower case; Maven reads the token from the environment variable ${packageVariable}`,
			};
};

const offerGradle = (facts: Facts): Use | undefined => {
	const registry = packageRegistry(facts, 'maven');
	return registry === undefined
		? undefined
		: {
				id: 'gradle',
				label: 'gradle',
				commands: [
					`maven { url = uri("https://${registry}/OWNER/REPOSITORY")`,
					`credentials { username = "USERNAME"; password = System.getenv("${packageVariable}") } }`,
					...(facts.packages === 'write' ? ['gradle publish'] : []),
				],
				note: `put the lines into repositories in build.gradle${facts.packages === 'write' ? ', and into publishing.repositories to publish, with the plugin maven-publish' : ''}; write OWNER in lower case; Gradle reads the token from the environment variable ${packageVariable}`,
			};
};

const offerNuGet = (facts: Facts): Use | undefined => {
	const registry = packageRegistry(facts, 'nuget');
	return registry === undefined
		? undefined
		: {
				id: 'nuget',
				label: 'nuget',
				commands: [
					`<packageSources><add key="github" value="https://${registry}/OWNER/index.json" /></packageSources>`,
					'<packageSourceCredentials><github><add key="Username" value="USERNAME" /><add key="ClearTextPassword" value="%TOKEN%" /></github></packageSourceCredentials>',
					...(facts.packages === 'write'
						? ['dotnet nuget push --source github PACKAGE.nupkg']
						: []),
				],
				note: `put the XML lines into configuration in nuget.config; NuGet reads the token from the environment variable ${packageVariable}`,
			};
};

const offerRubyGems = (facts: Facts): Use | undefined => {
	const registry = packageRegistry(facts, 'rubygems');
	if (registry === undefined) {
		return undefined;
	}
	// The variable that Bundler reads for a host: https://bundler.io/man/bundle-config.1.html.
	const variable = `BUNDLE_${registry.toUpperCase().replaceAll('-', '___').replaceAll('.', '__')}`;
	const source = `https://${registry}/OWNER`;
	const publishes = facts.packages === 'write';
	return {
		id: 'rubygems',
		label: 'bundler',
		commands: [
			// gem sends GEM_HOST_API_KEY unchanged, instead of a line from ~/.gem/credentials (RubyGems 3.3).
			`read -rs TOKEN && export ${variable}="USERNAME:$TOKEN"${publishes ? ' GEM_HOST_API_KEY="Bearer $TOKEN"' : ''}; unset TOKEN`,
			'bundle install',
			...(publishes ? [`gem push --host ${source} NAME.gem`] : []),
		],
		note: `paste the token when the command waits; the source in the Gemfile is ${source}`,
	};
};

const offerRestApi = ({host, isNamed, kind, repository, suitsLogin}: Facts): Use => {
	const variable = variableOf(kind);
	const path = isNamed ? `/repos/${repository}` : '/user';
	return {
		id: 'rest-api',
		label: 'api',
		commands: [
			...(suitsLogin ? [askFor(variable)] : []),
			// The header comes from standard input, since every process can see command lines.
			`printf 'Authorization: Bearer %s' "$${variable}" | curl --header @- ${apiAddress(host)}${path}`,
		],
		note: suitsLogin ? askNote(variable) : `with ${variable} as above`,
	};
};

/** Makes a valid name for a secret: capitals, digits and `_`, not beginning with a digit or GITHUB_. */
const secretName = (slug: string): string => {
	const name = slug.toUpperCase().replaceAll('-', '_');
	const ended = /(?:^|_)(?:TOKEN|PAT)$/.test(name) ? name : `${name}_TOKEN`;
	const allowed = ended.replace(/^(?:GITHUB_)+/, '');
	return /^[0-9]/.test(allowed) ? `PAT_${allowed}` : allowed;
};

const repositoryArgument = ({host, kind, repository}: Facts): string =>
	kind === 'github.com' ? repository : `${host}/${repository}`;

// The new token seldom has the permission to set a secret.
const secretNote =
	'paste the token when gh asks; gh uses its own login for this, not the new token';

const offerActionsSecret = (facts: Facts): Use | undefined =>
	facts.grantsSomething
		? {
				id: 'actions-secret',
				label: 'actions',
				commands: [
					`env -u ${variableOf(facts.kind)} gh secret set ${secretName(facts.slug)} --repo ${repositoryArgument(facts)}`,
				],
				note: secretNote,
			}
		: undefined;

const offerCodespacesSecret = ({git, kind, repository, slug}: Facts): Use | undefined =>
	git === undefined || kind !== 'github.com'
		? undefined
		: {
				id: 'codespaces-secret',
				label: 'codespaces',
				commands: [
					`env -u GH_TOKEN gh secret set ${secretName(slug)} --user --repos ${repository}`,
				],
				note: secretNote,
			};

const offerPasswordManager = ({grantsSomething, host, slug}: Facts): Use | undefined =>
	grantsSomething
		? {
				id: 'password-manager',
				label: 'passwords',
				commands: [
					'op plugin init gh',
					`pass insert ${host}/${slug}`,
					`secret-tool store --label=${slug} host ${host} token ${slug}`,
				],
				note: 'choose one: 1Password, pass or the Linux keyring; each asks for the token',
			}
		: undefined;

/** The uses, in the order in which they are listed. */
const uses: readonly ((facts: Facts) => Use | undefined)[] = [
	offerGit,
	offerSshRemote,
	offerGitCredentials,
	offerGh,
	offerCopilot,
	offerContainerRegistry,
	offerNpm,
	offerMaven,
	offerGradle,
	offerNuGet,
	offerRubyGems,
	offerRestApi,
	offerActionsSecret,
	offerCodespacesSecret,
	offerPasswordManager,
];

/**
 * Lists the ways to use the token of a profile that its grants and its host allow, as commands to copy. No command
 * contains a token or takes one as an argument. Names that are not valid are replaced by words in capitals. The list is
 * empty when the host is not valid.
 */
export const listUses = (profile: Profile): readonly Use[] => {
	if (readSafely(() => readHost(profile.host)) !== profile.host) {
		return [];
	}
	const facts = collectFacts(profile);
	return uses.flatMap(use => use(facts) ?? []);
};

/** The use of a token by the kind of its place. */
const usesOfPlaces: Readonly<Record<string, UseId>> = {
	actions: 'actions-secret',
	codespaces: 'codespaces-secret',
	git: 'git',
	docker: 'container-registry',
	'secret-tool': 'password-manager',
	pass: 'password-manager',
	op: 'password-manager',
};

/**
 * Finds the use that fits a profile best: that of its first place, or else of its grants. Undefined when the host is
 * not valid.
 */
export const findFittingUse = (profile: Profile): Use | undefined => {
	const all = listUses(profile);
	const [place] = profile.goesTo ?? [];
	const kind = place?.place.split(':')[0] ?? '';
	const {packages, servesCopilot, git, isForGitAlone} = collectFacts(profile);
	const wanted: readonly (UseId | undefined)[] = [
		Object.hasOwn(usesOfPlaces, kind) ? usesOfPlaces[kind] : undefined,
		packages === undefined ? undefined : 'container-registry',
		servesCopilot ? 'copilot' : undefined,
		git !== undefined && isForGitAlone ? 'git' : undefined,
		'gh',
	];
	return wanted.flatMap(id => all.find(use => use.id === id) ?? []).at(0);
};

/**
 * Returns what GitHub recommends instead of a token with the grants of a profile, as a sentence without a full stop.
 * Undefined when it recommends nothing else (GitHub Docs, "Managing your personal access tokens" and "Keeping your
 * API credentials secure", August 2026).
 */
export const betterThanToken = (profile: Profile): string | undefined => {
	const {git, owner, servesRepositories} = collectFacts(profile);
	const recommended = [
		...(git === undefined ? [] : ['gh or Git Credential Manager at the command line']),
		...(servesRepositories ? ['GITHUB_TOKEN inside GitHub Actions'] : []),
		...(owner === undefined ? [] : [`a GitHub App for lasting integrations in ${owner}`]),
	];
	return recommended.length === 0
		? undefined
		: `Where they fit, GitHub recommends ${listWords(recommended)} instead of a token`;
};

import {includedScopes} from '../catalog/included-scopes.ts';
import type {PermissionName} from '../catalog/permission-facts.ts';
import {listGrants} from '../catalog/permissions.ts';
import type {ScopeName} from '../catalog/scopes.ts';
import {type HostKind, hostKind, readHost} from '../profile/host.ts';
import {isLogin, isRepository} from '../profile/names.ts';
import type {Profile} from '../profile/profile.ts';
import {containsToken} from '../text/mask.ts';
import {listWords} from '../text/words.ts';

/** What a token is used with. */
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
	/** One word in front of the commands. */
	readonly label: string;
	/**
	 * Lines to copy, for a shell unless the note says otherwise. Words in capitals, such as
	 * `OWNER/REPOSITORY`, are for the user to fill in. A token is never among them.
	 */
	readonly commands: readonly string[];
	/** What else to know, as a sentence without a full stop. */
	readonly note?: string;
};

/** A `gh` command that needs the grant `name`, and the argument that it takes besides. */
type Example<Name> = {
	readonly name: Name;
	readonly command: string;
	readonly takes?: 'repository' | 'owner';
};

/** What the uses are chosen by. */
type Facts = {
	readonly host: string;
	readonly kind: HostKind;
	/** The resource owner, when the profile names one. */
	readonly owner: string | undefined;
	/** `owner/name`, or capitals to fill in. */
	readonly repository: string;
	/** Whether the profile names the repository. */
	readonly isNamed: boolean;
	/** Whether git can reach private repositories or push with the token. */
	readonly git: 'read' | 'write' | undefined;
	readonly packages: 'read' | 'write' | 'delete' | undefined;
	/** Whether anything at all is granted. */
	readonly grantsSomething: boolean;
	/** Whether anything is granted that concerns repositories or packages. */
	readonly servesRepositories: boolean;
	/** Whether the token can make requests to Copilot, by its own permission. */
	readonly servesCopilot: boolean;
	/** Whether nothing but code is granted: what git alone uses. */
	readonly isForGitAlone: boolean;
	/** Whether `gh` can keep the token in place of its own. */
	readonly suitsLogin: boolean;
	/** A `gh` command that works with what is granted. */
	readonly example: Omit<Example<unknown>, 'name'>;
	/** The token's name in lower case with hyphens; never empty. */
	readonly slug: string;
};

/** The most telling first. */
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

/** The scopes that `gh auth login` insists on (https://cli.github.com/manual/gh_auth_login, August 2026). */
const loginScopes: readonly ScopeName[] = ['repo', 'read:org', 'gist'];

/** The scopes of tokens that GitHub Actions' own token can often stand in for. */
const repositoryScopes: readonly ScopeName[] = [
	'repo:status',
	'repo_deployment',
	'public_repo',
	'security_events',
	'read:packages',
];

/** What Copilot CLI asks for (GitHub Docs, "Installing GitHub Copilot CLI", August 2026). */
const copilotPermissions: ReadonlySet<PermissionName> = new Set([
	'copilot_requests',
	'user_copilot_requests',
]);

/** What git itself is asked for when it clones, fetches and pushes. */
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
						? 'user name as asked, the token as the password'
						: 'user name as asked, the token as the password; it cannot push',
			};

const offerSshRemote = ({git, host, repository}: Facts): Use | undefined =>
	git === undefined
		? undefined
		: {
				id: 'ssh-remote',
				label: 'remote',
				commands: [`git remote set-url origin https://${host}/${repository}.git`],
				note: 'only where git remote get-url origin shows git@, ssh:// or another address: these take no token',
			};

/**
 * `gh auth setup-git` is not among them: it gives git the token that gh holds, which is another one.
 * See https://git-scm.com/docs/gitcredentials.
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
				note: "one of the two: Git Credential Manager keeps the token encrypted, git's own helper for a quarter of an hour; git asks for it once",
			};

/** The environment variable that `gh` reads (https://cli.github.com/manual/gh_help_environment, August 2026). */
const variableOf = (kind: HostKind): string =>
	kind === 'server' ? 'GH_ENTERPRISE_TOKEN' : 'GH_TOKEN';

const askFor = (variable: string): string => `read -rs ${variable} && export ${variable}`;

const askNote = (variable: string): string =>
	`paste the token when it waits; in fish: read -sx ${variable}; in PowerShell: $env:${variable} = Read-Host -MaskInput`;

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

/** Copilot CLI prefers this variable over the ones of `gh` (`copilot help environment`, August 2026). */
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
 * Where a host keeps packages (GitHub Docs, "Working with the Container registry" and "Working with
 * the npm registry", August 2026). On Enterprise Server it depends on how the server is set up.
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
 * The registry of one package manager, where the token can read or publish packages (GitHub Docs, "Working
 * with a GitHub Packages registry" and its pages, 29 November 2026: ghe.com has none for Maven and Gradle).
 * All take `USERNAME` and a variable.
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

/** The environment variable that package managers read the token from, where we name it. */
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
				note: 'lines of .npmrc; npm reads the token from the environment variable NODE_AUTH_TOKEN',
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
				note: `the first in servers of ~/.m2/settings.xml, the second in repositories of pom.xml${facts.packages === 'write' ? ', and in distributionManagement to publish' : ''}; OWNER in lower case; Maven reads the token from the environment variable TOKEN`,
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
				note: `lines of repositories in build.gradle${facts.packages === 'write' ? ', and of publishing.repositories to publish, with the plugin maven-publish' : ''}; OWNER in lower case; Gradle reads the token from the environment variable TOKEN`,
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
				note: 'the lines in brackets stand in configuration of nuget.config; NuGet reads the token from the environment variable TOKEN',
			};
};

const offerRubyGems = (facts: Facts): Use | undefined => {
	const registry = packageRegistry(facts, 'rubygems');
	if (registry === undefined) {
		return undefined;
	}
	// As Bundler names the variable of a host: https://bundler.io/man/bundle-config.1.html.
	const variable = `BUNDLE_${registry.toUpperCase().replaceAll('-', '___').replaceAll('.', '__')}`;
	const source = `https://${registry}/OWNER`;
	const publishes = facts.packages === 'write';
	return {
		id: 'rubygems',
		label: 'bundler',
		commands: [
			// gem sends GEM_HOST_API_KEY as it is, in place of a line of ~/.gem/credentials (RubyGems 3.3).
			`read -rs TOKEN && export ${variable}="USERNAME:$TOKEN"${publishes ? ' GEM_HOST_API_KEY="Bearer $TOKEN"' : ''}; unset TOKEN`,
			'bundle install',
			...(publishes ? [`gem push --host ${source} NAME.gem`] : []),
		],
		note: `paste the token when it waits; the source in the Gemfile is ${source}`,
	};
};

/**
 * The address of a host's REST API, without a slash at its end (GitHub Docs, "Getting started with
 * the REST API", August 2026). `host` is in the spelling that `readHost` gives.
 */
export const apiAddress = (host: string): string =>
	hostKind(host) === 'server' ? `https://${host}/api/v3` : `https://api.${host}`;

const offerRestApi = ({host, isNamed, kind, repository, suitsLogin}: Facts): Use => {
	const variable = variableOf(kind);
	const path = isNamed ? `/repos/${repository}` : '/user';
	return {
		id: 'rest-api',
		label: 'api',
		commands: [
			...(suitsLogin ? [askFor(variable)] : []),
			// Read from standard input: what stands in a command line is seen by every process.
			`printf 'Authorization: Bearer %s' "$${variable}" | curl --header @- ${apiAddress(host)}${path}`,
		],
		note: suitsLogin ? askNote(variable) : `with ${variable} as above`,
	};
};

/** A name that GitHub takes for a secret: capitals, digits and `_`, not first a digit or GITHUB_. */
const secretName = (slug: string): string => {
	const name = slug.toUpperCase().replaceAll('-', '_');
	const ended = /(?:^|_)(?:TOKEN|PAT)$/.test(name) ? name : `${name}_TOKEN`;
	const allowed = ended.replace(/^(?:GITHUB_)+/, '');
	return /^[0-9]/.test(allowed) ? `PAT_${allowed}` : allowed;
};

const repositoryArgument = ({host, kind, repository}: Facts): string =>
	kind === 'github.com' ? repository : `${host}/${repository}`;

/** Setting a secret needs rights of its own, which the new token seldom has. */
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
				note: '1Password, pass or the Linux keyring: one is enough, each asks for the token',
			}
		: undefined;

/** How a token is used, in the order in which the uses are listed. */
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

const isHost = (host: string): boolean => {
	try {
		return readHost(host) === host;
	} catch {
		return false;
	}
};

/**
 * How to use the token that a profile makes: only what its grants and its host allow, as commands to
 * copy. No command holds a token or takes one as an argument. Values that could not stand in a link
 * are left out; without a usable host there is nothing to say.
 */
export const listUses = (profile: Profile): readonly Use[] => {
	if (!isHost(profile.host)) {
		return [];
	}
	const facts = collectFacts(profile);
	return uses.flatMap(use => use(facts) ?? []);
};

/** The use that the kind of a place stands for. */
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
 * The one use that fits a profile best: the first place where its token belongs, else what its grants are
 * for. `undefined` without a usable host.
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
 * What GitHub advises in place of a token for what a profile grants, as a sentence without a full
 * stop, or `undefined` when it advises nothing else (GitHub Docs, "Managing your personal access
 * tokens" and "Keeping your API credentials secure", August 2026).
 */
export const betterThanToken = (profile: Profile): string | undefined => {
	const {git, owner, servesRepositories} = collectFacts(profile);
	const advised = [
		...(git === undefined ? [] : ['gh or Git Credential Manager at the command line']),
		...(servesRepositories ? ['GITHUB_TOKEN inside GitHub Actions'] : []),
		...(owner === undefined ? [] : [`a GitHub App for what keeps running in ${owner}`]),
	];
	return advised.length === 0
		? undefined
		: `Where they fit, GitHub advises ${listWords(advised)} in place of a token`;
};

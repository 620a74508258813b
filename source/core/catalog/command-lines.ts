/**
 * The needs of command lines of programs other than `gh` and `git`, by their verb and the host that they name, one
 * command a line. The registries of GitHub Packages accept only classic tokens: GitHub Docs, "Introduction to GitHub
 * Packages" and "Working with the Container registry" (22 August 2026). The other sources are the programs' manuals.
 */

/** A registry of GitHub Packages, or a repository on GitHub. */
export type PlaceKind =
	| 'container'
	| 'npm'
	| 'maven'
	| 'nuget'
	| 'rubygems'
	| 'docker'
	| 'repository';

/** Patterns for the places of GitHub in a command line. */
export const placePatterns: {readonly [Kind in PlaceKind]: RegExp} = {
	container: /(?:^|\/\/|[=,@\s"'])(?:ghcr\.io|containers\.[a-z\d-]+\.ghe\.com)(?=[/:"'\s]|$)/i,
	docker: /(?:^|\/\/|[=,@\s"'])docker\.pkg\.github\.com(?=[/:"'\s]|$)/i,
	npm: /\bnpm\.pkg\.github\.com\b/i,
	maven: /\bmaven\.pkg\.github\.com\b/i,
	nuget: /\bnuget\.pkg\.github\.com\b/i,
	rubygems: /\brubygems\.pkg\.github\.com\b|RUBYGEMS__PKG__GITHUB__COM/,
	repository:
		/\bgit\+(?:https|ssh):\/\/(?:[^@/\s]*@)?github\.com\/|\bhttps?:\/\/(?:[^@/\s]*@)?github\.com\/[^/\s]+\/[^/\s]+|\bgit@github\.com:|\bgithub-oauth\.github\.com\b|\braw\.githubusercontent\.com\/[^/\s]+\/[^/\s]+|(?:^|[\s'"])github:[\w.-]+\/|(?:^|[\s'"=])github\.com\/[^/\s]+\/[^/\s]+/i,
};

/** What a verb does at a place. A login is for reading and writing. A copy writes to the last place. */
export type Deed = 'read' | 'write' | 'login' | 'copy';

/** Verbs of some programs, and what they do at a place of GitHub. */
export type ProgramCommand = {
	/** The names of programs with the same verbs, separated by spaces. */
	readonly programs: string;
	/** The verbs, such as `buildx build`, separated by `|`. An empty one matches any verb. */
	readonly verbs: string;
	readonly does: Deed;
	/** The places that its words may name. */
	readonly at: readonly PlaceKind[];
	/** Set when the verbs can be anywhere among the words, as the goals of Maven. */
	readonly anywhere?: true;
	/** The flag without which the command sends no request. */
	readonly with?: string;
	/** What it always needs, in the syntax of `GhCommand.takes`. */
	readonly takes?: string;
	/** Why it needs a classic token, as a sentence. */
	readonly why?: string;
	/** What it needs instead with a flag: `['--token-auth', 'contents=write']`. */
	readonly instead?: readonly [flag: string, takes: string];
	/** A note, as a sentence. */
	readonly note?: string;
	/** The answer when its words name no place of GitHub, as sentences. By default, it is about something else. */
	readonly otherwise?: string;
	readonly source: string;
};

const containerRegistries = ['container', 'docker'] as const;
const npmrc =
	'The registry is in .npmrc, not in this command line. npm’s own registry takes no token of GitHub; npm.pkg.github.com';
const readPackages = 'takes a classic token with read:packages';
const writePackages = 'takes a classic token with write:packages';

// biome-ignore format: one line of data a command
/** The commands. Among rows that match, the one with the longest verb counts. */
export const programCommands: readonly ProgramCommand[] = [
	{programs: 'docker podman nerdctl buildah img', verbs: 'pull|run|create|image pull|container run|from', does: 'read', at: containerRegistries, source: 'docs.docker.com/reference/cli/docker'},
	{programs: 'docker podman nerdctl buildah img', verbs: 'push|image push|manifest push', does: 'write', at: containerRegistries, source: 'docs.docker.com/reference/cli/docker'},
	{programs: 'docker podman nerdctl', verbs: 'build|buildx build|image build|builder build|buildx bake', does: 'write', at: containerRegistries, with: 'push', source: 'docs.docker.com/reference/cli/docker/buildx/build'},
	{programs: 'docker podman nerdctl', verbs: 'manifest inspect|buildx imagetools inspect|manifest create', does: 'read', at: containerRegistries, source: 'docs.docker.com/reference/cli/docker'},
	{programs: 'docker', verbs: 'buildx imagetools create', does: 'write', at: containerRegistries, source: 'docs.docker.com/reference/cli/docker/buildx/imagetools'},
	{programs: 'docker podman nerdctl buildah skopeo crane oras', verbs: 'login|auth login', does: 'login', at: containerRegistries, source: 'docs.docker.com/reference/cli/docker/login'},
	{programs: 'helm', verbs: 'registry login', does: 'login', at: ['container'], source: 'helm.sh/docs/topics/registries'},
	{programs: 'helm', verbs: 'push', does: 'write', at: ['container'], source: 'helm.sh/docs/topics/registries'},
	{programs: 'helm', verbs: 'pull|install|upgrade|template|show|show values|show chart|show all|dependency update|dependency build', does: 'read', at: ['container'], source: 'helm.sh/docs/topics/registries'},
	{programs: 'skopeo', verbs: 'inspect|list-tags', does: 'read', at: containerRegistries, source: 'github.com/containers/skopeo'},
	{programs: 'skopeo', verbs: 'copy|sync', does: 'copy', at: containerRegistries, source: 'github.com/containers/skopeo'},
	{programs: 'crane', verbs: 'pull|digest|manifest|config|ls|export|validate|blob', does: 'read', at: containerRegistries, source: 'github.com/google/go-containerregistry'},
	{programs: 'crane gcrane', verbs: 'push|append|mutate|tag', does: 'write', at: containerRegistries, source: 'github.com/google/go-containerregistry'},
	{programs: 'crane gcrane', verbs: 'copy|cp', does: 'copy', at: containerRegistries, source: 'github.com/google/go-containerregistry'},
	{programs: 'oras', verbs: 'pull|discover|manifest fetch|blob fetch|repo ls|repo tags|resolve', does: 'read', at: containerRegistries, source: 'oras.land/docs'},
	{programs: 'oras', verbs: 'push|attach|tag|manifest push|blob push', does: 'write', at: containerRegistries, source: 'oras.land/docs'},
	{programs: 'oras', verbs: 'copy|cp', does: 'copy', at: containerRegistries, source: 'oras.land/docs'},
	{programs: 'cosign', verbs: 'sign|attest|attach|copy', does: 'write', at: containerRegistries, source: 'docs.sigstore.dev/cosign'},
	{programs: 'cosign', verbs: 'verify|verify-attestation|tree|download', does: 'read', at: containerRegistries, source: 'docs.sigstore.dev/cosign'},
	{programs: 'ko', verbs: 'login', does: 'login', at: containerRegistries, source: 'ko.build'},
	{programs: 'helm', verbs: 'repo add', does: 'read', at: ['repository'], source: 'helm.sh/docs/helm/helm_repo_add'},
	{programs: 'kubectl oc', verbs: 'create secret docker-registry', does: 'read', at: containerRegistries, source: 'kubernetes.io, pull an image from a private registry'},
	{programs: 'trivy grype syft dive', verbs: 'image|', does: 'read', at: containerRegistries, source: 'trivy.dev, github.com/anchore/syft'},
	{programs: 'apptainer singularity', verbs: 'pull|run|exec|build', does: 'read', at: containerRegistries, source: 'apptainer.org/docs'},
	{programs: 'apptainer singularity', verbs: 'push', does: 'write', at: containerRegistries, source: 'apptainer.org/docs'},
	{programs: 'az', verbs: 'acr import', does: 'read', at: containerRegistries, source: 'learn.microsoft.com/cli/azure/acr'},
	{programs: 'argocd', verbs: 'repo add|repocreds add', does: 'read', at: ['repository'], source: 'argo-cd.readthedocs.io, private repositories'},
	{programs: 'flux', verbs: 'bootstrap github', does: 'write', at: [], takes: 'administration=write,contents=write', instead: ['--token-auth', 'administration=read,contents=write'], note: 'It adds a deploy key: with --token-auth administration=read is enough for a repository that exists. For a new one administration=write.', source: 'fluxcd.io/flux/installation/bootstrap/github'},
	{programs: 'flux', verbs: 'push artifact|tag artifact', does: 'write', at: containerRegistries, source: 'fluxcd.io/flux/cmd'},
	{programs: 'flux', verbs: 'pull artifact', does: 'read', at: containerRegistries, source: 'fluxcd.io/flux/cmd'},
	{programs: 'npm pnpm yarn bun', verbs: 'publish|npm publish|dist-tag add|deprecate', does: 'write', at: ['npm'], otherwise: `${npmrc} ${writePackages}.`, source: 'docs.npmjs.com/cli/commands'},
	{programs: 'npm pnpm yarn bun', verbs: 'login|adduser|npm login', does: 'login', at: ['npm'], otherwise: `${npmrc} ${readPackages}, to publish write:packages.`, source: 'docs.npmjs.com/cli/commands'},
	{programs: 'npm pnpm yarn bun', verbs: 'install|i|ci|add|update|up|upgrade|view|info|pack|exec|dlx|', does: 'read', at: ['npm', 'repository'], otherwise: `${npmrc} ${readPackages}.`, source: 'docs.npmjs.com/cli/commands'},
	{programs: 'npx bunx pnpx', verbs: '', does: 'read', at: ['npm', 'repository'], source: 'docs.npmjs.com/cli/commands/npx'},
	{programs: 'mvn mvnw', verbs: 'deploy|release:perform', anywhere: true, does: 'write', at: ['maven'], otherwise: 'The repository is the one that pom.xml names, not this command line. To maven.pkg.github.com it takes a classic token with write:packages.', source: 'docs.github.com/packages, Apache Maven registry'},
	{programs: 'mvn mvnw', verbs: '', does: 'read', at: ['maven'], otherwise: 'The repositories are those that pom.xml names, not this command line. From maven.pkg.github.com it takes a classic token with read:packages.', source: 'docs.github.com/packages, Apache Maven registry'},
	{programs: 'gradle gradlew', verbs: 'publish', anywhere: true, does: 'write', at: ['maven'], otherwise: 'The repository is the one that the build file names, not this command line. To maven.pkg.github.com it takes a classic token with write:packages.', source: 'docs.github.com/packages, Gradle registry'},
	{programs: 'gradle gradlew', verbs: '', does: 'read', at: ['maven'], otherwise: 'The repositories are those that the build file names, not this command line. From maven.pkg.github.com it takes a classic token with read:packages.', source: 'docs.github.com/packages, Gradle registry'},
	{programs: 'dotnet', verbs: 'nuget push|nuget delete', does: 'write', at: ['nuget'], otherwise: 'The feed is the one that --source or nuget.config names. To nuget.pkg.github.com it takes a classic token with write:packages.', source: 'docs.github.com/packages, NuGet registry'},
	{programs: 'dotnet', verbs: 'nuget add source|nuget update source', does: 'login', at: ['nuget'], source: 'docs.github.com/packages, NuGet registry'},
	{programs: 'dotnet', verbs: 'restore|add package|package add|build|publish|tool install|tool restore|test|run|pack', does: 'read', at: ['nuget'], otherwise: 'The feeds are those that nuget.config names. From nuget.pkg.github.com it takes a classic token with read:packages.', source: 'docs.github.com/packages, NuGet registry'},
	{programs: 'nuget', verbs: 'push|delete', does: 'write', at: ['nuget'], otherwise: 'The feed is the one that -Source or nuget.config names. To nuget.pkg.github.com it takes a classic token with write:packages.', source: 'docs.github.com/packages, NuGet registry'},
	{programs: 'nuget', verbs: 'sources add|sources update|setapikey', does: 'login', at: ['nuget'], source: 'docs.github.com/packages, NuGet registry'},
	{programs: 'nuget', verbs: 'install|restore|list|update', does: 'read', at: ['nuget'], source: 'docs.github.com/packages, NuGet registry'},
	{programs: 'gem', verbs: 'push', does: 'write', at: ['rubygems'], source: 'docs.github.com/packages, RubyGems registry'},
	{programs: 'gem', verbs: 'install|fetch|update|sources|search|list', does: 'read', at: ['rubygems'], source: 'docs.github.com/packages, RubyGems registry'},
	{programs: 'bundle bundler', verbs: 'install|update|add|outdated|lock|config|config set|', does: 'read', at: ['rubygems', 'repository'], otherwise: 'The sources are those of the Gemfile. From rubygems.pkg.github.com it takes a classic token with read:packages, from a private repository contents=read.', source: 'docs.github.com/packages, RubyGems registry'},
	{programs: 'pip pip3 pipx uv poetry pdm pipenv python', verbs: 'install|pip install|add|sync|pip sync|tool install|run|lock|download|wheel|-m pip install|update', does: 'read', at: ['repository'], source: 'pip.pypa.io, VCS support'},
	{programs: 'go', verbs: 'get|install|mod download|mod tidy|mod vendor|build|run|test|list|work sync', does: 'read', at: ['repository'], otherwise: 'Modules of private repositories on GitHub take contents=read, for git’s credential.', source: 'go.dev/ref/mod, private modules'},
	{programs: 'cargo', verbs: 'install|add|fetch|build|update|test|run|check', does: 'read', at: ['repository'], source: 'doc.rust-lang.org/cargo'},
	{programs: 'composer', verbs: 'install|update|require|create-project|config', does: 'read', at: ['repository'], otherwise: 'Packages of private repositories on GitHub take contents=read.', source: 'getcomposer.org/doc/articles/authentication-for-private-packages.md'},
	{programs: 'brew', verbs: 'tap|install|upgrade|reinstall|fetch', does: 'read', at: ['repository'], source: 'docs.brew.sh/Manpage'},
	{programs: 'brew', verbs: 'bump-formula-pr|bump-cask-pr|bump', does: 'write', at: [], takes: 'repo', why: 'It forks a repository of somebody else, which a fine-grained token cannot.', note: 'The token goes into HOMEBREW_GITHUB_API_TOKEN.', source: 'docs.brew.sh/Manpage; Homebrew’s own message names the scope repo'},
	{programs: 'terraform tofu terragrunt', verbs: 'init|get', does: 'read', at: ['repository'], otherwise: 'Modules of private repositories on GitHub take contents=read, for git’s credential.', source: 'developer.hashicorp.com/terraform/language/modules/sources'},
	{programs: 'terraform tofu terragrunt', verbs: 'plan|apply|destroy|import|refresh', does: 'read', at: [], otherwise: 'What Terraform’s provider for GitHub takes depends on its resources, which the command line does not show: ask for the resource, or scan the folder.', source: 'registry.terraform.io/providers/integrations/github'},
	{programs: 'kustomize kubectl', verbs: 'build|apply|kustomize|diff|create', does: 'read', at: ['repository'], source: 'kubectl.docs.kubernetes.io'},
	{programs: 'mkdocs', verbs: 'gh-deploy', does: 'write', at: [], takes: 'contents=write;repo', note: 'It pushes to the branch gh-pages with git.', source: 'mkdocs.org/user-guide/deploying-your-docs'},
	{programs: 'mike', verbs: 'deploy|delete|set-default', does: 'write', at: [], with: 'push', takes: 'contents=write;repo', note: 'It pushes to the branch gh-pages with git.', source: 'github.com/jimporter/mike'},
	{programs: 'docusaurus hexo', verbs: 'deploy', does: 'write', at: [], takes: 'contents=write;repo', note: 'It pushes to the branch that GitHub Pages shows, with git.', source: 'docusaurus.io/docs/deployment'},
	{programs: 'gh-pages angular-cli-ghpages', verbs: '', does: 'write', at: [], takes: 'contents=write;repo', note: 'It pushes to the branch gh-pages with git.', source: 'github.com/tschaub/gh-pages'},
	{programs: 'goreleaser', verbs: 'release|publish|continue', does: 'write', at: [], takes: 'contents=write;repo', note: 'A tap or bucket is a repository of its own, and takes contents=write too.', source: 'goreleaser.com/scm/github'},
	{programs: 'release-please', verbs: 'release-pr|github-release|manifest-pr|manifest-release|bootstrap', does: 'write', at: [], takes: 'contents=write,issues=write,pull_requests=write;repo', note: 'issues=write keeps its labels.', source: 'github.com/googleapis/release-please-action'},
	{programs: 'docker podman', verbs: 'compose pull|compose up|compose build|compose run', does: 'read', at: containerRegistries, otherwise: 'The images are those of the compose file. From ghcr.io it takes a classic token with read:packages.', source: 'docs.docker.com/reference/cli/docker/compose'},
	{programs: 'docker podman', verbs: 'compose push', does: 'write', at: containerRegistries, otherwise: 'The images are those of the compose file. To ghcr.io it takes a classic token with write:packages.', source: 'docs.docker.com/reference/cli/docker/compose'},
	{programs: 'pack', verbs: 'build', does: 'write', at: containerRegistries, with: 'publish', source: 'buildpacks.io/docs/for-platform-operators/how-to/integrate-ci/pack/cli/pack_build'},
	{programs: 'helm', verbs: 'plugin install|plugin update', does: 'read', at: ['repository'], source: 'helm.sh/docs/helm/helm_plugin_install'},
	{programs: 'pod', verbs: 'install|update|repo add|repo update', does: 'read', at: ['repository'], otherwise: 'Private specs and pods from GitHub take contents=read, for git’s credential.', source: 'guides.cocoapods.org'},
	{programs: 'pod', verbs: 'repo push', does: 'write', at: [], takes: 'contents=write;repo', note: 'It pushes to the repository of the specs with git.', source: 'guides.cocoapods.org/making/private-cocoapods'},
	{programs: 'swift xcodebuild carthage', verbs: 'package resolve|package update|build|update|bootstrap|', does: 'read', at: ['repository'], otherwise: 'Packages of private repositories on GitHub take contents=read, for git’s credential.', source: 'docs.swift.org/swiftpm'},
	{programs: 'mix', verbs: 'deps.get|deps.update', does: 'read', at: ['repository'], otherwise: 'Dependencies of private repositories on GitHub take contents=read, for git’s credential.', source: 'hexdocs.pm/mix/Mix.Tasks.Deps.html'},
	{programs: 'ansible-galaxy', verbs: 'install|collection install|role install', does: 'read', at: ['repository'], otherwise: 'Roles and collections of private repositories on GitHub take contents=read.', source: 'docs.ansible.com/ansible/latest/galaxy/user_guide.html'},
	{programs: 'cookiecutter copier degit tiged chezmoi', verbs: '', does: 'read', at: ['repository'], source: 'cookiecutter.readthedocs.io'},
	{programs: 'nix', verbs: 'build|run|shell|develop|flake update|flake lock|profile install', does: 'read', at: ['repository'], source: 'nix.dev'},
	{programs: 'deno', verbs: 'install|run|add', does: 'read', at: ['repository'], source: 'docs.deno.com'},
];

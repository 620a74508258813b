/** The languages and kinds of files that can be read. */
export type FileKind =
	| 'workflow'
	| 'action'
	| 'shell'
	| 'javascript'
	| 'python'
	| 'go'
	| 'ruby'
	| 'terraform'
	| 'dockerfile'
	| 'makefile'
	| 'configuration';

const endings: ReadonlyArray<readonly [RegExp, FileKind]> = [
	[/(?:^|\/)\.github\/workflows\/[^/]+\.ya?ml$/i, 'workflow'],
	[/(?:^|\/)action\.ya?ml$/i, 'action'],
	[
		/(?:^|\/)\.?goreleaser(?:[.-][\w.-]+)?\.ya?ml$|(?:^|\/)\.releaserc(?:\.\w+)?$|(?:^|\/)release\.config\.\w+$|(?:^|\/)\.?release-please-config\.json$|(?:^|\/)\.?renovate(?:rc)?(?:\.json5?)?$|(?:^|\/)\.github\/dependabot\.ya?ml$|(?:^|\/)(?:package\.json|\.npmrc)$/i,
		'configuration',
	],
	[/(?:^|\/)(?:Dockerfile|Containerfile)(?:\.[\w.-]+)?$|\.dockerfile$/i, 'dockerfile'],
	[/(?:^|\/)(?:(?:GNU)?makefile|\.?justfile)$|\.mk$/i, 'makefile'],
	[/\.(?:sh|bash|zsh|ksh|ps1|psm1)$/i, 'shell'],
	[/\.(?:[cm]?[jt]sx?)$/i, 'javascript'],
	[/\.pyi?$/i, 'python'],
	[/\.go$/i, 'go'],
	[/\.(?:rb|rake)$|(?:^|\/)(?:Rakefile|Dangerfile|Fastfile|Gemfile)$/, 'ruby'],
	[/\.tf$|\.tofu$/i, 'terraform'],
];

/** Returns the kind of a file, by its path. Undefined for a file that is not read. */
export const fileKindOf = (path: string): FileKind | undefined =>
	endings.find(([pattern]) => pattern.test(path))?.[1];

/** A pattern that a file of each kind matches when it uses GitHub. */
const marks: Readonly<Record<FileKind, RegExp | undefined>> = {
	workflow: undefined,
	action: undefined,
	configuration: undefined,
	dockerfile: /\bgh\b|github|ghcr/i,
	makefile: /\b(?:gh|git)\b|github|ghcr/i,
	shell: /\b(?:gh|git|github|ghcr|GITHUB|GH)\b|github/i,
	javascript:
		/['"`](?:gh[ '"]|git push)|octokit|probot|@actions\/github|[^.]\.rest(?:\.[a-z]|;)|github\.(?:issues|pulls|repos|git|request|graphql|paginate|actions)\b|settings\/(?:personal-access-)?tokens|['"`](?:GET|POST|PUT|PATCH|DELETE) \/(?:repos|orgs|user)\b|api[._]?github|github[._]?(?:api|graphql)|ghe\.com|\/api\/v3/i,
	python:
		/['"](?:gh[ '"]|git push)|(?:^|\n)[ \t]{0,40}(?:from|import) github\b|api[._]?github|github[._]?(?:api|graphql)|ghe\.com|\/api\/v3/i,
	go: /go-github|githubv4|api[._]?github|github[._]?api|ghe\.com|\/api\/v3/i,
	ruby: /octokit|github/i,
	terraform: /github_|github/,
};

/** Whether a file may use GitHub. This quick check rules out most files. */
export const mayUseGitHub = (kind: FileKind, text: string): boolean =>
	marks[kind]?.test(text) ?? true;

import type {PermissionSet} from './permission.ts';

/** A program that makes releases or pull requests with a token from an environment variable. */
export type ReleaseTool = {
	readonly program: string;
	/** The variables that it reads its token from, in this order. */
	readonly variables: readonly string[];
	readonly permissions: PermissionSet;
	/** The page and the date. */
	readonly source: string;
};

const all = {contents: 'write', issues: 'write', pull_requests: 'write'} as const;

/** Programs that make releases, by the name of the command. */
export const releaseTools: readonly ReleaseTool[] = [
	{
		program: 'semantic-release',
		variables: ['GH_TOKEN', 'GITHUB_TOKEN'],
		permissions: all,
		source: 'https://github.com/semantic-release/github, "GitHub authentication", November 2026',
	},
	{
		program: 'goreleaser',
		variables: ['GITHUB_TOKEN'],
		permissions: {contents: 'write'},
		source: 'https://goreleaser.com/scm/github, November 2026',
	},
	{
		program: 'release-it',
		variables: ['GITHUB_TOKEN'],
		permissions: {contents: 'write'},
		source: 'https://github.com/release-it/release-it, docs/github-releases.md, November 2026',
	},
	{
		program: 'auto',
		variables: ['GH_TOKEN', 'GITHUB_TOKEN'],
		permissions: all,
		source: 'https://github.com/intuit/auto, November 2026',
	},
	{
		program: 'release-please',
		variables: ['GITHUB_TOKEN', 'GH_TOKEN'],
		permissions: all,
		source: 'https://github.com/googleapis/release-please, docs/cli.md, November 2026',
	},
	{
		program: 'cr',
		variables: ['CR_TOKEN'],
		permissions: {contents: 'write'},
		source: 'https://github.com/helm/chart-releaser, November 2026',
	},
];

import {isPlain} from '../text/show.ts';
import type {TokenName} from './use.ts';

/** The token that GitHub Actions makes for each run. */
export const workflowToken: TokenName = {kind: 'workflow', name: 'GITHUB_TOKEN'};

/** What the names in expressions mean at one place of a workflow. */
export type ExpressionScope = {
	/** Variables and their values as written, the step's over the job's over the workflow's. */
	readonly env: ReadonlyMap<string, string>;
	/** Tokens that steps before made: `steps.app.outputs.token`. */
	readonly stepTokens: ReadonlyMap<string, TokenName>;
	/** The environment of GitHub Actions of the job. */
	readonly environment?: string | undefined;
};

const expressions = /\$\{\{([^}]{0,1000})\}\}/g;

const names =
	/\b(?:secrets|env|steps|needs|inputs|vars|matrix|github|jobs)(?:\.[A-Za-z_][\w-]*|\[\s*'[^'\]]{1,100}'\s*\]){1,5}/g;

/** `secrets['NAME']` is `secrets.NAME`. */
const normalize = (name: string): string => name.replace(/\[\s*'([^']*)'\s*\]/g, '.$1');

/** The longest chain of variables that name each other. */
const deepest = 8;

const tokensOfName = (
	name: string,
	scope: ExpressionScope,
	depth: number,
): readonly TokenName[] => {
	const [root = '', first = ''] = name.split('.');
	switch (root.toLowerCase()) {
		case 'secrets': {
			if (first.toUpperCase() === 'GITHUB_TOKEN') return [workflowToken];
			const {environment} = scope;
			return [
				{
					kind: 'secret',
					name: `secrets.${first}`,
					environment,
				},
			];
		}

		case 'github':
			return first === 'token' ? [workflowToken] : [];
		case 'env': {
			const value = scope.env.get(first);
			if (value === undefined) return [{kind: 'variable', name: first}];
			return depth > deepest ? [] : tokensIn(value, scope, depth + 1);
		}

		case 'steps':
			return [scope.stepTokens.get(name) ?? {kind: 'variable', name}];
		default:
			return [{kind: 'variable', name}];
	}
};

/**
 * The tokens that the expressions in a text name, those behind `||` last: `${{ secrets.A || github.token }}`.
 * For a place that takes a token: every value of a step or an input counts as one.
 */
export const tokensIn = (text: string, scope: ExpressionScope, depth = 0): readonly TokenName[] => {
	const found = new Map<string, TokenName>();
	for (const [, inside = ''] of text.matchAll(expressions)) {
		for (const [name] of inside.replace(/'[^']*'(?!\s*\])/g, ' ').matchAll(names)) {
			for (const token of tokensOfName(normalize(name), scope, depth)) found.set(token.name, token);
		}
	}

	return [...found.values()];
};

/** Without `GITHUB_TOKEN` where it only stands in for another one that is not set. */
export const withoutFallback = (tokens: readonly TokenName[]): readonly TokenName[] => {
	const others = tokens.filter(({kind}) => kind !== 'workflow');
	return others.length > 0 ? others : tokens;
};

/** Services whose tokens are none of GitHub's, as they stand in the names of secrets. */
const otherServices =
	/npm(?!_?pkg_?github)|pypi|twine|docker|dckr|quay|codecov|codspeed|coveralls|sonar|snyk|slack|discord|telegram|teams_|webhook|aws|azure|gcp|google|gcloud|firebase|cloudflare|cf_|vercel|netlify|heroku|render|fly_|flyio|sentry|datadog|dd_|cargo|crates|rubygems|gem_|nuget|maven|sonatype|ossrh|jfrog|artifactory|openai|anthropic|gemini|hf_|hugging|jira|linear|notion|figma|expo|eas_|apple|asc_|android|play_|chrome|vsce|ovsx|azdo|gitlab|bitbucket|cypress|percy|chromatic|argos|algolia|crowdin|transifex|lokalise|turbo|nx_|depot|buildkite|circle|travis|surge|doppler|vault|pulumi|tf_|terraform|hcloud|digitalocean|do_|linode|kube|codacy|codeclimate|deepsource|fossa|semgrep|gitguardian|mongodb|redis|database|db_|postgres|mysql|supabase|stripe|twilio|sendgrid|mail|smtp|twitter|mastodon|bluesky|reddit|gpg|signing|ssh|private_?key|password|passphrase|cachix|wandb|zenodo|test_?pypi|launchdarkly|grafana|honeycomb|newrelic|rollbar|bugsnag|tailscale|infracost|spacelift|qodana|jetbrains|greenkeeper|gitbook|readme_?io|rdme|packagecloud|anaconda|conda|hex_|luarocks|cocoapods|jsr/i;

const likelyTokens =
	/^(?:gh|github|git|pat|bot|ci|repo)(?:_|$)|_(?:pat|gh|github)(?:_|$)|pat$|token/i;

/**
 * Whether a secret of this name may hold a token of GitHub, where nothing else shows it. `NPM_TOKEN` does
 * not, `BOT_TOKEN` may.
 */
export const mayBeOfGitHub = ({kind, name}: TokenName): boolean => {
	if (kind === 'workflow' || kind === 'app') return true;
	const last = name.split('.').at(-1) ?? '';
	return isPlain(last) && likelyTokens.test(last) && !otherServices.test(last);
};

/** Whether what a variable or an input of this name holds is a token of GitHub, whatever its secret is called. */
export const isVariableOfGitHub = (name: string): boolean =>
	/^(?:gh|github)[-_](?:enterprise[-_])?(?:token|pat)$/i.test(name);

/** Whether a secret is one of another service, by its name: `NPM_TOKEN`. */
export const isOfOtherService = ({name}: TokenName): boolean =>
	otherServices.test(name.split('.').at(-1) ?? '');

/**
 * Whether a secret bears the name of the action that it is given to: `CODSPEED_TOKEN` of CodSpeedHQ/action
 * is one of that service.
 */
export const isOfAction = ({name}: TokenName, uses: string): boolean => {
	const last = name.split('.').at(-1) ?? '';
	const service = last
		.toLowerCase()
		.replace(/(?:_?api)?_?(?:token|key|secret)$/, '')
		.replace(/[^a-z\d]/g, '');
	const action = uses
		.toLowerCase()
		.replace(/@.*$/s, '')
		.replace(/[^a-z\d]/g, '');
	return service.length >= 4 && !/github|git/.test(service) && action.includes(service);
};

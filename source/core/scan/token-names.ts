import {isPlain} from '../text/show.ts';
import type {TokenName} from './use.ts';

/** The token that GitHub Actions makes for each run. */
export const workflowToken: TokenName = {kind: 'workflow', name: 'GITHUB_TOKEN'};

/** What the names in expressions mean at one place of a workflow. */
export type ExpressionScope = {
	/** Variables with their values as written. A step's replace the job's, and these the workflow's. */
	readonly env: ReadonlyMap<string, string>;
	/** Tokens that earlier steps created: `steps.app.outputs.token`. */
	readonly stepTokens: ReadonlyMap<string, TokenName>;
	/** The job's environment of GitHub Actions. */
	readonly environment?: string | undefined;
};

const expressions = /\$\{\{([^}]{0,1000})\}\}/g;

const names =
	/\b(?:secrets|env|steps|needs|inputs|vars|matrix|github|jobs)(?:\.[A-Za-z_][\w-]*|\[\s*'[^'\]]{1,100}'\s*\]){1,5}/g;

/** Rewrites `secrets['NAME']` as `secrets.NAME`. */
const normalize = (name: string): string => name.replace(/\[\s*'([^']*)'\s*\]/g, '.$1');

/** The longest chain of variables that is followed. */
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
 * Finds the tokens in the expressions of a text, those after `||` last: `${{ secrets.A || github.token }}`.
 * Every value of a step or an input counts as a token, so use this only where a token is expected.
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

/** Removes `GITHUB_TOKEN` if it only replaces another token that is not set. */
export const withoutFallback = (tokens: readonly TokenName[]): readonly TokenName[] => {
	const others = tokens.filter(({kind}) => kind !== 'workflow');
	return others.length > 0 ? others : tokens;
};

/** Words in the names of secrets that mean another service. */
const otherServices =
	/npm(?!_?pkg_?github)|pypi|twine|docker|dckr|quay|codecov|codspeed|coveralls|sonar|snyk|slack|discord|telegram|teams_|webhook|aws|azure|gcp|google|gcloud|firebase|cloudflare|cf_|vercel|netlify|heroku|render|fly_|flyio|sentry|datadog|dd_|cargo|crates|rubygems|gem_|nuget|maven|sonatype|ossrh|jfrog|artifactory|openai|anthropic|gemini|hf_|hugging|jira|linear|notion|figma|expo|eas_|apple|asc_|android|play_|chrome|vsce|ovsx|azdo|gitlab|bitbucket|cypress|percy|chromatic|argos|algolia|crowdin|transifex|lokalise|turbo|nx_|depot|buildkite|circle|travis|surge|doppler|vault|pulumi|tf_|terraform|hcloud|digitalocean|do_|linode|kube|codacy|codeclimate|deepsource|fossa|semgrep|gitguardian|mongodb|redis|database|db_|postgres|mysql|supabase|stripe|twilio|sendgrid|mail|smtp|twitter|mastodon|bluesky|reddit|gpg|signing|ssh|private_?key|password|passphrase|cachix|wandb|zenodo|test_?pypi|launchdarkly|grafana|honeycomb|newrelic|rollbar|bugsnag|tailscale|infracost|spacelift|qodana|jetbrains|greenkeeper|gitbook|readme_?io|rdme|packagecloud|anaconda|conda|hex_|luarocks|cocoapods|jsr/i;

const likelyTokens =
	/^(?:gh|github|git|pat|bot|ci|repo)(?:_|$)|_(?:pat|gh|github)(?:_|$)|pat$|token/i;

/** Whether a secret may hold a token of GitHub, by its name alone: `BOT_TOKEN` may, `NPM_TOKEN` may not. */
export const mayBeOfGitHub = ({kind, name}: TokenName): boolean => {
	if (kind === 'workflow' || kind === 'app') return true;
	const last = name.split('.').at(-1) ?? '';
	return isPlain(last) && likelyTokens.test(last) && !otherServices.test(last);
};

/** Whether the name of a variable or an input means a token of GitHub, whatever its secret is called. */
export const isVariableOfGitHub = (name: string): boolean =>
	/^(?:gh|github)[-_](?:enterprise[-_])?(?:token|pat)$/i.test(name);

/** Whether the name of a secret means another service: `NPM_TOKEN`. */
export const isOfOtherService = ({name}: TokenName): boolean =>
	otherServices.test(name.split('.').at(-1) ?? '');

/**
 * Whether a secret has the name of the action that receives it. `CODSPEED_TOKEN`, for example, belongs to the
 * service of CodSpeedHQ/action.
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

import {expect, test} from 'vitest';
import {readCommandLine} from '../../../../source/core/needs/command-line/index.ts';
import {leastNeeds} from '../../../../source/core/needs/least.ts';

/** The least of a command line in short: `contents=read`, `repo` for a classic token, `none`. */
const leastOf = (line: string): string => {
	const reading = readCommandLine(line);
	const {tokens, impossible} = leastNeeds(reading?.needs ?? []);
	if (impossible.length > 0) return 'impossible';
	if (tokens.length > 1) return 'several tokens';
	const [token] = tokens;
	if (token === undefined) return reading?.outcome ?? 'nothing';
	if (token.type === 'classic') return token.scopes.join(',');
	const set = {...token.permissions, ...token.byHand};
	return (
		Object.entries(set)
			.map(([permission, level]) => `${permission}=${level}`)
			.sort()
			.join(',') || 'none'
	);
};

test.each([
	['gh project list', 'read:project'],
	['gh auth login', 'repo,read:org'],
	[
		'gh pr create --title example --body text --reviewer "octo-org/maintainers"',
		'contents=read,members=read,pull_requests=write',
	],
	['echo "$TOKEN" | gh secret set DISPATCH_TOKEN --repo octo-org/app --body -', 'secrets=write'],
	['gh pr review --comment', 'contents=read,pull_requests=write'],
	['gh repo create octo-org/app --private', 'administration=write'],
	[
		'gh project item-add 1 --owner octo-org --url https://github.com/octo-org/app/issues/1',
		'organization_projects=write',
	],
	['docker login ghcr.io', 'read:packages'],
	['gh pr create --title example --body text', 'contents=read,pull_requests=write'],
	[
		'gh pr create --fill --project Roadmap',
		'contents=read,organization_projects=write,pull_requests=write',
	],
	['gh pr checkout 12', 'contents=read,pull_requests=read'],
	['gh pr merge 12 --auto --squash', 'contents=write,pull_requests=write'],
	['gh pr view 12', 'repo'],
	['gh pr comment 12 --body done', 'pull_requests=write'],
	['gh pr close 12', 'pull_requests=write'],
	['gh pr close 12 --delete-branch', 'contents=write,pull_requests=write'],
	['gh pr list --state merged --limit 50', 'pull_requests=read'],
	['gh pr diff 12 --patch', 'pull_requests=read'],
	['gh issue create --title example --body text', 'issues=write'],
	[
		'gh issue create --title example --body text --project Roadmap',
		'issues=write,organization_projects=write',
	],
	['gh issue list --label bug --json number,title', 'issues=read'],
	['gh issue close 3 --comment done', 'issues=write'],
	['gh label create bug --color ff0000', 'issues=write'],
	['gh label list --repo octo-org/app', 'issues=read'],
	['gh secret set TOKEN --env production --body abc', 'environments=write'],
	['gh secret set TOKEN --user', 'codespaces_user_secrets=write'],
	['gh secret set TOKEN --app dependabot --body abc', 'dependabot_secrets=write'],
	['gh secret set TOKEN --app codespaces', 'codespaces_secrets=write'],
	['gh secret set TOKEN --org octo-org --app dependabot', 'organization_dependabot_secrets=write'],
	['gh secret delete TOKEN --env production', 'environments=write'],
	['gh secret set TOKEN --repo octo-org/app < token.txt', 'secrets=write'],
	['gh variable set REGION --body eu --env production', 'environments=write'],
	['gh variable list --env production', 'environments=read'],
	['gh variable get REGION', 'actions_variables=read'],
	['gh repo create octo-org/tools --internal --description example', 'administration=write'],
	['gh repo create octo-org/tools --private --team core', 'administration=write,members=read'],
	['gh repo create tools --public --clone', 'administration=write'],
	['gh repo view octo-org/app', 'contents=read'],
	['gh repo list octo-org --limit 200', 'metadata=read'],
	['gh repo rename tools --yes', 'administration=write'],
	['gh repo sync octocat/app --branch main', 'contents=write'],
	['gh repo deploy-key add key.pub --allow-write', 'administration=write'],
	['gh ruleset list', 'metadata=read'],
	['gh release view v1.0.0 --json assets', 'contents=read'],
	['gh release upload v1.0.0 app.tgz --clobber', 'contents=write'],
	['gh release delete v1.0.0 --cleanup-tag --yes', 'contents=write'],
	['gh workflow run deploy.yml -f target=prod', 'actions=write,contents=read'],
	['gh workflow view deploy.yml --yaml', 'actions=read,contents=read'],
	['gh workflow enable deploy.yml', 'actions=write'],
	['gh run view 100 --log-failed', 'actions=read'],
	['gh run watch 100 --exit-status', 'actions=read'],
	['gh run download 100 --name dist', 'actions=read'],
	['gh cache list --limit 100', 'actions=read'],
	['gh cache delete --all', 'actions=write'],
	['gh gist create notes.md --public', 'gists=write'],
	['gh ssh-key add id.pub --title laptop', 'keys=write'],
	['gh gpg-key add key.asc', 'gpg_keys=write'],
	['gh codespace list', 'codespaces=read'],
	['gh org list', 'read:org'],
	['gh search code needle --owner octo-org', 'none'],
	['gh attestation verify app.tgz --owner octo-org', 'attestations=read'],
	['gh attestation verify app.tgz --repo octo-org/app', 'attestations=read'],
	['gh api repos/octo-org/app/issues -f title=example', 'issues=write'],
	['gh api --method DELETE /repos/octo-org/app/git/refs/heads/old', 'contents=write'],
	['gh api user --jq .login', 'none'],
	['gh api --method GET repos/octo-org/app/pulls -f state=closed', 'pull_requests=read'],
	[
		`gh api graphql -f query='mutation { createPullRequest(input: {repositoryId: "R_1"}) { clientMutationId } }'`,
		'pull_requests=write',
	],
	['git push origin main', 'contents=write'],
	['git push --follow-tags', 'contents=write'],
	['git submodule update --init --recursive', 'contents=read'],
	['git ls-remote https://github.com/octo-org/app', 'contents=read'],
	['docker push ghcr.io/octo-org/app:1.0.0', 'write:packages'],
	['podman pull ghcr.io/octo-org/app:1.0.0', 'read:packages'],
	['helm push app-1.0.0.tgz oci://ghcr.io/octo-org/charts', 'write:packages'],
	['pip install git+https://github.com/octo-org/app.git@v1.0.0', 'contents=read'],
])('%s takes %s', (line, least) => {
	expect(leastOf(line)).toBe(least);
});

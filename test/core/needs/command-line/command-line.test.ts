// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shells and workflows write it so
import {expect, test} from 'vitest';
import {readCommandLine, readScript} from '../../../../source/core/needs/command-line/index.ts';
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
	['gh pr checks 12 --watch', 'repo'],
	['gh pr checks --web', 'pull_requests=read'],
	['gh pr view 12 --json number,title,body --jq .title', 'pull_requests=read'],
	['gh pr view --json mergeable', 'contents=read,pull_requests=read'],
	['gh pr view 12 --json statusCheckRollup', 'repo'],
	['gh pr view --web', 'contents=read,pull_requests=read'],
	['gh pr edit 12 --add-reviewer octo-org/core', 'members=read,pull_requests=write'],
	['gh pr edit 12 --add-label bug', 'pull_requests=write'],
	['gh pr edit 5 --add-project Roadmap', 'organization_projects=write,pull_requests=write'],
	['gh pr merge 12 --squash --delete-branch', 'contents=write,pull_requests=read'],
	['gh pr merge --auto --rebase', 'contents=write,pull_requests=write'],
	['gh pr ready', 'contents=write,pull_requests=write'],
	['gh pr ready 12 --undo', 'contents=write,pull_requests=write'],
	['gh pr reopen 12', 'pull_requests=write'],
	['gh pr review 12 --approve', 'pull_requests=write'],
	['gh pr diff', 'contents=read,pull_requests=read'],
	['gh pr comment --body hi', 'contents=read,pull_requests=write'],
	['gh pr status', 'repo'],
	['gh pr update-branch 12', 'contents=write,pull_requests=write'],
	['gh pr new --fill', 'contents=read,pull_requests=write'],
	['gh co 12', 'contents=read,pull_requests=read'],
	['gh pr create --draft --reviewer octocat --label bug', 'contents=read,pull_requests=write'],
	['gh pr create --web', 'contents=read'],
	[
		'gh pr create -r octo-org/a -p X',
		'contents=read,members=read,organization_projects=write,pull_requests=write',
	],
	['gh pr lock 3', 'pull_requests=write'],
	['gh issue view 3', 'issues=read'],
	['gh issue view 3 --comments', 'issues=read'],
	['gh issue comment 3 -b x', 'issues=write'],
	['gh issue edit 3 --add-label bug', 'issues=write'],
	['gh issue edit 3 --add-project Roadmap', 'issues=write,organization_projects=write'],
	['gh issue transfer 3 octo-org/other', 'contents=read,issues=write'],
	['gh issue develop 3 --checkout', 'contents=write,issues=write'],
	['gh issue develop --list 3', 'contents=read,issues=read'],
	['gh issue pin 3', 'issues=write'],
	['gh issue delete 3 --yes', 'issues=write'],
	['gh issue status', 'issues=read'],
	['gh label clone octo-org/other', 'issues=write'],
	['gh label edit bug --name defect', 'issues=write'],
	['gh label delete bug --yes', 'issues=write'],
	['gh secret set TOKEN --org octo-org --visibility all', 'organization_secrets=write'],
	['gh secret set TOKEN -o octo-org -a codespaces', 'organization_codespaces_secrets=write'],
	['gh secret set -f .env', 'secrets=write'],
	['gh secret list', 'secrets=read'],
	['gh secret list --env production', 'environments=read'],
	['gh secret list --org octo-org', 'organization_secrets=read'],
	['gh secret list --user', 'codespaces_user_secrets=read'],
	['gh secret list --app dependabot', 'dependabot_secrets=read'],
	['gh secret delete TOKEN --org octo-org', 'organization_secrets=write'],
	['gh secret remove TOKEN', 'secrets=write'],
	['gh variable set X --body 1 --org octo-org', 'organization_actions_variables=write'],
	['gh variable set X -b 1', 'actions_variables=write'],
	['gh variable list', 'actions_variables=read'],
	['gh variable list --org octo-org', 'organization_actions_variables=read'],
	['gh variable delete X --env prod', 'environments=write'],
	['gh variable get X --org octo-org', 'organization_actions_variables=read'],
	['gh repo clone octo-org/app', 'contents=read'],
	[
		'gh repo create octo-org/app --template octo-org/t --private',
		'administration=write,contents=read',
	],
	['gh repo create app --source . --push --private', 'administration=write,contents=write'],
	['gh repo fork octo-org/app --org other', 'administration=write,contents=read'],
	['gh repo fork octo-org/app --clone', 'administration=write,contents=read'],
	['gh repo edit octo-org/app --visibility private', 'administration=write'],
	['gh repo edit --add-topic x', 'administration=write'],
	['gh repo archive octo-org/app -y', 'administration=write'],
	['gh repo delete octo-org/app --yes', 'administration=write'],
	['gh repo view octo-org/app --json name', 'metadata=read'],
	['gh repo view --json defaultBranchRef -q .defaultBranchRef.name', 'contents=read'],
	['gh repo sync', 'contents=read'],
	['gh repo sync octocat/app', 'contents=write'],
	['gh repo set-default octo-org/app', 'contents=read'],
	['gh repo deploy-key list', 'administration=read'],
	['gh repo deploy-key delete 12', 'administration=write'],
	['gh repo autolink list', 'administration=read'],
	['gh repo gitignore list', 'none'],
	['gh release create v1 --generate-notes', 'contents=write'],
	['gh release create v1 --discussion-category General', 'contents=write,discussions=write'],
	["gh release download v1 -p '*.tgz'", 'contents=read'],
	['gh release list', 'contents=read'],
	['gh release edit v1 --draft=false', 'contents=write'],
	['gh release delete-asset v1 x', 'contents=write'],
	['gh ruleset view 3 --org octo-org', 'organization_administration=write'],
	['gh ruleset check main', 'metadata=read'],
	['gh run list --workflow ci.yml', 'actions=read'],
	['gh run rerun 100 --failed', 'actions=write'],
	['gh run cancel 100', 'actions=write'],
	['gh run delete 100', 'actions=write'],
	['gh run view 100', 'actions=read'],
	['gh run view --log 100', 'actions=read'],
	['gh workflow run ci.yml --ref main', 'actions=write'],
	['gh workflow list', 'actions=read'],
	['gh workflow view ci.yml', 'actions=read'],
	['gh workflow disable ci.yml', 'actions=write'],
	['gh cache delete key1', 'actions=write'],
	['gh project list --owner octo-org', 'organization_projects=read'],
	['gh project create --owner octo-org --title X', 'organization_projects=admin'],
	['gh project view 1 --owner @me', 'read:project'],
	['gh project item-list 1 --owner octo-org --format json', 'organization_projects=read'],
	['gh project item-add 1 --owner "@me" --url https://github.com/o/r/issues/1', 'project'],
	[
		'gh project item-edit --id x --project-id y --field-id z --text a',
		'organization_projects=write',
	],
	['gh project field-list 1 --owner octo-org', 'organization_projects=read'],
	['gh project delete 1 --owner octo-org', 'organization_projects=admin'],
	['gh gist list', 'none'],
	['gh gist edit abc', 'gists=write'],
	['gh gist delete abc', 'gists=write'],
	['gh gist view abc', 'none'],
	['gh ssh-key list', 'git_signing_ssh_public_keys=read,keys=read'],
	['gh ssh-key delete 12', 'keys=write'],
	['gh ssh-key add k.pub --type signing', 'git_signing_ssh_public_keys=write'],
	['gh gpg-key list', 'gpg_keys=read'],
	['gh gpg-key delete abc', 'gpg_keys=write'],
	['gh codespace create -R octo-org/app', 'codespaces=write,codespaces_metadata=read'],
	['gh codespace stop', 'codespaces=read,codespaces_lifecycle_admin=write'],
	['gh codespace delete --all', 'codespaces=write'],
	['gh codespace ssh', 'codespace'],
	['gh cs list --org octo-org', 'codespaces=read,organization_codespaces=read'],
	['gh search prs --review-requested=@me', 'none'],
	['gh search repos cli', 'none'],
	['gh search issues bug --repo octo-org/app', 'none'],
	['gh status', 'repo,read:org'],
	['gh auth status', 'none'],
	['gh auth setup-git', 'local'],
	['gh auth token', 'local'],
	['gh auth refresh -s read:project', 'local'],
	['gh auth login --with-token < token.txt', 'repo,read:org'],
	['gh attestation verify x --bundle b.json --owner o', 'local'],
	['gh attestation verify oci://ghcr.io/o/app:1 --owner o', 'attestations=read'],
	['gh attestation download x -o octo-org', 'attestations=read'],
	['gh extension install octo-org/gh-x', 'none'],
	["gh alias set co 'pr checkout'", 'local'],
	['gh browse', 'none'],
	['gh copilot suggest x', 'unknown'],
	['gh agent-task create x', 'impossible'],
	['gh frobnicate now', 'unknown'],
	['gh dash', 'unknown'],
	['gh pr redy', 'unknown'],
	['gh isue list', 'unknown'],
	['gh pr', 'local'],
	['gh pr --help', 'local'],
	['gh --version', 'local'],
	['gh api repos/octo-org/app', 'metadata=read'],
	['gh api -X PATCH repos/octo-org/app/issues/3 -f state=closed', 'issues=write'],
	['gh api /orgs/octo-org/members --paginate', 'members=read'],
	['gh api repos/{owner}/{repo}/actions/secrets', 'secrets=read'],
	['gh api user/repos -f name=x', 'administration=write'],
	['gh api "repos/$REPO/pulls"', 'pull_requests=read'],
	['gh api "repos/$OWNER/$NAME/pulls"', 'pull_requests=read'],
	['gh api "$URL"', 'unknown'],
	['gh api repos/octo-org/app/nothing', 'unknown'],
	['gh api -X POST repos/o/r/dispatches -F event_type=x', 'contents=write'],
	[
		'gh api --method PUT repos/octo-org/app/contents/.github/workflows/ci.yml --input x.json',
		'contents=write,workflows=write',
	],
	['gh api notifications', 'notifications'],
	['gh api repos/octo-org/app/commits/abc/check-runs', 'repo'],
	['git clone https://github.com/octo-org/app.git', 'contents=read'],
	['git clone git@github.com:octo-org/app.git', 'local'],
	['git clone --recursive https://github.com/octo-org/app', 'contents=read'],
	['git clone https://gitlab.com/a/b', 'elsewhere'],
	['git clone https://x-access-token:${TOKEN}@github.com/octo-org/app.git', 'contents=read'],
	['git fetch --all', 'contents=read'],
	['git pull origin main', 'contents=read'],
	['git push', 'contents=write'],
	['git push --force-with-lease origin HEAD:refs/heads/x', 'contents=write'],
	['git push https://github.com/octo-org/app main', 'contents=write'],
	['git push --tags', 'contents=write'],
	['git commit -m x', 'local'],
	['git -C sub push', 'contents=write'],
	['git remote add origin https://github.com/o/r', 'local'],
	['git ls-remote', 'contents=read'],
	['git lfs pull', 'contents=read'],
	['git submodule add https://github.com/octo-org/lib', 'contents=read'],
	['git config --global user.name x', 'local'],
	['docker login ghcr.io -u x --password-stdin', 'read:packages'],
	['docker login -u x', 'elsewhere'],
	['docker pull ghcr.io/octo-org/app', 'read:packages'],
	['docker build -t ghcr.io/octo-org/app .', 'local'],
	['docker buildx build --push -t ghcr.io/octo-org/app:1 .', 'write:packages'],
	['docker run --rm ghcr.io/octo-org/app', 'read:packages'],
	['docker push "$IMAGE"', 'elsewhere'],
	['podman push ghcr.io/octo-org/app', 'write:packages'],
	['podman login ghcr.io', 'read:packages'],
	['skopeo copy docker://ghcr.io/octo-org/app docker://docker.io/x/app', 'read:packages'],
	['skopeo copy docker-archive:x.tar docker://ghcr.io/octo-org/app', 'write:packages'],
	['skopeo inspect docker://ghcr.io/octo-org/app', 'read:packages'],
	['helm pull oci://ghcr.io/octo-org/charts/app', 'read:packages'],
	['helm registry login ghcr.io', 'read:packages'],
	['helm install app oci://ghcr.io/octo-org/charts/app --version 1', 'read:packages'],
	['oras push ghcr.io/octo-org/x:1 file', 'write:packages'],
	['oras pull ghcr.io/octo-org/x:1', 'read:packages'],
	['crane copy ghcr.io/octo-org/a ghcr.io/octo-org/b', 'write:packages'],
	['npm install --registry=https://npm.pkg.github.com @octo-org/lib', 'read:packages'],
	['npm publish --registry https://npm.pkg.github.com', 'write:packages'],
	['npm publish', 'elsewhere'],
	['npm login --registry=https://npm.pkg.github.com --scope=@octo-org', 'read:packages'],
	['yarn npm publish --registry https://npm.pkg.github.com', 'write:packages'],
	['pnpm add @octo-org/lib --registry https://npm.pkg.github.com/', 'read:packages'],
	['npm install octo-org/lib', 'contents=read'],
	['npm i git+https://github.com/octo-org/lib.git#v1', 'contents=read'],
	['npm ci', 'elsewhere'],
	[
		'mvn deploy -DaltDeploymentRepository=github::default::https://maven.pkg.github.com/octo-org/app',
		'write:packages',
	],
	['mvn -B install', 'elsewhere'],
	['gradle publish', 'elsewhere'],
	['./gradlew publish -Prepo=https://maven.pkg.github.com/octo-org/app', 'write:packages'],
	[
		'dotnet nuget push x.nupkg --source https://nuget.pkg.github.com/octo-org/index.json --api-key x',
		'write:packages',
	],
	[
		'dotnet nuget add source https://nuget.pkg.github.com/octo-org/index.json -n github',
		'read:packages',
	],
	['dotnet restore', 'elsewhere'],
	[
		'gem push --key github --host https://rubygems.pkg.github.com/octo-org app-1.0.gem',
		'write:packages',
	],
	['gem install x --source https://rubygems.pkg.github.com/octo-org', 'read:packages'],
	[
		'bundle config set --global https://rubygems.pkg.github.com/octo-org USER:TOKEN',
		'read:packages',
	],
	['bundle install', 'elsewhere'],
	['pip install "git+https://${TOKEN}@github.com/octo-org/app.git@v1"', 'contents=read'],
	['pip install requests', 'elsewhere'],
	['uv add git+https://github.com/octo-org/app', 'contents=read'],
	['go get github.com/octo-org/lib@v1.2.3', 'contents=read'],
	['go mod download', 'elsewhere'],
	['GOPRIVATE=github.com/octo-org go get github.com/octo-org/lib', 'contents=read'],
	['cargo install --git https://github.com/octo-org/tool', 'contents=read'],
	['composer require octo-org/lib', 'elsewhere'],
	['composer config --global github-oauth.github.com abc', 'contents=read'],
	['brew install octo-org/tap/app', 'contents=read'],
	['brew tap octo-org/tools', 'contents=read'],
	['brew install jq', 'elsewhere'],
	['terraform init', 'elsewhere'],
	['terraform apply', 'elsewhere'],
	['curl https://api.github.com/repos/octo-org/app/releases/latest', 'contents=read'],
	["curl -X PUT -d '{}' https://api.github.com/repos/octo-org/app/topics", 'administration=write'],
	[
		'curl -H "Authorization: token $T" https://raw.githubusercontent.com/octo-org/app/main/x.sh',
		'contents=read',
	],
	['curl https://example.com', 'elsewhere'],
	['curl "$URL"', 'elsewhere'],
	[
		'curl -X DELETE "https://api.github.com/repos/$GITHUB_REPOSITORY/git/refs/heads/x"',
		'contents=write',
	],
	[
		'wget --method=POST https://api.github.com/repos/octo-org/app/pages',
		'administration=write,pages=write',
	],
	['wget https://api.github.com/repos/octo-org/app/zipball', 'contents=read'],
	['http POST https://api.github.com/repos/octo-org/app/issues title=x', 'issues=write'],
	['http https://api.github.com/user/repos name=x', 'administration=write'],
	[
		'Invoke-RestMethod -Uri https://api.github.com/repos/octo-org/app/issues -Method Post -Body $b',
		'issues=write',
	],
	['sudo env X=1 git push', 'contents=write'],
	["bash -c 'gh pr list && git push'", 'contents=write,pull_requests=read'],
	['gh pr list | xargs -n1 gh pr close', 'pull_requests=write'],
	['for p in 1 2; do gh pr merge $p --squash; done', 'contents=write,pull_requests=read'],
	['gh pr merge <number> --squash', 'contents=write,pull_requests=read'],
	[
		'echo "$T" | docker login ghcr.io -u USER --password-stdin && docker push ghcr.io/octo-org/app',
		'write:packages',
	],
	[
		String.raw`curl \
-X POST
-H "Authorization: token {ACCESS TOKEN}"
https://api.github.com/repos/{org}/{repo}/dispatches`,
		'contents=write',
	],
	["gh api graphql -f query='query { viewer { login } }'", 'none'],
	[
		"gh api graphql -f query='mutation { addStar(input: {starrableId: 1}) { clientMutationId } }'",
		'metadata=read,starring=write',
	],
	['gh api graphql --input query.json', 'unknown'],
	['gh api graphql -f query="$QUERY"', 'unknown'],
	['$ gh pr list', 'pull_requests=read'],
	['PS C:\\work> gh pr list', 'pull_requests=read'],
	['octocat@host:~/app$ gh pr list', 'pull_requests=read'],
	['/usr/bin/git push origin main', 'contents=write'],
])('%s takes %s', (line, least) => {
	expect(leastOf(line)).toBe(least);
});

test.each([
	'',
	'gh is not able to do that with a fine-grained token',
	'gh: Not Found (HTTP 404)',
	'gh Error: it failed',
	'https://github.com/cli/gh',
	'/repos/octo-org/git',
	'HTTP 403: Resource not accessible (https://api.github.com/user/keys)',
	'make release',
	'create a pull request',
])('%j is no command line', text => {
	expect(readCommandLine(text)).toBeUndefined();
});

test('a command of gh that is not known is declined with the nearest name', () => {
	expect(readCommandLine('gh pr redy')).toMatchObject({
		outcome: 'unknown',
		reason: expect.stringContaining('Did you mean gh pr ready?'),
	});
	expect(readCommandLine('gh dash')).toMatchObject({
		outcome: 'unknown',
		reason: expect.stringContaining('extension'),
	});
	expect(readCommandLine('gh copilot suggest')).toMatchObject({outcome: 'unknown', needs: []});
});

test.each([
	['gh pr list -R octo-org/app', 'octo-org', ['octo-org/app']],
	['gh pr list --repo=https://github.com/octo-org/app', 'octo-org', ['octo-org/app']],
	['GH_REPO=octo-org/app gh pr list', 'octo-org', ['octo-org/app']],
	['gh pr view https://github.com/octo-org/app/pull/3', 'octo-org', ['octo-org/app']],
	['gh repo view octo-org/app', 'octo-org', ['octo-org/app']],
	['gh repo create octo-org/app --private', 'octo-org', []],
	['gh repo create app', undefined, []],
	['gh repo list octo-org', 'octo-org', []],
	['gh secret set A --org octo-org', 'octo-org', []],
	['gh project list --owner octo-org', 'octo-org', []],
	['gh project list --owner @me', undefined, []],
	['gh api repos/octo-org/app/pulls', 'octo-org', ['octo-org/app']],
	['gh api orgs/octo-org/members', 'octo-org', []],
	['gh api repos/{owner}/{repo}/pulls', undefined, []],
	['gh pr list -R OWNER/REPO', undefined, []],
	['gh pr list -R "$OWNER/app"', undefined, []],
	['git clone https://x:y@github.com/octo-org/app.git', 'octo-org', ['octo-org/app']],
	['git clone https://github.com/octo-org/$NAME', 'octo-org', []],
	['docker push ghcr.io/octo-org/app:1', 'octo-org', []],
	['pip install git+https://github.com/octo-org/app@v1', 'octo-org', ['octo-org/app']],
	['brew install octo-org/tap/app', 'octo-org', ['octo-org/homebrew-tap']],
])('%s names its owner and repository', (line, owner, repositories) => {
	const reading = readCommandLine(line);
	expect(reading?.owner).toBe(owner);
	expect(reading?.repositories).toEqual(repositories);
});

test('the host is told where it is another', () => {
	expect(readCommandLine('gh pr list -R git.example.com/octo-org/app')?.host).toBe(
		'git.example.com',
	);
	expect(readCommandLine('GH_HOST=octo.ghe.com gh pr list')?.host).toBe('octo.ghe.com');
	expect(readCommandLine('gh pr list -R octo-org/app')?.host).toBeUndefined();
});

test.each([
	['gh pr list -R "$REPO"', 'repository $REPO'],
	['gh secret set A --org "$ORG"', 'owner $ORG'],
	['git clone "$URL"', 'repository $URL'],
])('%s says what is computed', (line, computed) => {
	expect(readCommandLine(line)?.computed).toContain(computed);
});

test.each([
	['git push', {workflows: 'write'}],
	['gh pr create --fill', {contents: 'write'}],
	[
		'gh project item-add 1 --owner octo-org --url https://github.com/octo-org/app/issues/1',
		{issues: 'read'},
	],
	['gh pr create --reviewer "$TEAM"', {members: 'read'}],
	['gh extension install octo-org/gh-x', {contents: 'read'}],
])('%s takes more under a condition', (line, permissions) => {
	expect(readCommandLine(line)?.onlyIf).toContainEqual({permissions, when: expect.any(String)});
});

test('a value that is computed and may change the answer is told', () => {
	const [need] = readCommandLine('gh pr view 1 --json "$FIELDS"')?.needs ?? [];
	expect(need?.anyOf).toEqual([{pull_requests: 'read'}]);
	expect(need?.notes.join(' ')).toContain('--json names statusCheckRollup');
});

test('words that are split already are read as they are', () => {
	expect(
		readCommandLine(['gh', 'pr', 'list', '--search', 'a; gh repo delete x'])?.needs,
	).toHaveLength(1);
	expect(readCommandLine(['env', 'A=b', 'git', 'push'])?.command).toBe('git push');
});

test('a script is read command by command, with lines and variables', () => {
	const script = [
		'set -e',
		'if [ -n "$PR" ]; then',
		'  GH_TOKEN=$BOT gh pr edit "$PR" --body "$(gh run list)"',
		'fi',
		'cat <<END | docker push ghcr.io/octo-org/app',
		'gh repo delete octo-org/app',
		'END',
		"bash -c 'git push origin HEAD'",
		'# gh repo delete octo-org/app',
		'echo "gh repo delete octo-org/app"',
	].join('\n');
	expect(readScript(script).map(({command, line}) => [command, line])).toEqual([
		['gh pr edit', 3],
		['gh run list', 3],
		['docker push', 5],
		['git push', 8],
	]);
	expect(readScript(script)[0]?.assignments).toEqual([
		{name: 'GH_TOKEN', value: {text: '$BOT', isComputed: true}},
	]);
});

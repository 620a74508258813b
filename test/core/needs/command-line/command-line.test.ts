// biome-ignore-all lint/suspicious/noTemplateCurlyInString: shells and workflows write it so
import fc from 'fast-check';
import {expect, test} from 'vitest';
import {readCommandLine} from '../../../../source/core/needs/command-line/index.ts';
import {leastNeeds} from '../../../../source/core/needs/least.ts';
import {readNeed} from '../../../../source/core/needs/read-need.ts';
import {hasHiddenCharacters} from '../../../../source/core/text/show.ts';

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
	['go mod download with a private dependency', 'contents=read'],
	['npm install a private package from github packages', 'read:packages'],
	['npm publish to GitHub Packages', 'write:packages'],
	['docker pull an image from ghcr', 'read:packages'],
	['pip install from a private github repository', 'contents=read'],
	['mvn deploy to github packages', 'write:packages'],
	['npm install a package', 'elsewhere'],
	['$ gh pr list', 'pull_requests=read'],
	['PS C:\\work> gh pr list', 'pull_requests=read'],
	['octocat@host:~/app$ gh pr list', 'pull_requests=read'],
	['/usr/bin/git push origin main', 'contents=write'],
	['gh auth refresh -s read:project', 'read:project'],
	['gh auth refresh -h github.com -s project,workflow', 'workflow,project'],
	['gh auth login -s workflow', 'repo,workflow,read:org'],
	['gh auth login --scopes "read:org, gist"', 'repo,read:org,gist'],
	[
		'flux bootstrap github --owner=octo-org --repository=fleet',
		'administration=write,contents=write',
	],
	['flux bootstrap github', 'administration=write,contents=write'],
	['flux bootstrap github --token-auth --owner=octo-org', 'administration=read,contents=write'],
	['brew bump-formula-pr app --url x', 'repo'],
	[
		'kubectl create secret docker-registry regcred --docker-server=ghcr.io --docker-username=x',
		'read:packages',
	],
	['helm repo add x https://raw.githubusercontent.com/octo-org/charts/main', 'contents=read'],
	['argocd repo add https://github.com/octo-org/app --username x --password y', 'contents=read'],
	['trivy image ghcr.io/octo-org/app', 'read:packages'],
	['docker logout ghcr.io', 'nothing'],
	['gh pr list -h', 'local'],
	[
		'gh pr create --title "a" --body "$(cat body.md)" --base main --head feature -R octo-org/app',
		'contents=read,pull_requests=write',
	],
	['gh pr create --fill --assignee @me --milestone v1', 'contents=read,pull_requests=write'],
	['gh pr view $PR --json title -q .title', 'pull_requests=read'],
	[
		'gh pr view "$PR_NUMBER" --json number,projectItems',
		'organization_projects=read,pull_requests=read',
	],
	['gh pr view --json reviewRequests 12', 'pull_requests=read'],
	[
		'gh issue list --search "is:open" --json number,projectItems',
		'issues=read,organization_projects=read',
	],
	['gh issue create --title x --web', 'none'],
	[
		'gh issue create -t x -b y -p Roadmap -R octo-org/app',
		'issues=write,organization_projects=write',
	],
	['gh secret set TOKEN < token.txt --env prod --repo octo-org/app', 'environments=write'],
	['gh secret set --org octo-org --repos app,web TOKEN', 'organization_secrets=write'],
	['gh secret list -a actions', 'secrets=read'],
	['gh secret set TOKEN --app actions --org octo-org', 'organization_secrets=write'],
	['gh secret set TOKEN --user --repos octo-org/app', 'codespaces_user_secrets=write'],
	['gh variable set -e prod REGION -b eu', 'environments=write'],
	['gh run download -n dist', 'actions=read'],
	['gh run watch', 'actions=read'],
	["gh run list --json databaseId --jq '.[0].databaseId'", 'actions=read'],
	['gh workflow run "$WF" -f x=y', 'actions=write,contents=read'],
	['gh workflow run ci.yml -r main --json < in.json', 'actions=write'],
	['gh workflow view ci.yml --yaml --ref main', 'actions=read,contents=read'],
	[
		'gh api -H "Accept: application/vnd.github+json" /repos/octo-org/app/branches/main/protection',
		'administration=read',
	],
	["gh api repos/octo-org/app/actions/runs --jq '.x'", 'actions=read'],
	['gh api --hostname git.example.com repos/octo-org/app/pulls', 'pull_requests=read'],
	['gh api orgs/octo-org/teams -f name=core', 'members=write'],
	['gh api -X DELETE repos/octo-org/app/actions/caches?key=x', 'actions=write'],
	['gh api repos/:owner/:repo/releases', 'contents=read'],
	['gh api /repos/octo-org/app/pulls/3/comments -F body=@x', 'pull_requests=write'],
	['gh api https://api.github.com/repos/octo-org/app/issues', 'issues=read'],
	['gh repo clone app', 'contents=read'],
	['gh repo create', 'administration=write'],
	[
		'gh repo create octo-org/app --public --clone --push --source=.',
		'administration=write,contents=write',
	],
	['gh repo list', 'metadata=read'],
	['gh repo edit --enable-issues=false', 'administration=write'],
	['gh release create v1 dist/*.tgz --title v1 --notes x --target main', 'contents=write'],
	['gh release view', 'contents=read'],
	["gh release download --repo octo-org/app --pattern '*.zip' --dir out", 'contents=read'],
	['gh gist create - < x', 'gists=write'],
	['gh gist clone abc', 'none'],
	['gh search code foo --repo octo-org/app', 'none'],
	['gh project item-add 3 --owner octo-org --url "$URL"', 'organization_projects=write'],
	[
		'gh project item-edit --project-id P --id I --field-id F --single-select-option-id S',
		'organization_projects=write',
	],
	['gh project item-create 3 --owner octo-org --title x', 'organization_projects=write'],
	['gh project link 3 --owner octo-org --repo app', 'organization_projects=write'],
	['gh project link 3 --owner octo-org --team core', 'members=read,organization_projects=write'],
	[
		'gh project copy 1 --source-owner octo-org --target-owner octo-org --title x',
		'organization_projects=admin',
	],
	['gh project close 3 --owner octo-org', 'organization_projects=write'],
	['gh codespace delete -c name', 'codespaces=write'],
	['gh codespace list --repo octo-org/app', 'codespaces=read'],
	['gh ruleset list --org octo-org', 'organization_administration=write'],
	['gh ruleset check --default', 'contents=read'],
	['gh label create bug --force', 'issues=write'],
	['gh browse src/main.ts', 'none'],
	['gh extension upgrade --all', 'none'],
	['gh alias list', 'local'],
	['gh config set editor vim', 'local'],
	['gh attestation verify file --repo octo-org/app --bundle-from-oci', 'read:packages'],
	['GH_TOKEN=$PAT gh pr merge "$PR_URL" --auto --merge', 'contents=write,pull_requests=write'],
	['gh auth status --show-token', 'none'],
	['git push origin v1.0.0', 'contents=write'],
	['git push origin --delete feature', 'contents=write'],
	['git push --mirror https://github.com/octo-org/app.git', 'contents=write'],
	['git push origin HEAD:main', 'contents=write'],
	['git push git@github.com:octo-org/app.git', 'local'],
	['git clone --depth 1 --branch main https://github.com/octo-org/app dir', 'contents=read'],
	['git clone "https://oauth2:$TOKEN@github.com/$REPO.git"', 'contents=read'],
	['git clone --mirror https://github.com/octo-org/app.git', 'contents=read'],
	['git fetch origin pull/12/head', 'contents=read'],
	['git fetch https://github.com/octo-org/app main', 'contents=read'],
	['git submodule update --remote', 'contents=read'],
	['git ls-remote --tags https://github.com/octo-org/app.git', 'contents=read'],
	['git archive --remote=https://github.com/o/r HEAD', 'local'],
	['git remote show origin', 'contents=read'],
	['git -c http.extraHeader="AUTHORIZATION: bearer x" fetch', 'contents=read'],
	['git subtree push --prefix dist origin gh-pages', 'contents=write'],
	['git credential approve', 'local'],
	['docker pull ghcr.io/octo-org/app@sha256:abc', 'read:packages'],
	['docker manifest inspect ghcr.io/octo-org/app:1', 'read:packages'],
	['docker compose pull', 'elsewhere'],
	['docker image push ghcr.io/octo-org/app', 'write:packages'],
	['docker buildx build --output type=registry -t ghcr.io/octo-org/app .', 'write:packages'],
	['docker login https://ghcr.io -u octocat -p $TOKEN', 'read:packages'],
	['docker login docker.pkg.github.com', 'read:packages'],
	['docker push docker.pkg.github.com/octo-org/app/image:1', 'write:packages'],
	['podman build -t ghcr.io/octo-org/app .', 'local'],
	['buildah push ghcr.io/octo-org/app', 'write:packages'],
	['nerdctl pull ghcr.io/octo-org/app', 'read:packages'],
	['helm push chart.tgz oci://ghcr.io/octo-org', 'write:packages'],
	['helm upgrade --install app oci://ghcr.io/octo-org/charts/app', 'read:packages'],
	['helm dependency update', 'elsewhere'],
	['helm show values oci://ghcr.io/octo-org/charts/app', 'read:packages'],
	['skopeo login ghcr.io', 'read:packages'],
	['skopeo sync --src docker --dest dir ghcr.io/octo-org/app out', 'read:packages'],
	['oras login ghcr.io', 'read:packages'],
	['crane digest ghcr.io/octo-org/app', 'read:packages'],
	['cosign sign ghcr.io/octo-org/app@sha256:x', 'write:packages'],
	['npm view @octo-org/lib --registry=https://npm.pkg.github.com', 'read:packages'],
	['npm install @octo-org/lib', 'elsewhere'],
	['yarn add @octo-org/lib --registry https://npm.pkg.github.com', 'read:packages'],
	['yarn install', 'elsewhere'],
	['pnpm publish --registry=https://npm.pkg.github.com --no-git-checks', 'write:packages'],
	['npm unpublish @octo-org/lib@1 --registry=https://npm.pkg.github.com', 'read:packages'],
	['npx --registry=https://npm.pkg.github.com @octo-org/cli', 'read:packages'],
	['mvn deploy', 'elsewhere'],
	['mvn package -s settings.xml', 'elsewhere'],
	['./mvnw -B deploy', 'elsewhere'],
	['gradle build', 'elsewhere'],
	['gradle publishAllPublicationsToGitHubPackagesRepository', 'elsewhere'],
	[
		'nuget push app.nupkg -Source https://nuget.pkg.github.com/octo-org/index.json',
		'write:packages',
	],
	[
		'nuget sources add -name github -source https://nuget.pkg.github.com/octo-org/index.json',
		'read:packages',
	],
	[
		'dotnet add package Lib --source https://nuget.pkg.github.com/octo-org/index.json',
		'read:packages',
	],
	['dotnet nuget push app.nupkg --source github', 'elsewhere'],
	['gem install lib --source "https://rubygems.pkg.github.com/octo-org"', 'read:packages'],
	['bundle config https://rubygems.pkg.github.com/octo-org x:y', 'read:packages'],
	['BUNDLE_RUBYGEMS__PKG__GITHUB__COM=x:y bundle install', 'read:packages'],
	['pip install git+ssh://git@github.com/octo-org/app.git', 'local'],
	['pip install -r requirements.txt', 'elsewhere'],
	['pip install "app @ git+https://github.com/octo-org/app"', 'contents=read'],
	['poetry add git+https://github.com/octo-org/app.git', 'contents=read'],
	['pipx install git+https://github.com/octo-org/app', 'contents=read'],
	['go install github.com/octo-org/tool@latest', 'contents=read'],
	['go get -u ./...', 'elsewhere'],
	['cargo add --git https://github.com/octo-org/lib lib', 'contents=read'],
	['composer install', 'elsewhere'],
	['composer config -g github-oauth.github.com $TOKEN', 'contents=read'],
	['brew tap octo-org/tap https://github.com/octo-org/homebrew-tap', 'contents=read'],
	['brew install --cask octo-org/tap/app', 'contents=read'],
	['terraform init -upgrade', 'elsewhere'],
	['terraform plan', 'elsewhere'],
	['curl -fsSL https://github.com/octo-org/app/releases/download/v1/x.tgz', 'local'],
	['curl -i -u octocat:x https://api.github.com/user', 'none'],
	[
		`curl -sS -X POST https://api.github.com/repos/octo-org/app/actions/workflows/ci.yml/dispatches -d '{"ref":"main"}'`,
		'actions=write',
	],
	[
		`curl --request PATCH --url https://api.github.com/repos/octo-org/app --data '{"private":true}'`,
		'administration=write',
	],
	['curl https://api.github.com/orgs/octo-org/repos', 'metadata=read'],
	["curl -G https://api.github.com/search/issues --data-urlencode 'q=x'", 'none'],
	['curl -I https://api.github.com/repos/octo-org/app', 'metadata=read'],
	[
		"curl https://api.github.com/repos/octo-org/app/contents/README.md -H 'Accept: application/vnd.github.raw'",
		'contents=read',
	],
	['curl -T x https://uploads.github.com/repos/octo-org/app/releases/1/assets?name=x', 'unknown'],
	[
		'curl --data-binary @x "https://uploads.github.com/repos/octo-org/app/releases/1/assets?name=x"',
		'contents=write',
	],
	[`curl "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/dispatches" -d '{}'`, 'contents=write'],
	['curl -L https://api.github.com/repos/octo-org/app/tarball/main', 'contents=read'],
	['curl https://npm.pkg.github.com/@octo-org/lib', 'read:packages'],
	[
		'wget --header="Authorization: token x" https://raw.githubusercontent.com/octo-org/app/main/x',
		'contents=read',
	],
	['wget -q -O- https://api.github.com/repos/octo-org/app/releases', 'contents=read'],
	['http -A bearer -a x https://api.github.com/user', 'none'],
	['xh post https://api.github.com/gists description=x', 'gists=write'],
	['iwr https://api.github.com/repos/octo-org/app/issues', 'issues=read'],
	[
		'Invoke-WebRequest -Method DELETE -Uri "https://api.github.com/repos/octo-org/app"',
		'administration=write',
	],
	['curl -X PUT https://npm.pkg.github.com/@octo-org/lib -d x', 'write:packages'],
	['http get https://api.github.com/repos/octo-org/app/issues', 'issues=read'],
	['curl -X "$M" https://api.github.com/repos/octo-org/app/issues', 'unknown'],
	['curl -X "$M" https://example.com', 'elsewhere'],
	['curl https://git.example.com/api/v3/repos/octo-org/app/issues', 'issues=read'],
	['curl -s', 'local'],
	['curl https://api.github.com', 'none'],
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
	['gh pr create --fill --reviewer octocat,octo-org/core', 'octo-org', []],
	['gh pr create --fill --reviewer octocat', undefined, []],
	['gh project list --owner @me', undefined, []],
	['gh api repos/octo-org/app/pulls', 'octo-org', ['octo-org/app']],
	['gh api orgs/octo-org/members', 'octo-org', []],
	['gh api repos/{owner}/{repo}/pulls', undefined, []],
	['gh pr list -R OWNER/REPO', undefined, []],
	['gh pr list -R owner/repo', undefined, []],
	['gh pr list -R owner/app', 'owner', ['owner/app']],
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

test('a script is read command by command', () => {
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
	const reading = readCommandLine(script);
	expect(reading?.needs.map(({name}) => name)).toEqual([
		'gh pr edit',
		'gh run list',
		'docker push',
		'git push',
	]);
	expect(reading?.unreadCommands).toEqual([]);
});

test.each([
	['git push && frobnicate --all', ['frobnicate --all']],
	['frobnicate --all | gh issue create --body-file -', ['frobnicate --all']],
	['cd app; ./release.sh v1 || exit 1; gh pr create', ['./release.sh v1']],
	['git push\nsudo -E frobnicate x', ['frobnicate x']],
	['for x in 1 2; do gh issue close $x; sleep 1; frobnicate $x; done', ['frobnicate $x']],
	['cargo build && git push', []],
	['gh issue list --json number | jq ".[].number" | sort > numbers.txt', []],
	['gh pr create (as a bot)', []],
	['gh pr create --body "frobnicate; gh x | y"', []],
])('%j names the programs that are not known: %j', (line, unreadCommands) => {
	expect(readCommandLine(line)?.unreadCommands).toEqual(unreadCommands);
});

test('a program that is not known is named beside what the others take', () => {
	const {needs, unknown} = readNeed('git push && frobnicate --all');
	expect(needs.map(({name}) => name)).toEqual(['git push']);
	expect(unknown).toEqual([
		{text: 'frobnicate --all', reason: expect.stringContaining('It is not known')},
	]);
});

const secret = `ghp_${'a1B2'.repeat(9)}`;

test.each([
	`gh \u001B[31mred\u0007 ${secret}`,
	`gh pr ${secret}`,
	`gh api "${secret}/\u202E"`,
	`gh api "$\u001B]0;x"`,
	`gh pr list -R "$X/${secret}"`,
	`git clone "$A\u001B[2J${secret}"`,
	`curl "$\u0007${secret}"`,
	`docker push "$I\u001B${secret}"`,
	`curl -X "\u001B" https://api.github.com/user`,
])('what is told of %j is safe to show', line => {
	const {command = '', reason = '', notes = [], computed = []} = readCommandLine(line) ?? {};
	for (const text of [command, reason, ...notes, ...computed]) {
		expect(hasHiddenCharacters(text)).toBe(false);
		expect(text).not.toContain(secret);
	}
});

test.each([
	'gh pr list ',
	'gh pr create -r a/b ',
	'curl -d x ',
	'git clone https://github.com/a/b ',
	'sudo env A=b ',
	'bash -c "',
	'docker push ghcr.io/',
	' '.repeat(50),
	'a\n-b',
	'<a ',
])('%j many times takes time in proportion', piece => {
	const start = performance.now();
	readCommandLine(piece.repeat(20_000));
	expect(performance.now() - start).toBeLessThan(20_000);
});

test('any words are read without a fault, and what is known has needs', () => {
	const part = fc.oneof(
		fc.constantFrom(
			...[
				'gh',
				'git',
				'docker',
				'npm',
				'curl',
				'env',
				'sudo',
				'bash',
				'-c',
				'xargs',
				'-I{}',
				'A=b',
			],
			...['pr', 'api', 'create', 'push', 'clone', 'login', '--json', '-R', '--', '-', '=', '--x='],
			...['$X', '"', "'", '`', '$(', ')', '|', '&&', '<<E', '\n', 'o/r', 'ghcr.io/o/a', '{owner}'],
			...['https://api.github.com/user', 'graphql', '-f', 'query={', 'constructor', '__proto__'],
		),
		fc.string({maxLength: 8}),
	);
	fc.assert(
		fc.property(fc.array(part, {maxLength: 12}), parts => {
			for (const reading of [readCommandLine(parts.join(' ')), readCommandLine(parts)]) {
				if (reading === undefined) continue;
				expect(reading.outcome === 'known' ? reading.needs.length > 0 : true).toBe(true);
				if (reading.outcome === 'elsewhere' || reading.outcome === 'unknown') {
					expect(reading.reason).not.toBe('');
					expect(reading.reason).toBeDefined();
				}
			}
		}),
		{numRuns: 500},
	);
});

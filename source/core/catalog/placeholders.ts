/**
 * Placeholders for names in GitHub's documentation and in other instructions, in capitals (GitHub Docs, "REST API
 * endpoints" and "Managing your personal access tokens", 29 November 2026). The same words in small letters are
 * ordinary logins.
 */
export const placeholderNames: readonly string[] = [
	...['OWNER', 'OWNER_NAME', 'OWNER-NAME', 'REPO_OWNER', 'REPO-OWNER', 'RESOURCE_OWNER'],
	...['ORG', 'ORG_NAME', 'ORG-NAME', 'ORGNAME', 'ORG_LOGIN', 'ORG_SLUG', 'MY_ORG', 'MY-ORG'],
	...['ORGANIZATION', 'ORGANIZATION_NAME', 'ORGANIZATION-NAME', 'ORGANIZATION_LOGIN'],
	...['ORGANISATION', 'ENTERPRISE', 'ENTERPRISE_NAME', 'COMPANY', 'COMPANY_NAME', 'MY_COMPANY'],
	...['USER', 'USERNAME', 'USER_NAME', 'USER-NAME', 'USERID', 'USER_ID', 'MY_USERNAME'],
	...['LOGIN', 'ACCOUNT', 'ACCOUNT_NAME', 'ACCOUNT-NAME', 'NAME', 'HANDLE', 'NAMESPACE'],
	...['GITHUB_USER', 'GITHUB_USERNAME', 'GITHUB-USERNAME', 'GITHUB_OWNER', 'GITHUB_ORG'],
	...['GITHUB-ORG', 'GITHUB_ORGANIZATION', 'GITHUB_LOGIN', 'GITHUB_ACCOUNT', 'GH_USER', 'GH_ORG'],
	...['GH_OWNER', 'GH_USERNAME', 'TARGET', 'TARGET_NAME', 'TARGET_OWNER', 'TARGET_ORG'],
	...['REPO', 'REPO_NAME', 'REPO-NAME', 'REPOSITORY', 'REPOSITORY_NAME', 'REPOSITORY-NAME'],
	...['PROJECT', 'PROJECT_NAME', 'TEAM', 'PLACEHOLDER', 'EXAMPLE', 'SUBDOMAIN', 'HOST', 'HOSTNAME'],
	...['CHANGEME', 'CHANGE_ME', 'CHANGE-ME', 'REPLACEME', 'REPLACE_ME', 'REPLACE-ME', 'TODO', 'XXX'],
];

const names: ReadonlySet<string> = new Set(placeholderNames);

/**
 * Whether a name is a placeholder: one of `placeholderNames`, one in capitals with `YOUR` (`YOUR-ORG`,
 * `YOUR_USERNAME`), or one in the form of a template (`<your org>`, `:org`, `__ORG__`).
 */
export const isPlaceholderName = (text: string): boolean =>
	text.length <= 100 &&
	(names.has(text) ||
		/^(?:[A-Z\d]+[-_])?YOUR[A-Z\d_-]*$/.test(text) ||
		/^<[^<>]+>$|^:[a-z_]+$|^_{1,2}[A-Z][A-Z\d_]*_{1,2}$/.test(text.trim()));

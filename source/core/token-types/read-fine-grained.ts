import {
	findUndocumentedPermission,
	type Grants,
	isPermissionName,
} from '../catalog/permission-facts.ts';
import {findPermission, levelsOf, permissions} from '../catalog/permissions.ts';
import {isPlaceholderName} from '../catalog/placeholders.ts';
import {isScopeName} from '../catalog/scopes.ts';
import type {Answers} from '../profile/answers.ts';
import {isExpirationValue, longestExpiration} from '../profile/expiration.ts';
import {isLogin, loginRule, longestDescription, longestName} from '../profile/names.ts';
import type {Ignored} from '../profile/profile.ts';
import {simplifyName} from '../text/nearest.ts';
import {listWords} from '../text/words.ts';
import {
	explainGap,
	explainNeverRead,
	explainUnknownParameter,
	type Judgement,
	judgeText,
	leaveOut,
	leaveOutComputed,
	nameOfGap,
	placeholderReason,
	plainName,
	programReasons,
	quote,
	spelled,
} from './ignored.ts';
import {gapMark, type LinkParameter, type ReadParameters} from './token-type.ts';

const ownNames = ['name', 'description', 'target_name', 'expires_in'];

/** Wrong names that people use, with the right parameter of GitHub's page. */
const rightNames: Readonly<Record<string, string>> = {
	title: 'name',
	note: 'name',
	notes: 'description',
	label: 'name',
	token_name: 'name',
	desc: 'description',
	owner: 'target_name',
	target: 'target_name',
	target_owner: 'target_name',
	resource_owner: 'target_name',
	org: 'target_name',
	organization: 'target_name',
	login: 'target_name',
	expiration: 'expires_in',
	expires: 'expires_in',
	expire: 'expires_in',
	expiry: 'expires_in',
	expires_at: 'expires_in',
	expire_in: 'expires_in',
	expiration_days: 'expires_in',
	default_expires_at: 'expires_in',
	expiration_date: 'expires_in',
	days: 'expires_in',
	variables: 'actions_variables',
	variable: 'actions_variables',
	organization_variables: 'organization_actions_variables',
	hooks: 'repository_hooks',
	webhooks: 'repository_hooks',
	organization_webhooks: 'organization_hooks',
	code: 'contents',
	content: 'contents',
	repository_contents: 'contents',
	prs: 'pull_requests',
	pulls: 'pull_requests',
	repository_projects: 'organization_projects',
	projects: 'organization_projects',
	code_scanning: 'security_events',
	code_scanning_alerts: 'security_events',
	dependabot_alerts: 'vulnerability_alerts',
	secret_scanning: 'secret_scanning_alerts',
	commit_statuses: 'statuses',
	organization_members: 'members',
	organization_issue_types: 'issue_types',
	self_hosted_runners: 'organization_self_hosted_runners',
	ssh_keys: 'keys',
	git_ssh_keys: 'keys',
	ssh_signing_keys: 'git_signing_ssh_public_keys',
	custom_properties: 'repository_custom_properties',
	models: 'user_models',
	copilot: 'user_copilot_requests',
	email: 'emails',
	email_addresses: 'emails',
	block_another_user: 'blocking',
};

const repositoriesReason = 'no link can carry the repositories: choose them on the page';
const accessReason = 'no link can carry the repository access: choose it on the page';

/** Names that people use for which GitHub's page has no parameter, with the reason. */
const withoutParameter: Readonly<Record<string, string>> = {
	packages:
		'fine-grained tokens do not reach GitHub Packages: make a classic token with read:packages or write:packages',
	checks:
		'it is not a permission here: fine-grained tokens do not reach the Checks API, a classic token does; statuses reads and sets commit statuses',
	repo_access: accessReason,
	repository_access: accessReason,
	repository_selection: accessReason,
	repo: repositoriesReason,
	repos: repositoriesReason,
	repository: repositoriesReason,
	repositories: repositoriesReason,
	repository_ids: repositoriesReason,
	repository_names: repositoriesReason,
	selected_repositories: repositoriesReason,
	target_repo: repositoriesReason,
	target_repos: repositoriesReason,
	target_repositories: repositoriesReason,
};

/** The most permissions that a reason spells out before "and so on". */
const mostSpelled = 5;

/** Rewrites `contents:write,issues:read` as parameters, if it names permissions. */
const spellGrants = (value: string): string | undefined => {
	const right = value
		.slice(0, 8192)
		.split(/[\s,;]+/)
		.flatMap(part => {
			const [name = '', level = ''] = part.split(/[:=]/);
			const permission = findPermission(name);
			const levels: readonly string[] = permission === undefined ? [] : levelsOf(permission);
			return levels.includes(level) ? [`${name}=${level}`] : [];
		});
	if (right.length === 0) {
		return undefined;
	}
	return `${right.slice(0, mostSpelled).join('&')}${right.length > mostSpelled ? ' and so on' : ''}`;
};

const explainPermissions = (value: string): string => {
	const right = spellGrants(value);
	return right === undefined
		? 'GitHub has no such parameter; each permission is one of its own, such as contents=read'
		: `GitHub has no such parameter; each permission is one of its own, here ${right}`;
};

const explainScopes = (value: string): string => {
	const right = spellGrants(value);
	if (right !== undefined) {
		return `scopes belong to classic tokens: here each permission is a parameter of its own, ${right}`;
	}
	const known = value.split(/[\s,]+/).some(isScopeName);
	return known
		? 'scopes belong to classic tokens: their page is /settings/tokens/new'
		: 'scopes belong to classic tokens: a fine-grained token has permissions, such as contents=read';
};

/** Finds the permission with this name on GitHub's page. The first of several is never an organization's. */
const findByDisplayName = (name: string): string | undefined =>
	permissions.find(
		row => row.offered !== false && simplifyName(row.displayName) === simplifyName(name),
	)?.parameter;

const explainName = ({name, value}: LinkParameter): string => {
	const plain = plainName(name);
	if (plain === 'permissions' || plain === 'permission') {
		return explainPermissions(value);
	}
	if (plain === 'scopes' || plain === 'scope') {
		return explainScopes(value);
	}
	if (Object.hasOwn(withoutParameter, plain)) {
		return withoutParameter[plain] ?? '';
	}
	const undocumented = findUndocumentedPermission(plain);
	if (undocumented !== undefined) {
		return `it is the ${undocumented.group} permission ${undocumented.displayName}, which GitHub does not list for links: choose it on the page`;
	}
	const right = Object.hasOwn(rightNames, plain) ? rightNames[plain] : findByDisplayName(plain);
	return right !== undefined
		? spelled(right)
		: (explainNeverRead(plain) ??
				explainUnknownParameter(plain, [...ownNames, ...permissions.map(row => row.parameter)]));
};

const judgeOwner = (parameter: LinkParameter): Judgement => {
	const {value} = parameter;
	if (isPlaceholderName(value)) {
		return placeholderReason;
	}
	return isLogin(value)
		? {owner: value}
		: (explainGap(parameter) ?? `it is not a GitHub login: ${loginRule}`);
};

const judgeExpiration = (parameter: LinkParameter): Judgement => {
	const {value} = parameter;
	const expiration = /^\d{1,6}$/.test(value) ? Number(value) : value;
	if (isExpirationValue(expiration)) {
		return {expiration};
	}
	return explainGap(parameter) ?? `GitHub takes 1 to ${longestExpiration} days, or none`;
};

/** Removes from a value the part that a program adds at the end. It is probably another parameter. */
const withoutLastGap = ({value, gaps}: LinkParameter): string =>
	gaps !== undefined && value.endsWith(gapMark) ? value.slice(0, -1) : value;

const judgeLevel = (parameter: LinkParameter): Judgement => {
	const {name} = parameter;
	const permission = findPermission(name);
	if (permission === undefined) {
		return explainName(parameter);
	}
	const value = withoutLastGap(parameter).trim();
	const levels: readonly string[] = levelsOf(permission);
	return levels.includes(value)
		? {permissions: {[name]: value}}
		: (explainGap(parameter) ??
				`${name} has no level ${quote(value)}: it can be ${listWords(levels, 'or')}`);
};

const judge = (parameter: LinkParameter): Judgement => {
	switch (parameter.name) {
		case 'name':
			return judgeText('name', parameter, longestName, 'one line');
		case 'description':
			return judgeText('description', parameter, longestDescription, 'several lines');
		case 'target_name':
			return judgeOwner(parameter);
		case 'expires_in':
			return judgeExpiration(parameter);
		default:
			return judgeLevel(parameter);
	}
};

const isKnown = (name: string): boolean => ownNames.includes(name) || isPermissionName(name);

const inCatalogOrder = (granted: Grants | undefined): Grants =>
	Object.fromEntries(
		permissions.flatMap(({parameter}) => {
			const level = granted?.[parameter];
			return level === undefined ? [] : [[parameter, level]];
		}),
	);

/** Reads the parameters of a link to the fine-grained page. */
export const readFineGrained: ReadParameters = (parameters, owner) => {
	const ignored: Ignored[] = [];
	let answers: Answers = {};
	const granted: Record<string, string> = {};
	for (const parameter of parameters) {
		const {name, value, written, gaps = []} = parameter;
		if (parameter.isNameComputed) {
			ignored.push(leaveOutComputed(parameter));
			continue;
		}
		if (value === '' && isKnown(name)) {
			continue;
		}
		const judgement =
			name === 'target_name' && owner !== undefined && value.toLowerCase() !== owner.toLowerCase()
				? `the resource owner ${quote(owner)} was given instead`
				: judge(parameter);
		if (typeof judgement === 'string') {
			ignored.push(leaveOut(name, gaps.length === 0 ? value : written, judgement));
			continue;
		}
		const last = gaps.at(-1);
		if (last !== undefined) {
			ignored.push(leaveOut(nameOfGap(last), last, programReasons.mayAdd));
		}
		Object.assign(granted, judgement.permissions);
		answers = {...answers, ...judgement};
	}
	return {
		answers: {
			...answers,
			owner: owner ?? answers.owner,
			permissions: inCatalogOrder(granted),
		},
		ignored,
	};
};

import type {PermissionSet} from '../catalog/permission.ts';
import {packagesAreClassic} from '../catalog/scopes.ts';
import {newJobState} from './job-state.ts';
import {needOfClassic, needOfSet} from './needs-of.ts';
import {readScript} from './read-script.ts';
import {createFindings, type FileReading, type Findings, type TokenName, type Use} from './use.ts';
import {readYaml, type YamlNode} from './yaml-nodes.ts';

const releaseToken: TokenName = {kind: 'variable', name: 'GITHUB_TOKEN'};

/** Sections of goreleaser's configuration that write to another repository (goreleaser.com, November 2026). */
const publishers = ['brews', 'homebrew_casks', 'scoops', 'krews', 'nix', 'winget', 'scoop'];

const isTrue = (node: YamlNode | undefined): boolean => node?.text === 'true';

/** Adds what a tool needs, under its name. */
const addSet = (
	findings: Findings,
	place: Pick<Use, 'token' | 'line' | 'from' | 'repository'>,
	set: PermissionSet,
): void => findings.use({...place, needs: [needOfSet(place.from, set)]});

const repositoryIn = (node: YamlNode | undefined): string | undefined => {
	const [owner = '', name = ''] = [node?.get('owner')?.text, node?.get('name')?.text];
	return /^[\w-]+$/.test(owner) && /^[\w.-]+$/.test(name) ? `${owner}/${name}` : undefined;
};

const tokenIn = (text: string | undefined): TokenName => {
	const [, name] = /\.Env\.(\w+)/.exec(text ?? '') ?? [];
	return name === undefined ? releaseToken : {kind: 'variable', name};
};

const ofOthers =
	'A fine-grained token reaches one owner only, and this opens a pull request in a repository of others.';

const readPublisher = (findings: Findings, section: string, line: number, item: YamlNode): void => {
	const target =
		item.get('repository') ?? item.get('tap') ?? item.get('bucket') ?? item.get('index');
	if (target === undefined || isTrue(item.get('skip_upload'))) return;
	const repository = repositoryIn(target);
	const request = target.get('pull_request');
	const opens = isTrue(request?.get('enabled'));
	const base = repositoryIn(request?.get('base'));
	const from = `goreleaser ${section}`;
	const set: PermissionSet = {contents: 'write', ...(opens ? {pull_requests: 'write'} : {})};
	const isOfOthers =
		opens && base !== undefined && base.split('/')[0] !== repository?.split('/')[0];
	findings.use({
		token: tokenIn(target.get('token')?.text),
		line,
		from,
		needs: [isOfOthers ? needOfClassic(from, ['public_repo'], ofOthers) : needOfSet(from, set)],
		repository,
	});
};

const readGoreleaser = (config: YamlNode, findings: Findings): void => {
	const entries = config.entries();
	const release = entries.find(({key}) => key === 'release');
	const isElsewhere = ['gitlab', 'gitea'].some(key => release?.value.get(key) !== undefined);
	if (!isTrue(release?.value.get('disable')) && !isElsewhere) {
		const repository = repositoryIn(release?.value.get('github'));
		const line = release?.line ?? 1;
		const place = {token: releaseToken, line, from: 'goreleaser release', repository};
		addSet(findings, place, {contents: 'write'});
	}

	for (const {key, line, value} of entries) {
		if (key === 'milestones' && value.items().some(item => isTrue(item.get('close')))) {
			const place = {token: releaseToken, line, from: 'goreleaser milestones'};
			addSet(findings, place, {issues: 'write'});
		}

		if (!publishers.includes(key)) continue;
		for (const item of value.items()) readPublisher(findings, key, line, item);
	}
};

const findLine = (text: string, wanted: RegExp, from = 0): number => {
	const index = text.slice(from).search(wanted);
	return text.slice(0, from + Math.max(0, index)).split('\n').length;
};

/** Reads semantic-release. It publishes with GH_TOKEN or GITHUB_TOKEN (semantic-release/github, November 2026). */
const readSemanticRelease = (text: string, findings: Findings, from = 0): void => {
	const plugin = /["']@semantic-release\/github["']|@semantic-release\/github\b/;
	const hasPlugins = /["']?plugins["']?\s*:/.test(text);
	if (hasPlugins && !plugin.test(text)) return;
	const isQuiet =
		/successComment["']?\s*:\s*false/.test(text) && /failComment["']?\s*:\s*false/.test(text);
	const token: TokenName = {kind: 'variable', name: 'GH_TOKEN'};
	const place = {token, line: findLine(text, plugin, from), from: 'semantic-release'};
	const comments: PermissionSet = isQuiet ? {} : {issues: 'write', pull_requests: 'write'};
	addSet(findings, place, {contents: 'write', ...comments});
};

/** Reads release-please. It opens a labeled pull request and makes the release (its docs/manifest-releaser.md). */
const readReleasePlease = (config: YamlNode, findings: Findings): void => {
	const packages = config.entries().find(({key}) => key === 'packages');
	const from = 'release-please';
	const token: TokenName = {kind: 'client', name: from};
	const labels: PermissionSet = isTrue(config.get('skip-labeling')) ? {} : {issues: 'write'};
	const line = packages?.line ?? config.line;
	addSet(findings, {token, line, from}, {contents: 'write', pull_requests: 'write', ...labels});
};

/** Reads a self-hosted Renovate (docs.renovatebot.com, "GitHub and GitHub Enterprise Server", November 2026). */
const readRenovate = (text: string, findings: Findings): void => {
	// The settings for Mend's app take no token.
	if (!/["']?(?:autodiscover|repositories|token)["']?\s*:/.test(text)) return;
	const line = findLine(text, /["']?(?:token|repositories|autodiscover)["']?\s*:/);
	const token: TokenName = {kind: 'variable', name: 'RENOVATE_TOKEN'};
	addSet(findings, {token, line, from: 'renovate'}, renovateSet);
};

const renovateSet: PermissionSet = {
	contents: 'write',
	issues: 'write',
	pull_requests: 'write',
	statuses: 'write',
	vulnerability_alerts: 'read',
	workflows: 'write',
};

const npmPackages = (
	from: string,
	line: number,
	level: 'read' | 'write',
	token: TokenName,
	isOfCaller: boolean,
): Use => ({
	token,
	line,
	from,
	needs: [needOfClassic(from, [`${level}:packages`], packagesAreClassic)],
	...(isOfCaller ? {isOfCaller} : {}),
});

const githubRegistry = /npm\.pkg\.github\.com/;

const packageHosts = /(?:^|[/.])(?:pkg\.github\.com|ghcr\.io)(?:[/:]|$)/;

/** Reads the logins at private registries in dependabot.yml ("Configuring access to private registries for Dependabot", docs.github.com, November 2026). */
const readDependabot = (config: YamlNode, findings: Findings): void => {
	for (const {value: registry} of config.get('registries')?.entries() ?? []) {
		const url = registry.get('url')?.text ?? '';
		const password = ['token', 'password', 'key'].map(name => registry.get(name)).find(Boolean);
		const [, secret] = /\$\{\{\s*secrets\.(\w+)\s*\}\}/.exec(password?.text ?? '') ?? [];
		if (password === undefined || secret === undefined) continue;
		const isGit = registry.get('type')?.text === 'git' && /\/\/github\.com(?:\/|$)/.test(url);
		if (!isGit && !packageHosts.test(url)) continue;
		const from = `dependabot ${registry.get('type')?.text ?? 'registry'}`;
		findings.use({
			token: {kind: 'secret', name: `secrets.${secret}`, isOfDependabot: true},
			line: password.line,
			from,
			needs: [
				isGit
					? needOfSet(from, {contents: 'read'})
					: needOfClassic(from, ['read:packages'], packagesAreClassic),
			],
			notes: [`Dependabot has secrets of its own: gh secret set ${secret} --app dependabot`],
		});
	}
};

/** Reads .npmrc: the tokens for GitHub's registry, and whether npm uses that registry. */
const readNpmrc = (text: string, findings: Findings): void => {
	for (const [index, row] of text.split('\n').entries()) {
		const [, variable] =
			/npm\.pkg\.github\.com\S*_authToken\s*=\s*\$\{(\w+)[^}]*\}/.exec(row) ?? [];
		const line = index + 1;
		if (variable !== undefined && !/^\s*[#;]/.test(row)) {
			const token: TokenName = {kind: 'variable', name: variable};
			findings.use(npmPackages('npm install', line, 'read', token, false));
		} else if (/^\s*(?:@[\w-]+:)?registry\s*=/.test(row) && githubRegistry.test(row)) {
			for (const [name, level] of [
				['npm install', 'read'],
				['npm publish', 'write'],
			] as const)
				findings.use(npmPackages(name, line, level, {kind: 'client', name}, true));
		}
	}
};

/** Reads the commands of each script of package.json. */
const readPackageScripts = (scripts: YamlNode | undefined, findings: Findings): void => {
	for (const {key, value} of scripts?.entries() ?? []) {
		const inside = createFindings();
		readScript(value.text, {
			scope: {env: new Map(), stepTokens: new Map()},
			state: newJobState(),
			findings: inside,
			firstLine: value.line,
			isInWorkflow: false,
			folder: '',
			ownVariables: [],
		});
		const reading = inside.reading();
		const passesOn = {part: key};
		// Records that the script exists.
		const own = {
			line: value.line,
			text: key,
			reason: '',
			path: '',
			tokens: new Map(),
			isOptional: true,
		};
		findings.add({
			...reading,
			uses: reading.uses.map(use => ({...use, part: key})),
			handedOn: [...reading.handedOn, own].map(handed => ({...handed, passesOn})),
		});
	}
};

/** Reads package.json: its scripts, its registry, and its configuration of semantic-release. */
const readPackage = (text: string, config: YamlNode, findings: Findings): void => {
	readPackageScripts(config.get('scripts'), findings);
	const registry = config
		.get('publishConfig')
		?.entries()
		.find(({key}) => /registry$/.test(key));
	if (registry !== undefined && githubRegistry.test(registry.value.text)) {
		const token: TokenName = {kind: 'client', name: 'npm publish'};
		findings.use(npmPackages('npm publish', registry.line, 'write', token, true));
	}

	const release = config.entries().find(({key}) => key === 'release');
	const isUsed = /"semantic-release"/.test(text) || /@semantic-release\//.test(text);
	if (release !== undefined && isUsed) {
		const start = text
			.split('\n')
			.slice(0, release.line - 1)
			.join('\n').length;
		readSemanticRelease(text, findings, start);
	}
};

/** Reads the configuration of a tool. The name of the file says which. */
export const readConfiguration = (path: string, text: string): FileReading => {
	const findings = createFindings();
	const name = path.split('/').at(-1) ?? '';
	if (/^\.releaserc|^release\.config/.test(name)) readSemanticRelease(text, findings);
	else if (name === '.npmrc') readNpmrc(text, findings);
	else if (/renovate/.test(name)) readRenovate(text, findings);
	else {
		for (const config of readYaml(text, findings)) {
			if (/goreleaser/.test(name)) readGoreleaser(config, findings);
			else if (name === 'package.json') readPackage(text, config, findings);
			else if (/release-please/.test(name)) readReleasePlease(config, findings);
			else if (/^dependabot/.test(name)) readDependabot(config, findings);
		}
	}

	return findings.reading();
};

import type {PermissionSet} from '../catalog/endpoints.ts';
import {needOfClassic, needOfSet} from './needs-of.ts';
import {createFindings, type FileReading, type Findings, type TokenName} from './use.ts';
import {readYaml, type YamlNode} from './yaml-nodes.ts';

const releaseToken: TokenName = {kind: 'variable', name: 'GITHUB_TOKEN'};

/** Sections of goreleaser's configuration that write into another repository (goreleaser.com, November 2026). */
const publishers = ['brews', 'homebrew_casks', 'scoops', 'krews', 'nix', 'winget', 'scoop'];

const isTrue = (node: YamlNode | undefined): boolean => node?.text === 'true';

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
		...(repository === undefined ? {} : {repository}),
	});
};

const readGoreleaser = (config: YamlNode, findings: Findings): void => {
	const entries = config.entries();
	const release = entries.find(({key}) => key === 'release');
	const isElsewhere = ['gitlab', 'gitea'].some(key => release?.value.get(key) !== undefined);
	if (!isTrue(release?.value.get('disable')) && !isElsewhere) {
		const repository = repositoryIn(release?.value.get('github'));
		findings.use({
			token: releaseToken,
			line: release?.line ?? 1,
			from: 'goreleaser release',
			needs: [needOfSet('goreleaser release', {contents: 'write'})],
			...(repository === undefined ? {} : {repository}),
		});
	}

	for (const {key, line, value} of entries) {
		if (key === 'milestones' && value.items().some(item => isTrue(item.get('close')))) {
			findings.use({
				token: releaseToken,
				line,
				from: 'goreleaser milestones',
				needs: [needOfSet('goreleaser milestones', {issues: 'write'})],
			});
		}

		if (!publishers.includes(key)) continue;
		for (const item of value.items()) readPublisher(findings, key, line, item);
	}
};

const findLine = (text: string, wanted: RegExp): number => {
	const index = text.search(wanted);
	return index === -1 ? 1 : text.slice(0, index).split('\n').length;
};

/** semantic-release publishes with GH_TOKEN or GITHUB_TOKEN (semantic-release/github, November 2026). */
const readSemanticRelease = (text: string, findings: Findings): void => {
	const plugin = /["']@semantic-release\/github["']|@semantic-release\/github\b/;
	const hasPlugins = /["']?plugins["']?\s*:/.test(text);
	if (hasPlugins && !plugin.test(text)) return;
	const isQuiet =
		/successComment["']?\s*:\s*false/.test(text) && /failComment["']?\s*:\s*false/.test(text);
	findings.use({
		token: {kind: 'variable', name: 'GH_TOKEN'},
		line: findLine(text, plugin),
		from: 'semantic-release',
		needs: [
			needOfSet('semantic-release', {
				contents: 'write',
				...(isQuiet ? {} : {issues: 'write', pull_requests: 'write'}),
			}),
		],
	});
};

/** Reads the configuration of a release tool, by the name of its file. */
export const readConfiguration = (path: string, text: string): FileReading => {
	const findings = createFindings();
	const name = path.split('/').at(-1) ?? '';
	if (/goreleaser/.test(name)) {
		for (const config of readYaml(text)) readGoreleaser(config, findings);
	} else if (/^\.releaserc|^release\.config/.test(name)) {
		readSemanticRelease(text, findings);
	}

	return findings.reading();
};

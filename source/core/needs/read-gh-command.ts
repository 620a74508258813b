import {findOperations} from '../catalog/endpoints.ts';
import {type Need, needOfOperation} from './need.ts';
import {readMethod} from './read-request.ts';

const operationNeed = (name: string): Need | undefined => {
	const [method = '', path = ''] = name.split(' ');
	const [match] = findOperations(path, readMethod(method));
	return match && needOfOperation(match);
};

/** What `gh` commands take, read from the REST operations that do the same. */
const ghCommands: {readonly [command: string]: string} = {
	'issue close': 'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
	'issue comment': 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
	'issue create': 'POST /repos/{owner}/{repo}/issues',
	'issue edit': 'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
	'issue list': 'GET /repos/{owner}/{repo}/issues',
	'issue view': 'GET /repos/{owner}/{repo}/issues/{issue_number}',
	'label create': 'POST /repos/{owner}/{repo}/labels',
	'pr close': 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
	'pr comment': 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
	'pr create': 'POST /repos/{owner}/{repo}/pulls',
	'pr edit': 'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
	'pr list': 'GET /repos/{owner}/{repo}/pulls',
	'pr merge': 'PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge',
	'pr review': 'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews',
	'pr view': 'GET /repos/{owner}/{repo}/pulls/{pull_number}',
	'release create': 'POST /repos/{owner}/{repo}/releases',
	'release delete': 'DELETE /repos/{owner}/{repo}/releases/{release_id}',
	'release download': 'GET /repos/{owner}/{repo}/releases/assets/{asset_id}',
	'release upload': 'POST /repos/{owner}/{repo}/releases/{release_id}/assets',
	'repo clone': 'GET /repos/{owner}/{repo}/contents/{path}',
	'repo create': 'POST /user/repos',
	'repo delete': 'DELETE /repos/{owner}/{repo}',
	'repo fork': 'POST /repos/{owner}/{repo}/forks',
	'run cancel': 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel',
	'run download': 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}',
	'run list': 'GET /repos/{owner}/{repo}/actions/runs',
	'run rerun': 'POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun',
	'run view': 'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
	'run watch': 'GET /repos/{owner}/{repo}/actions/runs/{run_id}',
	'secret list': 'GET /repos/{owner}/{repo}/actions/secrets',
	'secret set': 'PUT /repos/{owner}/{repo}/actions/secrets/{secret_name}',
	'variable list': 'GET /repos/{owner}/{repo}/actions/variables',
	'variable set': 'POST /repos/{owner}/{repo}/actions/variables',
	'workflow list': 'GET /repos/{owner}/{repo}/actions/workflows',
	'workflow run': 'POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches',
};

/** What a `gh` command line takes, other than `gh api`. `undefined` for one that is not known. */
export const needOfGhCommand = (line: string): Need | undefined => {
	const match = /(?:^|[\s$>;&(`])gh\s+([a-z]+)\s+([a-z]+)\b/.exec(line);
	const command = match === null ? '' : `${match[1]} ${match[2]}`;
	if (!Object.hasOwn(ghCommands, command)) return undefined;
	const need = operationNeed(ghCommands[command] ?? '');
	return (
		need && {
			...need,
			name: `gh ${command}`,
			title: need.name,
			inferred: need.inferred ?? 'This is what the REST operation that does the same takes.',
		}
	);
};

import {type Action, findAction} from '../catalog/actions.ts';
import {type JobState, newJobState} from './job-state.ts';
import {needOfSet} from './needs-of.ts';
import {type ActionTokens, usesOfAction} from './read-action.ts';
import {readJavaScript} from './read-javascript.ts';
import {readScript} from './read-script.ts';
import {classicPackages, registryIn} from './script-packages.ts';
import {handToConfiguration} from './script-tools.ts';
import {
	type ExpressionScope,
	isOfAction,
	isOfOtherService,
	isVariableOfGitHub,
	mayBeOfGitHub,
	tokensIn,
	withoutFallback,
	workflowToken,
} from './token-names.ts';
import {
	createFindings,
	type FileReading,
	type Findings,
	type InlineProgram,
	type TokenName,
	type Use,
} from './use.ts';
import {readYaml, textsOf, type YamlNode} from './yaml-nodes.ts';

/** What the steps of a workflow or an action have in common. */
type Place = {
	readonly findings: Findings;
	readonly events?: readonly string[];
	readonly environment?: string | undefined;
	/** The folder in the repository that an action's paths start from. '' for workflows. */
	readonly folder: string;
	readonly shell: string;
};

type Step = Place & {
	readonly node: YamlNode;
	readonly state: JobState;
	readonly scope: ExpressionScope;
	readonly ownVariables: readonly string[];
	readonly inputs: ReadonlyMap<string, {readonly text: string; readonly node: YamlNode}>;
};

const environmentOf = (job: YamlNode): string | undefined => {
	const node = job.get('environment');
	const name = node?.isText ? node.text : (node?.get('name')?.text ?? '');
	return name === '' || name.includes('${{') ? undefined : name;
};

const eventsOf = (node: YamlNode | undefined): readonly string[] =>
	node === undefined
		? []
		: node.isText
			? [node.text]
			: [...node.items().map(item => item.text), ...node.entries().map(({key}) => key)];

/** Fills in the variables of expressions, as far as they are known. */
const fillIn = (text: string, {env}: ExpressionScope, depth = 0): string =>
	depth > 5
		? text
		: text.replace(/\$\{\{\s*env\.([A-Za-z_]\w*)\s*\}\}/g, (whole: string, name: string) => {
				const value = env.get(name);
				return value === undefined || value.length > 1000
					? whole
					: fillIn(value, {env} as ExpressionScope, depth + 1);
			});

const inputOf = (step: Step, name: string): string => {
	const found = step.inputs.get(name.toLowerCase());
	return found === undefined ? '' : fillIn(found.text, step.scope);
};

const envOf = (step: Step, name: string): string => {
	const value = step.scope.env.get(name);
	return value === undefined ? '' : fillIn(value, step.scope);
};

/** Returns the value of an input, otherwise that of the variable with its name. */
const inputOrEnv = (step: Step, name: string): string => inputOf(step, name) || envOf(step, name);

/** Returns the tokens in each input and variable of an action. */
const tokensOfAction = (step: Step, action: Action): readonly ActionTokens[] => {
	const given = action.tokenInputs.flatMap((input): ActionTokens[] => {
		const value = inputOrEnv(step, input);
		if (value === '') return [];
		const tokens = withoutFallback(tokensIn(value, step.scope));
		return tokens.length === 0 ? [] : [{input, tokens, isGiven: true}];
	});
	if (given.length > 0) return given;
	return action.default === 'github.token'
		? [{input: action.tokenInputs[0] ?? 'token', tokens: [workflowToken], isGiven: false}]
		: [];
};

const repositoryPattern = /^[A-Za-z\d][\w-]*\/[\w.-]+$/;

/** Returns the other repository and the owner that a step names. */
const placesOf = (step: Step, action: Action): Pick<Use, 'repository' | 'owner'> => {
	const named =
		action.otherRepository === undefined ? '' : inputOrEnv(step, action.otherRepository);
	const repository = repositoryPattern.test(named) ? named : undefined;
	const values = [...step.inputs.values()].map(({text}) => text);
	const organization = values
		.map(value => /https:\/\/github\.com\/orgs\/([\w-]+)/.exec(value.slice(0, 500))?.[1])
		.find(found => found !== undefined);
	const owner = repository?.split('/')[0] ?? organization;
	return {repository, owner};
};

/** Records the tokens of an App that an action creates. */
const noteMadeToken = (step: Step, action: Action): void => {
	const id = step.node.get('id')?.text ?? '';
	for (const output of action.tokenOutputs ?? ['token']) {
		const name = `steps.${id}.outputs.${output}`;
		step.state.stepTokens.set(name, {kind: 'app', name});
	}
};

/** Records the token that actions/checkout leaves for git, unless `persist-credentials` is false. */
const noteCheckout = (step: Step, tokens: readonly ActionTokens[]): void => {
	const folder = inputOf(step, 'path').replace(/^\.\/|(?<!\/)\/+$/g, '');
	const repository = inputOf(step, 'repository');
	const keeps = inputOf(step, 'persist-credentials').toLowerCase() !== 'false';
	const isSsh = inputOf(step, 'ssh-key') !== '';
	step.state.git.delete(folder);
	step.state.git.set(folder, {
		tokens: keeps ? tokens.flatMap(each => each.tokens) : [],
		...(isSsh && keeps ? {isSsh} : {}),
		...(repositoryPattern.test(repository) ? {repository} : {}),
	});
};

const noteLogin = (step: Step, tokens: readonly ActionTokens[]): void => {
	const registry = registryIn(inputOf(step, 'registry'));
	if (registry !== undefined) {
		step.state.registries.set(
			registry,
			tokens.flatMap(each => each.tokens),
		);
	}
};

const isTrue = (value: string): boolean => value !== '' && value.toLowerCase() !== 'false';

/** Reads the push of images that a step builds. It uses the login of an earlier step. */
const readImagePush = (step: Step, line: number): void => {
	const outputs = inputOf(step, 'outputs');
	const pushes =
		isTrue(inputOf(step, 'push')) ||
		/push=true|type=registry/.test(outputs) ||
		/output=type=registry|push=true/.test(inputOf(step, 'set'));
	if (!pushes) return;
	const text = [...step.inputs.keys()].map(name => inputOf(step, name)).join(' ');
	const made = [...text.matchAll(/steps\.([\w-]+)\.outputs/g)].map(
		([, id = '']) => step.state.images.get(id) ?? '',
	);
	const host = registryIn(`${text} ${made.join(' ')}`);
	const isComputed =
		/\$\{\{/.test(inputOf(step, 'tags')) &&
		host === undefined &&
		made.every(images => images === '');
	const [only] = step.state.registries;
	const found = host ?? (isComputed && step.state.registries.size === 1 ? only?.[0] : undefined);
	if (found === undefined) return;
	const tokens = step.state.registries.get(found);
	if (tokens === undefined || tokens.length === 0) {
		step.findings.unknown(
			line,
			`push to ${found}`,
			`no login at ${found} is seen, so the token that pushes is unknown`,
		);
		return;
	}

	classicPackages(step, line, 'docker push', tokens, 'write');
};

const readGithubScript = (
	step: Step,
	{readsScript}: Action,
	tokens: readonly ActionTokens[],
): void => {
	const script = step.inputs.get(readsScript ?? 'script');
	if (script === undefined) return;
	const [token = workflowToken] = tokens.flatMap(each => each.tokens);
	readJavaScript(script.text, {
		findings: step.findings,
		firstLine: script.node.textLine,
		folder: '',
		clients: new Map([
			['github', token],
			['octokit', token],
		]),
		variable: name => tokenOfVariable(step, name),
	});
};

/** Returns the token in an environment variable of a step. */
const tokenOfVariable = (step: Step, name: string): TokenName => {
	const value = step.scope.env.get(name);
	const [token] = value === undefined ? [] : withoutFallback(tokensIn(value, step.scope));
	return token ?? {kind: 'variable', name};
};

/** Reads the push of an action. It uses the token that actions/checkout left. */
const readPushOfAction = (step: Step, action: Action, line: number): void => {
	const login = [...step.state.git.values()].at(-1);
	if (login === undefined || login.isSsh) return;
	if (login.tokens.length === 0) {
		step.findings.unknown(line, action.action, 'it pushes, and no token is kept for git here');
		return;
	}

	for (const token of login.tokens) {
		step.findings.use({
			token,
			line,
			from: action.action,
			needs: [needOfSet(action.action, {contents: 'write'}, 'pushes')],
			onlyIf:
				token.kind === 'workflow'
					? []
					: [
							{
								permissions: {workflows: 'write'},
								when: 'the pushed commits change files under .github/workflows',
							},
						],
			repository: login.repository,
		});
	}
};

/** Names of an unknown action's inputs that hold a token. */
const tokenInput = /token|^pat$|(?:^|[-_])pat(?:$|[-_])|github[-_]?auth/i;

/** Whether a value may be a token of GitHub, by the name of its input or of its secret. */
const mayBeGiven = (input: string, token: TokenName, uses: string): boolean => {
	if (isVariableOfGitHub(input)) return true;
	if (isOfAction(token, uses) || isOfOtherService(token)) return false;
	if (token.kind === 'variable') return tokenInput.test(input) && mayBeOfGitHub(token);
	return tokenInput.test(input) || mayBeOfGitHub(token);
};

/** Reads the secrets that an unknown action receives. */
const readUnknownAction = (step: Step, uses: string, line: number): void => {
	const given = new Map<string, TokenName>();
	const isLocal = uses.startsWith('./');
	const take = (name: string, text: string): void => {
		for (const token of withoutFallback(tokensIn(text, step.scope))) {
			if (isLocal || mayBeGiven(name, token, uses)) given.set(name, token);
		}
	};
	for (const [name, {text}] of step.inputs) take(name, text);
	for (const name of step.ownVariables) take(name, step.scope.env.get(name) ?? '');
	if (given.size === 0) return;
	const names = [...new Set([...given.values()].map(({name}) => name))].join(', ');
	if (isLocal) {
		const tokens = new Map(
			[...given].map(([name, token]) => [step.inputs.has(name) ? `inputs.${name}` : name, token]),
		);
		step.findings.handOn({
			line,
			text: uses,
			path: `${uses.slice(2).replace(/(?<!\/)\/+$/, '')}/action.yml`,
			reason: `an action of this repository that gets ${names}; its file was not read`,
			tokens,
		});
		return;
	}

	step.findings.unknown(line, uses, `an action that is not known gets ${names}`);
};

/** Tools whose configuration receives the tokens of the step, by their action. */
const toolOfAction: Readonly<Record<string, string>> = {
	'goreleaser/goreleaser-action': 'goreleaser',
	'googleapis/release-please-action': 'release-please',
	'google-github-actions/release-please-action': 'release-please',
};

/** Passes the tokens of a step and of its action on to the configuration of a tool. */
const handToTool = (
	{findings, scope}: Step,
	line: number,
	tool: string,
	own: readonly ActionTokens[],
): void => {
	const tokens = new Map<string, TokenName>();
	for (const [name, value] of scope.env) {
		const [token] = withoutFallback(tokensIn(value, scope));
		if (token !== undefined) tokens.set(name, token);
	}

	const [first] = own.flatMap(each => each.tokens);
	if (first !== undefined) tokens.set(tool, first);
	handToConfiguration(findings, line, tool, tokens);
};

/** Records what an action leaves behind for later steps. */
const noteLeftBehind = (step: Step, name: string, tokens: readonly ActionTokens[]): void => {
	if (name === 'actions/checkout') noteCheckout(step, tokens);
	if (name === 'docker/login-action') noteLogin(step, tokens);
	if (name === 'actions/setup-node') {
		const registry = inputOf(step, 'registry-url');
		if (registry !== '') step.state.npmRegistry = registry;
	}

	if (name === 'docker/metadata-action') {
		step.state.images.set(step.node.get('id')?.text ?? '', inputOf(step, 'images'));
	}
};

const readUses = (step: Step, uses: YamlNode): void => {
	const {line} = uses;
	const action = findAction(uses.text);
	if (action === undefined) {
		readUnknownAction(step, uses.text, line);
		return;
	}

	if (action.makesToken) {
		noteMadeToken(step, action);
		return;
	}

	const tokens = tokensOfAction(step, action);
	const name = action.action.toLowerCase();
	noteLeftBehind(step, name, tokens);
	if (action.readsScript !== undefined) {
		readGithubScript(step, action, tokens);
		return;
	}

	const tool = toolOfAction[name];
	if (tool !== undefined) handToTool(step, line, tool, tokens);
	if (action.pushesWith !== undefined) readPushOfAction(step, action, line);
	if (action.rateLimitOnly && !tokens.some(({isGiven}) => isGiven)) return;
	const isPushing = /^docker\/(?:build-push-action|bake-action)$/.test(name);
	if (isPushing) readImagePush(step, line);
	const explicit = action.pushesWith === undefined || tokens.some(({isGiven}) => isGiven);
	// The registry of setup-node counts only if a later step installs or publishes.
	const own =
		name === 'actions/setup-node'
			? tokens.filter(({input}) => input !== 'NODE_AUTH_TOKEN')
			: tokens;
	if (!explicit) return;
	for (const use of usesOfAction({
		action,
		line,
		tokens: own,
		input: each => inputOf(step, each),
		env: each => envOf(step, each),
		events: step.events,
		...placesOf(step, action),
	})) {
		step.findings.use(use);
	}
};

/** Languages that `shell:` can name. Those with `undefined` are not read. */
const dialects: ReadonlyArray<readonly [RegExp, InlineProgram['language'] | undefined]> = [
	[/^python/, 'python'],
	[/^(?:node|bun|deno)/, 'javascript'],
	[/^ruby/, 'ruby'],
	[/^(?:perl|php|cmd \/C|lua)/, undefined],
];

/** Reports a script in a language that is not read, if it gets a token or names the API. */
const readStrangeScript = (step: Step, run: YamlNode, shell: string): void => {
	const tokens = step.ownVariables
		.flatMap(name => tokensIn(step.scope.env.get(name) ?? '', step.scope))
		.filter(mayBeOfGitHub);
	if (tokens.length === 0 && !/api\.github\.com/.test(run.text)) return;
	step.findings.unknown(run.line, shell, `a script in ${shell} inside of a workflow is not read`);
};

const readRun = (step: Step, run: YamlNode): void => {
	const shell = step.node.get('shell')?.text ?? step.shell;
	const dialect = dialects.find(([pattern]) => pattern.test(shell));
	if (dialect?.[1] !== undefined) {
		step.findings.inline({
			language: dialect[1],
			text: run.text,
			firstLine: run.textLine,
			variable: name => tokenOfVariable(step, name),
		});
	} else if (dialect !== undefined) readStrangeScript(step, run, shell.split(' ')[0] ?? '');
	else {
		readScript(run.text, {
			scope: step.scope,
			state: step.state,
			findings: step.findings,
			firstLine: run.textLine,
			isInWorkflow: true,
			folder: (step.node.get('working-directory')?.text ?? step.folder).replace(/^\.\//, ''),
			ownVariables: step.ownVariables,
			stepId: step.node.get('id')?.text ?? '',
		});
	}
};

const readStep = (
	node: YamlNode,
	state: JobState,
	env: ReadonlyMap<string, string>,
	place: Place,
): void => {
	const own = textsOf(node.get('env'));
	const {environment} = place;
	const step: Step = {
		...place,
		node,
		state,
		scope: {
			env: new Map([...env, ...state.env, ...own]),
			stepTokens: state.stepTokens,
			environment,
		},
		ownVariables: [...own.keys()],
		inputs: new Map(
			(node.get('with')?.entries() ?? []).map(({key, value}) => [
				key.toLowerCase(),
				{text: value.text, node: value},
			]),
		),
	};
	const uses = node.get('uses');
	const run = node.get('run');
	if (uses !== undefined) readUses(step, uses);
	else if (run !== undefined) readRun(step, run);
};

/** Reads a job that calls another workflow, and passes its secrets on. */
const readCalledWorkflow = (job: YamlNode, uses: YamlNode, place: Place): void => {
	const secrets = job.get('secrets');
	const scope: ExpressionScope = {
		env: new Map(),
		stepTokens: new Map(),
		environment: place.environment,
	};
	const given = (secrets?.entries() ?? []).flatMap(({key, value}) =>
		withoutFallback(tokensIn(value.text, scope)).map(token => [key, token] as const),
	);
	const {line, text} = uses;
	if (text.startsWith('./')) {
		if (given.length === 0) return;
		place.findings.handOn({
			line,
			text,
			path: text.slice(2),
			reason: `a workflow that gets ${given.map(([, {name}]) => name).join(', ')}; its file was not read`,
			tokens: new Map(given.map(([name, token]) => [`secrets.${name}`, token])),
		});
		return;
	}

	const tokens = given.filter(([, token]) => mayBeOfGitHub(token)).map(([, {name}]) => name);
	const names = [...new Set(tokens)].join(', ') || 'GITHUB_TOKEN';
	const what = secrets?.text === 'inherit' ? 'every secret' : names;
	place.findings.unknown(line, text, `a workflow of another repository gets ${what}`);
};

const readJob = (
	job: YamlNode,
	env: ReadonlyMap<string, string>,
	shared: Omit<Place, 'environment'>,
): void => {
	const environment = environmentOf(job);
	const shell = job.get('defaults')?.get('run')?.get('shell')?.text ?? shared.shell;
	const place: Place = {...shared, shell, environment};
	const uses = job.get('uses');
	if (uses !== undefined) {
		readCalledWorkflow(job, uses, place);
		return;
	}

	const state = newJobState();
	const all = new Map([...env, ...textsOf(job.get('env'))]);
	readImageOfJob(job, all, place);
	for (const step of job.get('steps')?.items() ?? []) readStep(step, state, all, place);
};

/** Reads the containers of a job. Their images can come from a registry of GitHub. */
const readImageOfJob = (job: YamlNode, env: ReadonlyMap<string, string>, place: Place): void => {
	const containers = [
		job.get('container'),
		...(job.get('services')?.entries() ?? []).map(({value}) => value),
	];
	const scope: ExpressionScope = {env, stepTokens: new Map(), environment: place.environment};
	for (const container of containers) {
		const password = container?.get('credentials')?.get('password');
		const image = container?.get('image');
		if (password === undefined || image === undefined) continue;
		if (registryIn(image.text) === undefined) continue;
		classicPackages(
			place,
			image.line,
			'container image',
			withoutFallback(tokensIn(password.text, scope)),
			'read',
		);
	}
};

/** Reads a workflow of GitHub Actions, job by job. */
export const readWorkflow = (text: string): FileReading => {
	const findings = createFindings();
	for (const workflow of readYaml(text, findings)) {
		const env = textsOf(workflow.get('env'));
		const shell = workflow.get('defaults')?.get('run')?.get('shell')?.text ?? 'bash';
		const events = eventsOf(workflow.get('on'));
		for (const {value} of workflow.get('jobs')?.entries() ?? []) {
			readJob(value, env, {findings, events, folder: '', shell});
		}
	}

	return findings.reading();
};

/** Reads the steps of a composite action. An action in JavaScript or a container has none. */
export const readCompositeAction = (text: string, folder: string): FileReading => {
	const findings = createFindings();
	for (const action of readYaml(text, findings)) {
		const runs = action.get('runs');
		const state = newJobState();
		for (const step of runs?.get('steps')?.items() ?? []) {
			readStep(step, state, new Map(), {findings, folder, shell: 'bash'});
		}
	}

	return findings.reading();
};

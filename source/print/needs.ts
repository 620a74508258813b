import {hasScope, leastScopes} from '../core/catalog/included-scopes.ts';
import {describeSet, type PermissionSet} from '../core/catalog/permission.ts';
import {findPermission} from '../core/catalog/permissions.ts';
import {findScope, type ScopeName} from '../core/catalog/scopes.ts';
import {distinctBy} from '../core/distinct-by.ts';
import type {
	Because,
	ChoiceJson,
	Need,
	NeedReading,
	NeedsAnswer,
	NeedsJson,
	TokenAnswer,
	WorkflowAnswer,
} from '../core/needs/index.ts';
import {showText} from '../core/text/show.ts';
import {listWords} from '../core/text/words.ts';
import {writeMakeLine} from './make-line.ts';
import type {Paint} from './paint.ts';
import {wrapBehind, wrapColumns, wrapWords} from './wrap-words.ts';

/** How to write a result: its colours, and the width of a line in cells. */
export type Style = {readonly paint: Paint; readonly width: number};

const writeSet = (set: PermissionSet): readonly (readonly string[])[] =>
	Object.entries(set).map(([name, level]) => [
		`  ${name}`,
		level,
		findPermission(name)?.levels[level] ?? '',
	]);

/** Whether a need is for one permission on an issue and another on a pull request. */
const isBySubject = ({anyOf}: Need): boolean =>
	anyOf.length === 2 &&
	anyOf.every(set => set.issues === 'write' || set.pull_requests === 'write') &&
	anyOf.every(set => Object.keys(set).length === 1);

const writeBecause = (
	{need, permissions, scopes, alternatives}: Because,
	width: number,
): readonly string[] => {
	const granted = [
		...Object.entries(permissions).map(([name, level]) => `${name}=${level}`),
		...scopes,
	];
	const title = need.title === undefined || need.title === need.name ? '' : `  ${need.title}`;
	return [
		...wrapBehind('  ', `${showText(need.name)}${showText(title)}`, width),
		...wrapBehind(
			'    ',
			`${granted.length === 0 ? 'needs nothing more' : `covered by ${listWords(granted)}`}${
				alternatives.length === 0
					? ''
					: isBySubject(need)
						? `; on a pull request ${listWords(alternatives, 'or')} instead`
						: `; ${listWords(alternatives, 'or')} would also be enough`
			}`,
			width,
		),
		...[
			...(need.inferred === undefined ? [] : [`Inferred: ${need.inferred}`]),
			...need.notes,
		].flatMap(note => wrapBehind('    ', showText(note), width)),
	];
};

const distinctNames = (names: readonly (string | undefined)[]): readonly string[] =>
	distinctBy(
		names.filter(name => name !== undefined),
		name => name.toLowerCase(),
	);

/** The owner that the text names, if it is the only one. */
const ownerIn = ({because}: TokenAnswer): string | undefined => {
	const [owner, other] = distinctNames(because.map(({need}) => need.owner));
	return other === undefined ? owner : undefined;
};

const makeLineFor = (token: TokenAnswer, present: readonly ScopeName[]): string =>
	writeMakeLine(
		token.type === 'classic'
			? {type: 'classic', scopes: leastScopes([...present, ...token.scopes])}
			: {
					type: 'fine-grained',
					owner: ownerIn(token),
					repositories: distinctNames(token.because.map(({need}) => need.repository)),
					permissions: token.permissions,
				},
	);

const missingOf = (
	scopes: readonly ScopeName[],
	present: readonly ScopeName[],
): readonly ScopeName[] => scopes.filter(scope => !hasScope(present, scope));

/** Writes what the user's token lacks, if the text says which scopes it has. */
const writePresent = (
	token: TokenAnswer,
	present: readonly ScopeName[] | undefined,
	{paint}: Style,
): readonly string[] => {
	if (token.type !== 'classic' || present === undefined || present.length === 0) return [];
	const missing = missingOf(token.scopes, present);
	return missing.length === 0
		? [paint('bold', 'Your token already has these scopes'), '']
		: [paint('bold', `Add to the token you have: ${missing.join(', ')}`), ''];
};

/** Writes what the user's classic token lacks when a fine-grained one is enough, and the command for it. */
const writeClassicPresent = (
	present: readonly ScopeName[] | undefined,
	classic: readonly ScopeName[] | undefined,
): readonly string[] => {
	if (present === undefined || present.length === 0 || classic === undefined) return [];
	const missing = missingOf(classic, present);
	return missing.length === 0
		? ['The classic token that was used already has the scopes for it.']
		: [
				`Or add to the classic token you have: ${missing.join(', ')}`,
				`  ${writeMakeLine({type: 'classic', scopes: leastScopes([...present, ...missing])})}`,
			];
};

const writeOwner = (token: TokenAnswer): readonly string[] => {
	if (token.type === 'classic' || token.owner === undefined) return [];
	return token.owner === 'organization'
		? [
				ownerIn(token) !== undefined
					? '  The resource owner has to be an organization'
					: '  The resource owner has to be an organization: name it with --owner',
			]
		: ['  The resource owner has to be your own account'];
};

const writeToken = (
	token: TokenAnswer,
	present: readonly ScopeName[] | undefined,
	style: Style,
): readonly string[] => {
	const {paint, width} = style;
	const rows =
		token.type === 'classic'
			? token.scopes.map(scope => [`  ${scope}`, findScope(scope)?.summary ?? ''])
			: writeSet(token.permissions as PermissionSet);
	const byHand = token.type === 'classic' ? [] : writeSet(token.byHand);
	return [
		...writePresent(token, present, style),
		paint('bold', token.type === 'classic' ? 'A classic token' : 'A fine-grained token'),
		...(token.type === 'classic'
			? token.reasons.flatMap(reason => wrapBehind('  ', showText(reason), width))
			: []),
		...(rows.length === 0 ? ['  without any permission or scope'] : wrapColumns(rows, width)),
		...(byHand.length === 0
			? []
			: ['', 'Choose these by hand on the page', ...wrapColumns(byHand, width)]),
		...writeOwner(token),
		'',
		paint('bold', 'Because'),
		...token.because.flatMap(because => writeBecause(because, width)),
		'',
		paint('bold', 'Make it'),
		`  ${makeLineFor(token, present ?? [])}`,
	];
};

const ofIntegration = 'This was a workflow’s own GITHUB_TOKEN, or a GitHub App';

const createsPullRequests = ({permissions}: WorkflowAnswer, {needs}: NeedReading): boolean =>
	permissions.pull_requests === 'write' &&
	needs.some(({name}) => /createPullRequest|^POST \/repos\/\{owner\}\/\{repo\}\/pulls$/.test(name));

/** Writes what to set when the text is about a workflow's own GITHUB_TOKEN, before any personal token. */
const writeWorkflow = (
	workflow: WorkflowAnswer,
	reading: NeedReading,
	{paint, width}: Style,
): readonly string[] => {
	const {permissions, cannot} = workflow;
	const lines = Object.entries(permissions).map(
		([name, level]) => `    ${name.replaceAll('_', '-')}: ${level}`,
	);
	const end =
		cannot.length === 0
			? 'A personal token is needed only for another repository, or where its changes have to start workflows. Then:'
			: 'That takes a personal token or an App:';
	return [
		paint('bold', ofIntegration),
		...(lines.length === 0
			? []
			: ['  Set this in the workflow, or give the App the same:', '  permissions:', ...lines]),
		...(createsPullRequests(workflow, reading)
			? wrapBehind(
					'  ',
					'To create pull requests, the setting “Allow GitHub Actions to create and approve pull requests” has to be on.',
					width,
				)
			: []),
		...cannot.flatMap(({need, reason}) =>
			wrapBehind('  ', showText(`${need.name}: ${reason}`), width),
		),
		...wrapBehind('  ', end, width),
	];
};

const describeTaken = ({permissions, scopes, alternatives, reason}: ChoiceJson): string => {
	const set = describeSet(permissions);
	if (set !== '') return [set, ...alternatives].join(' or ');
	if (scopes.length > 0) {
		return `a classic token with ${[scopes.join(','), ...alternatives].join(' or ')}`;
	}
	return reason ?? 'no permission';
};

/** Describes a choice and its token, or only the choice if its name says what the token needs. */
const describeChoice = (choice: ChoiceJson): string => {
	const taken = describeTaken(choice);
	if (taken !== choice.id) {
		return `${choice.title}: ${taken}`;
	}
	const [[name = '', level] = []] = Object.entries(choice.permissions);
	return (level && findPermission(name)?.levels[level]) ?? choice.title;
};

const writeChoices = (choices: readonly ChoiceJson[], width: number): readonly string[] =>
	choices.flatMap(choice => [
		`  ${showText(choice.id)}`,
		...wrapBehind('    ', showText(describeChoice(choice)), width),
	]);

/** Writes needs for a person: the tokens, why they are needed, and the command that makes each. */
export const writeNeeds = (
	reading: NeedReading,
	answer: NeedsAnswer,
	{
		json: {unknown},
		workflow,
		classic,
	}: {
		readonly json: NeedsJson;
		readonly workflow: WorkflowAnswer | undefined;
		/** The scopes of a classic token for all needs, if known. */
		readonly classic: readonly ScopeName[] | undefined;
	},
	style: Style,
): string => {
	const {paint, width} = style;
	const {oneClassic} = answer;
	const isFineGrained = answer.tokens.length === 1 && answer.tokens[0]?.type === 'fine-grained';
	const notes = [...new Set([...reading.notes, ...answer.notes])];
	const blocks = [
		...(workflow === undefined ? [] : [writeWorkflow(workflow, reading, style)]),
		...answer.tokens.map(token => writeToken(token, reading.present, style)),
		isFineGrained ? writeClassicPresent(reading.present, classic) : [],
		oneClassic === undefined
			? []
			: [
					`One classic token would be enough instead: ${writeMakeLine({type: 'classic', scopes: oneClassic.scopes})}`,
				],
		answer.impossible.length === 0
			? []
			: [
					paint('bold', 'Not possible with a personal token'),
					...answer.impossible.flatMap(({need, reason}) => [
						`  ${showText(need.name)}`,
						...wrapBehind('    ', showText(reason), width),
					]),
				],
		...unknown.flatMap(({need, choices}) =>
			choices === undefined
				? []
				: [[paint('bold', `"${showText(need)}" may mean`), ...writeChoices(choices, width)]],
		),
		notes.flatMap(note => wrapWords(showText(note), width)),
	].filter(lines => lines.length > 0);
	return `${blocks.map(lines => lines.join('\n')).join('\n\n')}\n`;
};

const whatHelps =
	'What helps: the operation (POST /repos/{owner}/{repo}/issues), the command that was run, the whole error with its documentation_url, or the task in other words.';

const integrationHelps =
	'“By integration” means a workflow’s own GITHUB_TOKEN, or a GitHub App. A workflow gets permissions under permissions: in its file. A personal token is needed only for another repository, or where its changes have to start workflows.';

/** The most texts that are listed as not understood. The others are counted. */
export const mostLeftOut = 3;

/** Writes the texts that were not understood, each with the reason, and what would help. */
export const writeUnknown = (
	{unknown, fromWorkflow, notes}: NeedReading,
	{width}: Style,
): string => {
	const more = unknown.length - mostLeftOut;
	return `${[
		...unknown
			.slice(0, mostLeftOut)
			.flatMap(({text, reason}) => [
				...wrapWords(`"${showText(text)}"`, width),
				...wrapBehind('  ', showText(reason), width),
			]),
		...(more > 0 ? [`And ${more} more.`] : []),
		...(fromWorkflow ? wrapWords(integrationHelps, width) : []),
		...notes.flatMap(note => wrapWords(showText(note), width)),
		...(unknown[0]?.reason.includes('pat-wizard scan') ? [] : wrapWords(whatHelps, width)),
	].join('\n')}\n`;
};

/**
 * Finds the least token that works for an endpoint, a header, an error, or a task in words. Importing this file also
 * loads the table of all REST operations, so use `import()` where an answer is needed:
 * `const {readNeeds, leastNeeds} = await import('./index.ts')`.
 */

export {
	type Certainty,
	type CommandReading,
	type Condition,
	readCommandLine,
	readShell,
	type ShellAssignment,
	type ShellCommand,
	type ShellWord,
} from './command-line/index.ts';
export {
	describeClassic,
	describeMeaning,
	describeNeeds,
	explainUnknown,
	findMeanings,
	type Meaning,
} from './describe-needs.ts';
export {type Filled, fillAnswers, findPlace} from './fill-answers.ts';
export {terraformBlock} from './is-code.ts';
export {
	type Because,
	type ClassicAnswer,
	covers,
	type FineGrainedAnswer,
	leastNeeds,
	type NeedsAnswer,
	type OneClassic,
	type TokenAnswer,
} from './least.ts';
export {matchWords, type WordMatch} from './match-words.ts';
export {
	type Choice,
	type Choices,
	type Need,
	type NeedKind,
	type NeedReading,
	needOfOperation,
	needOfPermission,
	needOfPreset,
} from './need.ts';
export {
	type BecauseJson,
	type ChoiceJson,
	type NeedsJson,
	needsJson,
	type TokenJson,
} from './needs-json.ts';
export {
	type AcceptedPermissions,
	readAcceptedPermissions,
	readScopeList,
} from './read-header.ts';
export {readNeed, readNeeds, takeChoice} from './read-need.ts';
export {joinReadings} from './readings.ts';
export {describeOpened, searchReasons, suggestPermissions} from './search-reasons.ts';
export {type WorkflowAnswer, workflowNeeds} from './workflow-token.ts';

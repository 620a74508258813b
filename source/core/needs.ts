/**
 * From what someone has in hand (an endpoint, a header, an error, a task in words) to the least
 * token that works. It brings the table of all REST operations with it, so load it with `import()`
 * where an answer is needed: `const {readNeeds, leastNeeds} = await import('../core/needs.ts')`.
 */
export {
	type Because,
	type ClassicAnswer,
	covers,
	type FineGrainedAnswer,
	leastNeeds,
	type NeedsAnswer,
	type OneClassic,
	type TokenAnswer,
} from './needs/least.ts';
export {matchWords, type WordMatch} from './needs/match-words.ts';
export {
	type Choice,
	type Choices,
	describeSet,
	type Need,
	type NeedKind,
	type NeedReading,
	needOfOperation,
	needOfPermission,
	needOfPreset,
} from './needs/need.ts';
export {
	type BecauseJson,
	type ChoiceJson,
	type NeedsJson,
	needsJson,
	type TokenJson,
} from './needs/needs-json.ts';
export {
	type AcceptedPermissions,
	readAcceptedPermissions,
	readScopeList,
} from './needs/read-header.ts';
export {readNeed, readNeeds, takeChoice} from './needs/read-need.ts';

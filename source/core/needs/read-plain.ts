import {needOfAccepted, refusedNeed} from './answer-header.ts';
import {notOnTheList} from './answer-request.ts';
import {matchWords, readNamedPermission} from './match-words.ts';
import {emptyReading, type NeedReading, needOfScopes} from './need.ts';
import {readAcceptedPermissions, readScopeList, whyNotGrantable} from './read-header.ts';
import {mostChoices, ofChoices, ofNeeds, unknownText} from './readings.ts';
import {understandWords} from './understand-words.ts';

const readScopeLine = (text: string): NeedReading | undefined => {
	const value = text.replace(/^\s*scopes?\s*[:=]\s*/i, '');
	const {scopes, unknown} = readScopeList(value);
	const meansMore = /^(?:gist|user|project|notifications|workflow|copilot)$/.test(text);
	if (scopes.length === 0 || unknown.length > 0 || meansMore) return undefined;
	return ofNeeds(needOfScopes(scopes.join(', '), [scopes], 'These are scopes of a classic token.'));
};

const workflowPermission =
	/^[\s"'-]*([a-z]+(?:-[a-z]+)*)["']?\s*[:=]\s*["']?(read|write|admin)["']?\s*,?$/i;

const readRefusedPermission = (text: string): NeedReading | undefined => {
	const [, name = '', level = ''] = workflowPermission.exec(text) ?? [];
	const permission = name.toLowerCase().replaceAll('-', '_');
	if (permission === '') return undefined;
	const reason = whyNotGrantable(permission);
	if (reason === undefined) return undefined;
	return /^(checks|packages)$/.test(permission)
		? ofNeeds(refusedNeed(`${permission}=${level.toLowerCase()}`, reason))
		: unknownText(text, reason);
};

const nothingKnown =
	'Nothing is known by these words. Name an operation, as in POST /repos/{owner}/{repo}/issues, or paste the response.';

const onlyOne = 'These words fit this one alone; GitHub was not asked in so many words.';

const readPhrase = (text: string): NeedReading => {
	const {choices, sure} = matchWords(text, mostChoices);
	const [first, second] = choices;
	if (first !== undefined && sure) return ofNeeds(first.need);
	const understood = understandWords(text);
	if (understood !== undefined) {
		return understood.unknown === undefined
			? {...ofNeeds(...understood.needs), notes: understood.notes}
			: unknownText(text, understood.unknown);
	}

	if (first !== undefined && second === undefined) {
		return ofNeeds({...first.need, inferred: first.need.inferred ?? onlyOne});
	}

	if (choices.length > 0) return ofChoices(text, choices);
	return unknownText(text, text.startsWith('/') ? notOnTheList : nothingKnown);
};

/** Paths that GitHub has were found as requests before. */
const methodWithPath = /^(?:get|head|post|put|patch|delete)\s+\/\S*$/i;

/**
 * What a line without an address or a command asks for: a permission with its level, scopes, or what
 * somebody wants, in words.
 */
export const readPlainLine = (line: string): NeedReading => {
	const text = line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim();
	if (/^["'{}[\],\s]*(?:permissions["']?\s*:)?["'{}[\],\s]*$/i.test(text)) return emptyReading;
	const accepted = readAcceptedPermissions(text);
	if (accepted !== undefined) return needOfAccepted(text, accepted);
	const named = readNamedPermission(text);
	if (named !== undefined) return ofNeeds(named.need);
	if (methodWithPath.test(text)) return unknownText(text, notOnTheList);
	return readRefusedPermission(text) ?? readScopeLine(text) ?? readPhrase(text);
};

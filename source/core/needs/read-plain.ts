import {needOfAccepted, refusedNeed} from './answer-header.ts';
import {notOnTheList} from './answer-request.ts';
import {matchWords, readNamedPermission} from './match-words.ts';
import {emptyReading, type NeedReading, needOfScopes} from './need.ts';
import {readAcceptedPermissions, readScopeList, whyNotGrantable} from './read-header.ts';
import {mostChoices, ofChoices, ofNeeds, unknownText} from './readings.ts';

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

const readPhrase = (text: string): NeedReading => {
	const {choices, sure} = matchWords(text, mostChoices);
	const [first] = choices;
	if (first !== undefined && sure) return ofNeeds(first.need);
	const parts = text.split(/\s*(?:[,;+&]|\band\b|\bthen\b)\s*/i).filter(part => part !== '');
	if (parts.length <= 20) {
		const readings = parts.map(part => matchWords(part, mostChoices));
		const firsts = readings.map(reading => reading.choices[0]);
		if (readings.every(reading => reading.sure)) {
			return ofNeeds(...firsts.filter(choice => choice !== undefined).map(({need}) => need));
		}
	}

	return choices.length > 0
		? ofChoices(text, choices)
		: unknownText(
				text,
				text.startsWith('/')
					? notOnTheList
					: 'Nothing is known by these words. Name an operation, as in POST /repos/{owner}/{repo}/issues, or paste the response.',
			);
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

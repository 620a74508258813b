import {everydayWords} from '../catalog/everyday-words.ts';
import {otherWordsFor, saysNothing, tellingWordsOf, wordsOf} from '../catalog/search-words.ts';
import {sameVerbs} from '../catalog/things.ts';
import {needOfAccepted, refusedNeed} from './answer-header.ts';
import {notOnTheList} from './answer-request.ts';
import {matchWords, readNamedPermission} from './match-words.ts';
import {type Choice, emptyReading, type NeedReading, needOfScopes} from './need.ts';
import {readUnknownAction} from './need-of-tool.ts';
import {readAcceptedPermissions, readScopeList, whyNotGrantable} from './read-header.ts';
import {readLibraryCalls} from './read-library-calls.ts';
import {mostChoices, notRead, ofChoices, ofNeeds, sharedNeed, unknownText} from './readings.ts';
import {understandWords} from './understand-words.ts';
import {notesOnWish} from './words/directions.ts';
import {choicesOfThing} from './words/things.ts';
import {isExplained, verbKinds} from './words/vocabulary.ts';

const readScopeLine = (text: string): NeedReading | undefined => {
	const value = text.replace(/^\s*scopes?\s*[:=]\s*/i, '').replace(/\sscopes?(?:\stokens?)?$/i, '');
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
	'These words are unknown here. Name an operation, as in POST /repos/{owner}/{repo}/issues, or paste the response.';

const onlyOne = 'This is the only match for these words, but they do not name it exactly.';

/** The subject of a sentence: "our deploy script has to", "I want the bot to". */
const subject =
	/^(?:.{1,60}\bbut )?(?:i (?:want|need|would like|have) |let )?(?:my|our|the|an?) (?:[\w-]{1,20} ){0,3}(?:script|bot|job|server|app|tool|cron|pipeline|service|agent|workflow|action) (?:(?:has|have|needs?|wants?|fails?|is unable|is not able) to|to|should|must|can(?:not|['’]?t| not)?|will|won['’]?t|that|which) /i;

/** Words about the token before its purpose: "share one token between repositories to". */
const ofToken = /^.{0,80}?\b(?:tokens?|pats?)\b.{0,60}? to (?=([a-z]+) )/i;

/** The beginning of a question about permissions: "which scopes are required to". */
const asksForPermissions =
	/^(?:what|which) (?:[\w-]{1,20} ){0,3}(?:scopes?|permissions?|access) (?:is|are) (?:required|needed|necessary) (?:to|for|in order to) /i;

const fileName =
	/(?<![\w./-])[\w-]{1,60}(?:\.[\w-]{1,30}){0,3}\.(?:json|ya?ml|md|toml|txt|lock|xml|csv|[cm]?[jt]s|py|go|rs|rb|cfg|ini|html|css|png|svg)(?![\w/-])/gi;

/** Converts hosts, paths and identifiers to words: `ghcr.io`, `imagePullSecret`. Converts verbs of two words to one. */
const inWords = (text: string): string =>
	sameVerbs
		.reduce((said, [pattern, verb]) => said.replace(pattern, verb), text)
		.replace(/\bghcr\.io\b/gi, 'ghcr')
		.replace(/\b(npm|maven|nuget|rubygems|docker)\.pkg\.github\.com\b/gi, '$1 packages')
		.replace(/(?<=\w)['’]s\b/g, '')
		.replace(/^[\w ]{1,30}: (?!(?:read|write|admin)\b)(?=\S+ \S)/, '')
		.replace(asksForPermissions, '')
		.replace(subject, '')
		.replace(ofToken, (said, verb: string) => (verbKinds.has(verb.toLowerCase()) ? '' : said))
		.replace(
			/\bgithub enterprise(?: server| cloud)?\b|\benterprise (?:server|cloud)\b|\bghes?\b/gi,
			'github',
		)
		.replace(/\bmy (?=status\b|activity\b)/gi, 'account ')
		.replace(fileName, 'file')
		// A call without its arguments: `remotes::install_github("octo-org/app")`.
		.replace(/^(\w{1,40})::(\w{1,60})\(.*$/, '$1 $2')
		.replace(/\.?github\/workflows?(?:\/\S{0,100})?/gi, 'workflow files')
		.replace(/\b[a-z]{2,20}(?:[A-Z][a-z]{1,20}){1,6}\b/g, name =>
			name.replace(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`),
		);

/** Whether a choice contains every telling word of a text. The search returns choices with most of them. */
const saysAll = ({kind, id, title}: Choice, text: string): boolean => {
	const own = new Set(wordsOf(`${title} ${id} ${(everydayWords[id] ?? []).join(' ')}`));
	return (
		kind !== 'operation' ||
		tellingWordsOf(text).every(
			word =>
				isExplained(word, own) ||
				(word.length > 4 && [...own].some(each => each.startsWith(word))) ||
				otherWordsFor(word).some(other => own.has(other)),
		)
	);
};

const findPhrase = (original: string): NeedReading => {
	const text = inWords(original);
	const {choices, sure} = matchWords(text, mostChoices);
	const [first, second] = choices;
	if (first !== undefined && sure) return ofNeeds(first.need);
	const understood = understandWords(text);
	if (understood !== undefined) {
		return understood.unknown === undefined
			? {...ofNeeds(...understood.needs), notes: understood.notes}
			: unknownText(original, understood.unknown);
	}

	const ofThing = second === undefined ? choicesOfThing(text) : [];
	if (ofThing.length > 1) {
		const ids = new Set(ofThing.map(({id}) => id));
		return ofChoices(original, [...ofThing, ...choices.filter(({id}) => !ids.has(id))]);
	}

	const isWhole = !saysNothing(text) && choices.every(choice => saysAll(choice, text));
	if (first !== undefined && second === undefined && isWhole) {
		return ofNeeds({...first.need, inferred: first.need.inferred ?? onlyOne});
	}

	const shared = isWhole ? sharedNeed(original, choices) : undefined;
	if (shared !== undefined) return ofNeeds(shared);
	if (choices.length > 0) return ofChoices(original, choices);
	return unknownText(original, text.startsWith('/') ? notOnTheList : nothingKnown);
};

const readPhrase = (text: string): NeedReading => {
	const reading = findPhrase(text);
	return reading.needs.length === 0
		? reading
		: {...reading, notes: [...reading.notes, ...notesOnWish(text)]};
};

/** A command with flags. */
const withFlags = /^[\w./-]{1,60}(?:\s\S{1,100}){0,20}?\s--?[a-z][\w-]{0,40}(?=[\s=]|$)/i;

/** A method with a path. Known paths were found as requests before. */
const methodWithPath = /^(?:get|head|post|put|patch|delete)\s+\/\S*$/i;

/**
 * Reads a line without an address or a command: a permission with its level, scopes, or a task in words.
 */
export const readPlainLine = (line: string): NeedReading => {
	const text = line.replace(/^\s*(?:[-*•]|\d+[.)])\s+/, '').trim();
	if (/^(?:permissions:)?$/i.test(text.replace(/["'{}[\],\s]/g, ''))) return emptyReading;
	const called = readLibraryCalls(text);
	if (called !== undefined) return called;
	const action = readUnknownAction(text);
	if (action !== undefined) return action;
	const accepted = readAcceptedPermissions(text);
	if (accepted !== undefined) return needOfAccepted(text, accepted);
	const named = readNamedPermission(text);
	if (named !== undefined) return ofNeeds(named.need);
	if (methodWithPath.test(text)) return unknownText(text, notOnTheList);
	const known = readRefusedPermission(text) ?? readScopeLine(text);
	if (known !== undefined) return known;
	const phrase = readPhrase(text);
	return phrase.needs.length === 0 && withFlags.test(text.slice(0, 1000))
		? unknownText(text, notRead)
		: phrase;
};

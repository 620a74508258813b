import {describeSet} from '../core/catalog/permission.ts';
import type {Grants} from '../core/catalog/permission-facts.ts';
import {findPreset, presets} from '../core/catalog/presets.ts';
import type {ScopeName} from '../core/catalog/scopes.ts';
import {usageError} from '../core/errors.ts';
import {
	findPlace,
	leastNeeds,
	type Need,
	type NeedReading,
	needOfPreset,
	readNeeds,
} from '../core/needs/index.ts';
import type {Answers} from '../core/profile/answers.ts';
import {ownerOf} from '../core/profile/names.ts';
import type {TokenTypeId} from '../core/profile/profile.ts';
import {quoteBriefly, showBriefly} from '../core/text/mask.ts';
import {didYouMean} from '../core/text/nearest.ts';
import {listWords} from '../core/text/words.ts';

/** Who owns a token, and which repositories it reaches. */
type Place = Pick<Answers, 'owner' | 'repositoryAccess' | 'repositories'>;

/** The grants that presets and endpoints need. */
export type Purposes = {
	readonly type?: TokenTypeId;
	readonly permissions?: Grants;
	readonly scopes?: readonly ScopeName[];
	/** The owner and the repositories that they name, where none are given. */
	readonly place?: Place;
	/** Notes, as sentences. */
	readonly notices: readonly string[];
};

const readPreset = (id: string): Need => {
	const preset = findPreset(id);
	if (preset === undefined) {
		const ids = presets.map(each => each.id);
		throw usageError(
			`There is no preset ${quoteBriefly(id)}`,
			didYouMean(id, ids) ?? 'pat-wizard permissions lists them',
		);
	}
	return needOfPreset(preset);
};

const checkReading = ({unknown, choices}: NeedReading): void => {
	const [first] = unknown;
	if (first !== undefined) {
		throw usageError(`--needs ${showBriefly(first.text)}: ${first.reason}`);
	}
	const [unsure] = choices;
	if (unsure !== undefined) {
		throw usageError(
			`--needs ${showBriefly(unsure.text)} may mean several things`,
			`Pass one of them: ${listWords(
				unsure.choices.slice(0, 5).map(({id}) => `"${id}"`),
				'or',
			)}`,
		);
	}
};

/**
 * Finds the least grants that presets and endpoints need together, and the owner and repositories that they name.
 * `type` asks for a classic token. Throws a usage error for an unknown or ambiguous endpoint, and for a job that no
 * single token can do.
 */
export const readPurposes = (
	presetIds: readonly string[],
	endpoints: readonly string[],
	given: Place,
	type?: 'classic',
): Purposes => {
	const reading = readNeeds(endpoints);
	checkReading(reading);
	const needs = [...presetIds.map(readPreset), ...reading.needs];
	const answer = leastNeeds(needs, type);
	const [impossible] = answer.impossible;
	if (impossible !== undefined) {
		throw usageError(`No token of yours can do ${impossible.need.name}: ${impossible.reason}`);
	}
	const [token, second] = answer.tokens;
	if (second !== undefined) {
		throw usageError(
			`That takes ${answer.tokens.length} tokens`,
			'pat-wizard needs lists them; make them one by one',
		);
	}
	const notices = [...reading.notes, ...answer.notes];
	if (token === undefined) {
		return {notices};
	}
	if (token.type === 'classic') {
		return {type: 'classic', scopes: token.scopes, notices: [...token.reasons, ...notices]};
	}
	const [first] = given.repositories ?? [];
	const owner = given.owner ?? (first && ownerOf(first));
	const {answers, facts} = findPlace(needs, token, {
		answers: {...given, owner},
		hasOwner: false,
		folder: [],
		login: undefined,
	});
	const byHand = Object.keys(token.byHand).length === 0 ? [] : [describeSet(token.byHand)];
	return {
		type: 'fine-grained',
		permissions: token.permissions,
		place: answers,
		notices: [
			...facts.map(fact => `${fact}.`),
			...byHand.map(set => `Choose ${set} by hand on the page: no link is known to carry it`),
			...notices,
		],
	};
};

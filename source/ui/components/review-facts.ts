import {accessLevels} from '../../core/catalog/permission.ts';
import {listGrants} from '../../core/catalog/permissions.ts';
import {describeAccess} from '../../core/profile/describe.ts';
import {describeExpiration} from '../../core/profile/expiration.ts';
import type {FineGrainedProfile, Profile} from '../../core/profile/profile.ts';
import {showText} from '../../core/text/text.ts';

/** One answer as a line of Review. */
export type Fact = {
	readonly label: string;
	readonly text: string;
	/** What is left out first where there is no room for all: the highest. */
	readonly rank: number;
};

/** The columns of the labels and the gap behind them. */
export const factColumn = 14;

const describeCan = (profile: Profile): readonly string[] => {
	if (profile.type === 'classic') {
		return [profile.scopes?.join(', ') || 'read public data'];
	}
	const grants = listGrants(profile.permissions);
	const lines = accessLevels
		.toReversed()
		.map(level => ({
			level,
			names: grants
				.filter(grant => grant.level === level)
				.map(({permission}) => permission.parameter),
		}))
		.filter(({names}) => names.length > 0)
		.map(({level, names}) => `${level.padEnd(6)}${names.join(', ')}`);
	return lines.length === 0 ? ['read public data'] : lines;
};

/** Type, host and name of a token. */
export const describeToken = ({type, host, name}: Profile): string =>
	`${type} on ${host}${name === undefined ? '' : `, named "${showText(name)}"`}`;

const describeRepositories = (profile: Profile): string => {
	const access = describeAccess(profile);
	return access.includes('chosen on the page') ? access : `${access}, chosen by hand on the page`;
};

/** Whose resources the token is for. */
export const describeReviewOwner = ({owner}: FineGrainedProfile): string =>
	owner === undefined ? 'your own account' : `${showText(owner)} (may have to approve it)`;

/** What a profile asks for, in the order of Review. */
export const listFacts = (profile: Profile, now: Date): readonly Fact[] => [
	{label: 'Token', text: describeToken(profile), rank: 3},
	...(profile.type === 'classic'
		? []
		: [
				{label: 'Owner', text: describeReviewOwner(profile), rank: 2},
				{label: 'Repositories', text: describeRepositories(profile), rank: 1},
			]),
	...(profile.type === 'fine-grained' && profile.description !== undefined
		? [{label: 'Description', text: showText(profile.description), rank: 4}]
		: []),
	...describeCan(profile).map((text, index) => ({label: index === 0 ? 'Can' : '', text, rank: 0})),
	{label: 'Expires', text: describeExpiration(profile.expiration, now), rank: 1},
];

/** The most important facts, as many as there are rows for, in their order. */
export const chooseFacts = (facts: readonly Fact[], rows: number): readonly Fact[] => {
	const chosen = facts.toSorted((one, other) => one.rank - other.rank).slice(0, Math.max(0, rows));
	return facts.filter(fact => chosen.includes(fact));
};

import {hasScope} from '../catalog/included-scopes.ts';
import type {PermissionSet} from '../catalog/permission.ts';
import {isScopeName} from '../catalog/scopes.ts';
import {covers} from '../needs/least.ts';
import {foldName, type NamedProfile} from '../profile/profile.ts';
import {needsPersonalToken, profileNameOf} from './profiles-of.ts';
import type {Because, ScannedToken, ScanReport} from './report.ts';

/** A difference between what the code needs and what the repository's profiles grant. */
export type Difference =
	/** The token has no profile. */
	| {readonly kind: 'missing'; readonly token: ScannedToken}
	/** The token needs more than its profile grants. */
	| {
			readonly kind: 'more';
			readonly token: ScannedToken;
			readonly profile: string;
			/** `contents=write`, or a scope. */
			readonly grant: string;
			readonly because: readonly Because[];
	  }
	/** The profile grants more than the code needs. */
	| {
			readonly kind: 'less';
			readonly token: ScannedToken;
			readonly profile: string;
			readonly grant: string;
	  };

const nameOfSecret = ({token}: ScannedToken): string => token.name.replace(/^secrets\./, '');

/** Whether a place names a secret or variable: `actions:octo-org/app#NAME@environment`. */
const placeNames = (place: string, name: string): boolean => {
	const [, found] = /#([^@]+)(?:@.*)?$/.exec(place) ?? [];
	return found !== undefined && found.toLowerCase() === name.toLowerCase();
};

const findProfile = (
	token: ScannedToken,
	profiles: readonly NamedProfile[],
): NamedProfile | undefined => {
	const name = nameOfSecret(token);
	const byPlace = profiles.find(({goesTo = []}) =>
		goesTo.some(({place}) => placeNames(place, name)),
	);
	if (byPlace !== undefined) return byPlace;
	const wanted = [profileNameOf(token), name].map(foldName);
	return profiles.find(({profile}) => wanted.includes(foldName(profile)));
};

type Grant = readonly [name: string, level: PermissionSet[string]];

const grantsIn = (set: PermissionSet): readonly Grant[] => Object.entries(set);

const showGrant = ([name, level]: Grant): string => `${name}=${level}`;

const comparePermissions = (token: ScannedToken, profile: NamedProfile): readonly Difference[] => {
	const shared = {token, profile: profile.profile};
	if (profile.type === 'classic')
		return [{kind: 'less', ...shared, grant: 'a classic token, where a fine-grained one does'}];
	const granted: PermissionSet = profile.permissions ?? {};
	const isMissing = ([name, level]: Grant): boolean => !covers(granted, {[name]: level});
	const more = grantsIn(token.permissions)
		.filter(isMissing)
		.map((grant): Difference => {
			const because = token.because.filter(({permissions}) =>
				grantsIn(permissions).some(each => each[0] === grant[0] && isMissing(each)),
			);
			return {kind: 'more', ...shared, grant: showGrant(grant), because};
		});
	const conditional = token.onlyIf.flatMap(({permissions}) => grantsIn(permissions).map(showGrant));
	const less = grantsIn(granted)
		.filter(([name, level]) => !covers(token.permissions, {[name]: level}))
		.map(showGrant)
		.filter(grant => !conditional.includes(grant))
		.map((grant): Difference => ({kind: 'less', ...shared, grant}));
	return [...more, ...less];
};

const compareScopes = (token: ScannedToken, profile: NamedProfile): readonly Difference[] => {
	const shared = {token, profile: profile.profile};
	const granted = profile.type === 'classic' ? (profile.scopes ?? []).filter(isScopeName) : [];
	const more = token.scopes
		.filter(scope => !hasScope(granted, scope))
		.map((grant): Difference => {
			const because = token.because.filter(({scopes}) => scopes.includes(grant));
			return {kind: 'more', ...shared, grant, because};
		});
	const less = granted
		.filter(scope => !hasScope(token.scopes, scope))
		.map((grant): Difference => ({kind: 'less', ...shared, grant}));
	return [...more, ...less];
};

/**
 * Compares a report with the profiles of a repository. The profile of a token is the one whose `goesTo`
 * names its secret, otherwise the one with its name. A permission that is needed under a condition counts
 * neither as missing nor as too much. The `GITHUB_TOKEN` of workflows and clients with an unknown token are
 * not compared.
 */
export const compareWithProfiles = (
	report: ScanReport,
	profiles: readonly NamedProfile[],
): readonly Difference[] =>
	report.tokens
		.filter(
			token =>
				needsPersonalToken(token) &&
				token.token.kind !== 'client' &&
				token.token.name !== 'GITHUB_TOKEN',
		)
		.flatMap((token): readonly Difference[] => {
			const profile = findProfile(token, profiles);
			if (profile === undefined) return [{kind: 'missing', token}];
			return token.type === 'classic'
				? compareScopes(token, profile)
				: comparePermissions(token, profile);
		});

import {
	findScope,
	includedScopes,
	isScopeName,
	leastScopes,
	type ScopeName,
} from '../catalog/scopes.ts';
import {explainUnknownScope} from '../catalog/unknown-names.ts';
import {describeExpiration} from '../profile/expiration.ts';
import type {ClassicProfile, Expiration} from '../profile/profile.ts';
import {listSome, listWords} from '../text/words.ts';
import {expirationProblems, finishByHand, hostWarnings, textProblems} from './common.ts';
import {readClassic} from './read-classic.ts';
import type {Problem, TokenType} from './token-type.ts';

/**
 * The lifetimes that the page takes from `default_expires_at`, in days. Several projects rely on the
 * parameter; GitHub does not document it.
 */
export const classicExpirations: readonly Expiration[] = [7, 30, 60, 90, 'none'];

const scopeProblems = (scopes: readonly string[]): readonly Problem[] =>
	scopes.filter(scope => !isScopeName(scope)).map(explainUnknownScope);

const redundancyWarnings = (chosen: readonly ScopeName[]): readonly string[] => {
	const least = leastScopes(chosen);
	return least.flatMap(scope => {
		const included = includedScopes(scope).filter(other => chosen.includes(other));
		return included.length === 0 ? [] : [`${scope} already includes ${listWords(included)}`];
	});
};

const carriesExpiration = (expiration: Expiration | undefined): boolean =>
	expiration === undefined || classicExpirations.includes(expiration);

/** A token for everything that its owner can reach, narrowed by scopes. */
export const classic: TokenType<ClassicProfile> = {
	id: 'classic',
	displayName: 'Classic',
	path: '/settings/tokens/new',
	parameters: profile => [
		...(profile.scopes?.length
			? [['scopes', [...new Set(profile.scopes)].join(',')] as const]
			: []),
		...(profile.name ? [['description', profile.name] as const] : []),
		...(profile.expiration !== undefined && carriesExpiration(profile.expiration)
			? [['default_expires_at', String(profile.expiration)] as const]
			: []),
	],
	read: parameters => readClassic(parameters, classicExpirations),
	problems: profile => [
		// GitHub documents no limit for a Note ("Managing your personal access tokens", 22 August 2026).
		...textProblems('name', profile.name, Number.POSITIVE_INFINITY, 'one line'),
		...expirationProblems(profile),
		...scopeProblems(profile.scopes ?? []),
	],
	warnings: (profile, hostKind) => {
		const chosen = profile.scopes ?? [];
		return [
			...(chosen.length === 0
				? ['No scope is chosen: the token can read public data and nothing more']
				: []),
			...redundancyWarnings(chosen),
			...leastScopes(chosen).flatMap(scope => {
				const risk = findScope(scope)?.risk;
				return risk === undefined ? [] : [`${scope} ${risk}`];
			}),
			...chosen
				.filter(scope => findScope(scope)?.hosts === 'server' && hostKind !== 'server')
				.map(scope => `${scope} exists on GitHub Enterprise Server only`),
			...hostWarnings(profile.host, hostKind),
		];
	},
	stepsByHand: (profile, now, most) => [
		...(profile.name ? [] : ['Note: write what the token is for']),
		...(carriesExpiration(profile.expiration)
			? []
			: [
					`Expiration: choose "Custom…", then ${describeExpiration(profile.expiration, now)}; a link cannot carry it`,
				]),
		profile.scopes?.length
			? `Compare: ${listSome(profile.scopes, most)}`
			: 'Compare: no scope should be chosen',
		finishByHand,
		'Single sign-on: press "Configure SSO" beside the token and authorize it',
	],
};

import {
	findScope,
	includedScopes,
	isScopeName,
	leastScopes,
	type ScopeName,
	scopes,
} from '../catalog/scopes.ts';
import {describeExpiration} from '../profile/expiration.ts';
import type {ClassicProfile, Expiration} from '../profile/profile.ts';
import {nearestName} from '../text/nearest.ts';
import {listWords, showBriefly} from '../text/text.ts';
import {
	expirationProblems,
	finishByHand,
	hostWarnings,
	longestName,
	textProblems,
} from './common.ts';
import {readClassic} from './read-classic.ts';
import type {Problem, TokenType} from './token-type.ts';

/**
 * The lifetimes that the page takes from `default_expires_at`, in days. Several projects rely on the
 * parameter; GitHub does not document it.
 */
export const classicExpirations: readonly Expiration[] = [7, 30, 60, 90, 'none'];

const scopeProblem = (scope: string): readonly Problem[] => {
	if (isScopeName(scope)) {
		return [];
	}
	const nearest = nearestName(
		scope,
		scopes.map(row => row.scope),
	);
	return [
		{
			message: `There is no scope "${showBriefly(scope)}"`,
			hint:
				nearest === undefined
					? 'pat-wizard permissions lists them all'
					: `Did you mean ${nearest}?`,
		},
	];
};

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
		...textProblems('name', profile.name, longestName, 'one line'),
		...expirationProblems(profile),
		...(profile.scopes ?? []).flatMap(scopeProblem),
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
	stepsByHand: (profile, now) => [
		...(profile.name ? [] : ['Note: write what the token is for']),
		...(carriesExpiration(profile.expiration)
			? []
			: [
					`Expiration: choose "Custom…", then ${describeExpiration(profile.expiration, now)}; a link cannot carry it`,
				]),
		profile.scopes?.length
			? `Scopes: compare with ${listWords(profile.scopes)}`
			: 'Scopes: compare, none should be chosen',
		finishByHand,
		'Where an organization uses SAML single sign-on: press "Configure SSO" beside the new token and authorize it',
	],
};

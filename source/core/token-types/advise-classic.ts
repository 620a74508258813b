import {includedScopes, leastScopes} from '../catalog/included-scopes.ts';
import {findScope, type ScopeName} from '../catalog/scopes.ts';
import {describeExpiration} from '../profile/days-left.ts';
import type {ClassicProfile} from '../profile/profile.ts';
import {listWords} from '../text/words.ts';
import {compareByHand, finishByHand, hostWarnings} from './advise.ts';
import {carriesExpiration} from './classic.ts';
import type {Advice} from './token-type.ts';

const redundancyWarnings = (chosen: readonly ScopeName[]): readonly string[] => {
	const least = leastScopes(chosen);
	return least.flatMap(scope => {
		const included = includedScopes(scope).filter(other => chosen.includes(other));
		return included.length === 0 ? [] : [`${scope} already includes ${listWords(included)}`];
	});
};

/** The advice for classic tokens. */
export const classicAdvice: Advice<ClassicProfile> = {
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
					`Expiration: choose "Custom…", then ${describeExpiration(profile.expiration, now)}${most === 0 ? '' : '; a link cannot carry it'}`,
				]),
		compareByHand(profile.scopes ?? [], 'scope', most),
		finishByHand(most),
		most === 0
			? 'Single sign-on: "Configure SSO"'
			: 'Single sign-on: press "Configure SSO" beside the token and authorize it',
	],
};

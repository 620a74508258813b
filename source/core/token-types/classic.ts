import {isScopeName} from '../catalog/scopes.ts';
import {explainUnknownScope} from '../catalog/unknown-names.ts';
import type {ClassicProfile, Expiration} from '../profile/profile.ts';
import {expirationProblems, textProblems} from './common.ts';
import type {Problem, TokenType} from './token-type.ts';

/**
 * The lifetimes in days that the page accepts in `default_expires_at`. Several projects rely on the parameter;
 * GitHub does not document it.
 */
export const classicExpirations: readonly Expiration[] = [7, 30, 60, 90, 'none'];

const scopeProblems = (scopes: readonly string[]): readonly Problem[] =>
	scopes.filter(scope => !isScopeName(scope)).map(explainUnknownScope);

/** Whether a link can carry a lifetime. An unset one needs no parameter. */
export const carriesExpiration = (expiration: Expiration | undefined): boolean =>
	expiration === undefined || classicExpirations.includes(expiration);

/** The classic token type: for everything that the user can reach, narrowed by scopes. */
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
	problems: profile => [
		// GitHub documents no limit for a Note ("Managing your personal access tokens", 22 August 2026).
		...textProblems('name', profile.name, Number.POSITIVE_INFINITY, 'one line'),
		...expirationProblems(profile),
		...scopeProblems(profile.scopes ?? []),
	],
};

import type {Profile, TokenTypeId} from '../profile/profile.ts';
import {classic} from './classic.ts';
import {fineGrained} from './fine-grained.ts';
import type {TokenType} from './token-type.ts';

/** Every token type. A member of `Profile` without a line here does not compile. */
export const tokenTypes: {
	readonly [Id in TokenTypeId]: TokenType<Extract<Profile, {type: Id}>>;
} = {
	'fine-grained': fineGrained,
	classic,
};

/** Returns the token type of a profile. */
export const tokenTypeOf = <P extends Profile>(profile: P): TokenType<P> =>
	tokenTypes[profile.type] as unknown as TokenType<P>;

/** Whether a value from outside is the id of a token type. */
export const isTokenTypeId = (value: unknown): value is TokenTypeId =>
	typeof value === 'string' && Object.hasOwn(tokenTypes, value);

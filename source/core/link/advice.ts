import {hostKind} from '../profile/host.ts';
import type {Profile, TokenTypeId} from '../profile/profile.ts';
import {classicAdvice} from '../token-types/advise-classic.ts';
import {fineGrainedAdvice} from '../token-types/advise-fine-grained.ts';
import type {Advice} from '../token-types/token-type.ts';

const advice: {readonly [Id in TokenTypeId]: Advice<Extract<Profile, {type: Id}>>} = {
	'fine-grained': fineGrainedAdvice,
	classic: classicAdvice,
};

const adviceOn = <P extends Profile>(profile: P): Advice<P> =>
	advice[profile.type] as unknown as Advice<P>;

/** Returns what the user should know before opening a profile's link, as sentences without a full stop. */
export const findWarnings = (profile: Profile): readonly string[] =>
	adviceOn(profile).warnings(profile, hostKind(profile.host));

/**
 * Returns the steps that are left on GitHub's page, in order, as sentences without a full stop. A list of
 * repositories or grants names at most `most` of them and counts the others. With 0, every step is short.
 */
export const listStepsByHand = (profile: Profile, now: Date, most?: number): readonly string[] =>
	adviceOn(profile).stepsByHand(profile, now, most);

import {withHint} from '../errors.ts';
import {type Fact, listFacts} from '../profile/describe.ts';
import {isSameName, type Profile} from '../profile/profile.ts';
import type {Problem} from '../token-types/token-type.ts';
import {findWarnings, listStepsByHand} from './advice.ts';
import {buildLink, findProblems} from './link.ts';

/**
 * Everything that the program says about a profile. Review, Details, `show` and `import --dry-run` print it, each in
 * its own layout. The ending has no room for all of it and asks `listStepsByHand` for shorter steps. The texts have no
 * full stop at the end.
 */
export type ProfileDescription = {
	/** Token, owner, repositories, grants, expiration and places. */
	readonly facts: readonly Fact[];
	/** The reasons why there is no link, the first to fix first. */
	readonly problems: readonly Problem[];
	/** What to know before opening the link, worst first. */
	readonly warnings: readonly string[];
	/** The steps that are left on GitHub's page, in order. */
	readonly steps: readonly string[];
	/** The link. `null` while there are problems. */
	readonly link: string | null;
};

/** Leaves out an owner who is the user: only an organization asks for a reason, or refuses an expiration. */
const withoutOwnAccount = (profile: Profile, login = ''): Profile => {
	if (profile.type === 'classic' || !isSameName(profile.owner ?? '', login)) {
		return profile;
	}
	const {owner: _, ...rest} = profile;
	return rest;
};

/**
 * Describes a profile. Days are counted from `now`.
 *
 * @param login See `listFacts`.
 */
export const describeProfile = (
	profile: Profile,
	now: Date,
	login?: string,
): ProfileDescription => {
	const problems = findProblems(profile);
	const advised = withoutOwnAccount(profile, login);
	return {
		facts: listFacts(profile, now, login),
		problems,
		warnings: findWarnings(advised),
		steps: listStepsByHand(advised, now),
		link: problems.length === 0 ? buildLink(profile) : null,
	};
};

/** A profile as `show`, `url` and `open` print it with `--json`. Its warnings begin with the problems. */
export const describeInJson = (
	profile: Profile,
	now: Date,
): {
	readonly url: string | null;
	readonly profile: Profile;
	readonly warnings: readonly string[];
	readonly byHand: readonly string[];
} => {
	const {link, problems, warnings, steps} = describeProfile(profile, now);
	return {url: link, profile, warnings: [...problems.map(withHint), ...warnings], byHand: steps};
};

import {withHint} from '../errors.ts';
import {type Fact, listFacts} from '../profile/describe.ts';
import type {Profile} from '../profile/profile.ts';
import type {Problem} from '../token-types/token-type.ts';
import {findWarnings, listStepsByHand} from './advice.ts';
import {buildLink, findProblems} from './link.ts';

/**
 * All that is said about a profile, wherever it is shown: Review, Details, `show`, the dry run of `import`
 * and the ending print this, each in its own way. Texts have no full stop at their end.
 */
export type ProfileDescription = {
	/** What the profile says: token, owner, repositories, grants, expiration, places. */
	readonly facts: readonly Fact[];
	/** What keeps a link from being made, the first to fix first. */
	readonly problems: readonly Problem[];
	/** What to know before the link is opened, worst first. */
	readonly warnings: readonly string[];
	/** What is left to do on GitHub's page, in its order. */
	readonly steps: readonly string[];
	/** The link. `null` while there are problems. */
	readonly link: string | null;
};

/** The one description of a profile. Dates are counted from `now`. */
export const describeProfile = (profile: Profile, now: Date): ProfileDescription => {
	const problems = findProblems(profile);
	return {
		facts: listFacts(profile, now),
		problems,
		warnings: findWarnings(profile),
		steps: listStepsByHand(profile, now),
		link: problems.length === 0 ? buildLink(profile) : null,
	};
};

/** A profile as `show`, `url` and `open` print it with `--json`. What blocks the link stands first. */
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

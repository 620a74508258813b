import {usageError} from '../errors.ts';
import {buildLink as buildProfileLink} from '../link/link.ts';
import {profileKeys} from '../profile/answers.ts';
import {defaultHost} from '../profile/host.ts';
import type {ClassicProfile, FineGrainedProfile} from '../profile/profile.ts';
import {readProfileAndIgnored} from '../profile/read-profile.ts';
import {didYouMean} from '../text/nearest.ts';
import {tell} from './tell.ts';

/**
 * What a link is to fill in: a type of token and its answers, as `import --json` and `show --json` print a
 * profile. Only `type` is needed. `host` is github.com when unset.
 */
export type LinkAnswers =
	| (Omit<FineGrainedProfile, 'host'> & {readonly host?: string})
	| (Omit<ClassicProfile, 'host'> & {readonly host?: string});

/** Without keys whose values are undefined, which say nothing. */
const withoutUnset = (answers: unknown): unknown =>
	typeof answers === 'object' && answers !== null && !Array.isArray(answers)
		? Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined))
		: answers;

/**
 * The address of GitHub's page for a new token, with everything filled in that a link can carry.
 *
 * What no link can carry is left out: the repositories, the repository access, and for a classic token a
 * lifetime other than 7, 30, 60, 90 days or none. The user chooses these on the page.
 *
 * Throws an error with a `message` that names every problem and a `hint` that names a way out, the same as
 * the command line prints: a permission, level or scope that does not exist, organization permissions without
 * an owner, a name of more than 40 characters, a token in a text.
 */
export const buildLink = (answers: LinkAnswers): string =>
	tell(() => {
		const {profile, ignored} = readProfileAndIgnored(withoutUnset(answers), defaultHost);
		const [first] = ignored;
		if (first !== undefined) {
			throw usageError(
				`The link cannot take ${first.parameter}: ${first.reason}`,
				didYouMean(first.parameter, profileKeys[profile.type]) ?? 'Leave it out',
			);
		}
		return buildProfileLink(profile);
	});

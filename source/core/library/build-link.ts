import {type Explanation, problemsError} from '../errors.ts';
import {buildLink as buildProfileLink, findProblems} from '../link/link.ts';
import {profileKeys} from '../profile/answers.ts';
import {defaultHost} from '../profile/host.ts';
import type {ClassicProfile, FineGrainedProfile, Ignored, Profile} from '../profile/profile.ts';
import {readProfileAndProblems} from '../profile/read-profile.ts';
import {showBriefly} from '../text/mask.ts';
import {didYouMean} from '../text/nearest.ts';
import {explainUnselected} from '../token-types/fine-grained.ts';
import {inSentences} from './in-sentences.ts';

/**
 * The token type and the answers for a link, in the form in which `import --json` and `show --json` print a
 * profile. Only `type` is required. `host` defaults to github.com.
 */
export type LinkAnswers =
	| (Omit<FineGrainedProfile, 'host'> & {readonly host?: string})
	| (Omit<ClassicProfile, 'host'> & {readonly host?: string});

/** Drops the keys whose values are undefined. */
const withoutUnset = (answers: unknown): unknown =>
	typeof answers === 'object' && answers !== null && !Array.isArray(answers)
		? Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== undefined))
		: answers;

/** Explains a key that a profile of this type does not have. */
const explainIgnored = ({parameter, reason}: Ignored, profile: Profile): Explanation => {
	if (parameter === 'repositories' && profile.type === 'fine-grained') {
		return explainUnselected(profile.repositoryAccess);
	}
	const isOfOtherType = Object.values(profileKeys)
		.flat()
		.some(key => key === parameter);
	const nearest = isOfOtherType ? undefined : didYouMean(parameter, profileKeys[profile.type]);
	return {
		message: `The link cannot take ${showBriefly(parameter)}: ${reason}`,
		hint: nearest ?? 'Leave it out',
	};
};

/**
 * Returns the address of GitHub's page for a new token, with everything filled in that a link can carry.
 *
 * A link cannot carry the repositories and the repository access, nor for a classic token a lifetime other
 * than 7, 30, 60, 90 days or none. The user chooses these on the page.
 *
 * Throws a `PatWizardError` whose `message` names every problem and whose `hint` says how to fix them. Problems
 * are a missing type, a permission, level or scope that does not exist, a name of more than 40 characters, and a
 * token in a text. The error names missing answers, such as the owner of organization permissions, only when no
 * given answer is wrong.
 */
export const buildLink = (answers: LinkAnswers): string =>
	inSentences(() => {
		const {profile, ignored, problems} = readProfileAndProblems(withoutUnset(answers), defaultHost);
		const wrong = [
			...problems,
			...ignored.map(each => explainIgnored(each, profile)),
			...findProblems(profile).filter(({missing}) => missing === undefined),
		];
		if (wrong.length > 0) {
			throw problemsError(wrong);
		}
		return buildProfileLink(profile);
	});

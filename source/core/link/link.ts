import {problemsError} from '../errors.ts';
import {readHost} from '../profile/host.ts';
import type {Profile} from '../profile/profile.ts';
import {showText} from '../text/show.ts';
import {tokenTypeOf} from '../token-types/index.ts';
import type {Problem} from '../token-types/token-type.ts';

/** The greatest length of a link, in characters. A longer one can get lost when GitHub asks for a login. */
export const longestLink = 7900;

/** Encodes a parameter as form-urlencoded. Scopes keep their colons and commas, as in GitHub's own links. */
const encodeParameter = ([name, value]: readonly [string, string]): string => {
	const encoded = new URLSearchParams({[name]: value}).toString();
	return name === 'scopes' ? encoded.replaceAll('%3A', ':').replaceAll('%2C', ',') : encoded;
};

const writeLink = (profile: Profile): string => {
	const type = tokenTypeOf(profile);
	const query = type.parameters(profile).map(encodeParameter).join('&');
	return `https://${profile.host}${type.path}${query === '' ? '' : `?${query}`}`;
};

const hostProblems = ({host}: Profile): readonly Problem[] => {
	try {
		return readHost(host) === host
			? []
			: [
					{
						message: `The host "${showText(host)}" is not in its usual form`,
						hint: `Write it as ${readHost(host)}`,
					},
				];
	} catch (error) {
		return [
			{message: (error as Error).message, hint: 'Write the bare host name, such as github.com'},
		];
	}
};

/** Finds the reasons why a profile has no link, the first to fix first. */
export const findProblems = (profile: Profile): readonly Problem[] => {
	const problems = [...hostProblems(profile), ...tokenTypeOf(profile).problems(profile)];
	if (problems.every(({missing}) => missing !== undefined)) {
		const {length} = writeLink(profile);
		if (length > longestLink) {
			problems.push({
				message: `The link has ${length} characters`,
				hint: `Shorten the description: a link has at most ${longestLink} characters`,
			});
		}
	}
	return problems;
};

/** Finds the first problem of a profile that is not only a missing answer. */
export const findWrong = (profile: Profile): Problem | undefined =>
	findProblems(profile).find(({missing}) => missing === undefined);

/**
 * Builds the link to GitHub's creation page, with everything filled in that a link can contain. Throws a usage error
 * with every problem of the profile when there is any.
 */
export const buildLink = (profile: Profile): string => {
	const problems = findProblems(profile);
	if (problems.length > 0) {
		throw problemsError(problems);
	}
	return writeLink(profile);
};

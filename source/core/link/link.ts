import {problemsError} from '../errors.ts';
import {readHost} from '../profile/host.ts';
import type {Profile} from '../profile/profile.ts';
import {showText} from '../text/show.ts';
import {tokenTypeOf} from '../token-types/index.ts';
import type {Problem} from '../token-types/token-type.ts';

/** The longest link in characters: longer ones can fail on their way through GitHub's login. */
export const longestLink = 7900;

/** One parameter, form-urlencoded. Lists of scopes keep their colons and commas, as GitHub writes them. */
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
						message: `The host "${showText(host)}" is not written as hosts are`,
						hint: `Write ${readHost(host)}`,
					},
				];
	} catch (error) {
		return [
			{message: (error as Error).message, hint: 'Write the bare host name, such as github.com'},
		];
	}
};

/** Everything that keeps a profile's link from being made, the first to fix first. */
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

/**
 * The address of GitHub's creation page with everything filled in that a link can carry. Throws a
 * usage error that names every problem when the profile has any.
 */
export const buildLink = (profile: Profile): string => {
	const problems = findProblems(profile);
	if (problems.length > 0) {
		throw problemsError(problems);
	}
	return writeLink(profile);
};

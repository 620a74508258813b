import {describeSet, type Need} from './need.ts';

/** What an operation on `/issues/{issue_number}` is about: GitHub keeps pull requests under the same numbers. */
export type Subject = 'issue' | 'pull-request';

const onPull = /\bpull[ -]?requests?\b|\bPRs?\b|\bpulls\b|\bpr\b/;
const onIssue = /\bissues?\b/i;

/** What a text is about, addresses and paths in it aside. `undefined` when it says neither, or both. */
export const subjectOf = (text: string): Subject | undefined => {
	const prose = text
		.slice(0, 20_000)
		.replace(/\S+/g, word => (word.includes('/') ? ' ' : word))
		// Octokit keeps what issues and pull requests share under `issues`.
		.replace(/\.issues\.|\bcontext\.issue\b/gi, ' ')
		.replace(/\b[a-z_]{1,60}["']?\s?=\s?(?:read|write)|\b(?:issue|pull)_number\b/gi, ' ');
	const pull = onPull.test(prose);
	const issue = onIssue.test(prose);
	if (pull === issue) return undefined;
	return pull ? 'pull-request' : 'issue';
};

const bySubject = new Set(['issues=write', 'pull_requests=write']);

/** Whether issues=write and pull_requests=write are both named, each as enough. */
export const dependsOnSubject = (need: Need): boolean => {
	const sets = need.anyOf.map(describeSet);
	return sets.length === 2 && sets.every(set => bySubject.has(set));
};

const createsLabel = /^(?:POST|PATCH|DELETE) \/repos\/\{owner\}\/\{repo\}\/labels/;
const ofMilestone = /\/milestones/;

/**
 * GitHub's table says "issues or pull requests" for comments, labels, assignees and reactions. On a
 * pull request issues=write alone is refused, and a label of the repository takes issues=write.
 *
 * Source: github/rest-api-description#6994, actions/github-script#323, NVIDIA/nvrc#194;
 * docker-library/official-images#19241, Songmu/tagpr#194.
 */
export const withSubject = (need: Need, subject: Subject | undefined): Need => {
	if (!dependsOnSubject(need)) return need;
	const only = (permission: string, note: string): Need => ({
		...need,
		anyOf: need.anyOf.filter(set => set[permission] !== undefined),
		notes: [...need.notes, note],
	});
	if (createsLabel.test(need.name)) {
		return only(
			'issues',
			'GitHub’s table names pull_requests=write too, but creating a label with it alone is refused.',
		);
	}

	if (ofMilestone.test(need.name)) return need;
	if (subject === 'pull-request') {
		return only(
			'pull_requests',
			'On a pull request issues=write alone is refused, although GitHub’s table names it.',
		);
	}

	return subject === 'issue'
		? only('issues', 'On a pull request it takes pull_requests=write instead.')
		: {
				...need,
				notes: [
					...need.notes,
					'On an issue it takes issues=write, on a pull request pull_requests=write: the text does not say which.',
				],
			};
};

import {describeSet} from '../catalog/permission.ts';
import type {Need} from './need.ts';

/** The subject of an operation on `/issues/{issue_number}`, which can also be a pull request. */
export type Subject = 'issue' | 'pull-request';

const onPull = /\bpull[ -]?requests?\b|\bPRs?\b|\bpulls\b|\bpr\b/;
const onIssue = /\bissues?\b/i;

/** Finds the subject of a text, without its addresses and paths. Undefined when it names neither or both. */
export const subjectOf = (text: string): Subject | undefined => {
	const prose = text
		.slice(0, 20_000)
		.replace(/\S+/g, word => (word.includes('/') ? ' ' : word))
		// `issues` of Octokit also has methods for pull requests.
		.replace(/\.issues\.|\bcontext\.issue\b/gi, ' ')
		.replace(/\b[a-z_]{1,60}["']?\s?=\s?(?:read|write)|\b(?:issue|pull)_number\b/gi, ' ');
	const pull = onPull.test(prose);
	const issue = onIssue.test(prose);
	if (pull === issue) return undefined;
	return pull ? 'pull-request' : 'issue';
};

const bySubject = new Set(['issues=write', 'pull_requests=write']);

/** Whether either issues=write or pull_requests=write is enough for a need. */
const dependsOnSubject = (need: Need): boolean => {
	const sets = need.anyOf.map(describeSet);
	return sets.length === 2 && sets.every(set => bySubject.has(set));
};

const createsLabel = /^(?:POST|PATCH|DELETE) \/repos\/\{owner\}\/\{repo\}\/labels/;
const ofMilestone = /\/milestones/;

/**
 * Chooses between issues=write and pull_requests=write by the subject. GitHub's table names both for comments, labels,
 * assignees and reactions. In fact, a pull request needs pull_requests=write, and a label of the repository needs
 * issues=write.
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

import {describeSet} from '../../catalog/permission.ts';
import type {Need} from '../need.ts';
import {
	context,
	holds,
	isExplained,
	namedThings,
	organizations,
	phraseRows,
	verbKinds,
} from './vocabulary.ts';

/** Whether a need changes nothing. */
export const onlyReads = ({works, anyOf}: Need): boolean =>
	works === 'permissions' &&
	anyOf.every(set => Object.values(set).every(level => level === 'read'));

/** Verbs that add nothing to a phrase: `create a fork`. */
const light: ReadonlySet<string> = new Set(['create']);

/** Whether a phrase is about a thing of repositories that organizations have, too: `manage org webhooks`. */
const isOfRepositoryOnly = (need: Need, covered: ReadonlySet<string>): boolean =>
	/ \/repos\//.test(need.name) &&
	![...covered].some(word => organizations.has(word)) &&
	namedThings().some(
		({thing, names}) =>
			thing.organization !== undefined && names.some(name => holds(covered, name)),
	);

/** Finds the phrase that covers the words. No other word with a meaning at GitHub may be left. */
export const byPhrases = (
	words: ReadonlySet<string>,
): {readonly need: Need; readonly covered: ReadonlySet<string>} | undefined => {
	const isOfOrganization = [...words].some(word => organizations.has(word));
	const candidates = phraseRows().flatMap(row => {
		const covered = new Set(row.phrases.filter(phrase => holds(words, phrase)).flat());
		// "My repositories" is a phrase, but "repositories" alone does not say enough.
		const isTelling = [...covered].some(word => !context.has(word) || organizations.has(word));
		if (!isTelling || (covered.size < 2 && organizations.has([...covered][0] ?? ''))) return [];
		if (isOfOrganization && isOfRepositoryOnly(row.need(), covered)) return [];
		const others = [...words].filter(word => !covered.has(word));
		const verbsLeft = others.filter(word => verbKinds.has(word) && !context.has(word));
		const telling = [...covered].filter(word => !context.has(word));
		const saysDoing = telling.length === 1 && verbKinds.has(telling[0] ?? '');
		const isSure =
			others.every(word => verbKinds.has(word) || isExplained(word, covered)) &&
			// A phrase that only reads can have any verb that reads.
			(verbsLeft.every(word => saysDoing && light.has(word)) ||
				(verbsLeft.every(word => verbKinds.get(word) === 'read') && onlyReads(row.need())));
		return isSure ? [{row, covered}] : [];
	});
	const most = Math.max(0, ...candidates.map(({covered}) => covered.size));
	const longest = candidates.filter(({covered}) => covered.size === most);
	const best = longest.map(({row}) => row.need());
	const [first] = best;
	const [{covered = new Set<string>()} = {}] = longest;
	const meanings = new Set(
		best.map(
			({anyOf, scopes, works}) =>
				`${works}${anyOf.map(describeSet)}${works === 'classic' ? scopes : ''}`,
		),
	);
	return first !== undefined && meanings.size === 1 ? {need: first, covered} : undefined;
};

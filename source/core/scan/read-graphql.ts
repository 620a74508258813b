import {fieldsRead, freeFields} from '../catalog/graphql-fields.ts';
import type {Need} from '../needs/need.ts';
import {needOfGraphqlField} from '../needs/read-message.ts';
import {needOfClassic, needOfSet} from './needs-of.ts';

/** The needs of a GraphQL request, or the reason why they are unknown. */
export type GraphqlReading = {readonly needs: readonly Need[]; readonly unknown?: string};

const comments = /#[^\n]*/g;

/** Returns the names that open a selection or take arguments. */
const fieldNames = (query: string): readonly string[] => [
	...new Set(
		query
			.replace(comments, ' ')
			.replace(/"[^"\n]*"/g, '""')
			.match(/\b[A-Za-z_]\w*(?=\s*[({])/g) ?? [],
	),
];

const rootMutations = (query: string): readonly string[] => {
	const body = query.replace(comments, ' ');
	const start = /\bmutation\b[^{]*\{/.exec(body);
	if (start === null) return [];
	const found: string[] = [];
	let depth = 0;
	let parentheses = 0;
	for (const [sign] of body
		.slice(start.index + start[0].length)
		.matchAll(/[{}()]|"[^"\n]*"|[A-Za-z_]\w*/g)) {
		if (sign === '(') parentheses++;
		else if (sign === ')') parentheses--;
		else if (sign === '{' && parentheses === 0) depth++;
		else if (sign === '}' && parentheses === 0 && --depth < 0) break;
		else if (depth === 0 && parentheses === 0 && /^[a-z]/.test(sign)) found.push(sign);
	}

	return found;
};

const readingOf = (needs: readonly Need[], missing: readonly string[]): GraphqlReading =>
	missing.length === 0
		? {needs}
		: {
				needs,
				unknown: `GitHub publishes no permissions for GraphQL, and ${missing.join(', ')} is not in the table`,
			};

/** Returns what a GraphQL query or mutation needs, as far as its fields are known. */
export const readGraphql = (query: string): GraphqlReading => {
	const text = query.slice(0, 20_000).replace(/\$\{[^{}]{0,500}\}/g, ' ');
	const mutations = rootMutations(text);
	if (mutations.length > 0) {
		const needs = mutations.map(needOfGraphqlField);
		const unknown = mutations.filter((_, index) => needs[index] === undefined);
		// A name before a colon is an alias.
		const missing = unknown.filter(name => !new RegExp(`\\b${name}\\s*:`).test(text));
		return readingOf(
			needs.filter(need => need !== undefined),
			missing,
		);
	}

	if (!/[{]/.test(text)) return {needs: [], unknown: 'the query is not in this place'};
	const needs: Need[] = [];
	const missing: string[] = [];
	for (const name of fieldNames(text)) {
		const permission = Object.hasOwn(fieldsRead, name) ? fieldsRead[name] : undefined;
		if (permission !== undefined) needs.push(needOfSet(`GraphQL ${name}`, {[permission]: 'read'}));
		else if (/^(?:statusCheckRollup|checkSuites|checkRuns)$/.test(name)) {
			needs.push(
				needOfClassic(`GraphQL ${name}`, ['repo'], 'Fine-grained tokens cannot read check runs.'),
			);
		} else if (
			!freeFields.test(name) &&
			!new RegExp(`(?:query|mutation|fragment)\\s+${name}\\b`).test(text)
		)
			missing.push(name);
	}

	if (needs.length === 0 && missing.length === 0) {
		needs.push(needOfSet('GraphQL query', {metadata: 'read'}));
	}

	return readingOf(needs, missing);
};

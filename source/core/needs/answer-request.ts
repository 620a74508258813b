import {type HttpMethod, type OperationMatch, searchOperations} from '../catalog/endpoints.ts';
import {preliminaryRequests} from '../catalog/known-messages.ts';
import {describeSet} from '../catalog/permission.ts';
import {type Need, type NeedReading, needOfOperation} from './need.ts';
import type {DocumentationLink} from './read-docs-address.ts';
import {needsOfQuery} from './read-message.ts';
import {findRequested, type Request} from './read-request.ts';
import {choiceOfMatch, ofChoices, ofNeeds, unknownText} from './readings.ts';

/** Why a path or a request is unknown. */
export const notOnTheList =
	'It is not in GitHub’s list of REST operations: check the method and the path with https://docs.github.com/rest.';

const noGraphqlTable =
	'GitHub publishes no permissions for GraphQL. Name the REST operation that does the same, or describe the task in words.';

const needsOfGraphql = (body: string): NeedReading => {
	const needs = needsOfQuery(body);
	return needs.length > 0 ? ofNeeds(...needs) : unknownText('graphql', noGraphqlTable);
};

const describeRequest = ({method, path}: Request): string =>
	method === undefined ? path : `${method} ${path}`;

const describeOther = (match: OperationMatch): string => {
	const {works, anyOf} = needOfOperation(match);
	const sets = works === 'permissions' ? anyOf.map(describeSet) : [];
	return sets.length === 0
		? match.operation.method
		: `${match.operation.method} takes ${sets.slice(0, 2).join(' or ')}`;
};

/** Answers for GET, which browsers and curl use for an address alone. */
const asGet = (found: readonly OperationMatch[], get: OperationMatch): NeedReading => {
	const need = needOfOperation(get);
	const others = found.filter(match => match !== get);
	return ofNeeds({
		...need,
		notes: [
			...need.notes,
			`No method was named, so this is GET; ${others.map(describeOther).join(', ')}.`,
		],
	});
};

/** Finds what a request needs. An address without a method is a GET. */
export const answerRequest = (request: Request): NeedReading => {
	if (request.path === '/graphql') return needsOfGraphql(request.body ?? '');
	const text = describeRequest(request);
	const found = findRequested(request);
	const [only] = found;
	if (only !== undefined && found.length === 1) return ofNeeds(needOfOperation(only));
	const get = found.find(({operation}) => operation.method === 'GET');
	if (get !== undefined) return asGet(found, get);
	if (found.length > 1) return ofChoices(text, found.map(choiceOfMatch));
	if (request.method !== undefined) {
		const others = findRequested({path: request.path}).map(choiceOfMatch);
		return others.length > 0 ? ofChoices(text, others) : unknownText(text, notOnTheList);
	}

	const near = searchOperations(text.replace(/[{}:/]/g, ' '), 5).map(operation =>
		choiceOfMatch({operation, parameters: {}}),
	);
	return near.length > 0 ? ofChoices(text, near) : unknownText(text, notOnTheList);
};

const verbs: readonly (readonly [RegExp, readonly HttpMethod[]])[] = [
	[/\b(?:creat|post|add|open|publish|upload|submit|trigger|dispatch)/i, ['POST', 'PUT']],
	[/\b(?:delet|remov)/i, ['DELETE']],
	[/\b(?:updat|edit|set|chang|patch|merg|clos)/i, ['PATCH', 'PUT', 'POST']],
	[/\b(?:get|list|fetch|read|load|view|find)/i, ['GET']],
];

/** Finds what a request without a method in an error message needs. The words around it may name the method. */
export const answerFailedRequest = (request: Request, text: string): NeedReading => {
	const found = findRequested(request);
	const prose = text.replace(/https?:\/\/\S+/gi, ' ');
	const method = verbs
		.filter(([verb]) => verb.test(prose))
		.flatMap(([, methods]) => methods)
		.find(candidate => found.some(({operation}) => operation.method === candidate));
	return answerRequest(method === undefined ? request : {...request, method});
};

const nearestByWords =
	'No operation has this documentation link: this one has the most similar title.';

/** Finds what the operations of a link to GitHub's documentation need. */
export const answerLink = (link: DocumentationLink): NeedReading => {
	switch (link.kind) {
		case 'operation':
			return ofNeeds(needOfOperation({operation: link.operation, parameters: {}}));
		case 'category':
			return ofChoices(
				`https://docs.github.com/rest/${link.operations[0]?.category ?? ''}`,
				link.operations.map(operation => choiceOfMatch({operation, parameters: {}})),
			);
		case 'unknown-operation': {
			const near = searchOperations(link.slug.replaceAll('-', ' '), 5);
			const [nearest, second] = near;
			if (nearest !== undefined && second === undefined) {
				const need = needOfOperation({operation: nearest, parameters: {}});
				return ofNeeds({...need, inferred: nearestByWords});
			}
			return near.length > 0
				? ofChoices(
						link.link,
						near.map(operation => choiceOfMatch({operation, parameters: {}})),
					)
				: unknownText(
						link.link,
						'No operation has this documentation link: check its page, and its part after #.',
					);
		}
	}
};

/** How Terraform names the resource that it creates, changes or deletes. */
const managesResource = /in resource "github_/i;

/** If a request only prepares another one, returns the need for the other one, with a note. */
export const behindPreliminary = (need: Need, text: string): Need => {
	const row = preliminaryRequests.find(
		({first, when}) =>
			first === need.name && (when === undefined || when.test(text) || managesResource.test(text)),
	);
	const [method = '', path = ''] = row?.next.split(' ') ?? [];
	const [match] = row === undefined ? [] : findRequested({path, method: method as HttpMethod});
	if (row === undefined || match === undefined) return need;
	const next = needOfOperation(match);
	return {
		...next,
		title: `${match.operation.title} (refused at ${need.name})`,
		inferred: row.why,
		...(need.owner === undefined ? {} : {owner: need.owner}),
		...(need.repository === undefined ? {} : {repository: need.repository}),
	};
};

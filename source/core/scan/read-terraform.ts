import {languages} from '../catalog/code-languages.ts';
import type {Operation} from '../catalog/endpoints.ts';
import terraform from '../catalog/library-methods/terraform.json' with {type: 'json'};
import {operationAt} from '../catalog/library-methods.ts';
import {mutations, optionalCalls, plainFields} from '../catalog/terraform-calls.ts';
import {type Need, needOf} from '../needs/need.ts';
import {needOfGraphqlField} from '../needs/read-message.ts';
import {withoutWorkflows} from './add-use.ts';
import {lexCode} from './lex-code.ts';
import {needOfSet} from './needs-of.ts';
import type {Code} from './tokens.ts';
import {createFindings, type FileReading, type TokenName} from './use.ts';

const rows: {readonly [name: string]: string} = terraform.methods;

const provider: TokenName = {kind: 'client', name: 'provider github'};

type Block = {
	readonly kind: 'resource' | 'data';
	readonly type: string;
	readonly line: number;
	/** Names of the attributes and blocks inside. */
	readonly attributes: ReadonlySet<string>;
};

const attributesOf = ({tokens, partner}: Code, open: number): ReadonlySet<string> => {
	const names = new Set<string>();
	const end = partner[open] ?? -1;
	for (let index = open + 1; index < end; index++) {
		const token = tokens[index];
		const next = tokens[index + 1];
		if (token?.type === 'name' && (next?.text === '=' || next?.text === '{')) names.add(token.text);
		if (token?.type === 'name' && token.text === 'dynamic' && next?.type === 'string')
			names.add(next.text);
		if (token?.text === '{' && (partner[index] ?? -1) > index) index = partner[index] ?? index;
	}

	return names;
};

const blocksIn = (code: Code): readonly Block[] => {
	const blocks: Block[] = [];
	for (const [index, token] of code.tokens.entries()) {
		const [type, name] = [code.tokens[index + 1], code.tokens[index + 2]];
		const kind = token.text;
		if (token.type !== 'name' || (kind !== 'resource' && kind !== 'data')) continue;
		if (type?.type !== 'string' || name?.type !== 'string' || code.tokens[index + 3]?.text !== '{')
			continue;
		if (!type.text.startsWith('github_')) continue;
		blocks.push({
			kind,
			type: type.text,
			line: token.line,
			attributes: attributesOf(code, index + 3),
		});
	}

	return blocks;
};

const isCalled = ({method, path}: Operation, {attributes}: Block): boolean => {
	const row = optionalCalls.find(([pattern]) => pattern.test(`${method} ${path}`));
	return row === undefined || (row[1] !== undefined && attributes.has(row[1]));
};

const needOfField = (field: string): Need | undefined => {
	const set = Object.hasOwn(mutations, field) ? mutations[field] : undefined;
	return set === undefined ? needOfGraphqlField(field) : needOfSet(`GraphQL ${field}`, set);
};

/** Whether a path belongs to one's own account. The same resource has a path for organizations. */
const isOwnAccount = ({path}: Operation): boolean =>
	/^\/user\/(?:repos|memberships|migrations)/.test(path);

const readBlock = (block: Block): {readonly needs: readonly Need[]; readonly unknown?: string} => {
	const name = `${block.kind} ${block.type}`;
	const row = Object.hasOwn(rows, name) ? rows[name] : undefined;
	if (row === undefined) return {needs: [], unknown: 'the resource is not known'};
	const codes = row.split(' ').filter(code => code !== '');
	const fields = codes.filter(code => code.endsWith('()')).map(code => code.slice(0, -2));
	const operations = codes
		.filter(code => !code.endsWith('()') && code !== '-')
		.map(operationAt)
		.filter(operation => operation !== undefined)
		.filter(operation => isCalled(operation, block));
	const shared = operations.filter(operation => !isOwnAccount(operation));
	const asked = shared.length > 0 ? shared : operations;
	const missing = fields.filter(
		field => !plainFields.test(field) && needOfField(field) === undefined,
	);
	const needs = [
		...asked.map(needOf),
		...fields.map(needOfField).filter(need => need !== undefined),
	].map(withoutWorkflows);
	if (missing.length > 0)
		return {
			needs,
			unknown: `GitHub publishes no permissions for GraphQL, and ${missing.join(', ')} is not in the table`,
		};
	return needs.length === 0
		? {
				needs,
				unknown:
					"GitHub's table of permissions does not have what it calls: it is gone, or for enterprises",
			}
		: {needs};
};

/** Returns the owner that the provider names, if it is plain text. */
const ownerIn = ({tokens, partner}: Code): string | undefined => {
	for (const [index, token] of tokens.entries()) {
		const isProvider =
			token.text === 'provider' &&
			tokens[index + 1]?.text === 'github' &&
			tokens[index + 2]?.text === '{';
		if (!isProvider) continue;
		const end = partner[index + 2] ?? -1;
		for (let at = index + 3; at < end; at++) {
			const value = tokens[at + 2];
			if (
				/^(?:owner|organization)$/.test(tokens[at]?.text ?? '') &&
				tokens[at + 1]?.text === '=' &&
				value?.type === 'string' &&
				/^[\w-]+$/.test(value.text)
			)
				return value.text;
		}
	}

	return undefined;
};

/** Reads a Terraform file: the calls of the resources and data sources of GitHub's provider. */
export const readTerraform = (text: string): FileReading => {
	const findings = createFindings();
	const [code] = lexCode(text, languages.terraform);
	const owner = ownerIn(code);
	for (const block of blocksIn(code)) {
		const {needs, unknown} = readBlock(block);
		const name = `${block.kind} ${block.type}`;
		if (unknown !== undefined) findings.unknown(block.line, name, unknown);
		if (needs.length === 0) continue;
		findings.use({token: provider, line: block.line, from: name, needs, owner});
	}

	return findings.reading();
};

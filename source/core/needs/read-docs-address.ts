import {
	findOperationBySlug,
	findOperations,
	type HttpMethod,
	listOperations,
	type Operation,
} from '../catalog/endpoints.ts';
import {formerSlugs} from '../catalog/former-slugs.ts';
import {withoutSigns} from '../text/words.ts';

/** The target of a link to GitHub's documentation. */
export type DocumentationLink =
	| {readonly kind: 'operation'; readonly operation: Operation}
	| {readonly kind: 'category'; readonly operations: readonly Operation[]}
	| {readonly kind: 'unknown-operation'; readonly slug: string; readonly link: string};

const linkPattern =
	/https?:\/\/(?:docs\.github\.com|developer\.github\.com|help\.github\.com)\/[^\s"'`<>)\]}\\]*/gi;

const sectionOf = (path: string): string | undefined => {
	const parts = path.split(/[/?]/).filter(Boolean);
	const start = parts.findIndex(part => part === 'rest' || part === 'v3');
	const section = parts.slice(start + 1).find(part => part !== 'reference');
	return start === -1 ? undefined : (section ?? '');
};

const findFormer = (address: string, slug: string): Operation | undefined => {
	const pages = address.split(/[/?]/).filter(part => /^[a-z_]+$/.test(part));
	const name = [pages.slice(-2).join('/'), pages.at(-1) ?? '']
		.map(page => `${page}#${slug}`)
		.find(each => Object.hasOwn(formerSlugs, each));
	const [method = '', path = ''] = (formerSlugs[name ?? ''] ?? '').split(' ');
	return path === '' ? undefined : findOperations(path, method as HttpMethod)[0]?.operation;
};

/**
 * Finds the links to operations in GitHub's documentation, with addresses of any language, version and age. Ignores
 * links to other pages.
 */
export const readDocumentationLinks = (text: string): readonly DocumentationLink[] =>
	[...text.matchAll(linkPattern)].flatMap(([match]): DocumentationLink[] => {
		const link = withoutSigns(match, '', '.,;:');
		const [address = '', anchor = ''] = link.split('#');
		const section = sectionOf(address);
		if (section === undefined) return [];
		const slug = anchor.toLowerCase().replace(/--.*$/, '').replace('apiname', 'github');
		if (slug !== '') {
			const operation = findFormer(address, slug) ?? findOperationBySlug(slug, section);
			return [
				operation === undefined
					? {kind: 'unknown-operation', slug, link}
					: {kind: 'operation', operation},
			];
		}

		const operations = listOperations().filter(operation => operation.category === section);
		return operations.length === 0 ? [] : [{kind: 'category', operations}];
	});

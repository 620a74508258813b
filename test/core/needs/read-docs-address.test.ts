import {expect, test} from 'vitest';
import {operationName} from '../../../source/core/catalog/endpoints.ts';
import {
	type DocumentationLink,
	readDocumentationLinks,
} from '../../../source/core/needs/read-docs-address.ts';

const describeLink = (link: DocumentationLink): string => {
	switch (link.kind) {
		case 'operation':
			return operationName(link.operation);
		case 'category':
			return `all of ${link.operations[0]?.category}`;
		case 'unknown-operation':
			return `no ${link.slug} in ${link.link}`;
	}
};

const read = (text: string) => readDocumentationLinks(text).map(describeLink);

const createIssue = 'POST /repos/{owner}/{repo}/issues';

test.each([
	['https://docs.github.com/rest/issues/issues#create-an-issue'],
	['https://docs.github.com/en/rest/issues/issues#create-an-issue'],
	['https://docs.github.com/en/rest/issues/issues?apiVersion=2022-11-28#create-an-issue'],
	['https://docs.github.com/en/rest/issues?apiVersion=2022-11-28#create-an-issue'],
	['https://docs.github.com/ja/enterprise-server@3.14/rest/issues/issues#create-an-issue'],
	['https://docs.github.com/rest/reference/issues#create-an-issue'],
	['https://docs.github.com/rest/reference/issues/#create-an-issue'],
	['https://developer.github.com/v3/issues/#create-an-issue'],
	['https://help.github.com/en/rest/issues#create-an-issue'],
	['HTTP://Docs.GitHub.com/rest/issues/issues#Create-An-Issue'],
	['https://docs.github.com/rest/issues/issues#create-an-issue--parameters'],
	['https://docs.github.com/rest/issues/issues#create-an-issue--code-samples--x'],
	['<https://docs.github.com/rest/issues/issues#create-an-issue>'],
	['"https://docs.github.com/rest/issues/issues#create-an-issue"'],
	["'https://docs.github.com/rest/issues/issues#create-an-issue'"],
	['`https://docs.github.com/rest/issues/issues#create-an-issue`'],
	['(see https://docs.github.com/rest/issues/issues#create-an-issue)'],
	['[https://docs.github.com/rest/issues/issues#create-an-issue]'],
	['{https://docs.github.com/rest/issues/issues#create-an-issue}'],
	['https://docs.github.com/rest/issues/issues#create-an-issue\\n'],
	['https://docs.github.com/rest/issues/issues#create-an-issue.'],
	['https://docs.github.com/rest/issues/issues#create-an-issue...'],
	['https://docs.github.com/rest/issues/issues#create-an-issue, then;'],
	['https://docs.github.com/rest/issues/issues#create-an-issue: so'],
])('%s is the page of an operation', text => {
	expect(read(text)).toEqual([createIssue]);
});

test('the section decides where several operations have the same last part', () => {
	const link = (section: string) =>
		`https://docs.github.com/rest/${section}#list-repository-secrets`;
	expect(read(link('actions/secrets'))).toEqual(['GET /repos/{owner}/{repo}/actions/secrets']);
	expect(read(link('dependabot/secrets'))).toEqual([
		'GET /repos/{owner}/{repo}/dependabot/secrets',
	]);
	expect(read(link('reference/dependabot'))).toEqual([
		'GET /repos/{owner}/{repo}/dependabot/secrets',
	]);
});

test('a link without a part after # is all of its section', () => {
	for (const text of [
		'https://docs.github.com/rest/issues',
		'https://docs.github.com/rest/issues/issues',
		'https://docs.github.com/rest/issues#',
		'https://docs.github.com/rest/issues#--parameters',
	]) {
		const [link, ...others] = readDocumentationLinks(text);
		expect(others).toEqual([]);
		if (link?.kind !== 'category') throw new Error(`${text} is no section.`);
		expect(link.operations.map(operationName)).toContain(createIssue);
		expect(new Set(link.operations.map(({category}) => category))).toEqual(new Set(['issues']));
	}
});

test.each([
	['https://docs.github.com/rest/issues/issues#create-an-isue.', 'create-an-isue'],
	['https://docs.github.com/rest#create-an-isue', 'create-an-isue'],
	['https://docs.github.com/rest/nowhere#xyzzy', 'xyzzy'],
])('%s is named as a link to no operation', (text, slug) => {
	expect(read(text)).toEqual([`no ${slug} in ${text.replace(/\.$/, '')}`]);
});

test.each([
	['https://docs.github.com/rest'],
	['https://docs.github.com/rest/nowhere'],
	['https://docs.github.com/en/get-started#create-an-issue'],
	['https://docs.github.com/en/restful/issues#create-an-issue'],
	['https://docs.github.com/'],
	['https://docs.github.com'],
	['https://github.com/rest/issues#create-an-issue'],
	['https://example.com/rest/issues#create-an-issue'],
	['docs.github.com/rest/issues#create-an-issue'],
	[''],
])('%s is left out', text => {
	expect(read(text)).toEqual([]);
});

test('several links are read in their order', () => {
	expect(
		read(
			'https://docs.github.com/rest/pulls/pulls#create-a-pull-request, https://docs.github.com/ and https://docs.github.com/rest/issues/issues#create-an-issue',
		),
	).toEqual(['POST /repos/{owner}/{repo}/pulls', createIssue]);
});

import {describe, expect, test} from 'vitest';
import {operationName} from '../../../source/core/catalog/endpoints.ts';
import {
	findRequested,
	readApiPath,
	readBareRequests,
	readMethod,
	readMethodRequests,
} from '../../../source/core/needs/read-request.ts';

test.each([
	['GET', 'GET'],
	['get', 'GET'],
	['Post', 'POST'],
	['PUT', 'PUT'],
	['patch', 'PATCH'],
	['DELETE', 'DELETE'],
	['head', 'GET'],
	['OPTIONS', undefined],
	['', undefined],
])('the method %j is %s', (name, method) => {
	expect(readMethod(name)).toBe(method);
});

describe('addresses', () => {
	// biome-ignore-start lint/suspicious/noTemplateCurlyInString: as they stand in programs
	test.each([
		['/user', '/user'],
		['/user/', '/user'],
		['/USER', '/USER'],
		['//user', '/user'],
		['/repos/o/r', '/repos/o/r'],
		['repos/o/r', '/repos/o/r'],
		['/repos/o//r', '/repos/o/r'],
		['/repos/o/r?state=open', '/repos/o/r'],
		['/repos/o/r#top', '/repos/o/r'],
		['/repos/o/r{?state,sort}', '/repos/o/r'],
		[
			'https://uploads.github.com/repos/o/r/releases/1/assets{?name,label}',
			'/repos/o/r/releases/1/assets',
		],
		['/repos/{owner}/{repo}', '/repos/{owner}/{repo}'],
		['/repos/o/r/contents/a%20b', '/repos/o/r/contents/a b'],
		['/repos/o/r/contents/100%', '/repos/o/r/contents/100%'],
		['/', '/'],
		['https://api.github.com/user', '/user'],
		['https://api.github.com/user?x=1', '/user'],
		['HTTPS://API.GitHub.com/user', '/user'],
		['http://api.github.com/user', '/user'],
		['http(s)://api.github.com/user', '/user'],
		['//api.github.com/user', '/user'],
		['https://api.github.com:443/user', '/user'],
		['https://api.github.com', '/'],
		['https://api.github.com/', '/'],
		['https://api.github.com?x', '/'],
		['https://api.github.com#x', '/'],
		['https://api.github.com/nothing/like/it', '/nothing/like/it'],
		['https://uploads.github.com/repos/o/r', '/repos/o/r'],
		['https://api.octo-corp.ghe.com/user', '/user'],
		['https://api.octo2.ghe.com/user', '/user'],
		['api.octo2.ghe.com/user', '/user'],
		['https://github.example.com/api/v3/user', '/user'],
		['https://github.example.com/api/v3', '/'],
		['https://github.example.com/api/v3?x', '/'],
		['https://github.example.com:8443/api/v3/user', '/user'],
		['https://github.example.com/api/uploads/repos/o/r', '/repos/o/r'],
		['https://github.example.com/api/graphql', '/graphql'],
		['https://api.github.com/graphql', '/graphql'],
		['api.github.com/user', '/user'],
		['uploads.github.com/repos/o/r', '/repos/o/r'],
		['api.octo.ghe.com/user', '/user'],
		['API.GITHUB.COM/user', '/user'],
		['github.example.com/api/v3/user', '/user'],
		['$GITHUB_API_URL/user', '/user'],
		['$(url)/user', '/user'],
		['${GITHUB_API_URL}/user', '/user'],
		['${{ github.api_url }}/user', '/user'],
		['${{github.api_url}}/x/y', '/x/y'],
		['%API_URL%/user', '/user'],
		['{{ api }}/user', '/user'],
		['$x/user', '/user'],
		['`/user`', '/user'],
		['"/user"', '/user'],
		["'/user',", '/user'],
		['</user>', '/user'],
		['(/user).', '/user'],
		['("/user");', '/user'],
		['[/user]', undefined],
		['/user]:', '/user'],
	])('%s is the path %s', (text, path) => {
		expect(readApiPath(text)).toBe(path);
	});

	test.each([
		[''],
		['user'],
		['users.ts'],
		['/users.ts'],
		['/userx'],
		['/etc/passwd'],
		['a/repos/o'],
		['./user'],
		['https://github.com/o/r'],
		['https://github.com/api/user'],
		['https://api.github.com.evil.example/user'],
		['https://api.github.community/user'],
		['https://xapi.github.com/user'],
		['https://api.example.com/user'],
		['https://example.com/user'],
		['https://example.com/api/v30/user'],
		['https://example.com/x/api/v3/user'],
		['https://example.com/api/graph'],
		['ftp://api.github.com/user'],
		['api.github.com'],
		['xapi.github.com/user'],
		['$/user x'],
		['x$URL/users'],
		['%api%/user'],
		['?x'],
		['#'],
	])('%s is none', text => {
		expect(readApiPath(text)).toBeUndefined();
	});
	// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as they stand in programs
});

describe('operations of a request', () => {
	const named = (path: string, method?: 'GET' | 'PATCH' | 'DELETE') =>
		findRequested({path, ...(method === undefined ? {} : {method})}).map(({operation}) =>
			operationName(operation),
		);

	test('with its method it is one, without all of the path', () => {
		expect(named('/gists/abc', 'GET')).toEqual(['GET /gists/{gist_id}']);
		expect(named('/gists/abc')).toEqual([
			'GET /gists/{gist_id}',
			'PATCH /gists/{gist_id}',
			'DELETE /gists/{gist_id}',
		]);
		expect(named('/nothing', 'GET')).toEqual([]);
	});

	test('a repository by its number is one by its name', () => {
		expect(named('/repositories/123', 'GET')).toEqual(['GET /repos/{owner}/{repo}']);
		expect(named('/repositories/123/issues', 'GET')).toEqual(['GET /repos/{owner}/{repo}/issues']);
		expect(named('/repositories/123/issues/7', 'PATCH')).toEqual([
			'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
		]);
		expect(named('/repositories', 'GET')).toEqual(['GET /repositories']);
		expect(named('/x/repositories/123', 'GET')).toEqual([]);
		expect(findRequested({path: '/repos/octo/app', method: 'GET'})).toMatchObject([
			{parameters: {owner: 'octo', repo: 'app'}},
		]);
	});
});

describe('requests with their method', () => {
	const read = (line: string) =>
		readMethodRequests(line).map(({method, path}) => `${method} ${path}`);

	test.each([
		['POST /user/repos', ['POST /user/repos']],
		['post /user/repos', ['POST /user/repos']],
		['HEAD /user', ['GET /user']],
		['Error: GET https://api.github.com/user: 403', ['GET /user']],
		['GET user/repos', ['GET /user/repos']],
		['GET: /user', ['GET /user']],
		['"GET" "/user"', ['GET /user']],
		["get('/user')", ['GET /user']],
		['`GET`, `/user`', ['GET /user']],
		['GET $API/user', ['GET /user']],
		['GET %API%/user', ['GET /user']],
		['GET {{api}}/user', ['GET /user']],
		['GET|PUT /user/starred', ['GET /user/starred', 'PUT /user/starred']],
		['GET/PUT /user/starred', ['GET /user/starred', 'PUT /user/starred']],
		['GET, PUT /user/starred', ['GET /user/starred', 'PUT /user/starred']],
		[
			'PUT , PATCH / DELETE /user/starred',
			['PUT /user/starred', 'PATCH /user/starred', 'DELETE /user/starred'],
		],
		['POST /user/repos and GET /user', ['POST /user/repos', 'GET /user']],
		['TARGET /user', []],
		['GET', []],
		['GET /nothing', []],
		['get the user', []],
		['POST', []],
		['', []],
	])('in %j are %j', (line, requests) => {
		expect(read(line)).toEqual(requests);
	});
});

describe('requests without a method', () => {
	test.each([
		['/user', ['/user']],
		['see https://api.github.com/user, please', ['/user']],
		['url=https://api.github.com/user', ['/user']],
		['url="https://api.github.com/user"', ['/user']],
		["url='/user'", ['/user']],
		['url=//api.github.com/user', ['/user']],
		['url=http://api.github.com/user', ['/user']],
		['$URL/', ['/']],
		['/user /meta', ['/user', '/meta']],
		['repos/o/r', ['/repos/o/r']],
		['user', []],
		['x=user', []],
		['and/or', []],
		['', []],
	])('in %j are %j', (line, paths) => {
		expect(readBareRequests(line)).toEqual(paths.map(path => ({path})));
	});
});

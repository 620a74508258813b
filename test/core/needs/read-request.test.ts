import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {operationName} from '../../../source/core/catalog/endpoints.ts';
import {
	findRequested,
	readApiPath,
	readBareRequests,
	readCommand,
	readMethod,
	readMethodRequests,
	splitCommand,
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

describe('words of a command line', () => {
	test.each([
		['', []],
		['a b', ['a', 'b']],
		['  a \n\t b  ', ['a', 'b']],
		["'a b' c", ['a b', 'c']],
		['"a b" c', ['a b', 'c']],
		[`"it's" 'a "b"'`, ["it's", 'a "b"']],
		["$'a\\'b' c", ["a\\'b", 'c']],
		['"a\\"b" c', ['a\\"b', 'c']],
		['a\\ b c', ['a b', 'c']],
		['\'{"title":"it\'"\'"\'s"}\' c', ['{"title":"it\'s"}', 'c']],
		['--x="a b"c d', ['--x=a bc', 'd']],
		["''", ['']],
		["a '' b", ['a', '', 'b']],
		["it's", ["it's"]],
		['a"b c', ['a"b', 'c']],
		["'a\nb' c", ['a\nb', 'c']],
		['a\\', ['a\\']],
	])('of %j are %j', (text, words) => {
		expect(splitCommand(text)).toEqual(words);
	});

	test('that are quoted come back as they were', () => {
		const word = fc.string({minLength: 1}).filter(text => !/['\\]/.test(text));
		fc.assert(
			fc.property(fc.array(word), words => {
				const line = words.map(each => `'${each}'`).join(' ');
				expect(splitCommand(line)).toEqual(words);
			}),
		);
	});
});

describe('commands', () => {
	test.each([
		['gh api user', 'GET', '/user'],
		['gh  api\tuser', 'GET', '/user'],
		['$ gh api user', 'GET', '/user'],
		['>gh api user', 'GET', '/user'],
		['x=$(gh api user)', 'GET', '/user'],
		['true &&gh api user', 'GET', '/user'],
		['true | gh api user', 'GET', '/user'],
		['true;gh api user', 'GET', '/user'],
		['`gh api user`', 'GET', '/user'],
		['gh api /user', 'GET', '/user'],
		['gh api //user', 'GET', '/user'],
		['gh api nothing', undefined, undefined],
		['gh api https://api.github.com/user', 'GET', '/user'],
		['gh api graphql', 'GET', '/graphql'],
		['gh api -X DELETE repos/o/r', 'DELETE', '/repos/o/r'],
		['gh api -XDELETE repos/o/r', 'DELETE', '/repos/o/r'],
		['gh api --method DELETE repos/o/r', 'DELETE', '/repos/o/r'],
		['gh api --method=delete repos/o/r', 'DELETE', '/repos/o/r'],
		['gh api repos/o/r --method PUT', 'PUT', '/repos/o/r'],
		['gh api -X NONSENSE repos/o/r', 'GET', '/repos/o/r'],
		['gh api -X', undefined, undefined],
		['gh api --paginate -X DELETE repos/o/r', 'DELETE', '/repos/o/r'],
		['gh api -H GET -X DELETE repos/o/r', 'DELETE', '/repos/o/r'],
		['gh api x-XDELETE repos/o/r', 'GET', '/repos/o/r'],
		['gh api x--method=DELETE repos/o/r', 'GET', '/repos/o/r'],
		['gh api --nonsense=/user repos/o/r', 'GET', '/repos/o/r'],
		['gh api -z/user repos/o/r', 'GET', '/repos/o/r'],
		['gh api repos/o/r -f a=b', 'POST', '/repos/o/r'],
		['gh api repos/o/r -fa=b', 'POST', '/repos/o/r'],
		['gh api repos/o/r --raw-field a=b', 'POST', '/repos/o/r'],
		['gh api repos/o/r -F a=b', 'POST', '/repos/o/r'],
		['gh api repos/o/r --field a=b', 'POST', '/repos/o/r'],
		['gh api repos/o/r --field=a=b', 'POST', '/repos/o/r'],
		['gh api repos/o/r --input x.json', 'POST', '/repos/o/r'],
		['gh api repos/o/r -X PATCH -f a=b', 'PATCH', '/repos/o/r'],
		['gh api --hostname octo.ghe.com repos/o/r', 'GET', '/repos/o/r'],
		['gh api -H "Accept: /user" repos/o/r', 'GET', '/repos/o/r'],
		['gh api --header /user repos/o/r', 'GET', '/repos/o/r'],
		['gh api -q /user repos/o/r', 'GET', '/repos/o/r'],
		['gh api --jq /user repos/o/r', 'GET', '/repos/o/r'],
		['gh api -t /user repos/o/r', 'GET', '/repos/o/r'],
		['gh api --template /user repos/o/r', 'GET', '/repos/o/r'],
		['gh api -p /user repos/o/r', 'GET', '/repos/o/r'],
		['gh api --preview /user repos/o/r', 'GET', '/repos/o/r'],
		['gh api --cache /user repos/o/r', 'GET', '/repos/o/r'],
		['gh api --paginate --slurp repos/o/r', 'GET', '/repos/o/r'],
		['gh api --silent -i repos/o/r', 'GET', '/repos/o/r'],
		['gh api - repos/o/r', 'GET', '/repos/o/r'],
		['curl https://api.github.com/user', 'GET', '/user'],
		['curl -X POST https://api.github.com/user/repos', 'POST', '/user/repos'],
		['curl -XPOST https://api.github.com/user/repos', 'POST', '/user/repos'],
		['curl --request POST https://api.github.com/user/repos', 'POST', '/user/repos'],
		['curl --request=POST https://api.github.com/user/repos', 'POST', '/user/repos'],
		['curl --url https://api.github.com/user', 'GET', '/user'],
		['curl --url=https://api.github.com/user', 'GET', '/user'],
		['curl -d @x https://api.github.com/user/repos', 'POST', '/user/repos'],
		['curl -d@x https://api.github.com/user/repos', 'POST', '/user/repos'],
		['curl --data @x https://api.github.com/user/repos', 'POST', '/user/repos'],
		['curl --data-raw x https://api.github.com/user/repos', 'POST', '/user/repos'],
		['curl --data-binary x https://api.github.com/user/repos', 'POST', '/user/repos'],
		['curl --data-ascii x https://api.github.com/user/repos', 'POST', '/user/repos'],
		['curl --data-urlencode x https://api.github.com/user/repos', 'POST', '/user/repos'],
		['curl --json x https://api.github.com/user/repos', 'POST', '/user/repos'],
		['curl -F x https://api.github.com/user/repos', 'POST', '/user/repos'],
		['curl --form x https://api.github.com/user/repos', 'POST', '/user/repos'],
		['curl -T x https://api.github.com/user/repos', 'PUT', '/user/repos'],
		['curl --upload-file x https://api.github.com/user/repos', 'PUT', '/user/repos'],
		['curl -G -d q=x https://api.github.com/search/code', 'GET', '/search/code'],
		['curl --get -d q=x https://api.github.com/search/code', 'GET', '/search/code'],
		['curl -I https://api.github.com/user', 'GET', '/user'],
		['curl -fsSL https://api.github.com/user', 'GET', '/user'],
		['curl -o /user https://api.github.com/meta', 'GET', '/meta'],
		['curl -u octocat:x https://api.github.com/user', 'GET', '/user'],
		['curl api.github.com/user | jq .', 'GET', '/user'],
		['curl -X POST', undefined, undefined],
	] as const)('%s', (line, method, path) => {
		const request = readCommand(line);
		expect(request?.method).toBe(method);
		expect(request?.path).toBe(path);
	});

	test.each(
		'-H --header -o --output -u --user -A --user-agent -e --referer -b --cookie -c --cookie-jar -w --write-out -m --max-time --connect-timeout --retry -x --proxy --cacert -K --config'
			.split(' ')
			.map(option => [option]),
	)('what follows %s of curl is no address', option => {
		expect(
			readCommand(`curl ${option} https://api.github.com/zen https://api.github.com/meta`)?.path,
		).toBe('/meta');
	});

	test('what a request of GraphQL sends comes with it', () => {
		const query = 'query=query { viewer { login } }';
		for (const option of ['-f', '-F', '--raw-field', '--field']) {
			expect(readCommand(`gh api graphql ${option} '${query}'`)).toEqual({
				method: 'POST',
				path: '/graphql',
				body: query,
			});
		}
		expect(readCommand(`gh api graphql -f '${query}' --paginate -F a=1 -H b`)?.body).toBe(
			`${query}\na=1`,
		);
		expect(readCommand('gh api user')).toEqual({method: 'GET', path: '/user'});
		expect(readCommand('gh api user -f')).toEqual({method: 'POST', path: '/user'});
		expect(readCommand("gh api user -f ''")).toEqual({method: 'POST', path: '/user'});
	});

	test.each([
		['gh pr list'],
		['gh apiuser'],
		['gh api'],
		['xgh api user'],
		['ghapi user'],
		['curling https://api.github.com/user'],
		['xcurl https://api.github.com/user'],
		['curl https://example.com/user'],
		['curl user'],
		['curl'],
		['wget https://api.github.com/user'],
		[''],
	])('%j is no request', line => {
		expect(readCommand(line)).toBeUndefined();
	});

	test('a command goes on over several lines', () => {
		expect(readCommand("curl -d '{\n}' \n https://api.github.com/user/repos")).toMatchObject({
			method: 'POST',
			path: '/user/repos',
		});
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

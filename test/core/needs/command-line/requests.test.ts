import {describe, expect, test} from 'vitest';
import {readCommandLine} from '../../../../source/core/needs/command-line/index.ts';
import type {Request} from '../../../../source/core/needs/read-request.ts';

const requestOf = (line: string): Request | undefined => readCommandLine(line)?.request;

describe('the request of', () => {
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
		const request = requestOf(line);
		expect(request?.method).toBe(method);
		expect(request?.path).toBe(path);
	});

	test.each(
		'-H --header -o --output -u --user -A --user-agent -e --referer -b --cookie -c --cookie-jar -w --write-out -m --max-time --connect-timeout --retry -x --proxy --cacert -K --config'
			.split(' ')
			.map(option => [option]),
	)('what follows %s of curl is no address', option => {
		expect(
			requestOf(`curl ${option} https://api.github.com/zen https://api.github.com/meta`)?.path,
		).toBe('/meta');
	});

	test('what a request of GraphQL sends comes with it', () => {
		const query = 'query=query { viewer { login } }';
		for (const option of ['-f', '-F', '--raw-field', '--field']) {
			expect(requestOf(`gh api graphql ${option} '${query}'`)).toEqual({
				method: 'POST',
				path: '/graphql',
				body: query,
			});
		}
		expect(requestOf(`gh api graphql -f '${query}' --paginate -F a=1 -H b`)?.body).toBe(
			`${query}\na=1`,
		);
		expect(requestOf('gh api user')).toEqual({method: 'GET', path: '/user'});
		expect(requestOf('gh api user -f')).toEqual({method: 'POST', path: '/user'});
		expect(requestOf("gh api user -f ''")).toEqual({method: 'POST', path: '/user'});
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
		[''],
	])('%j is no request', line => {
		expect(requestOf(line)).toBeUndefined();
	});

	test('a command goes on over several lines', () => {
		expect(requestOf("curl -d '{\n}' \n https://api.github.com/user/repos")).toMatchObject({
			method: 'POST',
			path: '/user/repos',
		});
	});
});

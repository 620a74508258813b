import {expect, test} from 'vitest';
import {followRedirections} from '../../../source/core/check/redirections.ts';

/** Asks at `/start` of a host that redirects as `locations` say, and gives back where it was asked. */
const follow = async (locations: Record<string, string>, status = 301) => {
	const asked: string[] = [];
	const result = await followRedirections(new URL('https://host.example:8443/start'), async url => {
		asked.push(url.href);
		const location = locations[url.pathname];
		return {status: location === undefined ? 200 : status, headers: {location}, body: undefined};
	}).then(
		({status}) => status,
		(error: unknown) => String(error),
	);
	return {asked: asked.map(each => each.replace('https://host.example:8443', '')), result};
};

test.each([301, 302, 307, 308])('a redirection with status %i is followed', async status => {
	expect(
		await follow({'/start': '/next', '/next': 'https://host.example:8443/last'}, status),
	).toEqual({
		asked: ['/start', '/next', '/last'],
		result: 200,
	});
});

test.each([200, 300, 303, 304, 404])(
	'status %i is an answer, whatever it leads to',
	async status => {
		expect(await follow({'/start': 'https://other.example'}, status)).toEqual({
			asked: ['/start'],
			result: status,
		});
	},
);

test.each([
	['another host', 'https://other.example:8443/start', 'https://other.example:8443'],
	['another port', 'https://host.example/', 'https://host.example'],
	['no https', 'http://host.example:8443/', 'http://host.example:8443'],
	['a host without a scheme', '//other.example/', 'https://other.example'],
	['a host with credentials', 'https://host.example:8443@other.example/', 'https://other.example'],
	['a script', 'javascript:alert(1)', 'javascript://'],
	['nowhere', 'http://[', 'http://['],
])('the token is not sent to %s', async (_, location, told) => {
	const {asked, result} = await follow({'/start': '/next', '/next': location});
	expect(asked).toEqual(['/start', '/next']);
	expect(result).toContain(
		`host.example:8443 redirects to ${told}, and the token is not sent there`,
	);
});

test('a circle is left after three redirections', async () => {
	const {asked, result} = await follow({'/start': '/start'});
	expect(asked).toHaveLength(4);
	expect(result).toContain('redirects too many times');
});

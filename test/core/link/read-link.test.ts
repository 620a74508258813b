import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Grants} from '../../../source/core/catalog/permission-facts.ts';
import {levelsOf, permissions} from '../../../source/core/catalog/permissions.ts';
import {scopes} from '../../../source/core/catalog/scopes.ts';
import {buildLink, findProblems} from '../../../source/core/link/link.ts';
import {type ReadLink, readLinks, sortLinks} from '../../../source/core/link/read-link.ts';
import {profileFrom} from '../../../source/core/profile/answers.ts';
import {isLogin} from '../../../source/core/profile/names.ts';
import type {Profile} from '../../../source/core/profile/profile.ts';
import {classicExpirations} from '../../../source/core/token-types/classic.ts';
import {tokenTypeOf} from '../../../source/core/token-types/index.ts';

const fixture = readFileSync(
	new URL('../../fixtures/links-from-the-wild.jsonl', import.meta.url),
	'utf8',
);
const wildLinks = fixture
	.trim()
	.split('\n')
	.map((line): string => JSON.parse(line));

const fineGrainedPage = 'https://github.com/settings/personal-access-tokens/new';
const classicPage = 'https://github.com/settings/tokens/new';

const readOne = (text: string, owner?: string): ReadLink => {
	const links = readLinks(text, {owner});
	expect(links).toHaveLength(1);
	return links[0] as ReadLink;
};

const profileOf = (text: string, owner?: string): Profile => readOne(text, owner).profile;

/** What was left out, without the reasons. */
const leftOut = (text: string, owner?: string): readonly string[] =>
	readOne(text, owner).ignored.map(({parameter, value}) => `${parameter}=${value}`);

const reasonFor = (text: string, owner?: string): string => {
	const {ignored} = readOne(text, owner);
	expect(ignored).toHaveLength(1);
	return ignored[0]?.reason ?? '';
};

describe('links from the wild', () => {
	test('all 185 are read, each as one link', () => {
		expect(wildLinks).toHaveLength(185);
		for (const link of wildLinks) {
			expect(sortLinks(link), link).toMatchObject({read: [{}], refused: []});
		}
	});

	test('read as they were read before', async () => {
		const lines = wildLinks.map(link => {
			const {profile, ignored} = readOne(link);
			const left = ignored.map(
				({parameter, value, reason}) =>
					`  left out ${JSON.stringify(parameter)} ${JSON.stringify(value)}: ${reason}`,
			);
			return [link, `  ${JSON.stringify(profile)}`, ...left].join('\n');
		});
		await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(
			'../../fixtures/links-from-the-wild.read.txt',
		);
	});

	test('the sums hold', () => {
		const read = wildLinks.map(link => readOne(link));
		const fineGrained = read.filter(({profile}) => profile.type === 'fine-grained');
		const grants = read.flatMap(({profile}) =>
			profile.type === 'fine-grained' ? Object.keys(profile.permissions ?? {}) : [],
		);
		const chosen = read.flatMap(({profile}) =>
			profile.type === 'classic' ? (profile.scopes ?? []) : [],
		);
		expect({
			fineGrained: fineGrained.length,
			classic: read.length - fineGrained.length,
			grants: grants.length,
			scopes: chosen.length,
			untouched: read.filter(({ignored}) => ignored.length === 0).length,
			ignored: read.flatMap(({ignored}) => ignored).length,
		}).toEqual({
			fineGrained: 97,
			classic: 88,
			grants: 138,
			scopes: 132,
			untouched: 165,
			ignored: 36,
		});
	});

	test('nothing is lost and nothing is invented', () => {
		// One stands in a program, which computes the owner.
		for (const link of wildLinks.filter(each => !each.includes("'+"))) {
			const {profile, ignored} = readOne(link);
			const plain = link.replaceAll('\\&', '&').replaceAll('&amp;', '&');
			const given = [...new URLSearchParams(plain.slice(plain.indexOf('?') + 1))].filter(
				([, value]) => plain.includes('?') && value !== '',
			);
			const kept = tokenTypeOf(profile).parameters(profile);
			const words = (value: string) => value.split(/[\s,]+/).toSorted();
			for (const [name, value] of given) {
				const left = ignored.filter(item => item.parameter === name).map(item => item.value);
				const mine = kept.filter(([key]) => key === name).map(([, item]) => item);
				if (name === 'scopes' && profile.type === 'classic') {
					expect([...left, ...words(mine[0] ?? '')].toSorted(), link).toEqual(words(value));
				} else {
					const [only, ...more] = [...mine, ...left];
					expect(more, link).toEqual([]);
					expect(only?.replaceAll('+', ' '), link).toBe(value.replaceAll('+', ' '));
				}
			}
			expect(
				kept.filter(([name]) => !given.some(([other]) => other === name)),
				link,
			).toEqual([]);
			expect(
				ignored.filter(({parameter}) => !given.some(([name]) => name === parameter)),
				link,
			).toEqual([]);
		}
	});

	test('what comes out as a link says the same again', () => {
		for (const link of wildLinks) {
			const {profile} = readOne(link);
			if (findProblems(profile).length === 0) {
				expect(readOne(buildLink(profile))).toMatchObject({profile, ignored: []});
			}
		}
	});

	test('the file itself is a text with all of them, those that say the same included', () => {
		const {read, refused} = sortLinks(fixture);
		expect(refused).toEqual([]);
		const one = (link: ReadLink) => JSON.stringify([link.profile, link.ignored]);
		const different = new Set(wildLinks.map(link => one(readOne(link))));
		expect(read.map(one).toSorted()).toEqual([...different].toSorted());
		expect(read.reduce((sum, {count}) => sum + count, 0)).toBe(185);
	});
});

describe('where links stand', () => {
	const link = `${fineGrainedPage}?name=Bot+%28two%29&contents=read`;
	const profile = {
		type: 'fine-grained',
		host: 'github.com',
		name: 'Bot (two)',
		permissions: {contents: 'read'},
	};

	test.each([
		['alone', link],
		['with spaces around', ` \n\t${link}\r\n`],
		['in a sentence', `Make a token at ${link}, then go on.`],
		['at the end of a sentence', `Make a token at ${link}.`],
		['in a question', `Did you try ${link}?`],
		['in parentheses', `Make a token (${link}) first`],
		['in parentheses, with a full stop behind', `(see ${link}).`],
		['in brackets', `[${link}]`],
		['in markdown', `See [the page](${link}) for more (or less)`],
		['in markdown with a title', `[the page](${link} "Make one")`],
		['in markdown in angle brackets', `[the page](<${link}>)`],
		['in a markdown reference', `[page]: ${link} "Make one"`],
		['as an autolink', `Go to <${link}>.`],
		['in bold', `**${link}** is it`],
		['in italics', `_${link}_ is it`],
		['struck through', `~~${link}~~`],
		['in code', `Use \`${link}\`.`],
		['in a table', `| a | ${link}|b|`],
		['in a badge', `[![Make](https://img.shields.io/badge/a-b)](${link})`],
		['as its own caption', `[${link}](${link})`],
		['in HTML', `<a href="${link}" target="_blank">Make</a>`],
		['in HTML with single quotes', `<a href='${link}'>Make</a>`],
		['in HTML without quotes', `<a href=${link}>Make</a>`],
		['as HTML text', `<p>${link}</p>`],
		['in escaped HTML', `&lt;a href=&quot;${link}&quot;&gt;Make&lt;/a&gt;`],
		['in a program', `open('${link}');`],
		['in a string of JSON', JSON.stringify({text: `See ${link}\nand so on`})],
		['as a value of JSON', JSON.stringify([link, 'x'])],
		['in a string inside a string', `"<a href=\\"${link}\\">"`],
		['with escaped slashes', JSON.stringify({link}).replaceAll('/', '\\/')],
		['in YAML', `url: ${link} # comment`],
		['in a shell', `xdg-open "${link}" && echo done`],
		['in Chinese', `请打开（${link}）。`],
		['in typographic quotes', `“${link}”`],
		['without a scheme', link.replace('https://', '')],
		['without a scheme in a sentence', `at ${link.replace('https://', '')}!`],
		['with capitals in the host', link.replace('https://github.com', 'HTTPS://GitHub.COM')],
		['with www', link.replace('github.com', 'www.github.com')],
		['with the usual port', link.replace('github.com', 'github.com:443')],
		['with a fragment', `${link}#top`],
		['with a slash before the query', link.replace('/new?', '/new/?')],
		['with an ampersand at the end', `${link}&`],
		['with needless ampersands', link.replace('?', '?&&')],
		['escaped in markdown', link.replaceAll('&', '\\&')],
		['escaped twice', link.replaceAll('&', '\\\\&')],
		['escaped in a shell', link.replaceAll(/[?&=]/g, '\\$&')],
		['escaped in HTML', link.replaceAll('&', '&amp;')],
		['escaped in HTML twice', link.replaceAll('&', '&amp;amp;')],
		['escaped by number', link.replaceAll('&', '&#38;')],
		['escaped by number in hexadecimal', link.replaceAll('&', '&#x26;')],
		['escaped in a batch file', link.replaceAll('&', '^&')],
		['behind a redirection', `https://x.example/?to=${encodeURIComponent(link)}&n=1`],
		['behind one, in HTML', `<a href="https://x.example/?to=${encodeURIComponent(link)}">`],
		['behind one, in markdown', `[a](https://x.example/?to=${encodeURIComponent(link)}) b`],
		[
			'behind the login',
			`https://github.com/login?return_to=${encodeURIComponent(link.replace('https://github.com', ''))}`,
		],
		['behind the login, whole', `https://github.com/login?return_to=${encodeURIComponent(link)}`],
		['escaped in a program', link.replaceAll('&', '\\u0026')],
		['escaped by a template', link.replaceAll('/', '&#x2F;').replaceAll('=', '&#x3D;')],
		['with a byte order mark', `\uFEFF${link}`],
		['with an invisible character behind', `${link}\u200B`],
	])('%s', (_, text) => {
		const {host, profile: read, ignored} = readOne(text);
		expect(read).toEqual(profile);
		expect(ignored).toEqual([]);
		expect(host).toBe('github.com');
	});

	test.each([
		['escaped ampersands', `${classicPage}?scopes=repo\\&description=x`],
		['entities', `${classicPage}?scopes=repo&amp;description=x`],
		['escaped slashes', String.raw`https:\/\/github.com\/settings\/tokens\/new?scopes=repo`],
		['a link in another', encodeURIComponent(`${classicPage}?scopes=repo`)],
	])('the source is what stands in the text: %s', (_, source) => {
		for (const text of [
			`${source} ${source}`,
			`\n- (${source}), \\/ <${source}>.`,
			`"${source}\\" ${source}\\).`,
		]) {
			expect(readLinks(text)).toMatchObject([{source, count: 2}]);
		}
	});

	test('several, in their order, each with its own', () => {
		const text = `# Tokens\n\n1. [one](${classicPage}?scopes=repo), 2. ${fineGrainedPage}?issues=read; <${classicPage}?scopes=gist>\n`;
		expect(readLinks(text).map(({profile}) => profile)).toEqual([
			{type: 'classic', host: 'github.com', scopes: ['repo']},
			{type: 'fine-grained', host: 'github.com', permissions: {issues: 'read'}},
			{type: 'classic', host: 'github.com', scopes: ['gist']},
		]);
	});

	test.each([
		['another page', 'https://github.com/settings/tokens'],
		['a longer path', 'https://github.com/settings/tokens/newest?scopes=repo'],
		['a path below it', 'https://github.com/settings/tokens/new/x'],
		['a page of a repository', 'https://github.com/a/settings/tokens/new'],
		['a page without a host', '/settings/tokens/new'],
		['a file', './settings/tokens/new.tsx'],
		['another scheme', 'ftp://github.com/settings/tokens/new'],
		['a host without a scheme', 'example.com/settings/tokens/new'],
		['nothing', ''],
	])('not %s', (_, text) => {
		expect(sortLinks(text)).toEqual({read: [], refused: []});
	});

	test('parentheses inside a name survive', () => {
		const inner = `${fineGrainedPage}?name=Box%20(a%20(b))&issues=write`;
		for (const text of [inner, `[x](${inner})`, `(${inner})`, `see ${inner}.`, `"${inner}"`]) {
			expect(profileOf(text).name).toBe('Box (a (b))');
			expect(profileOf(text)).toHaveProperty('permissions', {issues: 'write'});
		}
	});

	test('spaces belong to a link that is the whole text, or stands between quotes or brackets', () => {
		const inner = `${classicPage}?scopes=repo,read:org workflow&description=ADE AGS`;
		for (const text of [inner, `<a href="${inner}">`, `[x](${inner})`, `[x](${inner} 'Title')`]) {
			expect(profileOf(text)).toEqual({
				type: 'classic',
				host: 'github.com',
				name: 'ADE AGS',
				scopes: ['repo', 'read:org', 'workflow'],
			});
		}
		expect(profileOf(`Go to ${inner}`)).toEqual({
			type: 'classic',
			host: 'github.com',
			scopes: ['repo', 'read:org'],
		});
	});

	test('a link inside a description stays there', () => {
		const description = `see ${classicPage}?scopes=repo`;
		const profile: Profile = {type: 'fine-grained', host: 'github.com', description};
		expect(readLinks(buildLink(profile)).map(link => link.profile)).toEqual([profile]);
		expect(readLinks(`[x](${buildLink(profile)})`).map(link => link.profile)).toEqual([profile]);
	});

	test('punctuation at the end of a name stays where the end is known', () => {
		const inner = `${classicPage}?description=Bot.*_`;
		for (const text of [inner, `${inner}\n${classicPage}`, `"${inner}"`, `[x](${inner})`]) {
			expect(readLinks(text)[0]?.profile.name).toBe('Bot.*_');
		}
		expect(profileOf(`Go to ${classicPage}?description=Bot.`).name).toBe('Bot');
		expect(profileOf(`"${classicPage}?scopes=repo."`)).toHaveProperty('scopes', ['repo']);
	});
});

describe('hosts', () => {
	test.each([
		['https://octo.ghe.com', 'octo.ghe.com'],
		['octo.ghe.com', 'octo.ghe.com'],
		['https://GitHub.Example.com:8443', 'github.example.com:8443'],
		['https://localhost:3000', 'localhost:3000'],
		['https://cloud.example.ghe.com', 'cloud.example.ghe.com'],
		['https://github.com.evil.example', 'github.com.evil.example'],
		['https://xgithub.com', 'xgithub.com'],
		['https://ghe.com.example.com', 'ghe.com.example.com'],
		['https://huggingface.co.example.com', 'huggingface.co.example.com'],
		['https://xhf.co', 'xhf.co'],
		['https://github.example.com:80', 'github.example.com:80'],
	])('%s is %s', (address, host) => {
		const link = readOne(`${address}/settings/tokens/new?scopes=repo`);
		expect(link).toMatchObject({host, profile: {host, scopes: ['repo']}, ignored: []});
	});

	test('http is named', () => {
		expect(readOne('http://github.example.com:80/settings/tokens/new?scopes=repo')).toMatchObject({
			host: 'github.example.com',
			ignored: [
				{
					parameter: 'http',
					value: 'http',
					reason: 'GitHub is only opened with https',
				},
			],
		});
		expect(readOne('http://github.example.com:8080/settings/tokens/new').host).toBe(
			'github.example.com:8080',
		);
	});

	test.each([
		['https://octocat:hunter2@github.com', 'https://…@github.com'],
		['https://octocat:hunter2%40github.com', 'https://…@github.com'],
		['https://github.com@evil.example', 'https://…@evil.example'],
		['https://a@b@evil.example', 'https://…@evil.example'],
	])('the user in %s is not shown', (address, shown) => {
		const [refused] = sortLinks(`${address}/settings/tokens/new?scopes=repo`).refused;
		expect(refused).toMatchObject({
			source: `${shown}/settings/tokens/new?scopes=repo`,
			reason: `it has a user name before the host ${shown.slice('https://…@'.length)}`,
		});
	});

	test.each([
		['https://github.com@evil.example', 'a user'],
		['https://octocat:ghp_0123456789abcdefghij@github.com', 'a user'],
		['https://octocat:hunter2@github.com', 'a user'],
		['https://octocat:hunter2%40github.com', 'a user'],
		['https:&#47;&#47;octocat:hunter2@github.com', 'a user'],
		['https://octocat:hunter2&#64;github.com', 'a user'],
		['https://octocat:hunter2&#0064;github.com', 'a user'],
		['https://octocat:hunter2&#x40;github.com', 'a user'],
		['https://octocat:hunter2&#X0040;github.com', 'a user'],
		['https://octocat:hunter2&commat;github.com', 'a user'],
		['https://github.com:8443', 'no page'],
		['https://api.github.com:8443', 'no page'],
		['https://ghe.com', 'no page'],
		['https://hf.co', 'not a GitHub'],
		['https://www.huggingface.co', 'not a GitHub'],
		['https://api.github.com', 'no page'],
		['https://gist.github.com', 'no page'],
		['https://api.octo.ghe.com', 'no page'],
		['https://huggingface.co', 'not a GitHub'],
		['https://git_hub', 'not a host name'],
		['https://[::1]', 'not a host name'],
	])('%s is refused', (address, reason) => {
		const {read, refused} = sortLinks(`${address}/settings/tokens/new?scopes=repo`);
		expect(read).toEqual([]);
		expect(refused).toMatchObject([
			{source: expect.any(String), reason: expect.stringContaining(reason)},
		]);
		expect(JSON.stringify(refused)).not.toMatch(/ghp_0|octocat|hunter2/);
	});
});

describe('parameters', () => {
	test('the last of several counts, the others are named', () => {
		const link = `${fineGrainedPage}?contents=read&name=a&contents=write&name=b&name=b&issues=read&issues=`;
		expect(profileOf(link)).toEqual({
			type: 'fine-grained',
			host: 'github.com',
			name: 'b',
			permissions: {contents: 'write'},
		});
		expect(leftOut(link)).toEqual(['contents=read', 'name=a', 'issues=read']);
		for (const {reason} of readOne(link).ignored) {
			expect(reason).toBe('the link repeats it later, and the last one counts');
		}
		expect(leftOut(`${fineGrainedPage}?issues=&issues=read&name=x&name=x`)).toEqual([]);
	});

	test('empty ones say nothing', () => {
		const empty = `${fineGrainedPage}?name=&description&target_name=&expires_in=&contents=&=`;
		expect(readOne(empty)).toMatchObject({
			profile: {type: 'fine-grained', host: 'github.com'},
			ignored: [{parameter: '', value: ''}],
		});
		expect(readOne(`${classicPage}?scopes=&description=&default_expires_at=`)).toMatchObject({
			profile: {type: 'classic', host: 'github.com'},
			ignored: [],
		});
	});

	test.each([
		'repo,gist',
		'repo gist',
		'repo+gist',
		'repo%20gist',
		'repo%2Cgist',
		'repo,%20gist',
		',repo,,gist,',
	])('scopes as %s', written => {
		expect(profileOf(`${classicPage}?scopes=${written}&x`)).toHaveProperty('scopes', [
			'repo',
			'gist',
		]);
	});

	test('percent escapes that are none stay as they are', () => {
		expect(profileOf(`${classicPage}?description=100%+of%zz%20it`).name).toBe('100% of%zz it');
		expect(reasonFor(`${classicPage}?description=caf%E9`)).toContain('UTF-8');
		expect(profileOf(`${classicPage}?description=caf%EF%BF%BD`).name).toBe('caf\uFFFD');
	});

	test.each([
		['variables=write', 'actions_variables'],
		['expiration=30', 'expires_in'],
		['default_expires_at=30', 'expires_in'],
		['owner=octo-org', 'target_name'],
		['note=x', 'the right spelling is name'],
		['Name=x', 'is name'],
		['pull-requests=write', 'pull_requests'],
		['PULL_REQUESTS=write', 'pull_requests'],
		['pull_request=write', 'pull_requests'],
		['webhooks=write', 'repository_hooks'],
		['dependabot_alerts=read', 'vulnerability_alerts'],
		['code_scanning_alerts=read', 'security_events'],
		['commit_statuses=read', 'statuses'],
		['packages=read', 'classic'],
		['checks=read', 'not a permission'],
		['repo_access=all', 'repository access'],
		['repos=a', 'repositories'],
		['target_repos=a/b', 'repositories'],
		['type=beta', 'address'],
		['ref_product=copilot', 'came from'],
		['utm_source=x', 'came from'],
		['issue_fields=write', 'Issue Fields'],
		['permissions=contents:write,issues:read', 'contents=write&issues=read'],
		['permissions=none', 'contents=read'],
		['scopes=contents:read', 'contents=read'],
		['scopes=repo', '/settings/tokens/new'],
		['contents=admin', 'read or write'],
		['contents=Write', 'read or write'],
		['workflows=read', 'can be write'],
		['contents=none', 'no level "none"'],
		['expires_in=0', '1 to 366'],
		['expires_in=367', '1 to 366'],
		['expires_in=1.5', '1 to 366'],
		['expires_in=never', 'none'],
		['target_name=-x-', 'login'],
		['target_name=<your-org>', 'placeholder'],
		// biome-ignore lint/suspicious/noTemplateCurlyInString: as it stands in a program
		['name=${name}', 'placeholder'],
		['name={{ name }}', 'placeholder'],
		["target_name='+encodeURIComponent(x)+'", 'placeholder'],
		['contents=$LEVEL', 'placeholder'],
		[`name=${'x'.repeat(41)}`, '41 characters'],
		[`description=${'x'.repeat(1025)}`, '1025 characters'],
		['name=a%0Ab', 'visible'],
		['xyzzyxyzzy=1', 'no such parameter'],
		['__proto__=read', 'no such parameter'],
		['constructor=read', 'no such parameter'],
	])('fine-grained: %s is left out', (parameter, reason) => {
		const link = `${fineGrainedPage}?${parameter}`;
		expect(profileOf(link)).toEqual({type: 'fine-grained', host: 'github.com'});
		expect(reasonFor(link)).toContain(reason);
	});

	test.each([
		['scope=repo', 'scopes'],
		['scopes[]=repo', 'scopes'],
		['name=x', 'description'],
		['expires_in=30', 'default_expires_at'],
		['default_expires_at=365', '7, 30, 60, 90 or none'],
		['default_expires_at=custom', '7, 30, 60, 90 or none'],
		['target_name=octo-org', 'resource owner'],
		['contents=read', 'personal-access-tokens'],
		['repos=a/b', 'every one'],
		['scopes=rpo', 'nearest is repo'],
		['scopes=org:read', 'nearest is read:org'],
		['scopes=Repo', 'nearest is repo'],
		['scopes=contents', 'permission'],
		['scopes=qqqqqqqq', 'no such scope'],
		['scopes=YOUR_SCOPES', 'placeholder'],
		['type=beta', 'address'],
	])('classic: %s is left out', (parameter, reason) => {
		const link = `${classicPage}?${parameter}`;
		expect(profileOf(link)).toEqual({type: 'classic', host: 'github.com'});
		expect(reasonFor(link)).toContain(reason);
	});

	test('organization and account permissions stay, and what blocks the link is told', () => {
		const read = (more: string) => readOne(`${fineGrainedPage}?contents=read&${more}`);
		expect(read('members=read')).toMatchObject({
			profile: {permissions: {contents: 'read', members: 'read'}},
			ignored: [],
			notes: [expect.stringContaining('need an organization as resource owner')],
		});
		expect(read('gists=write').notes).toEqual([]);
		expect(read('gists=write&target_name=octocat')).toMatchObject({
			profile: {owner: 'octocat', permissions: {gists: 'write', contents: 'read'}},
			ignored: [],
			notes: [expect.stringContaining('works only where octocat is you')],
		});
		for (const owner of ['', '&target_name=octo-org']) {
			expect(read(`gists=write&members=read${owner}`)).toMatchObject({
				profile: {permissions: {gists: 'write', contents: 'read', members: 'read'}},
				ignored: [],
			});
			expect(read(`gists=write&members=read${owner}`).notes.join()).toContain(
				'cannot be in one token',
			);
		}
	});

	test('an owner that is given replaces the one of the link', () => {
		expect(readOne(`${fineGrainedPage}?members=read`, 'octo-org')).toMatchObject({
			profile: {owner: 'octo-org', permissions: {members: 'read'}},
			ignored: [],
		});
		expect(leftOut(`${fineGrainedPage}?target_name=other`, 'octo-org')).toEqual([
			'target_name=other',
		]);
		expect(leftOut(`${fineGrainedPage}?target_name=Octo-Org`, 'octo-org')).toEqual([]);
		expect(profileOf(`${classicPage}?scopes=repo`, 'octo-org')).not.toHaveProperty('owner');
	});

	test('tokens are never shown', () => {
		const token = `ghp_${'0123456789'.repeat(3)}`;
		for (const text of [
			`${fineGrainedPage}?name=${token}`,
			`${fineGrainedPage}?contents=${token}&target_name=${token}`,
			`${fineGrainedPage}?${token}=read`,
			`${fineGrainedPage}?permissions=${token}`,
			`${fineGrainedPage}?contents=read#a=${token}`,
			`${classicPage}?scopes=${token}&description=${token}`,
			`${classicPage}?description=${token.replace('_', '%5F')}`,
			`${classicPage}?default_expires_at=${token}`,
		]) {
			const link = readOne(text);
			expect(decodeURIComponent(JSON.stringify(link))).not.toContain(token.slice(0, 8));
			expect(link.ignored.length).toBeGreaterThan(0);
		}
	});

	test.each(['ghp%5F', 'ghp%255F', '&#103;hp_', 'gh%E2%80%8Bp_', 'gh\\u0070_'])(
		'a token that begins with %s is masked in the link that is shown',
		start => {
			const token = `${start}${'0123456789'.repeat(3)}`;
			for (const [rest, shown] of [
				[`?description=${token}`, '?description=ghp_•••'],
				[`?scopes=repo&description=${token}&x=y`, '?scopes=repo&description=ghp_•••&x=y'],
				[`?scopes=repo#${token}`, '?scopes=repo#ghp_•••'],
				[`#?${token}`, '#?ghp_•••'],
			]) {
				const link = readOne(`${classicPage}${rest}`);
				expect(link.source).toBe(`${classicPage}${shown}`);
				expect(JSON.stringify(link)).not.toContain('0123456789');
			}
		},
	);

	test.each([
		['encoded twice', '%2567hp_'],
		['hidden', 'gh%E2%80%8Bp_'],
	])('a token %s is in no profile, and in no value that is left out', (_, start) => {
		for (const length of [1, 200]) {
			const link = readOne(
				`${classicPage}?scopes=gist&description=${start}${'0123456789'.repeat(length)}`,
			);
			expect(link.profile).toEqual({type: 'classic', host: 'github.com', scopes: ['gist']});
			expect(link.ignored).toMatchObject([{parameter: 'description', value: 'ghp_•••'}]);
			expect(JSON.stringify(link)).not.toContain('0123456789');
		}
	});

	test('what follows # is named when it could be meant', () => {
		expect(leftOut(`${classicPage}?scopes=repo#description=x`)).toEqual(['#=description=x']);
		expect(reasonFor(`${classicPage}?scopes=repo#description=x`)).toBe(
			'browsers do not send what follows # to GitHub',
		);
		expect(leftOut(`${classicPage}?scopes=repo#new`)).toEqual([]);
	});

	test('a string that is put together is read to its end', () => {
		const code = `const link = 'https://github.com/settings/tokens/new?description=' + name + '&scopes=repo';`;
		expect(readOne(code)).toMatchObject({
			profile: {scopes: ['repo']},
			ignored: [{parameter: 'description', reason: expect.stringContaining('placeholder')}],
		});
	});

	// biome-ignore-start lint/suspicious/noTemplateCurlyInString: programs as they stand
	test.each([
		'`PAGE?name=${encodeURIComponent(`CMS ${repo}`)}&contents=read`',
		'`PAGE?name=${encodeURIComponent(\n\t`CMS ${repo}`\n)}&contents=read`',
		"`PAGE?name=${a && b ? `#${c}` : ''}&contents=read`",
		"'PAGE?name=' . urlencode($name) . '&contents=read'",
		'"PAGE?name=#{name}&contents=read"',
		'"PAGE?name=$(hostname | tr / _)&contents=read"',
		'f"PAGE?name=bot-{name}&contents=read"',
		'PAGE?name=bot-$USER&contents=read',
		// biome-ignore-end lint/suspicious/noTemplateCurlyInString: programs as they stand
	])('what a program fills in is left out: %s', code => {
		expect(readOne(code.replace('PAGE', fineGrainedPage))).toMatchObject({
			host: 'github.com',
			profile: {type: 'fine-grained', host: 'github.com', permissions: {contents: 'read'}},
			ignored: [{parameter: 'name', value: expect.any(String), reason: expect.any(String)}],
		});
		expect(reasonFor(code.replace('PAGE', fineGrainedPage))).toContain('placeholder');
	});

	test('a description that makes the link too long is left out', () => {
		const link = `${fineGrainedPage}?name=x&description=${'%E5%AD%97'.repeat(1000)}`;
		expect(profileOf(link)).toEqual({type: 'fine-grained', host: 'github.com', name: 'x'});
		expect(reasonFor(link)).toContain('longer than 7900');
		expect(readOne(link).ignored).toMatchObject([{parameter: 'description'}]);
	});

	test('nothing that a terminal would obey comes out', () => {
		const link = readOne(`${fineGrainedPage}?name=a%1B%5B31m%E2%80%AE&%1B%5D0;x%07=1`);
		expect(JSON.stringify(link)).not.toMatch(/\\u001b|\\u0007|\u202E/);
		expect(link.ignored).toHaveLength(2);
	});
});

const visible = fc.string({unit: 'grapheme', maxLength: 40});
const login = fc.stringMatching(/^[a-zA-Z0-9]{1,8}(-[a-zA-Z0-9]{1,8}){0,2}$/).filter(isLogin);
const host = fc.constantFrom('github.com', 'octo.ghe.com', 'github.example.com:8443', 'localhost');

const grantsOf = (group: 'organization' | 'account'): fc.Arbitrary<Grants> =>
	fc
		.subarray(permissions.filter(row => row.group === group || row.group === 'repository'))
		.chain(rows =>
			fc
				.tuple(...rows.map(row => fc.constantFrom(...levelsOf(row))))
				.map(levels =>
					Object.fromEntries(rows.map((row, index) => [row.parameter, levels[index]])),
				),
		);

const fineGrainedProfile = fc
	.record(
		{
			name: visible,
			description: fc.oneof(
				fc.string({unit: 'grapheme', maxLength: 200}),
				fc.constantFrom(...wildLinks),
			),
			expiration: fc.oneof(fc.integer({min: 1, max: 366}), fc.constant('none' as const)),
		},
		{requiredKeys: []},
	)
	.chain(answers =>
		fc
			.oneof(
				fc.record({permissions: grantsOf('account')}),
				fc.record({owner: login, permissions: grantsOf('organization')}),
			)
			.map(rest => ({...answers, ...rest, type: 'fine-grained' as const})),
	);

const classicProfile = fc
	.record(
		{
			name: visible,
			scopes: fc.shuffledSubarray(scopes.map(row => row.scope)),
			expiration: fc.constantFrom(...classicExpirations),
		},
		{requiredKeys: []},
	)
	.map(answers => ({...answers, type: 'classic' as const}));

/** Profiles that a link carries whole. */
const linkProfile = fc
	.tuple(fc.oneof(fineGrainedProfile, classicProfile), host)
	.map(([answers, where]) => profileFrom(answers, where))
	.filter(profile => findProblems(profile).length === 0);

describe('for all profiles and texts', () => {
	test('profile, link, profile is the same profile', () => {
		fc.assert(
			fc.property(linkProfile, profile => {
				const link = buildLink(profile);
				expect(readLinks(link)).toMatchObject([
					{
						source: link,
						host: profile.host,
						profile,
						ignored: [],
						count: 1,
						line: 1,
						isWhole: true,
					},
				]);
			}),
			{numRuns: 300},
		);
	});

	test.each<[string, (link: string) => string]>([
		['markdown', link => `Make [a token](${link}) (now).`],
		['an autolink', link => `- <${link}>, then`],
		['HTML', link => `<a href="${link.replaceAll('&', '&amp;')}">x</a>`],
		['JSON', link => JSON.stringify({url: link, more: [1]})],
		['lines', link => `${link}\n`],
		['a program', link => `open('${link}')`],
		['escaped markdown', link => `"${link.replaceAll('&', '\\&')}"`],
	])('the same profile out of %s', (_, write) => {
		fc.assert(
			fc.property(linkProfile, profile => {
				const read = readLinks(write(buildLink(profile)));
				expect(read.map(link => [link.profile, link.ignored])).toEqual([[profile, []]]);
			}),
			{numRuns: 60},
		);
	});

	const piece = fc.oneof(
		fc.constantFrom(
			fineGrainedPage,
			classicPage,
			'http://x/settings/tokens/new',
			'github.com/settings/tokens/new',
			...['?', '&', '=', '#', '%', '%20', '+', '%E9', '%1B', '\\', '\\u0026', '&amp;', '&#38;'],
			...['(', ')', '[', ']', '](', '<', '>', '{', '}', '${', '{{', '"', "'", '`', '\n', ' ', ','],
			...["'+", "+'", 'ghp_0123456789abcdef', '\0', '\u202E', '\uD800'],
			...['name', 'description', 'target_name', 'expires_in', 'scopes', 'default_expires_at'],
			...['contents', 'members', 'gists', 'permissions', 'read', 'write', 'admin', 'repo', 'none'],
		),
		fc.string({unit: 'binary', maxLength: 10}),
		fc.constantFrom(...wildLinks),
	);

	test('any text gives profiles that links can be made of, and every one of them again', () => {
		fc.assert(
			fc.property(
				fc.array(piece, {maxLength: 40}),
				fc.option(login, {nil: undefined}),
				(pieces, owner) => {
					for (const {profile, source, ignored, host: where} of readLinks(pieces.join(''), {
						owner,
					})) {
						const problems = findProblems(profile);
						expect(problems.filter(({missing}) => missing === undefined)).toEqual([]);
						expect(profile.host).toBe(where ?? 'github.com');
						if (problems.length === 0) {
							expect(readLinks(buildLink(profile))).toMatchObject([{profile, ignored: []}]);
						}
						const shown = JSON.stringify([source, ignored.map(item => Object.values(item))]);
						expect(shown).not.toContain('ghp_0');
						expect(shown).not.toMatch(/\\u0000|\\ud800|\u202E/);
					}
				},
			),
			{numRuns: 500},
		);
	});

	const size = 250_000;
	test.each([
		['backslashes', '\\'],
		['ampersands', '&amp;'],
		['links', `${classicPage}?scopes=repo `],
		['links without an end', `[x](${classicPage}?name=(`],
		['quoted links without an end', `'${classicPage}?name=a "`],
		['slashes', 'https://'],
		['paths', '/settings/tokens/new'],
		['brackets', `(${classicPage}))))`],
		['braces', '${{{'],
		['templates', `\`${classicPage}?description=\${\${`],
		['encoded slashes', 'https%3A%2F%2Fgithub.com%2F'],
		['encoded links', `https%3A%2F%2Fa%2Fsettings%2Ftokens%2Fnew%3Fscopes`],
		['logins', 'https://github.com/login?a&a&a&return_to='],
		['underscores', '_'],
		['parameters', 'a=b&'],
		['long words', 'a'],
	])('a quarter of a megabyte of %s takes no time to speak of', (_, unit) => {
		const noise = unit.repeat(size / unit.length);
		const start = performance.now();
		readLinks(noise);
		readLinks(`${classicPage}?scopes=${noise}`);
		readLinks(`"${classicPage}?description=${noise}`);
		expect(performance.now() - start).toBeLessThan(10_000);
	});
});

import {describe, expect, test} from 'vitest';
import {findAddresses} from '../../../source/core/check/addresses.ts';

describe('the addresses', () => {
	test.each([
		['github.com', 'https://api.github.com', 'https://github.com'],
		['octo.ghe.com', 'https://api.octo.ghe.com', 'https://octo.ghe.com'],
		[
			'github.example.com:8443',
			'https://github.example.com:8443/api/v3',
			'https://github.example.com:8443',
		],
	])('of %s', (host, api, git) => {
		expect(findAddresses(host, {})).toEqual({api, git});
	});

	test('with another API there is no address for git, unless it is named too', () => {
		const PAT_WIZARD_API_URL = 'https://api.example.com/';
		expect(findAddresses('github.com', {PAT_WIZARD_API_URL})).toEqual({
			api: 'https://api.example.com',
			git: undefined,
		});
		const PAT_WIZARD_GIT_URL = 'http://127.0.0.1:80/';
		expect(findAddresses('github.com', {PAT_WIZARD_API_URL, PAT_WIZARD_GIT_URL}).git).toBe(
			'http://127.0.0.1',
		);
	});

	test.each([
		'http://example.com',
		'http://127.0.0.1.example.com',
		'http://localhost.example.com',
		'ftp://localhost',
		'https://user:secret@example.com',
		'https://:secret@example.com',
		'https://example.com/?a=b',
		'example.com',
	])('%s is refused: a token would be sent there', PAT_WIZARD_API_URL => {
		expect(() => findAddresses('github.com', {PAT_WIZARD_API_URL})).toThrow(
			/^(?!.*secret).* only to an https/,
		);
	});
});

import {expect, test} from 'vitest';
import {isPlaceholderName, placeholderNames} from '../../../source/core/catalog/placeholders.ts';

test.each(['OWNER', 'ORG', 'ORGANIZATION', 'YOUR-ORG', 'YOUR_USERNAME', 'YOURNAME', '<owner>'])(
	'%s stands for a name',
	text => {
		expect(isPlaceholderName(text)).toBe(true);
	},
);

test.each([
	'owner',
	'Owner',
	'organization',
	'your-org',
	'NASA',
	'IBM',
	'YOU',
	'octo-org',
	'',
	'<>',
])('%j is a name like any other', text => {
	expect(isPlaceholderName(text)).toBe(false);
});

test('each is listed once, in capitals', () => {
	expect(new Set(placeholderNames).size).toBe(placeholderNames.length);
	expect(placeholderNames.filter(name => name !== name.toUpperCase())).toEqual([]);
});

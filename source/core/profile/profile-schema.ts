import {levelsOf, permissions} from '../catalog/permissions.ts';
import {scopes} from '../catalog/scopes.ts';
import {longestExpiration} from './expiration.ts';
import {longestDescription, longestName, mostRepositories} from './names.ts';
import {longestProfileName} from './profile.ts';
import {fileVersion} from './profiles-json.ts';
import {longestPlace} from './read-profile.ts';

type Schema = {readonly [key: string]: unknown};

const expirationSchema: Schema = {
	description: `Days until the token expires, 1 to ${longestExpiration}, or "none". GitHub's default when left out`,
	anyOf: [{type: 'integer', minimum: 1, maximum: longestExpiration}, {const: 'none'}],
};

const goesToSchema: Schema = {
	type: 'array',
	description: 'Where the token belongs. The token itself is never in it',
	items: {
		type: 'object',
		required: ['place'],
		additionalProperties: false,
		properties: {
			place: {
				type: 'string',
				maxLength: longestPlace,
				pattern: '^[a-z][a-z-]*:[^\\s]',
				description: 'A kind and a name',
				examples: ['actions:octo-org/app#RELEASE_TOKEN'],
			},
			storedAt: {
				type: ['string', 'null'],
				description:
					'When pat-wizard last put it there, as an ISO 8601 time. null when it never did. Counts only where pat-wizard itself wrote it',
			},
		},
	},
};

const commonKeys = (type: string): Schema => ({
	profile: {
		type: 'string',
		minLength: 1,
		maxLength: longestProfileName,
		description: 'What the profile is called, unique without regard to case',
	},
	type: {const: type, description: 'The token type'},
	host: {
		type: 'string',
		description: 'A bare host name with an optional port. github.com when left out',
		examples: ['github.com', 'octo.ghe.com', 'github.example.com:8443'],
	},
});

const permissionsSchema: Schema = {
	type: 'object',
	description: 'What the token is granted: a level for each permission',
	additionalProperties: false,
	properties: Object.fromEntries(
		permissions.map(permission => [
			permission.parameter,
			{
				enum: levelsOf(permission),
				description: permission.summary,
			},
		]),
	),
};

const fineGrainedSchema: Schema = {
	type: 'object',
	title: 'Fine-grained token',
	required: ['profile', 'type'],
	additionalProperties: false,
	properties: {
		...commonKeys('fine-grained'),
		name: {
			type: 'string',
			maxLength: longestName,
			description: `The token's name on GitHub, at most ${longestName} characters`,
		},
		description: {
			type: 'string',
			maxLength: longestDescription,
			description: `At most ${longestDescription} characters`,
		},
		owner: {
			type: 'string',
			maxLength: 39,
			pattern: '^[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*$',
			description: 'The login of the resource owner. Your own account when left out',
		},
		repositoryAccess: {
			enum: ['public', 'all', 'selected'],
			description: 'Chosen by hand on the page: no link can carry it',
		},
		repositories: {
			type: 'array',
			maxItems: mostRepositories,
			items: {type: 'string', pattern: '^[A-Za-z0-9_-]+/[A-Za-z0-9_.-]+$'},
			description:
				'owner/name, all of the resource owner. Only with repositoryAccess "selected"; chosen by hand on the page',
		},
		permissions: permissionsSchema,
		expiration: expirationSchema,
		goesTo: goesToSchema,
	},
};

const classicSchema: Schema = {
	type: 'object',
	title: 'Classic token',
	required: ['profile', 'type'],
	additionalProperties: false,
	properties: {
		...commonKeys('classic'),
		name: {type: 'string', description: 'What GitHub calls the Note'},
		scopes: {
			type: 'array',
			uniqueItems: true,
			items: {
				anyOf: scopes.map(({scope, summary}) => ({const: scope, description: summary})),
			},
			description: 'What the token is granted',
		},
		expiration: expirationSchema,
		goesTo: goesToSchema,
	},
};

/**
 * The JSON Schema (draft 2020-12) of `pat-wizard.json` and of the output of `export`. It is stricter than the
 * reader: it refuses unknown keys, so that editors mark a mistyped one.
 */
export const profileSchema: Schema = {
	$schema: 'https://json-schema.org/draft/2020-12/schema',
	title: 'pat-wizard profiles',
	description: 'Saved answers for new GitHub personal access tokens. They hold no secret',
	type: 'object',
	required: ['version', 'profiles'],
	additionalProperties: false,
	properties: {
		$schema: {type: 'string', description: 'Where this schema is, for editors'},
		version: {const: fileVersion, description: 'The version of the format'},
		profiles: {
			type: 'array',
			items: {anyOf: [fineGrainedSchema, classicSchema]},
		},
	},
};

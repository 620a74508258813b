import type {Grants} from '../core/catalog/permission-facts.ts';
import {findPermission, levelsOf} from '../core/catalog/permissions.ts';
import {isPlaceholderName} from '../core/catalog/placeholders.ts';
import {isScopeName, type ScopeName} from '../core/catalog/scopes.ts';
import {
	explainGrant,
	explainUnknownPermission,
	explainUnknownScope,
} from '../core/catalog/unknown-names.ts';
import {PatWizardError, problemsError, readSafely, usageError} from '../core/errors.ts';
import type {Answers} from '../core/profile/answers.ts';
import {defaultHost, readHost} from '../core/profile/host.ts';
import {
	isRepositoryAccess,
	type Profile,
	type RepositoryAccess,
	type TokenTypeId,
} from '../core/profile/profile.ts';
import {readExpiration} from '../core/profile/read-expiration.ts';
import {readOwner, readRepositories} from '../core/profile/read-names.ts';
import {quoteBriefly, showBriefly} from '../core/text/mask.ts';
import {didYouMean} from '../core/text/nearest.ts';
import {showText} from '../core/text/show.ts';
import {listWords} from '../core/text/words.ts';
import {isTokenTypeId} from '../core/token-types/index.ts';
import type {Input} from './command.ts';
import type {Context} from './context.ts';
import {type OptionName, options} from './options.ts';

/**
 * Returns the host when neither an option nor a profile names one: `GH_HOST`, else github.com. Throws a usage
 * error when `GH_HOST` is not a host name.
 */
export const findDefaultHost = ({environment}: Context): string => {
	const text = environment.GH_HOST?.trim();
	if (!text) {
		return defaultHost;
	}
	try {
		return readHost(text);
	} catch (error) {
		throw error instanceof PatWizardError
			? usageError(`GH_HOST: ${error.message}`, 'Correct the variable GH_HOST, or pass --host')
			: error;
	}
};

/** Reads one of the few values of an option. Throws a usage error that suggests the nearest one. */
export const readChoice = <Choice extends string>(
	name: OptionName,
	text: string | undefined,
	isChoice: (value: unknown) => value is Choice,
): Choice | undefined => {
	if (text === undefined || isChoice(text)) {
		return text;
	}
	const choices = options[name].choices ?? [];
	throw usageError(
		`--${name} cannot be "${showBriefly(text)}"`,
		didYouMean(text, choices) ?? `It is ${listWords(choices, 'or')}`,
	);
};

const splitList = (texts: readonly string[], separator: RegExp): readonly string[] =>
	texts
		.flatMap(text => text.split(separator))
		.map(part => part.trim())
		.filter(part => part !== '');

/**
 * Reads permissions as typed: `contents=write,issues=read`. The last level of a name counts. Throws a usage
 * error for unknown names and levels, with the nearest name or the possible levels.
 */
const readGrantList = (texts: readonly string[]): Grants => {
	const grants: Record<string, string> = {};
	for (const part of splitList(texts, /,/)) {
		const [, name = part, level] = /^([^=:]*)[=:](.*)$/s.exec(part) ?? [];
		const permission = findPermission(name.trim());
		if (permission === undefined) {
			throw problemsError([explainUnknownPermission(name.trim())]);
		}
		const wanted = level?.trim().toLowerCase();
		if (wanted === undefined) {
			throw usageError(
				`The permission ${permission.parameter} needs an access level`,
				`Write ${listWords(
					levelsOf(permission).map(each => `${permission.parameter}=${each}`),
					'or',
				)}`,
			);
		}
		const problem = explainGrant(permission.parameter, wanted);
		if (problem !== undefined) {
			throw problemsError([problem]);
		}
		grants[permission.parameter] = wanted;
	}
	return grants as Grants;
};

/** Reads scopes as typed: `repo,workflow`. Throws a usage error for an unknown one, with the nearest. */
export const readScopeOption = (texts: readonly string[]): readonly ScopeName[] => {
	const names = splitList(texts, /[,\s]+/).map(name => {
		if (isScopeName(name)) {
			return name;
		}
		throw problemsError([explainUnknownScope(name)]);
	});
	return [...new Set(names)];
};

const fineGrainedOnly: readonly OptionName[] = [
	'permission',
	'owner',
	'description',
	'repository-access',
	'repository',
];

/** What each option sets, for messages about the wrong token type. */
const wordsOfOptions: Partial<Record<OptionName, string>> = {
	permission: 'permissions',
	owner: 'resource owner',
	'repository-access': 'repository access',
	repository: 'repositories',
	scope: 'scopes',
};

/** Refuses a placeholder that was copied from instructions: `ORGANIZATION`, `YOUR-ORG`. */
const refusePlaceholders = (input: Input): void => {
	for (const option of ['owner', 'repository'] as const) {
		const name = input
			.texts(option)
			.flatMap(text => (option === 'owner' ? [text.trim()] : text.trim().split(/[/,]/)))
			.find(isPlaceholderName);
		if (name === undefined) continue;
		throw usageError(
			`--${option} names ${quoteBriefly(name)}, which is a placeholder`,
			`Write the ${option === 'owner' ? 'login of the account or organization' : 'owner and the name of the repository'}. If that is the real name, write it in small letters: GitHub ignores case`,
		);
	}
};

/** Returns the token type that the given options need, if they need one. */
const impliedType = (input: Input): TokenTypeId | undefined => {
	if (input.has('scope')) {
		return 'classic';
	}
	return fineGrainedOnly.some(name => input.has(name)) ? 'fine-grained' : undefined;
};

const checkTogether = (input: Input, base: Profile | undefined): void => {
	const type = input.text('type');
	const foreign = fineGrainedOnly.find(name => input.has(name));
	if (input.has('scope') && type === 'fine-grained') {
		throw usageError(
			'--scope makes a classic token, and --type says fine-grained',
			'Leave one of them out',
		);
	}
	if (input.has('scope') && foreign !== undefined) {
		throw usageError(
			`--scope is for classic tokens, and --${foreign} for fine-grained ones`,
			`Leave --scope or --${foreign} out`,
		);
	}
	if (type === 'classic' && foreign !== undefined) {
		throw usageError(
			`--${foreign} is for fine-grained tokens, and --type says classic`,
			`Leave --${foreign} out, or make a fine-grained token`,
		);
	}
	if (base !== undefined && type === undefined) {
		const clash = base.type === 'classic' ? foreign : input.has('scope') ? 'scope' : undefined;
		if (clash !== undefined) {
			throw usageError(
				`The profile is for a ${base.type} token, which has no ${wordsOfOptions[clash] ?? clash}`,
				`Leave --${clash} out`,
			);
		}
	}
};

/** Throws a usage error where presets or endpoints need one token type, and an option or the profile the other. */
const checkPurposes = (
	input: Input,
	base: Profile | undefined,
	wanted: TokenTypeId | undefined,
): void => {
	const option = input.has('preset') ? 'preset' : 'needs';
	if (wanted === undefined) {
		return;
	}
	const clash =
		wanted === 'classic'
			? (fineGrainedOnly.find(name => input.has(name)) ??
				(input.text('type') === 'fine-grained' ? 'type' : undefined))
			: input.has('scope')
				? 'scope'
				: input.text('type') === 'classic'
					? 'type'
					: undefined;
	if (clash !== undefined) {
		throw usageError(
			`--${option} needs a ${wanted} token, and --${clash} ${clash === 'type' ? 'names' : 'is for'} the other type`,
			`Leave --${option} or --${clash} out`,
		);
	}
	if (base !== undefined && base.type !== wanted) {
		throw usageError(
			`--${option} needs a ${wanted} token, and the profile is for a ${base.type} one`,
			`Leave --${option} out, or make another profile`,
		);
	}
};

/** Reads the owner, also from the address of its page. `buildLink` refuses an owner that cannot be read. */
const readOwnerOption = (input: Input): string | undefined => {
	const text = input.text('owner')?.trim();
	return text === undefined ? undefined : (readSafely(() => readOwner(text)) ?? text);
};

const readAccess = (input: Input): RepositoryAccess | undefined => {
	const access = readChoice(
		'repository-access',
		input.text('repository-access'),
		isRepositoryAccess,
	);
	if (!input.has('repository')) {
		return access;
	}
	if (access !== undefined && access !== 'selected') {
		throw usageError(
			`--repository chooses repositories, and --repository-access says ${access}`,
			'Leave one of them out',
		);
	}
	return 'selected';
};

/**
 * Reads the answers from the options and checks each one. `buildLink` checks them together. The answers of the
 * profile `base` count where no option is given. The permissions and scopes of the options are added to those of
 * `base`. Throws a usage error for an impossible answer.
 */
export const readAnswers = async (
	input: Input,
	context: Context,
	base?: Profile,
): Promise<Answers> => {
	checkTogether(input, base);
	refusePlaceholders(input);
	const type = readChoice('type', input.text('type'), isTokenTypeId);
	const host = input.text('host');
	const expiration = input.text('expiration');
	const before: Answers = base ?? {};
	const owner = readOwnerOption(input) ?? before.owner;
	const repositories = input.has('repository')
		? input.texts('repository').flatMap(text => readRepositories(text, owner || undefined))
		: before.repositories;
	const repositoryAccess = readAccess(input) ?? before.repositoryAccess;
	const purposes =
		input.has('preset') || input.has('needs')
			? (await import('./read-purposes.ts')).readPurposes(
					input.texts('preset'),
					input.texts('needs'),
					{owner, repositoryAccess, repositories},
					input.text('type') === 'classic' ? 'classic' : undefined,
				)
			: {notices: []};
	checkPurposes(input, base, purposes.type);
	const {place = {}} = purposes;
	const isPlaced = repositoryAccess === undefined && place.repositories !== undefined;
	context.printMessage(purposes.notices.map(notice => `${showText(notice)}\n`).join(''));
	const scopeList = [
		...(before.scopes ?? []),
		...(purposes.scopes ?? []),
		...readScopeOption(input.texts('scope')),
	];
	return {
		...before,
		type: type ?? before.type ?? purposes.type ?? impliedType(input),
		host: host === undefined ? before.host : readHost(host),
		name: input.text('name') ?? before.name,
		description: input.text('description') ?? before.description,
		owner: owner ?? place.owner,
		repositoryAccess: isPlaced ? 'selected' : repositoryAccess,
		repositories: isPlaced ? place.repositories : repositories && [...new Set(repositories)],
		permissions: {
			...before.permissions,
			...purposes.permissions,
			...readGrantList(input.texts('permission')),
		},
		scopes: [...new Set(scopeList)],
		expiration:
			expiration === undefined ? before.expiration : readExpiration(expiration, context.now()),
	};
};

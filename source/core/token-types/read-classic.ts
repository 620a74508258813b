import {findUndocumentedPermission, isPermissionName} from '../catalog/permissions.ts';
import {isScopeName, type ScopeName, scopes} from '../catalog/scopes.ts';
import type {Answers} from '../profile/answers.ts';
import type {Expiration, Ignored} from '../profile/profile.ts';
import {nearestName} from '../text/nearest.ts';
import {listWords} from '../text/text.ts';
import {
	explainNeverRead,
	explainUnknown,
	isPlaceholder,
	judgeText,
	leaveOut,
	placeholderReason,
	plainName,
	spelled,
} from './ignored.ts';
import type {LinkParameter, ParametersRead} from './token-type.ts';

const ownNames = ['scopes', 'description', 'default_expires_at'];

/** Names that people write, and what GitHub's page calls them. */
const rightNames: Readonly<Record<string, string>> = {
	scope: 'scopes',
	scopes: 'scopes',
	name: 'description',
	note: 'description',
	notes: 'description',
	title: 'description',
	token_name: 'description',
	token_description: 'description',
	expires_in: 'default_expires_at',
	expires_at: 'default_expires_at',
	expires: 'default_expires_at',
	expiration: 'default_expires_at',
	expiry: 'default_expires_at',
	expiration_date: 'default_expires_at',
	days: 'default_expires_at',
};

const ownerReason = 'a classic token has no resource owner: it reaches everything that you can';
const repositoriesReason =
	'a classic token cannot be limited to repositories: it reaches every one that you can';
const permissionReason =
	'permissions belong to fine-grained tokens: their page is /settings/personal-access-tokens/new';

/** Names that people write, and why no parameter of GitHub's page does their work. */
const withoutParameter: Readonly<Record<string, string>> = {
	target_name: ownerReason,
	owner: ownerReason,
	org: ownerReason,
	organization: ownerReason,
	resource_owner: ownerReason,
	repo_access: repositoriesReason,
	repository_access: repositoriesReason,
	repo: repositoriesReason,
	repos: repositoriesReason,
	repository: repositoriesReason,
	repositories: repositoriesReason,
	target_repos: repositoriesReason,
	permission: permissionReason,
	permissions: permissionReason,
};

const explainName = (name: string): string => {
	const plain = plainName(name);
	if (Object.hasOwn(withoutParameter, plain)) {
		return withoutParameter[plain] ?? '';
	}
	if (Object.hasOwn(rightNames, plain)) {
		return spelled(rightNames[plain] ?? '');
	}
	if (isPermissionName(plain) || findUndocumentedPermission(plain) !== undefined) {
		return permissionReason;
	}
	return explainNeverRead(plain) ?? explainUnknown(plain, ownNames);
};

const explainScope = (word: string): string => {
	if (isPlaceholder(word)) {
		return placeholderReason;
	}
	const name = word.slice(0, 100);
	const turned = name.split(':').toReversed().join(':');
	const nearest = isScopeName(turned)
		? turned
		: nearestName(
				name,
				scopes.map(row => row.scope),
			);
	if (nearest !== undefined) {
		return `there is no such scope: the nearest is ${nearest}`;
	}
	return isPermissionName(name.split(/[:=]/)[0] ?? '')
		? 'it is a permission of fine-grained tokens, not a scope'
		: 'there is no such scope';
};

/** Reads the parameters of a link to the classic page, whose lifetimes are `lifetimes`. See `TokenType.read`. */
export const readClassic = (
	parameters: readonly LinkParameter[],
	lifetimes: readonly Expiration[],
): ParametersRead => {
	const ignored: Ignored[] = [];
	let answers: Answers = {};

	const readScopes = ({name, value, written}: LinkParameter): void => {
		if (isPlaceholder(written)) {
			ignored.push(leaveOut(name, written, placeholderReason));
			return;
		}
		const words = new Set(value.split(/[\s,]+/).filter(word => word !== ''));
		const known: ScopeName[] = [];
		for (const word of words) {
			if (isScopeName(word)) {
				known.push(word);
			} else {
				ignored.push(leaveOut(name, word, explainScope(word)));
			}
		}
		answers = {...answers, scopes: known};
	};

	const readLifetime = ({name, value, written}: LinkParameter): void => {
		const expiration = lifetimes.find(days => String(days) === value);
		if (expiration !== undefined) {
			answers = {...answers, expiration};
			return;
		}
		const reason = isPlaceholder(written)
			? placeholderReason
			: `a classic link takes ${listWords(lifetimes.map(String), 'or')}: choose any other on the page`;
		ignored.push(leaveOut(name, value, reason));
	};

	const readNote = (parameter: LinkParameter): void => {
		const judgement = judgeText('name', parameter, Number.POSITIVE_INFINITY, 'one line');
		if (typeof judgement === 'string') {
			const {name, value, written} = parameter;
			ignored.push(leaveOut(name, judgement === placeholderReason ? written : value, judgement));
		} else {
			answers = {...answers, ...judgement};
		}
	};

	const readers: Readonly<Record<string, (parameter: LinkParameter) => void>> = {
		scopes: readScopes,
		description: readNote,
		default_expires_at: readLifetime,
	};

	for (const parameter of parameters) {
		const {name, value} = parameter;
		const read = Object.hasOwn(readers, name) ? readers[name] : undefined;
		if (read === undefined) {
			ignored.push(leaveOut(name, value, explainName(name)));
		} else if (value !== '') {
			read(parameter);
		}
	}
	return {answers, ignored};
};

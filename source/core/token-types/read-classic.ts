import {findUndocumentedPermission, isPermissionName} from '../catalog/permission-facts.ts';
import {isPlaceholderName} from '../catalog/placeholders.ts';
import {isScopeName, type ScopeName, scopes} from '../catalog/scopes.ts';
import type {Answers} from '../profile/answers.ts';
import type {Ignored} from '../profile/profile.ts';
import {nearestName} from '../text/nearest.ts';
import {listWords} from '../text/words.ts';
import {classicExpirations} from './classic.ts';
import {
	explainGap,
	explainNeverRead,
	explainUnknownParameter,
	type Judgement,
	judgeText,
	leaveOut,
	leaveOutComputed,
	placeholderReason,
	plainName,
	programReasons,
	spelled,
} from './ignored.ts';
import {gapMark, type LinkParameter, type ReadParameters} from './token-type.ts';

const ownNames = ['scopes', 'description', 'default_expires_at'];

/** Wrong names that people use, with the right parameter of GitHub's page. */
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

/** Names that people use for which GitHub's page has no parameter, with the reason. */
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
	return explainNeverRead(plain) ?? explainUnknownParameter(plain, ownNames);
};

const explainScope = (word: string): string => {
	if (isPlaceholderName(word) || /^(?:\.{3,}|…)$|^[$#]?[{<[$]/.test(word)) {
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

/** The most unknown words that are named one by one. */
const mostNamed = 100;

/** Reads the scopes of a list, and the words that are no scopes. */
const readScopes = (
	parameter: LinkParameter,
): {readonly known: readonly ScopeName[]; readonly ignored: readonly Ignored[]} => {
	const {name, value, gaps} = parameter;
	const known = new Set<ScopeName>();
	const unknown = new Set<string>();
	const computed: string[] = [];
	let used = 0;
	for (const word of value.split(/[\s,]+/)) {
		const parts = gaps === undefined ? [word] : word.split(gapMark);
		const [first = '', ...others] = parts;
		if (isScopeName(first)) {
			known.add(first);
		} else if (others.length === 0 && first !== '') {
			unknown.add(first);
		}
		if (others.length > 0) {
			const shown = parts.map((part, index) =>
				index === 0 ? part : (gaps?.[used + index - 1] ?? '') + part,
			);
			used += others.length;
			computed.push(isScopeName(first) ? shown.slice(1).join('') : shown.join(''));
		}
	}
	const reason =
		explainGap(parameter) === placeholderReason
			? placeholderReason
			: known.size > 0
				? programReasons.addsScopes
				: programReasons.namesScopes;
	const named = [...unknown].slice(0, mostNamed);
	const more = unknown.size - named.length;
	return {
		known: [...known],
		ignored: [
			...named.map(word => leaveOut(name, word, explainScope(word))),
			...(more > 0 ? [leaveOut(name, `${more} more`, 'there are no such scopes')] : []),
			...computed.map(word => leaveOut(name, word, reason)),
		],
	};
};

/** Reads the note or the lifetime of a link, or returns the reason why the page would not take it. */
const judge = (parameter: LinkParameter): Judgement => {
	if (parameter.name === 'description') {
		return judgeText('name', parameter, Number.POSITIVE_INFINITY, 'one line');
	}
	const expiration = classicExpirations.find(days => String(days) === parameter.value);
	return expiration === undefined
		? (explainGap(parameter) ??
				`a classic link takes ${listWords(classicExpirations.map(String), 'or')}: choose any other on the page`)
		: {expiration};
};

/** Reads the parameters of a link to the classic page. */
export const readClassic: ReadParameters = parameters => {
	const ignored: Ignored[] = [];
	let answers: Answers = {};
	for (const parameter of parameters) {
		const {name, value, written, gaps} = parameter;
		const leave = (reason: string): void => {
			ignored.push(leaveOut(name, gaps === undefined ? value : written, reason));
		};
		if (parameter.isNameComputed) {
			ignored.push(leaveOutComputed(parameter));
		} else if (!ownNames.includes(name)) {
			leave(explainName(name));
		} else if (value !== '' && name === 'scopes') {
			const read = readScopes(parameter);
			answers = {...answers, scopes: read.known};
			ignored.push(...read.ignored);
		} else if (value !== '') {
			const judgement = judge(parameter);
			if (typeof judgement === 'string') {
				leave(judgement);
			} else {
				answers = {...answers, ...judgement};
			}
		}
	}
	return {answers, ignored};
};

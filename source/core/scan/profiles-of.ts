import {isPermissionName} from '../catalog/permission-facts.ts';
import {permissions as permissionCatalog} from '../catalog/permissions.ts';
import {profileFrom} from '../profile/answers.ts';
import {isLogin, isReached, isRepository, mostRepositories} from '../profile/names.ts';
import type {NamedProfile} from '../profile/profile.ts';
import {isPlace} from '../profile/read-profile.ts';
import type {ScannedToken} from './report.ts';

/** The scanned repository, if its remotes name one. */
export type Repository = {readonly owner: string; readonly name: string};

/** Whether it is a personal token, which somebody has to create. */
export const needsPersonalToken = ({type, token}: ScannedToken): boolean =>
	(type === 'fine-grained' || type === 'classic') &&
	token.kind !== 'workflow' &&
	token.kind !== 'app';

const takesRepositories = ({permissions}: ScannedToken): boolean =>
	permissionCatalog.some(
		({parameter, group}) => group === 'repository' && permissions[parameter] !== undefined,
	);

/** Whether some use of a token names no repository. It then means the scanned one. */
const meansOwn = ({usesOwn, token}: ScannedToken): boolean =>
	usesOwn && (token.kind === 'secret' || token.kind === 'app');

/** Returns the resource owner and the repositories of a token, as far as they are known. */
export const repositoriesOf = (
	token: ScannedToken,
	repository: Repository | undefined,
): {readonly owner?: string; readonly repositories: readonly string[]} => {
	const named = token.repositories.filter(isRepository);
	const own = repository === undefined ? undefined : `${repository.owner}/${repository.name}`;
	const isOwn = own !== undefined && meansOwn(token) && takesRepositories(token);
	const repositories = isOwn ? [own, ...named.filter(name => name !== own)] : named;
	const owner = token.owner ?? (isOwn ? repository?.owner : undefined);
	return {...(owner === undefined || !isLogin(owner) ? {} : {owner}), repositories};
};

/** Returns where a token is kept: `actions:octo-org/app#RELEASE_TOKEN@production`. Empty if unknown. */
export const placesOfToken = (
	{token, environments}: ScannedToken,
	repository: Repository | undefined,
): readonly string[] => {
	if (token.kind !== 'secret' || token.isOfDependabot || repository === undefined) return [];
	const place = `actions:${repository.owner}/${repository.name}#${token.name.replace(/^secrets\./, '')}`;
	const places = environments.length === 0 ? [place] : environments.map(name => `${place}@${name}`);
	return places.filter(isPlace);
};

/** Turns the name of a token into that of a profile: `secrets.RELEASE_TOKEN` into `release-token`. */
export const profileNameOf = ({token}: ScannedToken): string => {
	const last = token.name.replace(/^(?:secrets|inputs)\./, '');
	const name = last
		.replace(/([a-z])([A-Z])/g, '$1-$2')
		.toLowerCase()
		.replace(/[^a-z\d]+/g, '-')
		.replace(/^-|-$/g, '')
		.slice(0, 60);
	return name === '' ? 'token' : name;
};

/** Returns the profile for a token, with the token's name and places. */
export const profileOf = (
	token: ScannedToken,
	repository: Repository | undefined,
	host: string,
): NamedProfile => {
	const profile = profileNameOf(token);
	const places = placesOfToken(token, repository);
	const {owner, repositories} = repositoriesOf(token, repository);
	const fitting = repositories
		.filter(name => isReached(name, owner, undefined))
		.slice(0, mostRepositories);
	const shared = {
		profile,
		name: profile.slice(0, 40),
		...(places.length === 0 ? {} : {goesTo: places.map(place => ({place, storedAt: null}))}),
	};
	const made =
		token.type === 'classic'
			? profileFrom({...shared, type: 'classic', scopes: token.scopes}, host)
			: profileFrom(
					{
						...shared,
						type: 'fine-grained',
						...(owner === undefined ? {} : {owner}),
						...(fitting.length === 0 ? {} : {repositoryAccess: 'selected', repositories: fitting}),
						permissions: Object.fromEntries(
							Object.entries(token.permissions).filter(([name]) => isPermissionName(name)),
						),
					},
					host,
				);
	return {...made, profile};
};

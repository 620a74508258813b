import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';

/** @param {number} index */
const makeProfile = index => {
	const lastOpened = new Date(Date.now() - (index % 28) * 86_400_000).toISOString();
	const common = {profile: `profile ${index}`, host: 'github.com', expiration: 30, lastOpened};
	return index % 3 === 2
		? {...common, type: 'classic', name: `Token ${index}`, scopes: ['repo', 'workflow']}
		: {
				...common,
				type: 'fine-grained',
				name: `Release bot ${index}`,
				description: 'Publishes releases from CI',
				owner: 'octo-org',
				repositoryAccess: 'selected',
				repositories: [`octo-org/app-${index}`],
				permissions: {contents: 'write', issues: 'read', pull_requests: 'write'},
			};
};

/**
 * Makes a home folder with saved profiles.
 *
 * @param {string} home
 * @param {number} count
 */
export const makeHome = async (home, count) => {
	// The same folder on every system.
	const folder = path.join(home, 'config');
	await mkdir(folder, {recursive: true});
	if (count > 0) {
		const profiles = Array.from({length: count}, (_, index) => makeProfile(index));
		await writeFile(path.join(folder, 'config.json'), JSON.stringify({version: 1, profiles}));
	}

	return home;
};

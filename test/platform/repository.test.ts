import {execFileSync} from 'node:child_process';
import {
	appendFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {afterAll, beforeEach, expect, test} from 'vitest';
import {findRemotes} from '../../source/platform/repository.ts';
import {makeTemporaryFolder} from '../clean-environment.ts';

const isWindows = process.platform === 'win32';
const root = await makeTemporaryFolder(afterAll);

let folder = '';
let count = 0;
beforeEach(() => {
	count += 1;
	folder = path.join(root, String(count));
	mkdirSync(folder);
});

const environment: Record<string, string> = {
	PATH: process.env.PATH ?? '',
	HOME: root,
	GIT_CONFIG_NOSYSTEM: '1',
	GIT_CONFIG_GLOBAL: path.join(root, 'no-settings'),
	GIT_CEILING_DIRECTORIES: root,
};

const git = (...args: string[]): void => {
	execFileSync('git', args, {cwd: folder, env: environment, stdio: 'ignore'});
};

const initialize = (remotes: Record<string, string> = {}): void => {
	git('init', '--quiet');
	for (const [name, address] of Object.entries(remotes)) {
		git('remote', 'add', name, address);
	}
};

const find = (changes: Record<string, string> = {}, hosts: string[] = [], cwd = folder) =>
	findRemotes({cwd, environment: {...environment, ...changes}, hosts, patience: 20_000});

const app = {host: 'github.com', owner: 'octo-org', repository: 'app'};

test('a real repository: origin first, then upstream, no repository twice, other hosts left out', async () => {
	initialize({
		backup: 'https://gitlab.com/octo-org/app.git',
		alpha: 'ssh://git@ssh.github.com:443/alpha/app.git',
		copy: 'https://github.com/Octo-Org/App',
		upstream: 'git@github.com:upstream/app.git',
		origin: 'https://me:secret@github.com:443/octo-org/app.git',
		zeta: 'https://octo.ghe.com/zeta/app',
		own: 'https://ghe.example.com:8443/own/app',
	});
	const facts = await find({}, ['ghe.example.com:8443']);
	expect(facts).toMatchObject({
		remotes: [
			{remote: 'origin', ...app},
			{remote: 'upstream', host: 'github.com', owner: 'upstream', repository: 'app'},
			{remote: 'alpha', host: 'github.com', owner: 'alpha', repository: 'app'},
			{remote: 'own', host: 'ghe.example.com:8443', owner: 'own', repository: 'app'},
			{remote: 'zeta', host: 'octo.ghe.com', owner: 'zeta', repository: 'app'},
		],
	});
	expect(JSON.stringify(facts)).not.toContain('secret');
});

test('a folder inside a repository and a worktree know the remotes', async () => {
	initialize({origin: 'git@github.com:octo-org/app.git'});
	mkdirSync(path.join(folder, 'deep', 'er'), {recursive: true});
	const expected = {remotes: [{remote: 'origin', ...app}]};
	expect(await find({}, [], path.join(folder, 'deep', 'er'))).toEqual({folder, ...expected});
	git(
		'-c',
		'user.name=x',
		'-c',
		'user.email=x@example.com',
		'commit',
		'--quiet',
		'--allow-empty',
		'-m',
		'x',
	);
	git('worktree', 'add', '--quiet', path.join(folder, 'tree'));
	expect(await find({}, [], path.join(folder, 'tree'))).toEqual({
		folder: path.join(folder, 'tree'),
		...expected,
	});
});

test('a partial clone’s remote is read past its filter', async () => {
	initialize({origin: 'https://github.com/octo-org/app.git'});
	git('config', 'remote.origin.promisor', 'true');
	git('config', 'remote.origin.partialclonefilter', 'blob:none');
	expect((await find()).remotes).toEqual([{remote: 'origin', ...app}]);
});

test('addresses are those that git’s own settings make of them', async () => {
	initialize({origin: 'gh:octo-org/app'});
	git('config', 'url.https://me:secret@github.com/.insteadOf', 'gh:');
	expect((await find()).remotes).toEqual([{remote: 'origin', ...app}]);
});

test('nothing is found without a remote, without a repository, without git', async () => {
	const nothing = {remotes: []};
	expect(await find()).toMatchObject(nothing);
	initialize();
	expect(await find()).toMatchObject(nothing);
	git('remote', 'add', 'origin', 'git@github.com:octo-org/app.git');
	expect(await find({PATH: ''})).toMatchObject(nothing);
	expect(await find({PATH: '.'})).toMatchObject(nothing);
	expect(await find({}, [], path.join(folder, 'missing'))).toMatchObject(nothing);
	writeFileSync(path.join(folder, '.git', 'config'), '[broken');
	expect(await find()).toMatchObject(nothing);
});

test('who the user is on GitHub, by git’s setting', async () => {
	initialize({origin: 'git@github.com:octo-org/app.git'});
	const settings = path.join(folder, 'settings');
	writeFileSync(settings, '[github]\n\tuser = octocat\n');
	expect(await find({GIT_CONFIG_GLOBAL: settings})).toMatchObject({
		remotes: [{remote: 'origin', ...app}],
		gitHubUser: 'octocat',
	});
	git('config', 'github.user', 'monalisa');
	expect((await find({GIT_CONFIG_GLOBAL: settings})).gitHubUser).toBe('monalisa');
	for (const none of ['', 'two words', '-x', `ghp_${'a1'.repeat(18)}`, '\u001b[2J']) {
		git('config', 'github.user', none);
		expect(await find()).not.toHaveProperty('gitHubUser');
	}
});

test('the folder counts, not variables that name another repository', async () => {
	initialize({origin: 'git@github.com:octo-org/app.git'});
	const other = path.join(folder, 'other');
	mkdirSync(other);
	execFileSync('git', ['init', '--quiet'], {cwd: other, env: environment});
	expect(await find({GIT_DIR: path.join(folder, '.git')}, [], other)).toMatchObject({remotes: []});
});

test.skipIf(isWindows)('a hostile repository runs nothing', async () => {
	initialize({origin: 'https://github.com/octo-org/app.git'});
	const pwned = path.join(folder, 'pwned');
	const script = path.join(folder, 'script');
	writeFileSync(script, `#!/bin/sh\necho x >> "${pwned}"\n`, {mode: 0o755});
	// In the repository itself and as one that a clone brings along.
	for (const [section, key, value] of [
		['core', 'fsmonitor', script],
		['core', 'pager', script],
		['core', 'editor', script],
		['core', 'sshCommand', script],
		['core', 'askPass', script],
		['core', 'gitProxy', script],
		['core', 'hooksPath', folder],
		['core', 'alternateRefsCommand', script],
		['pager', 'remote', script],
		['alias', 'remote', `!${script}`],
		['credential', 'helper', `!${script}`],
		['gpg', 'program', script],
		['diff', 'external', script],
		['remote "origin"', 'uploadpack', script],
		['remote "origin"', 'receivepack', script],
		['remote "origin"', 'vcs', 'ext'],
		['remote "evil"', 'url', `ext::${script}`],
		['remote "e\u001b[2Jvil"', 'url', 'https://github.com/octo-org/evil'],
	] as const) {
		const quoted = value.replaceAll('"', '\\"');
		appendFileSync(path.join(folder, '.git', 'config'), `[${section}]\n\t${key} = "${quoted}"\n`);
	}
	writeFileSync(path.join(folder, 'post-index-change'), `#!/bin/sh\n"${script}"\n`, {mode: 0o755});
	const variables = {
		GIT_SSH_COMMAND: script,
		GIT_ASKPASS: script,
		GIT_PAGER: script,
		GIT_EXTERNAL_DIFF: script,
		GIT_TRACE: path.join(folder, 'trace'),
		GIT_TRACE2: path.join(folder, 'trace'),
	};
	const {remotes} = await find(variables);
	expect(remotes).toEqual([{remote: 'origin', ...app}]);
	expect(existsSync(pwned)).toBe(false);
	expect(existsSync(path.join(folder, 'trace'))).toBe(false);
});

test('a bare repository lying inside a folder is not looked at', async () => {
	git('init', '--quiet', '--bare', '.');
	git('remote', 'add', 'origin', 'git@github.com:octo-org/app.git');
	expect(readdirSync(folder)).toContain('HEAD');
	expect(await find()).toMatchObject({remotes: []});
});

test.skipIf(isWindows)('a git that hangs is given up', async () => {
	initialize({origin: 'git@github.com:octo-org/app.git'});
	execFileSync('mkfifo', [path.join(folder, 'pipe')]);
	appendFileSync(path.join(folder, '.git', 'config'), '[include]\n\tpath = ../pipe\n');
	expect(await findRemotes({cwd: folder, environment, hosts: [], patience: 200})).toMatchObject({
		remotes: [],
	});
});

/** A git that does something else, on a path of its own. */
const makeGit = (script: string): Record<string, string> => {
	const tools = path.join(folder, 'tools');
	mkdirSync(tools);
	writeFileSync(path.join(tools, 'git'), `#!/bin/sh\n${script}\n`, {mode: 0o755});
	return {...environment, PATH: `${tools}${path.delimiter}${environment.PATH}`};
};

const isRunning = (pid: number): boolean => {
	try {
		process.kill(pid, 0);
		// Ended, but nobody asked how.
		return !/^\S+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
	} catch {
		return false;
	}
};

test.skipIf(process.platform !== 'linux')('what it started is given up with it', async () => {
	mkdirSync(path.join(folder, '.git'));
	const started = path.join(folder, 'started');
	const hanging = makeGit(`sleep 1000 & echo $! > '${started}'; wait`);
	const found = findRemotes({cwd: folder, environment: hanging, hosts: [], patience: 1000});
	expect(await found).toMatchObject({remotes: []});
	const pid = Number(readFileSync(started, 'utf8'));
	expect(pid).toBeGreaterThan(1);
	await expect.poll(() => isRunning(pid)).toBe(false);
});

test.skipIf(isWindows)('a git that prints without an end is given up', async () => {
	mkdirSync(path.join(folder, '.git'));
	const line = 'origin\\thttps://github.com/octo-org/app (fetch)';
	const endless = makeGit(`while :; do printf '${line}\\n'; done`);
	const found = findRemotes({cwd: folder, environment: endless, hosts: [], patience: 60_000});
	expect(await found).toMatchObject({remotes: []});
});

test('nothing is left listening for the end of the program', async () => {
	initialize({origin: 'git@github.com:octo-org/app.git'});
	const events = ['exit', 'SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'];
	const before = events.map(event => process.listenerCount(event));
	await Promise.all([find(), find({PATH: ''}), find({}, [], path.join(folder, 'missing'))]);
	expect(events.map(event => process.listenerCount(event))).toEqual(before);
});

test.skipIf(isWindows)('no git lying in the current folder is run', async () => {
	initialize({origin: 'git@github.com:octo-org/app.git'});
	writeFileSync(path.join(folder, 'git'), '#!/bin/sh\ntouch pwned\n', {mode: 0o755});
	expect((await find({PATH: `.::${environment.PATH}`})).remotes).toHaveLength(1);
	expect(existsSync(path.join(folder, 'pwned'))).toBe(false);
});

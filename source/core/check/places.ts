import {readSafely, usageError} from '../errors.ts';
import {isPlace} from '../profile/read-profile.ts';
import {showBriefly} from '../text/mask.ts';

/** What is known when a token is handed over. */
export type Handover = {
	/** The host of the profile. */
	readonly host: string;
	/** Whose token it is; unset when GitHub did not tell. */
	readonly login?: string | undefined;
};

/** One run of a program, which reads the token on its standard input and never in its arguments. */
export type Run = {
	readonly program: string;
	readonly arguments: readonly string[];
	/** What the program reads; unset for nothing. */
	readonly input?: (token: string) => string;
	/** For a run that reads the token back: whether what it printed holds it. */
	readonly holds?: (output: string, token: string) => boolean;
	/** Why it may not hold it, as a clause: told in place of the program's own words. */
	readonly whyNot?: string;
};

/** How a token gets to a place: the runs of a program, one after the other. */
export type Delivery = {
	readonly runs: readonly Run[];
	/** A file below the folder of `pass` that is there when the place is taken already. */
	readonly entry?: string;
	/** How a place that is taken already is found, and what is run then in place of the others. */
	readonly taken?: {
		readonly look: Run;
		/** Whether a failed look says that there is nothing, by what it wrote to standard error. */
		readonly isFree: (said: string) => boolean;
		/** By what it wrote to standard output. A clause where it cannot be replaced. */
		readonly runs: (output: string) => readonly Run[] | string;
	};
};

type PlaceKind = {
	/** How such a place is written. */
	readonly grammar: string;
	/** What it is, and the program that puts a token there: lower case, without a full stop. */
	readonly what: string;
	readonly pattern: RegExp;
	readonly deliver: (name: readonly string[], facts: Handover) => Delivery;
};

const itself = (token: string): string => token;

type OpField = {readonly id?: unknown};

/** An item of 1Password with the token in its field for one, or a clause that says why it has none. */
const fillItem = (
	output: string,
): {readonly field: string; readonly fill: (token: string) => string} | string => {
	const item = readSafely((): {category?: unknown; fields?: readonly OpField[]} | null =>
		JSON.parse(output),
	);
	// A template loses the passkey of a login.
	if (item?.category !== 'API_CREDENTIAL' && item?.category !== 'PASSWORD') {
		return 'the item of this name is neither an API Credential nor a Password';
	}
	const {fields = []} = item;
	const found = fields.find(({id}) => id === 'credential' || id === 'password');
	return found === undefined
		? 'the item of this name has no field for a token'
		: {
				field: String(found.id),
				fill: token =>
					JSON.stringify({
						...item,
						fields: fields.map(field => (field === found ? {...field, value: token} : field)),
					}),
			};
};

/**
 * An item of 1Password, which `op item create -` and `op item edit` read as JSON from standard input
 * (https://developer.1password.com/docs/cli/reference/management-commands/item, November 2026).
 */
const opItem = (vault: string, title: string): Delivery => {
	const run = (words: readonly string[], more: Partial<Run> = {}): Run => ({
		program: 'op',
		arguments: [...words, '--vault', vault],
		...more,
	});
	const readBack = (field: string): Run => ({
		program: 'op',
		arguments: ['read', '--no-newline', `op://${vault}/${title}/${field}`],
		holds: (output, token) => output.trim() === token,
	});
	const create = (token: string): string =>
		JSON.stringify({
			title,
			category: 'API_CREDENTIAL',
			fields: [{id: 'credential', type: 'CONCEALED', label: 'credential', value: token}],
		});
	return {
		runs: [run(['item', 'create', '-'], {input: create}), readBack('credential')],
		taken: {
			look: run(['item', 'get', title, '--format', 'json']),
			isFree: said => said.includes("isn't an item"),
			runs: output => {
				const filled = fillItem(output);
				return typeof filled === 'string'
					? filled
					: [run(['item', 'edit', title], {input: filled.fill}), readBack(filled.field)];
			},
		},
	};
};

/** A secret on GitHub. `gh secret set` reads it from standard input (https://cli.github.com/manual/gh_secret_set, November 2026). */
const secret =
	(app: string): PlaceKind['deliver'] =>
	([, repository = '', name = '', environment], {host}) => ({
		runs: [
			{
				program: 'gh',
				arguments: [
					'secret',
					'set',
					name,
					...['--app', app],
					// With the host, so that GH_HOST does not send it elsewhere.
					...['--repo', `${host}/${repository}`],
					...(environment === undefined ? [] : ['--env', environment]),
				],
				input: itself,
			},
		],
	});

const repositorySecret = /^([\w.-]{1,100}\/[\w.-]{1,100})#([A-Za-z_]\w{0,99})$/;

/** What git's credential helpers are told or asked: a line for each attribute (git-credential(1)). */
const credential = (host: string, login: string | undefined, token?: string): string =>
	[
		'protocol=https',
		`host=${host}`,
		...(login === undefined ? [] : [`username=${login}`]),
		...(token === undefined ? [] : [`password=${token}`]),
		'',
		'',
	].join('\n');

/**
 * The kinds of places, by the word before the colon. Each program's way of reading from standard input is
 * read in its own manual or source (November 2026); `pass` in its script.
 */
const kinds: Readonly<Record<string, PlaceKind>> = {
	actions: {
		grammar: 'actions:OWNER/REPO#NAME[@ENVIRONMENT]',
		what: 'a secret of GitHub Actions, of an environment too: gh secret set',
		pattern: /^([\w.-]{1,100}\/[\w.-]{1,100})#([A-Za-z_]\w{0,99})(?:@(?!-)([^\s@]{1,255}))?$/,
		deliver: secret('actions'),
	},
	codespaces: {
		grammar: 'codespaces:OWNER/REPO#NAME',
		what: 'a secret of Codespaces: gh secret set',
		pattern: repositorySecret,
		deliver: secret('codespaces'),
	},
	dependabot: {
		grammar: 'dependabot:OWNER/REPO#NAME',
		what: 'a secret of Dependabot: gh secret set',
		pattern: repositorySecret,
		deliver: secret('dependabot'),
	},
	git: {
		grammar: 'git:HOST',
		what: "git's credential helper, for clone and push over https: git credential approve",
		pattern: /^([a-z0-9.-]{1,255}(?::\d{1,5})?)$/,
		deliver: ([, host = ''], {login = 'x-access-token'}) => ({
			runs: [
				{
					program: 'git',
					arguments: ['credential', 'approve'],
					input: token => credential(host, login, token),
				},
				// Without a helper git keeps nothing, and says nothing.
				{
					program: 'git',
					arguments: ['credential', 'fill'],
					input: () => credential(host, login),
					holds: (output, token) => output.split(/\r?\n/).includes(`password=${token}`),
					whyNot:
						'git does not give it back: it has no credential helper that stores (git config credential.helper), or a helper was given the token and does not give it back',
				},
			],
		}),
	},
	docker: {
		grammar: 'docker:ghcr.io',
		what: "docker's login for GitHub's container registry: docker login",
		pattern: /^((?:ghcr\.io|containers\.[a-z0-9-]+\.ghe\.com))$/,
		deliver: ([, registry = ''], {login = 'x-access-token'}) => ({
			runs: [
				{
					program: 'docker',
					arguments: ['login', registry, '--username', login, '--password-stdin'],
					input: itself,
				},
			],
		}),
	},
	'secret-tool': {
		grammar: 'secret-tool:NAME',
		what: "the desktop's keyring, with the attributes service=pat-wizard and name=NAME: secret-tool store",
		pattern: /^(?!-)([\w./ -]{1,100})$/,
		deliver: ([, name = '']) => {
			const attributes = ['service', 'pat-wizard', 'name', name];
			return {
				runs: [
					{
						program: 'secret-tool',
						arguments: ['store', `--label=pat-wizard ${name}`, ...attributes],
						input: itself,
					},
					{
						program: 'secret-tool',
						arguments: ['lookup', ...attributes],
						holds: (output, token) => output.trim() === token,
					},
				],
			};
		},
	},
	pass: {
		grammar: 'pass:NAME',
		what: 'an entry of pass: pass insert',
		pattern: /^(?![-/])((?!.*\.\.)[\w./@ -]{1,200})$/,
		deliver: ([, name = '']) => ({
			runs: [
				{
					program: 'pass',
					arguments: ['insert', '--multiline', '--force', name],
					input: token => `${token}\n`,
				},
			],
			entry: `${name}.gpg`,
		}),
	},
	op: {
		grammar: 'op:VAULT/ITEM',
		what: 'the credential of an item of 1Password: op item create, op item edit',
		pattern: /^(?!-)([\w. -]{1,100})\/(?!-)([\w. -]{1,100})$/,
		deliver: ([, vault = '', title = '']) => opItem(vault, title),
	},
};

/** How each kind of place is written and what it is, for the help and the readme. */
export const placeKinds: readonly {readonly grammar: string; readonly what: string}[] =
	Object.values(kinds).map(({grammar, what}) => ({grammar, what}));

/** A place whose name was read. */
export type ReadPlace = {
	/** As it is written and remembered. */
	readonly place: string;
	/** How the token gets there. */
	readonly deliver: (facts: Handover) => Delivery;
};

/** Reads the name of a place. Throws a usage error that shows how places are written. */
export const readPlace = (text: string): ReadPlace => {
	const colon = text.indexOf(':');
	const id = text.slice(0, Math.max(0, colon));
	const kind = Object.hasOwn(kinds, id) ? kinds[id] : undefined;
	const name = isPlace(text) ? kind?.pattern.exec(text.slice(colon + 1)) : undefined;
	if (kind === undefined) {
		throw usageError(
			`"${showBriefly(text)}" is not a place for a token`,
			`A place is one of ${placeKinds.map(({grammar}) => grammar).join(', ')}`,
		);
	}
	if (name == null) {
		throw usageError(
			`"${showBriefly(text)}" is not a place for a token`,
			`Write it as ${kind.grammar}`,
		);
	}
	return {place: text, deliver: facts => kind.deliver([...name], facts)};
};

import {readSafely, usageError} from '../errors.ts';
import {isPlace} from '../profile/read-profile.ts';
import {showBriefly} from '../text/mask.ts';
import {listWords} from '../text/words.ts';

/** What programs need to know about a token, other than its value. */
export type TokenFacts = {
	/** The host of the profile. */
	readonly host: string;
	/** The account of the token. Unset when it is unknown. */
	readonly login?: string | undefined;
};

/** One run of a program. It gets the token on standard input, never as an argument. */
export type Run = {
	readonly program: string;
	readonly arguments: readonly string[];
	/** The standard input. Unset when there is none. */
	readonly input?: (token: string) => string;
	/** For a run that reads the token back: whether the output has the token. */
	readonly holds?: (output: string, token: string) => boolean;
	/** The reason to show when it does not, as a clause. By default, the program's own message is shown. */
	readonly whyNot?: string;
};

/** How a token gets to a place: runs of a program, one after the other. */
export type Delivery = {
	readonly runs: readonly Run[];
	/** A file in the folder of `pass` that exists when the place is taken already. */
	readonly entry?: string;
	/** How to find out that a place is taken already, and what to run then instead of `runs`. */
	readonly taken?: {
		readonly look: Run;
		/** Whether the standard error of a failed look says that the place is free. */
		readonly isFree: (errors: string) => boolean;
		/** What to run, by the standard output of the look. A clause with the reason when replacing is impossible. */
		readonly runs: (output: string) => readonly Run[] | string;
	};
};

type PlaceKind = {
	/** How such a place is written. */
	readonly grammar: string;
	/** What it is, and the program that stores the token: in lower case, without a full stop. */
	readonly what: string;
	readonly pattern: RegExp;
	/** Makes the delivery from the groups of `pattern`. */
	readonly deliver: (name: readonly string[], facts: TokenFacts) => Delivery;
};

const itself = (token: string): string => token;

type OpField = {readonly id?: unknown};

/** Finds the field for the token in an item of 1Password, and how to fill it. A clause says why there is none. */
const fillItem = (
	output: string,
): {readonly field: string; readonly fill: (token: string) => string} | string => {
	const item = readSafely((): {category?: unknown; fields?: readonly OpField[]} | null =>
		JSON.parse(output),
	);
	// Editing a login by its JSON would lose its passkey.
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
 * Stores the token in an item of 1Password. `op item create -` and `op item edit` read it as JSON from standard
 * input (https://developer.1password.com/docs/cli/reference/management-commands/item, November 2026).
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

/** Stores a secret on GitHub with `gh secret set` (https://cli.github.com/manual/gh_secret_set, November 2026). */
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
					// The host is named, so that GH_HOST has no effect.
					...['--repo', `${host}/${repository}`],
					...(environment === undefined ? [] : ['--env', environment]),
				],
				input: itself,
			},
		],
	});

const repositorySecret = /^([\w.-]{1,100}\/[\w.-]{1,100})#([A-Za-z_]\w{0,99})$/;

/** Writes the input of git's credential helpers: one attribute a line (git-credential(1)). */
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
 * The kinds of places, by the word before the colon. The manual or the source of each program says how it reads
 * from standard input (November 2026).
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
				// Without a credential helper, git stores nothing and reports nothing.
				{
					program: 'git',
					arguments: ['credential', 'fill'],
					input: () => credential(host, login),
					holds: (output, token) => output.split(/\r?\n/).includes(`password=${token}`),
					whyNot:
						'git does not return the token: it has no credential helper that stores tokens (git config credential.helper), or the helper did not keep it',
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

/** How each kind of place is written and what it is. */
export const placeKinds: readonly {readonly grammar: string; readonly what: string}[] =
	Object.values(kinds).map(({grammar, what}) => ({grammar, what}));

/** A place that was read from its name. */
export type ReadPlace = {
	/** Its name. */
	readonly place: string;
	/** How the token gets there. */
	readonly deliver: (facts: TokenFacts) => Delivery;
};

/** Reads the name of a place. Throws a usage error that shows how to write one. */
export const readPlace = (text: string): ReadPlace => {
	const colon = text.indexOf(':');
	const id = text.slice(0, Math.max(0, colon));
	const kind = Object.hasOwn(kinds, id) ? kinds[id] : undefined;
	const name = isPlace(text) ? kind?.pattern.exec(text.slice(colon + 1)) : undefined;
	if (kind === undefined || name == null) {
		const grammars = kind === undefined ? placeKinds.map(({grammar}) => grammar) : [kind.grammar];
		throw usageError(
			`"${showBriefly(text)}" is not a place for a token`,
			`Write it as ${listWords(grammars, 'or')}`,
		);
	}
	return {place: text, deliver: facts => kind.deliver([...name], facts)};
};

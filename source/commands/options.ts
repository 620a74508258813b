/** The kinds of names that complete a word of the command line. */
export type Completion = 'profile' | 'permission' | 'scope' | 'preset' | 'file' | 'shell';

/** An option of one or several commands. */
export type OptionRow = {
	/** One letter, for the few that have one. */
	readonly short?: string;
	/** The name of its value in the help. Unset for an option that is on or off. */
	readonly value?: string;
	readonly isRepeatable?: true;
	/** One line, beginning in lower case. */
	readonly summary: string;
	/** The values to choose from, when they are few and fixed. */
	readonly choices?: readonly string[];
	readonly completion?: Completion;
};

/** Every option of every command. */
const table = {
	type: {
		value: 'type',
		summary: 'fine-grained (the default without scopes) or classic',
		choices: ['fine-grained', 'classic'],
	},
	name: {value: 'text', summary: "the token's name on GitHub, at most 40 characters"},
	description: {value: 'text', summary: 'what the token is for, at most 1,024 characters'},
	owner: {value: 'login', summary: 'the resource owner (default: your own account)'},
	'repository-access': {
		value: 'access',
		summary: 'public, all or selected',
		choices: ['public', 'all', 'selected'],
	},
	repository: {
		value: 'owner/name',
		isRepeatable: true,
		summary: 'a selected repository; repeatable',
	},
	permission: {
		value: 'name=level,…',
		isRepeatable: true,
		summary: 'permissions with their access levels; repeatable',
		completion: 'permission',
	},
	scope: {
		value: 'scope,…',
		isRepeatable: true,
		summary: 'scopes of a classic token; repeatable',
		completion: 'scope',
	},
	expiration: {value: 'when', summary: '1 to 366 days, a date as YYYY-MM-DD, or none'},
	host: {value: 'host', summary: 'another host of GitHub (default: $GH_HOST, or github.com)'},
	preset: {
		value: 'id',
		summary: 'the permissions for a task; pat-wizard permissions lists the presets',
		completion: 'preset',
	},
	needs: {
		value: 'endpoint',
		isRepeatable: true,
		summary: 'the least permissions for an API endpoint; repeatable',
	},
	yes: {short: 'y', summary: 'ask nothing; unset answers take their defaults'},
	save: {value: 'profile', summary: 'save the profile under this name', completion: 'profile'},
	'no-open': {summary: 'print the link without opening it'},
	copy: {summary: 'copy the link to the clipboard'},
	json: {summary: 'print JSON, also for errors'},
	force: {
		summary:
			'replace what has the same name; with store and rotate, also store a token that lacks something',
	},
	'dry-run': {summary: 'show what would be saved, without saving it'},
	format: {
		value: 'format',
		summary: 'json (the default), link or markdown',
		choices: ['json', 'link', 'markdown'],
	},
	expiring: {
		value: 'days',
		summary:
			'list the tokens that expire within this number of days; with check, exit with 1 if the token does',
	},
	'fail-if-expiring': {summary: 'exit with 1 when --expiring finds one'},
	token: {value: 'name', summary: 'only this token: the name of a secret or variable'},
	'save-all': {summary: 'save a profile for each secret that needs a personal token'},
	against: {
		value: 'file',
		summary: 'compare with the profiles in a file; exit with 1 when more is needed',
		completion: 'file',
	},
	'from-env': {
		value: 'name',
		summary: 'read the token from this environment variable',
	},
	help: {short: 'h', summary: 'show this help'},
	version: {short: 'v', summary: 'print the version'},
} as const satisfies Readonly<Record<string, OptionRow>>;

/** The name of an option, without its dashes. */
export type OptionName = keyof typeof table;

/** Every option of every command, by its name. */
export const options: Readonly<Record<OptionName, OptionRow>> = table;

/** Whether a word names an option. */
export const isOptionName = (word: string): word is OptionName => Object.hasOwn(options, word);

/** The options that answer the wizard's questions, in its order. */
export const answerOptions = [
	'type',
	'name',
	'description',
	'owner',
	'repository-access',
	'repository',
	'permission',
	'scope',
	'expiration',
	'host',
	'preset',
	'needs',
] as const satisfies readonly OptionName[];

/** The options that every command has. */
export const commonOptions = ['help'] as const satisfies readonly OptionName[];

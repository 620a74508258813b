/** An exit status of the program, for scripts. */
export type ExitStatus = {
	readonly code: number;
	/** Lower case, without a full stop. */
	readonly meaning: string;
};

/** Every exit status. */
export const exitStatuses: readonly ExitStatus[] = [
	{code: 0, meaning: 'done; also when a link was printed but not opened, with a message'},
	{
		code: 1,
		meaning:
			'something outside failed, such as the disk or a broken file of profiles; or a bug; --fail-if-expiring found profiles that expire; or check found something missing, refused or expiring; or scan --against found that the code needs more than the profiles grant',
	},
	{
		code: 2,
		meaning: 'wrong use or wrong input, or needs has no single answer; nothing was changed',
	},
	{code: 130, meaning: 'cancelled: Ctrl+C, or leaving the wizard without finishing'},
];

/** An environment variable that changes what the program does. */
export type EnvironmentVariable = {
	readonly name: string;
	/** Lower case, without a full stop. */
	readonly does: string;
};

/**
 * The environment variables for users to set. The program also reads some that only show where it runs:
 * over SSH, in CI, with or without a display.
 */
export const environmentVariables: readonly EnvironmentVariable[] = [
	{name: 'GH_HOST', does: 'the host when neither an option nor a profile names one'},
	{
		name: 'BROWSER',
		does: 'the program that opens links; when it is set it is always tried, over SSH, in containers and in CI too',
	},
	{
		name: 'PAT_WIZARD_CONFIG_DIR',
		does: "the folder for saved profiles in place of the platform's own",
	},
	{
		name: 'PAT_WIZARD_API_URL',
		does: "for check, store and rotate: the address of the API in place of the host's own; https, or http to this machine",
	},
	{
		name: 'PAT_WIZARD_GIT_URL',
		does: 'the same for requests by git; with PAT_WIZARD_API_URL alone git makes none',
	},
	{
		name: 'HTTPS_PROXY, NO_PROXY',
		does: 'for check, store and rotate: the proxy, and the hosts without one',
	},
	{name: 'NO_COLOR', does: 'when set and not empty: no colours'},
	{name: 'FORCE_COLOR', does: 'when set: colours into pipes and files too; 0: no colours'},
	{name: 'TERM', does: 'dumb: no colours and no wizard'},
	{name: 'LC_ALL, LC_CTYPE, LANG', does: 'without UTF-8 the wizard draws with ASCII alone'},
	{name: 'INK_SCREEN_READER', does: 'true: the wizard as lines of text for screen readers'},
	{
		name: 'NODE_DISABLE_COMPILE_CACHE',
		does: 'when set: compiled code is not kept for the next start',
	},
];

/** Where the program keeps something, by platform. `~` is the home folder. */
export type Place = {
	readonly what: string;
	readonly linux: string;
	readonly macos: string;
	readonly windows: string;
};

/** Everything that the program keeps. */
export const places: readonly Place[] = [
	{
		what: 'Saved profiles',
		linux: '~/.config/pat-wizard/config.json',
		macos: '~/Library/Preferences/pat-wizard/config.json',
		windows: '%APPDATA%\\pat-wizard\\Config\\config.json',
	},
	{
		what: 'Compiled code, to start faster',
		linux: '~/.cache/pat-wizard',
		macos: '~/Library/Caches/pat-wizard',
		windows: '%LOCALAPPDATA%\\pat-wizard\\Cache',
	},
];

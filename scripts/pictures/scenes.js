/**
 * One move of a scene: it presses keys or types a text, and then waits until `until` is on the screen and the screen
 * is still.
 *
 * @typedef {{
 *   press?: readonly (keyof typeof import('./terminal.js').keys)[],
 *   type?: string,
 *   until: string,
 *   hold?: number,
 *   isStill?: boolean,
 * }} Move In a film, `type` is typed letter by letter. `hold` is the time that a film shows the result, in
 * milliseconds. `isStill` marks the picture for readers who want no motion.
 */

/**
 * @typedef {{columns: number, rows: number}} Size
 *
 * @typedef {{
 *   id: string,
 *   title: string,
 *   sizes: {readonly wide: Size, readonly narrow?: Size},
 *   saved?: readonly (readonly string[])[],
 *   moves: readonly Move[],
 *   isFilm?: true,
 *   from?: string,
 * }} Scene `saved` are commands to run before. With `from`, the last picture shows the rows from this text on, as if
 * scrolled there.
 */

/** The wizard's screen. */
const screen = {wide: {columns: 80, rows: 24}, narrow: {columns: 44, rows: 18}};

/** The output of a command, with all its lines. It is laid out for 80 columns, so there is no narrow picture. */
const page = {wide: {columns: 80, rows: 60}};

const releaseBot = [
	'--yes',
	'--owner=octo-org',
	'--repository=octo-org/app',
	'--permission=contents=write,issues=read',
	'--expiration=30',
	'--name=Release bot',
	'--save=release-bot',
];

const laptop = [
	'--yes',
	'--no-open',
	'--permission=gists=write',
	'--expiration=60',
	'--name=My laptop',
	'--save=my laptop',
];

const containerPush = [
	'--yes',
	'--scope=write:packages',
	'--expiration=90',
	'--name=Push to ghcr.io',
	'--save=ghcr push',
];

const saved = [releaseBot, laptop, containerPush];

/** @satisfies {readonly Move[]} */
const choosePermissions = [
	{type: 'pull', until: '/ pull', hold: 900},
	{press: ['right', 'right'], until: 'Pull requests: write', hold: 1000},
	{press: ['escape'], until: 'type to filter', hold: 500},
	{type: 'cont', until: '/ cont', hold: 900},
	{press: ['right', 'right'], until: 'Contents: write', hold: 2200, isStill: true},
];

/** Every scene with a picture, in the order of the readme. @type {readonly Scene[]} */
export const scenes = [
	{
		id: 'run',
		title: 'A run of pat-wizard, from npx pat-wizard to the opened link',
		sizes: screen,
		isFilm: true,
		moves: [
			{type: 'npx pat-wizard', until: '$ npx pat-wizard', hold: 800},
			{press: ['enter'], until: 'Fine-grained', hold: 1400},
			{press: ['enter'], until: '❯ octo-org', hold: 1200},
			{press: ['enter'], until: '❯ Only octo-org/app', hold: 1200},
			{press: ['enter'], until: '❯ Actions', hold: 1000},
			...choosePermissions,
			{press: ['enter'], until: '❯ 30 days', hold: 1200},
			{press: ['enter'], until: 'Token name', hold: 1200},
			{press: ['enter'], until: '❯ Open in the browser and save', hold: 2000},
			{press: ['enter'], until: 'On the page', hold: 5000},
		],
		from: '$ npx pat-wizard',
	},
	{
		id: 'permissions',
		title: 'The permissions step, with what the chosen permission can do',
		sizes: screen,
		moves: [
			{type: 'pat-wizard --owner octo-org --repository octo-org/app', until: 'octo-org/app'},
			{press: ['enter'], until: '❯ Actions'},
			...choosePermissions,
			{press: ['escape'], until: '❯ Contents'},
		],
	},
	{
		id: 'saved',
		title: 'The saved profiles, with the days that are left',
		sizes: {wide: {columns: 80, rows: 17}, narrow: {columns: 44, rows: 14}},
		saved,
		moves: [
			{type: 'pat-wizard', until: '$ pat-wizard'},
			{press: ['enter'], until: '❯ release-bot'},
		],
	},
	{
		id: 'review',
		title: 'The review step: the whole profile, its risks and its link',
		sizes: screen,
		saved,
		moves: [
			{type: 'pat-wizard edit release-bot', until: '$ pat-wizard edit release-bot'},
			{press: ['enter'], until: '❯ Save without opening'},
		],
	},
	{
		id: 'needs',
		title: 'pat-wizard needs: the least permissions for two tasks',
		sizes: page,
		moves: [
			{
				type: 'pat-wizard needs "create issues" "trigger a workflow"',
				until: 'trigger a workflow"',
			},
			{press: ['enter'], until: 'Make it'},
		],
	},
];

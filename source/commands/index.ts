import type {CommandRow} from './command.ts';

const profile = {name: 'profile', completion: 'profile'} as const;

/** Every command, in the order of the help. A command that is not here does not exist. */
export const commands: readonly CommandRow[] = [
	{
		name: 'create',
		arguments: [],
		summary: 'Make a link, by the wizard or from options (the default command)',
		load: async () => (await import('./create.ts')).create,
	},
	{
		name: 'open',
		arguments: [profile],
		summary: "Print and open a saved profile's link",
		load: async () => (await import('./open.ts')).open,
	},
	{
		name: 'url',
		arguments: [{...profile, isOptional: true}],
		summary: 'Print a link and nothing else',
		load: async () => (await import('./url.ts')).url,
	},
	{
		name: 'list',
		arguments: [],
		summary: 'List the saved profiles and when their tokens expire',
		load: async () => (await import('./list.ts')).list,
	},
	{
		name: 'remove',
		arguments: [{...profile, isRepeatable: true}],
		summary: 'Remove saved profiles',
		load: async () => (await import('./remove.ts')).remove,
	},
];

/** The command that runs when none is named. */
export const defaultCommand = 'create';

/** The command of this name, if there is one. */
export const findCommand = (name: string): CommandRow | undefined =>
	commands.find(row => row.name === name);

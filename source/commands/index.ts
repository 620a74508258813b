import {check} from './check.ts';
import type {Command} from './command.ts';
import {completion} from './completion.ts';
import {create} from './create.ts';
import {edit} from './edit.ts';
import {exportCommand} from './export.ts';
import {importCommand} from './import.ts';
import {list} from './list.ts';
import {needs} from './needs.ts';
import {open} from './open.ts';
import {permissions} from './permissions.ts';
import {remove} from './remove.ts';
import {rename} from './rename.ts';
import {rotate} from './rotate.ts';
import {scan} from './scan.ts';
import {show} from './show.ts';
import {store} from './store.ts';
import {url} from './url.ts';

/** Every command, in the order of the help. A command that is not here does not exist. */
export const commands: readonly Command[] = [
	create,
	open,
	url,
	list,
	show,
	edit,
	rename,
	remove,
	importCommand,
	exportCommand,
	permissions,
	needs,
	scan,
	check,
	store,
	rotate,
	completion,
];

/** The command that runs when none is named. */
export const defaultCommand = create;

/** Finds the command of this name, if there is one. */
export const findCommand = (name: string): Command | undefined =>
	commands.find(command => command.name === name);

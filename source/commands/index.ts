import type {Command} from './command.ts';
import {create} from './create.ts';
import {list} from './list.ts';
import {open} from './open.ts';
import {remove} from './remove.ts';
import {url} from './url.ts';

/** Every command, in the order of the help. A command that is not here does not exist. */
export const commands: readonly Command[] = [create, open, url, list, remove];

/** The command that runs when none is named. */
export const defaultCommand = create;

/** The command of this name, if there is one. */
export const findCommand = (name: string): Command | undefined =>
	commands.find(command => command.name === name);

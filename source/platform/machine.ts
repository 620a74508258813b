import isInsideContainer from 'is-inside-container';
import isWsl from 'is-wsl';
import type {Environment} from '../core/environment.ts';
import {type DesktopFacts, type Machine, namesContainer} from '../core/machine/desktop.ts';

/** The machine on which to find browsers and clipboards. */
export type DesktopWorld = DesktopFacts & {readonly platform: NodeJS.Platform};

/** Reads the kind of machine from the environment and from files. Only Linux can be a container or WSL. */
export const readMachine = (environment: Environment, platform: NodeJS.Platform): Machine => {
	const isContainer = platform === 'linux' && (namesContainer(environment) || isInsideContainer());
	return {isContainer, isWsl: isWsl && !isContainer};
};

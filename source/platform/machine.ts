import isInsideContainer from 'is-inside-container';
import isWsl from 'is-wsl';
import type {Environment} from './find-program.ts';

/** The facts about the machine that matter for browsers and clipboards. */
export type Machine = {
	/** Whether it is a container such as Docker, Podman, Kubernetes or LXC. Not WSL, and not a Flatpak sandbox. */
	readonly isContainer: boolean;
	/** Whether it is Windows Subsystem for Linux, and no container in it. */
	readonly isWsl: boolean;
};

// The values of systemd's variable `container` (https://systemd.io/CONTAINER_INTERFACE) on machines with a desktop's
// browser: WSL and Flatpak set it too.
const desktopContainers: ReadonlySet<string> = new Set(['', 'wsl', 'flatpak']);

/** Whether variables name a container. Kubernetes pods and LXC have no files that the packages look for. */
export const namesContainer = (environment: Environment): boolean =>
	!desktopContainers.has(environment.container ?? '') ||
	Boolean(environment.KUBERNETES_SERVICE_HOST);

/** Reads the kind of machine from the environment and from files. Only Linux can be a container or WSL. */
export const readMachine = (environment: Environment, platform: NodeJS.Platform): Machine => {
	const isContainer = platform === 'linux' && (namesContainer(environment) || isInsideContainer());
	return {isContainer, isWsl: isWsl && !isContainer};
};

/** Whether the terminal is at the other end of an SSH connection. */
export const isOverSsh = (environment: Environment): boolean =>
	Boolean(environment.SSH_CONNECTION || environment.SSH_CLIENT || environment.SSH_TTY);

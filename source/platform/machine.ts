import isInsideContainer from 'is-inside-container';
import isWsl from 'is-wsl';
import type {Environment} from './find-program.ts';

/** What kind of machine this is, as far as browsers and clipboards care. */
export type Machine = {
	/** Docker, Podman, Kubernetes, LXC and their like; not WSL, and not a Flatpak's sandbox. */
	readonly isContainer: boolean;
	/** Windows Subsystem for Linux, outside any container in it. */
	readonly isWsl: boolean;
};

// systemd's variable (https://systemd.io/CONTAINER_INTERFACE). WSL sets it too, and so does
// Flatpak for programs that do reach the desktop's browser.
const desktopContainers: ReadonlySet<string> = new Set(['', 'wsl', 'flatpak']);

/** Whether variables say that this is a container: pods and LXC have no files that the packages know. */
export const namesContainer = (environment: Environment): boolean =>
	!desktopContainers.has(environment.container ?? '') ||
	Boolean(environment.KUBERNETES_SERVICE_HOST);

/** Tells by the environment and by what lies on the disk. Only Linux can be either. */
export const readMachine = (environment: Environment, platform: NodeJS.Platform): Machine => {
	const isContainer = platform === 'linux' && (namesContainer(environment) || isInsideContainer());
	return {isContainer, isWsl: isWsl && !isContainer};
};

/** Whether the terminal is at the other end of an SSH connection. */
export const isOverSsh = (environment: Environment): boolean =>
	Boolean(environment.SSH_CONNECTION || environment.SSH_CLIENT || environment.SSH_TTY);

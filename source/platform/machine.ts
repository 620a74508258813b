import {existsSync, readFileSync} from 'node:fs';
import {release} from 'node:os';
import type {Environment} from './find-program.ts';

/** What kind of machine this is, as far as browsers and clipboards care. */
export type Machine = {
	/** Docker, Podman, Kubernetes, LXC and their like; not WSL, and not a Flatpak's sandbox. */
	readonly isContainer: boolean;
	/** Windows Subsystem for Linux, outside any container in it. */
	readonly isWsl: boolean;
};

/** What `readMachine` looks at besides the environment. */
export type MachineFiles = {
	readonly exists: (file: string) => boolean;
	/** The text of a file; empty when it cannot be read. */
	readonly read: (file: string) => string;
	/** The kernel's release, such as `6.1.0-28-amd64`. */
	readonly kernel: string;
};

const readText = (file: string): string => {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
};

const markers = ['/.dockerenv', '/run/.containerenv'];

// systemd's variable (https://systemd.io/CONTAINER_INTERFACE). WSL sets it too, and so does
// Flatpak for programs that do reach the desktop's browser.
const desktopContainers: ReadonlySet<string> = new Set(['', 'wsl', 'flatpak']);

const looksContained = (environment: Environment, files: MachineFiles): boolean =>
	markers.some(files.exists) ||
	!desktopContainers.has(environment.container ?? '') ||
	Boolean(environment.KUBERNETES_SERVICE_HOST) ||
	/[/:](?:docker|kubepods|containerd|lxc|libpod)[-_./]/.test(files.read('/proc/1/cgroup'));

/** Tells by the environment and by what lies on the disk. Only Linux can be either. */
export const readMachine = (
	environment: Environment,
	platform: NodeJS.Platform,
	files: MachineFiles = {exists: existsSync, read: readText, kernel: release()},
): Machine => {
	const isContainer = platform === 'linux' && looksContained(environment, files);
	const hasWindowsKernel =
		/microsoft/i.test(files.kernel) || /microsoft/i.test(files.read('/proc/version'));
	return {isContainer, isWsl: platform === 'linux' && !isContainer && hasWindowsKernel};
};

/** Whether the terminal is at the other end of an SSH connection. */
export const isOverSsh = (environment: Environment): boolean =>
	Boolean(environment.SSH_CONNECTION || environment.SSH_CLIENT || environment.SSH_TTY);

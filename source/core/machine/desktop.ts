import type {Environment} from '../environment.ts';

/** The facts about the machine that matter for browsers and clipboards. */
export type Machine = {
	/** Whether it is a container such as Docker, Podman, Kubernetes or LXC. Not WSL, and not a Flatpak sandbox. */
	readonly isContainer: boolean;
	/** Whether it is Windows Subsystem for Linux, but not a container in it. */
	readonly isWsl: boolean;
};

/** The facts that decide whether to try a browser, and which programs can reach the clipboard. */
export type DesktopFacts = {
	readonly environment: Environment;
	/** As in `process.platform`. */
	readonly platform: string;
	readonly machine: Machine;
};

/**
 * The values of systemd's variable `container` (https://systemd.io/CONTAINER_INTERFACE) on machines with a desktop. WSL
 * and Flatpak set it, too.
 */
const desktopContainers: ReadonlySet<string> = new Set(['', 'wsl', 'flatpak']);

/** Whether environment variables show a container. Kubernetes pods and LXC have no files that do. */
export const namesContainer = (environment: Environment): boolean =>
	!desktopContainers.has(environment.container ?? '') ||
	Boolean(environment.KUBERNETES_SERVICE_HOST);

/** Whether the terminal is at the other end of an SSH connection. */
export const isOverSsh = (environment: Environment): boolean =>
	Boolean(environment.SSH_CONNECTION || environment.SSH_CLIENT || environment.SSH_TTY);

/** Whether the machine runs Linux outside of WSL. WSL uses the programs of Windows. */
export const isPlainLinux = ({platform, machine}: DesktopFacts): boolean =>
	platform === 'linux' && !machine.isWsl;

const offWords: ReadonlySet<string> = new Set(['', '0', 'false', 'no', 'off']);

/** Explains why there is no desktop with a browser, as a clause. Undefined when there is one. */
export const whyNoDesktop = (facts: DesktopFacts): string | undefined => {
	const {environment, machine} = facts;
	if (isOverSsh(environment)) {
		return 'this is an SSH session';
	}
	if (!offWords.has((environment.CI ?? '').toLowerCase())) {
		return 'this is a CI run';
	}
	if (machine.isContainer) {
		return 'this is a container';
	}
	return isPlainLinux(facts) && !environment.DISPLAY && !environment.WAYLAND_DISPLAY
		? 'there is no display'
		: undefined;
};

/**
 * Explains why no browser is tried, as a clause. Undefined when one is. When `BROWSER` is set, it is always tried:
 * editors over SSH, dev containers and Codespaces set it to a program that opens the browser on the user's machine.
 */
export const whyNotTried = (facts: DesktopFacts): string | undefined =>
	facts.environment.BROWSER?.trim() ? undefined : whyNoDesktop(facts);

/** A program and its arguments. */
type Program = readonly [name: string, ...words: readonly string[]];

/**
 * Returns the programs that copy their standard input to the user's clipboard, if they are installed. There are none
 * over SSH, because the clipboard is on the other machine.
 */
export const clipboardPrograms = ({environment, platform, machine}: DesktopFacts) => {
	const programs: readonly (readonly [fits: unknown, ...Program])[] = [
		[platform === 'darwin', 'pbcopy'],
		[platform === 'win32' || machine.isWsl, 'clip.exe'],
		[platform === 'android' || environment.TERMUX_VERSION, 'termux-clipboard-set'],
		[environment.WAYLAND_DISPLAY, 'wl-copy'],
		[environment.DISPLAY, 'xclip', '-selection', 'clipboard'],
		[environment.DISPLAY, 'xsel', '--clipboard', '--input'],
	];
	return isOverSsh(environment)
		? []
		: programs.flatMap(([fits, ...program]): Program[] => (fits ? [program] : []));
};

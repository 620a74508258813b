import {expect, test} from 'vitest';
import {isOverSsh, type MachineFiles, readMachine} from '../../source/platform/machine.ts';

const files = (contents: Record<string, string> = {}, kernel = '6.1.0-28-amd64'): MachineFiles => ({
	exists: file => file in contents,
	read: file => contents[file] ?? '',
	kernel,
});

const microsoft = '5.15.167.4-microsoft-standard-WSL2';

test.each([
	['an ordinary machine', {}, files({'/proc/1/cgroup': '0::/init.scope\n'}), false, false],
	['Docker', {}, files({'/.dockerenv': ''}), true, false],
	['Podman', {}, files({'/run/.containerenv': ''}), true, false],
	['systemd-nspawn', {container: 'systemd-nspawn'}, files(), true, false],
	['Kubernetes', {KUBERNETES_SERVICE_HOST: '10.0.0.1'}, files(), true, false],
	['Docker by its cgroup', {}, files({'/proc/1/cgroup': '12:cpu:/docker/0123\n'}), true, false],
	['a pod by its cgroup', {}, files({'/proc/1/cgroup': '0::/kubepods.slice/x\n'}), true, false],
	['a service named docker', {}, files({'/proc/1/cgroup': '0::/init.scope/dockery'}), false, false],
	['Flatpak', {container: 'flatpak'}, files(), false, false],
	['WSL', {}, files({}, microsoft), false, true],
	[
		'WSL by its version',
		{},
		files({'/proc/version': 'Linux (Microsoft@Microsoft.com)'}),
		false,
		true,
	],
	['WSL under systemd', {container: 'wsl'}, files({}, microsoft), false, true],
	['Docker in WSL', {}, files({'/.dockerenv': ''}, microsoft), true, false],
])('%s', (_, environment, machineFiles, isContainer, isWsl) => {
	expect(readMachine(environment, 'linux', machineFiles)).toEqual({isContainer, isWsl});
});

test('macOS and Windows are neither', () => {
	for (const platform of ['darwin', 'win32'] as const) {
		expect(readMachine({container: 'x'}, platform, files({'/.dockerenv': ''}, microsoft))).toEqual({
			isContainer: false,
			isWsl: false,
		});
	}
});

test('SSH shows in three variables', () => {
	for (const name of ['SSH_CONNECTION', 'SSH_CLIENT', 'SSH_TTY']) {
		expect(isOverSsh({[name]: 'x'})).toBe(true);
		expect(isOverSsh({[name]: ''})).toBe(false);
	}
	expect(isOverSsh({SSH_AUTH_SOCK: '/x'})).toBe(false);
});

import isInsideContainer from 'is-inside-container';
import isWsl from 'is-wsl';
import {expect, test} from 'vitest';
import {namesContainer} from '../../source/core/machine/desktop.ts';
import {readMachine} from '../../source/platform/machine.ts';

test.each([
	['an ordinary machine', {}, false],
	['systemd-nspawn', {container: 'systemd-nspawn'}, true],
	['LXC', {container: 'lxc'}, true],
	['Kubernetes', {KUBERNETES_SERVICE_HOST: '10.0.0.1'}, true],
	['Flatpak', {container: 'flatpak'}, false],
	['WSL under systemd', {container: 'wsl'}, false],
])('by its variables, %s', (_, environment, isContainer) => {
	expect(namesContainer(environment)).toBe(isContainer);
	expect(readMachine(environment, 'linux')).toEqual({
		isContainer: isContainer || isInsideContainer(),
		isWsl: isWsl && !isContainer,
	});
});

test('macOS and Windows are no containers', () => {
	for (const platform of ['darwin', 'win32'] as const) {
		expect(readMachine({container: 'x'}, platform).isContainer).toBe(false);
	}
});

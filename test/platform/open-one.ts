// Run as a process of its own by the tests: tries to open an address as if this were no
// container, and prints the result.
import {openInBrowser} from '../../source/platform/browser.ts';

const result = await openInBrowser(process.argv[2] ?? '', {
	environment: process.env,
	platform: process.platform === 'darwin' ? 'linux' : process.platform,
	machine: {isContainer: false, isWsl: false},
});
console.log(JSON.stringify(result));

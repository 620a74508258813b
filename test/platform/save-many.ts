// Run as a process of its own by the tests: saves profiles and says which ones are safe.
// Arguments: folder, prefix of the names, how many, and `force` to set a broken file aside. A line on stdout for each save that is done.
import {writeSync} from 'node:fs';
import {openProfileStore} from '../../source/platform/profile-store.ts';

const [folder = '', prefix = '', count = '0', force] = process.argv.slice(2);
const store = openProfileStore({
	folder: () => folder,
	now: () => new Date(),
	patience: 60_000,
});
try {
	for (let index = 0; index < Number(count); index += 1) {
		const profile = `${prefix}-${index}`;
		await store.save([{profile, type: 'classic', host: 'github.com', name: 'x'.repeat(40)}], {
			force: force === 'force',
		});
		writeSync(1, `${profile}\n`);
	}
} catch (error) {
	writeSync(2, `${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}\n`);
	process.exitCode = 1;
}

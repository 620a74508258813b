import {readFile} from 'node:fs/promises';
import {expect, test} from 'vitest';

const read = (file: string): Promise<string> => readFile(file, 'utf8');

test('the release workflow publishes with provenance, and no token is stored for it', async () => {
	const workflow = await read('.github/workflows/release.yml');
	expect(workflow).toMatch(/^ {6}- run: npm publish --provenance --access public$/m);
	expect(workflow).toMatch(/^ {6}id-token: write$/m);
	for (const file of ['audit.yml', 'release.yml', 'test.yml']) {
		const text = await read(`.github/workflows/${file}`);
		expect(text).not.toMatch(/secrets|_TOKEN|_authToken|GITHUB_TOKEN/i);
		expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
		expect(text).not.toMatch(/pull_request_target|write-all/);
		expect(text.match(/uses: actions\/checkout/g)?.length).toBe(
			text.match(/persist-credentials: false/g)?.length,
		);
		expect(text).not.toMatch(/npm (?:i|install)\b/);
	}
});

// `resolved` stands there for what comes from elsewhere than the registry.
test('every dependency is pinned by its contents, and comes from the registry', async () => {
	const {
		lockfileVersion,
		packages,
	}: {lockfileVersion: number; packages: Record<string, Record<string, unknown>>} = JSON.parse(
		await read('package-lock.json'),
	);
	expect(lockfileVersion).toBe(3);
	const loose = Object.entries(packages).filter(
		([place, {integrity, resolved}]) =>
			place !== '' && (!/^sha512-/.test(String(integrity)) || resolved !== undefined),
	);
	expect(loose).toEqual([]);
});

test('an install runs nothing and brings nothing else', async () => {
	const manifest = JSON.parse(await read('package.json'));
	expect(Object.keys(manifest.dependencies ?? {})).toEqual([]);
	for (const script of ['preinstall', 'install', 'postinstall', 'prepare']) {
		expect(manifest.scripts).not.toHaveProperty(script);
	}
});

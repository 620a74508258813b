import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {makeShellWorld} from '../world.ts';

const workflow = `on: push
jobs:
  release:
    runs-on: ubuntu-latest
    steps:
      - run: gh release create v1
        env:
          GH_TOKEN: \${{ secrets.RELEASE_TOKEN }}
      - run: gh issue create --repo octo-org/other --title T --body B
        env:
          GH_TOKEN: \${{ secrets.ISSUES_TOKEN }}
`;

describe.skipIf(process.platform === 'win32')('"Say what it is for…" in a repository', () => {
	test('offers what its code needs, secret by secret, one key from Review', async context => {
		const {folder, open} = await makeShellWorld(context);
		await mkdir(join(folder, '.github/workflows'), {recursive: true});
		await mkdir(join(folder, 'source'));
		await writeFile(join(folder, '.github/workflows/release.yml'), workflow);
		// From a folder of the repository, whose workflows stand above it.
		const terminal = await open('cd source && pat-wizard --no-open');
		await terminal.until('❯ Fine-grained');
		terminal.press('ctrl+o');
		const screen = await terminal.until('Secret ISSUES_TOKEN');
		expect(screen).toMatch(/❯ Secret ISSUES_TOKEN +issues: write/);
		expect(screen).toMatch(/Secret RELEASE_TOKEN +contents: write/);
		terminal.press('down', 'enter');
		const review = await terminal.until('❯ Open in the browser and save');
		expect(review).toContain('octo-org/app');
		expect(review).toContain('release-token');
		terminal.press('down', 'down', 'down', 'enter');
		await terminal.exit;
		expect(terminal.screen()).toContain('Saved as release-token');
		expect(terminal.screen()).toContain('contents=write');
	});

	test('says when nothing is found, and goes on with the tasks', async context => {
		const {open} = await makeShellWorld(context);
		const terminal = await open('pat-wizard --no-open');
		await terminal.until('❯ Fine-grained');
		terminal.press('ctrl+o');
		const screen = await terminal.until(
			'No secret in the code of this repository needs a personal',
		);
		expect(screen.split('❯')).toHaveLength(3);
		terminal.send('create issues');
		await terminal.until(text => !text.includes('No secret'));
		terminal.press('enter');
		await terminal.until('Issues');
		terminal.press('ctrl+c');
		await terminal.exit;
	});

	test('is left by Esc while it reads', async context => {
		const {folder, open} = await makeShellWorld(context);
		const code = 'octokit.rest.issues.create({owner, repo});\n'.repeat(200);
		await Promise.all(
			Array.from({length: 600}, (_, index) => writeFile(join(folder, `${index}.js`), code)),
		);
		const terminal = await open('pat-wizard --no-open');
		await terminal.until('❯ Fine-grained');
		terminal.press('ctrl+o');
		await terminal.until("Reading this repository's code…");
		terminal.press('escape');
		await terminal.until('❯ Fine-grained');
		terminal.press('ctrl+c');
		expect(await terminal.exit).toMatchObject({code: 130});
	});
});

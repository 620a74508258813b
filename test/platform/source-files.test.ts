import {execFileSync} from 'node:child_process';
import {mkdirSync, symlinkSync, truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {readSourceFiles} from '../../source/platform/source-files.ts';
import {makeTemporaryFolder} from '../clean-environment.ts';

const makeFiles = async (texts: Readonly<Record<string, string>>): Promise<string> => {
	const folder = await makeTemporaryFolder();
	for (const [path, text] of Object.entries(texts)) {
		mkdirSync(join(folder, path, '..'), {recursive: true});
		writeFileSync(join(folder, path), text);
	}

	return folder;
};

const read = async (folder: string, paths: readonly string[] = ['.']) => {
	const found: Record<string, string> = {};
	const wants = (path: string): boolean => /\.(?:ts|sh|yml)$/.test(path);
	for await (const source of readSourceFiles({paths, cwd: folder, wants})) {
		found[source.path] = 'text' in source ? source.text : `problem: ${source.problem}`;
	}

	return found;
};

test('reads code, without tests, code of others, ignored files and secrets', async () => {
	const folder = await makeFiles({
		'.gitignore': 'made/\n*.log.ts\n!keep.log.ts\n',
		'a.ts': 'a',
		'.github/workflows/b.yml': 'b',
		'sub/.gitignore': 'own.ts\n',
		'sub/own.ts': '',
		'sub/c.ts': 'c',
		'made/d.ts': '',
		'x.log.ts': '',
		'keep.log.ts': 'kept',
		'node_modules/e/e.ts': '',
		'test/f.ts': '',
		'g.test.ts': '',
		'h.d.ts': '',
		'.env.sh': 'secret',
		'.env': 'secret',
		'i.txt': '',
		'binary.ts': 'a\0b',
	});
	expect(await read(folder)).toEqual({
		'.github/workflows/b.yml': 'b',
		'a.ts': 'a',
		'keep.log.ts': 'kept',
		'sub/c.ts': 'c',
	});
});

test.skipIf(process.platform === 'win32')('ends in words in a hostile folder', async () => {
	const outside = await makeFiles({'secret.ts': 'secret'});
	const folder = await makeFiles({'huge.ts': '', 'a.ts': 'a', 'deep/b.ts': 'b'});
	truncateSync(join(folder, 'huge.ts'), 1_000_000_000);
	symlinkSync(folder, join(folder, 'loop'));
	symlinkSync(join(folder, 'deep'), join(folder, 'deep', 'again'));
	symlinkSync(join(outside, 'secret.ts'), join(folder, 'out.ts'));
	symlinkSync(join(folder, 'a.ts'), join(folder, 'in.ts'));
	symlinkSync(join(folder, 'self.ts'), join(folder, 'self.ts'));
	execFileSync('mkfifo', [join(folder, 'pipe.ts')]);
	expect(await read(folder)).toEqual({
		'a.ts': 'a',
		'deep/b.ts': 'b',
		'huge.ts': 'problem: it is larger than 2 MB',
		'out.ts': 'problem: it is a link that leads out of the folder',
	});
});

test('reads a file that is named, by where it stands', async () => {
	const folder = await makeFiles({'.github/workflows/a.yml': 'a', 'test/b.ts': 'b'});
	expect(await read(folder, ['test/b.ts'])).toEqual({'test/b.ts': 'b'});
	expect(await read(join(folder, '.github', 'workflows'), ['a.yml'])).toEqual({
		'.github/workflows/a.yml': 'a',
	});
});

test('refuses in words what cannot be read', async () => {
	const folder = await makeFiles({'.env': 'secret', 'a.txt': 'a'});
	await expect(read(folder, ['none'])).rejects.toThrow('There is no file or folder none');
	const long = 'x'.repeat(100_000);
	await expect(read(folder, [long])).rejects.toThrow(
		`${long.slice(0, 79)}… cannot be used: its path is too long`,
	);
	await expect(read(folder, ['.env'])).rejects.toThrow('is a file with secrets');
	await expect(read(folder, ['a.txt'])).rejects.toThrow('is not in a language that scan can read');
});

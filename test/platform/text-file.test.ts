import {chmod, mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {Readable} from 'node:stream';
import {expect, test} from 'vitest';
import {largestText, readTextFile} from '../../source/platform/text-file.ts';
import {makeTemporaryFolder} from '../clean-environment.ts';

const noInput = Readable.from([]);

const readText = (file: string, input: Readable = noInput): Promise<string> =>
	readTextFile(file, input);

test('the text of a file, and of standard input', async () => {
	const file = path.join(await makeTemporaryFolder(), 'a');
	await writeFile(file, 'ä\r\nb');
	expect(await readText(file)).toBe('ä\r\nb');
	const halves = [Buffer.from([0xc3]), Buffer.from([0xa4])];
	expect(await readText('-', Readable.from(halves))).toBe('ä');
});

test('what cannot be used is told by the file and the reason', async () => {
	const folder = await makeTemporaryFolder();
	const file = path.join(folder, 'a');
	await mkdir(path.join(folder, 'b'));
	await expect(readText(file)).rejects.toMatchObject({
		kind: 'usage',
		message: `There is no file ${file}`,
	});
	const long = 'x'.repeat(100_000);
	await expect(readText(long)).rejects.toMatchObject({
		kind: 'usage',
		message: `${long.slice(0, 79)}… cannot be used: its path is too long`,
	});
	await expect(readText(path.join(folder, 'b'))).rejects.toMatchObject({
		kind: 'usage',
		message: expect.stringContaining('it is a folder'),
	});
	await writeFile(file, Buffer.from([0xff, 0xd8, 0xff]));
	await expect(readText(file)).rejects.toMatchObject({message: expect.stringContaining('UTF-8')});
	await writeFile(file, 'a\0b');
	await expect(readText(file)).rejects.toMatchObject({
		message: expect.stringContaining('it is not text'),
	});
	await writeFile(file, Buffer.alloc(largestText + 1, 'x'));
	await expect(readText(file)).rejects.toMatchObject({
		kind: 'usage',
		message: expect.stringContaining('larger than 5 MB'),
	});
	await expect(readText('a\0b')).rejects.toMatchObject({kind: 'usage'});
	await expect(readText(path.join(file, 'c'))).rejects.toMatchObject({kind: 'usage'});
});

test('an endless input is not read to its end', async () => {
	const endless = Readable.from(
		(function* () {
			for (;;) {
				yield Buffer.alloc(1_000_000, 'x');
			}
		})(),
	);
	await expect(readText('-', endless)).rejects.toMatchObject({kind: 'usage'});
});

test.skipIf(process.platform === 'win32' || process.getuid?.() === 0)(
	'a file that may not be read is an outside error',
	async () => {
		const file = path.join(await makeTemporaryFolder(), 'a');
		await writeFile(file, 'x');
		await chmod(file, 0);
		await expect(readText(file)).rejects.toMatchObject({
			kind: 'outside',
			message: expect.stringContaining('permission is denied'),
		});
	},
);

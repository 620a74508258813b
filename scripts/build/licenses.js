import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

/**
 * Texts for packages that name their license but ship no text of it. The version is part of the
 * file's name, so that a new one is looked at again.
 */
const keptTexts = fileURLToPath(new URL('license-texts', import.meta.url));

/**
 * The folders of the packages whose code is part of the outputs.
 *
 * @param {import('esbuild').Metafile} metafile
 * @returns {string[]} sorted, relative to the working folder of the build.
 */
export const findBundledPackages = metafile => {
	/** @type {Set<string>} */
	const folders = new Set();
	for (const {inputs} of Object.values(metafile.outputs)) {
		for (const [input, {bytesInOutput}] of Object.entries(inputs)) {
			const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
			if (folder !== undefined && bytesInOutput > 0) {
				folders.add(folder);
			}
		}
	}

	return [...folders].sort();
};

/**
 * @param {string} folder
 * @returns {Promise<string>}
 * @throws {Error} when the package has no license file.
 */
const describeLicense = async folder => {
	const {name, version, license} = JSON.parse(
		await readFile(path.join(folder, 'package.json'), 'utf8'),
	);
	const shipped = (await readdir(folder))
		.filter(file => /^(licen[cs]e|copying)\b/i.test(file))
		.sort()
		.map(file => path.join(folder, file));
	const kept = path.join(keptTexts, `${name.replace('/', '+')}-${version}.txt`);
	const files = shipped.length === 0 ? [kept] : shipped;
	const texts = await Promise.all(files.map(file => readFile(file, 'utf8'))).catch(() => {
		throw new Error(`${name} ${version} is bundled but comes without a license text to ship`);
	});
	const text = texts.map(each => each.replaceAll('\r\n', '\n').trim()).join('\n\n');
	return `${name} ${version} (${license})\n\n${text}\n`;
};

/**
 * Writes out who made what is bundled, and on which terms.
 *
 * @param {import('esbuild').Metafile} metafile
 * @param {string} root The working folder of the build.
 * @param {readonly string[]} notices Further sources, a paragraph each.
 * @returns {Promise<string>}
 * @throws {Error} when a bundled package has no license text.
 */
export const describeLicenses = async (metafile, root, notices = []) => {
	const folders = findBundledPackages(metafile).map(folder => path.join(root, folder));
	const sections = await Promise.all(folders.map(describeLicense));
	const unique = [...new Set(sections)].sort();
	const rule = `\n${'-'.repeat(78)}\n\n`;
	return ['pat-wizard contains the work of others:\n', ...notices, ...unique].join(rule);
};

import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

/**
 * License texts for packages that name their license but do not ship it. The version is part of the file's name, so
 * that somebody checks a new version.
 */
const keptTexts = fileURLToPath(new URL('license-texts', import.meta.url));

const dataNotice = `Facts about GitHub (permissions, scopes, endpoints)

Taken from GitHub Docs, https://docs.github.com, Copyright GitHub, Inc., and changed in form. Licensed
under the Creative Commons Attribution 4.0 International license,
https://creativecommons.org/licenses/by/4.0/
`;

/**
 * @param {string} folder
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
 * Lists the bundled packages with their license texts.
 *
 * @param {readonly string[]} modules Full paths of all bundled modules.
 * @returns {Promise<string>}
 * @throws {Error} when a bundled package has no license text.
 */
export const describeLicenses = async modules => {
	const folders = modules.flatMap(
		module => /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module)?.[0] ?? [],
	);
	const sections = await Promise.all([...new Set(folders)].map(describeLicense));
	const unique = [...new Set(sections)].sort();
	const rule = `\n${'-'.repeat(78)}\n\n`;
	return ['pat-wizard contains the work of others:\n', dataNotice, ...unique].join(rule);
};

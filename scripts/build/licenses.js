import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';

/**
 * The license of GitHub's data, and those of packages that name their license but do not ship it. The version is part of
 * the file's name, so that somebody checks a new version.
 */
const keptTexts = new URL('license-texts/', import.meta.url);

/** @param {string} folder */
const describeLicense = async folder => {
	const {name, version, license} = JSON.parse(
		await readFile(path.join(folder, 'package.json'), 'utf8'),
	);
	const shipped = (await readdir(folder)).find(file => /^(licen[cs]e|copying)\b/i.test(file));
	const kept = new URL(`${name.replace('/', '+')}-${version}.txt`, keptTexts);
	const file = shipped === undefined ? kept : path.join(folder, shipped);
	const text = await readFile(file, 'utf8').catch(() => {
		throw new Error(`${name} ${version} is bundled but comes without a license text to ship`);
	});
	return `${name} ${version} (${license})\n\n${text.replaceAll('\r\n', '\n').trim()}\n`;
};

/**
 * Lists the bundled packages with their license texts.
 *
 * @param {readonly string[]} modules Full paths of all bundled modules.
 * @throws {Error} when a bundled package has no license text.
 */
export const describeLicenses = async modules => {
	const folders = modules.flatMap(
		module => /^[^\0]*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module)?.[0] ?? [],
	);
	const sections = new Set(await Promise.all([...new Set(folders)].map(describeLicense)));
	const introduction = 'pat-wizard contains the work of others:\n';
	const ofData = await readFile(new URL('github-docs.txt', keptTexts), 'utf8');
	return [introduction, ofData, ...[...sections].sort()].join(`\n${'-'.repeat(78)}\n\n`);
};

/**
 * Joins a folder and a path relative to it, into a path from the top of the repository. A path that leads out
 * of the repository ends at its top.
 */
export const joinPath = (folder: string, path: string): string => {
	const parts: string[] = [];
	for (const part of `${folder}/${path}`.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '.' && part !== '') parts.push(part);
	}

	return parts.join('/');
};

/**
 * A path from the top of the repository, of one that is relative to a folder in it. What leads out of the
 * repository ends at its top.
 */
export const joinPath = (folder: string, path: string): string => {
	const parts: string[] = [];
	for (const part of `${folder}/${path}`.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '.' && part !== '') parts.push(part);
	}

	return parts.join('/');
};

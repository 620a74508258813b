/** Words that tell nothing about a name. */
const emptyWords = new Set(
	'a an and are as at by can for from has in is it its kind kinds of on or that the this to type types which with'.split(
		' ',
	),
);

const listWords = (text: string): readonly string[] =>
	text
		.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
		.toLowerCase()
		.match(/[a-z]+/g) ?? [];

/** `builds` and `building` are `build` again. */
const cutEnding = (word: string): string =>
	word.length > 4 ? word.replace(/(?:ing|ies|ed|es|s|e|y)$/, '') : word.replace(/s$/, '');

const tellsMore = (name: string, comment: string): boolean => {
	const known = new Set(listWords(name).map(cutEnding));
	const added = listWords(comment).filter(
		word => !emptyWords.has(word) && !known.has(cutEnding(word)),
	);
	return new Set(added).size >= 2;
};

/** The text of a doc comment, without its marks and what stands behind tags such as `@throws`. */
const readComment = (comment: string): string =>
	comment
		.trim()
		.replace(/^\/\*\*|\*\/$/g, '')
		.replaceAll(/^\s*\* ?/gm, '')
		.split(/^@/m, 1)
		.join('')
		.trim();

const findFault = (name: string, comment: string | undefined): string | undefined => {
	if (comment === undefined) {
		return `${name} has no doc comment`;
	}
	const text = readComment(comment);
	if (!/^(?:[A-Z\d`"*]|\p{Lu})/u.test(text)) {
		return `${name} does not begin like a sentence`;
	}
	const [last = ''] = text.split('\n').slice(-1);
	if (!/[.:`…]["')]?$/.test(last) && !last.startsWith('- ')) {
		return `${name} does not end like a sentence`;
	}
	return tellsMore(name, text) ? undefined : `${name} says no more than its name`;
};

/** Whether a function throws by itself. What it calls may throw too, which is not seen here. */
const throwsItself = (code: string): boolean => /^\t+throw /m.test(code);

const declaration =
	/^(?<comment>\/\*\*(?:[^*]|\*(?!\/))*\*\/\n)?export (?:declare )?(?:abstract )?(?:async )?(?:const|let|function\*?|class|type|interface) (?<name>\w+)/gm;

/**
 * What is wrong with the doc comments of what a text in TypeScript exports: those that are missing,
 * that are no sentences, that only say the
 * name again, and that are silent about what is thrown. Names that are passed on from another file
 * have their comments there.
 */
export const findCommentFaults = (text: string): readonly string[] => {
	const declared = [...text.matchAll(declaration)].flatMap(({groups, index}) => {
		const {name = '', comment} = groups ?? {};
		const [code = ''] = text.slice(index + (comment?.length ?? 0)).split(/\n\n(?=\S)/, 1);
		const isSilent = throwsItself(code) && !/\bthrows?\b/i.test(comment ?? '');
		return [findFault(name, comment), isSilent ? `${name} does not say what it throws` : undefined];
	});
	const listed = [...text.matchAll(/^export (?:type )?\{([^}]*)\}(?!\s*from\b)/gm)].flatMap(
		([, names = '']) =>
			(names.match(/\w+/g) ?? []).map(name => `${name} is exported far from its comment`),
	);
	return [...declared, ...listed].filter(fault => fault !== undefined);
};

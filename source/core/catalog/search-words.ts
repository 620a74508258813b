/**
 * Synonyms in a search for an operation, a permission or a preset: typed words, and the words of GitHub for them.
 */
const sameMeaning: {readonly [word: string]: readonly string[]} = {
	add: ['create', 'set', 'put'],
	assign: ['assignee'],
	ban: ['block'],
	ci: ['workflow', 'action'],
	change: ['update', 'set'],
	close: ['update'],
	collab: ['collaborator'],
	comment: ['review'],
	dispatch: ['trigger'],
	docker: ['package', 'container'],
	download: ['get'],
	edit: ['update', 'set'],
	env: ['environment'],
	fetch: ['get', 'list'],
	file: ['content'],
	ghcr: ['package', 'container'],
	hook: ['webhook'],
	image: ['package', 'container'],
	invite: ['invitation', 'add', 'create'],
	kick: ['remove'],
	make: ['create'],
	modify: ['update', 'set'],
	new: ['create'],
	open: ['create'],
	org: ['organization'],
	pat: ['personal'],
	post: ['create'],
	pr: ['pull'],
	prs: ['pull'],
	publish: ['create', 'upload'],
	query: ['search', 'list', 'get'],
	read: ['get', 'list'],
	remove: ['delete'],
	rename: ['update'],
	repo: ['repository'],
	rerun: ['run'],
	run: ['dispatch'],
	see: ['get', 'list'],
	show: ['get', 'list'],
	start: ['dispatch', 'create'],
	submit: ['create'],
	ticket: ['issue'],
	trigger: ['dispatch'],
	upload: ['create'],
	var: ['variable'],
	view: ['get', 'list'],
	write: ['create', 'update', 'set'],
};

const fillers = new Set(
	'pat pats scope scopes a an the to of for in on at by with from into and or my me i it its this that is are be can do does how what which want need needs would like via using use when able let allow give grant one token tokens permission permissions github api rest through only all any our we us your some each has had was were'.split(
		' ',
	),
);

const singularOf = (word: string): string => {
	if (word === 'prs') return 'pr';
	if (word === 'caches') return 'cache';
	if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`;
	if (/(ss|sh|ch|x|status)es$/.test(word)) return word.slice(0, -2);
	if (word.length > 3 && /[^sui]s$/.test(word)) return word.slice(0, -1);
	return word;
};

/** Short and British forms of words. */
const sameWord: {readonly [word: string]: string} = {
	org: 'organization',
	organisation: 'organization',
	repo: 'repository',
	licence: 'license',
};

/** Ends of stems that lose an `e` before -ing and -ed: `creat`, `remov`, `enabl`, `requir`. */
const withoutE =
	/(?:at|et|ut|iv|g|u|as|is|os|us|ag|v|[bcdfgkptz]l|quir|figur|[st]or|ignor|sid|vid|clud|clon|ac|uc|dul)$/;

const rootOf = (word: string): string => {
	// "Settings" is a noun. "Setting a status" has a verb.
	if (word === 'settings') return word;
	const single = singularOf(word);
	const singular = Object.hasOwn(sameWord, single) ? (sameWord[single] ?? single) : single;
	const match = /^(.{3,}?)(?:ing|ed)$/.exec(singular);
	const stem = match?.[1];
	if (stem === undefined) return singular;
	if (stem === 'add') return stem;
	if (/([^aeioulsz])\1$/.test(stem)) return stem.slice(0, -1);
	return withoutE.test(stem) ? `${stem}e` : stem;
};

/**
 * Returns the roots of the words of a text: in lower case, without plural, -ing and -ed endings. `Creating issues`
 * becomes `create`, `issue`.
 */
export const wordsOf = (text: string): readonly string[] =>
	(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).map(rootOf);

/**
 * Returns the roots of the words of a text, see `wordsOf`, without filler words (`how`, `the`, `token`, …). A text of
 * only filler words keeps them all.
 */
export const tellingWordsOf = (text: string): readonly string[] => {
	const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
	const telling = words.filter(word => !fillers.has(word));
	return (telling.length > 0 ? telling : words).map(rootOf);
};

/** Whether a text has only filler words: `that`, `all of it`. */
export const saysNothing = (text: string): boolean =>
	(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).every(word => fillers.has(word));

/** Returns the synonyms of a root that GitHub may use, as roots. */
export const otherWordsFor = (word: string): readonly string[] =>
	Object.hasOwn(sameMeaning, word) ? (sameMeaning[word] ?? []) : [];

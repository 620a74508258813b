/** What is special about the text of a language, for the one lexer that splits them all. */
export type Language = {
	readonly lineComments: readonly string[];
	readonly blockComments: ReadonlyArray<readonly [open: string, close: string]>;
	/** Quotes, the longest first. */
	readonly quotes: readonly Quote[];
	/** Whether line ends are tokens: outside of brackets they end a statement. */
	readonly hasNewlines?: boolean;
	/** Letters before a quote: those of Python, of which `f` fills in with `{`. */
	readonly hasPrefixes?: boolean;
	/** `<<~TEXT` of Ruby, `<<EOT` of Terraform. */
	readonly hasHeredocs?: boolean;
	/** `save!` and `nil?` are names. */
	readonly hasMarkedNames?: boolean;
	/** JavaScript's templates and regular expressions. */
	readonly isJavaScript?: boolean;
};

/** What begins and ends a string. */
export type Quote = {
	readonly quote: string;
	/** Whether a backslash says what stands behind it. */
	readonly escapes: boolean;
	/** Whether it may go on over line ends. */
	readonly isLong?: boolean;
	/** How something is filled in: `#{` in Ruby, `${` in Terraform. */
	readonly fills?: string;
};

const hash: Pick<Language, 'lineComments' | 'blockComments'> = {
	lineComments: ['#'],
	blockComments: [],
};

const slashes: Pick<Language, 'lineComments' | 'blockComments'> = {
	lineComments: ['//'],
	blockComments: [['/*', '*/']],
};

const single: Quote = {quote: "'", escapes: true};

const double: Quote = {quote: '"', escapes: true};

/** The languages that are split, by name. */
export const languages = {
	javascript: {
		...slashes,
		lineComments: ['//', '#!'],
		quotes: [double, single],
		isJavaScript: true,
	},
	python: {
		...hash,
		quotes: [
			{quote: '"""', escapes: true, isLong: true},
			{quote: "'''", escapes: true, isLong: true},
			double,
			single,
		],
		hasNewlines: true,
		hasPrefixes: true,
	},
	go: {
		...slashes,
		quotes: [double, {quote: '`', escapes: false, isLong: true}, single],
		hasNewlines: true,
	},
	ruby: {
		lineComments: ['#'],
		blockComments: [['\n=begin', '\n=end']],
		quotes: [
			{...double, fills: '#{'},
			single,
			{quote: '`', escapes: true, isLong: true, fills: '#{'},
		],
		hasNewlines: true,
		hasHeredocs: true,
		hasMarkedNames: true,
	},
	terraform: {
		lineComments: ['#', '//'],
		blockComments: [['/*', '*/']],
		quotes: [{...double, fills: '${'}],
		hasNewlines: true,
		hasHeredocs: true,
	},
} as const satisfies Readonly<Record<string, Language>>;

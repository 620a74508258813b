/** The syntax of a language, for the lexer. */
export type Language = {
	readonly lineComments: readonly string[];
	readonly blockComments: ReadonlyArray<readonly [open: string, close: string]>;
	/** Quotes, the longest first. */
	readonly quotes: readonly Quote[];
	/** Whether line ends are tokens, which end a statement outside of brackets. */
	readonly hasNewlines?: boolean;
	/** Whether a quote can have letters before it, as in Python, where `f` allows `{` inside. */
	readonly hasPrefixes?: boolean;
	/** `<<~TEXT` of Ruby, `<<EOT` of Terraform. */
	readonly hasHeredocs?: boolean;
	/** `save!` and `nil?` are names. */
	readonly hasMarkedNames?: boolean;
	/** JavaScript's templates and regular expressions. */
	readonly isJavaScript?: boolean;
};

/** The quotation mark of a string. */
export type Quote = {
	readonly quote: string;
	/** Whether a backslash escapes the next character. */
	readonly escapes: boolean;
	/** Whether the string may have line ends. */
	readonly isLong?: boolean;
	/** The beginning of an expression in the string: `#{` in Ruby, `${` in Terraform. */
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

/** The languages, by name. */
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

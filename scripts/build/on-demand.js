/**
 * Runs of these characters need no segmenter: each is one grapheme cluster by itself, whatever
 * stands beside it inside the class. Left out are CR (joins LF), everything that extends or
 * prepends to a neighbour, jamo, and the soft hyphen's kin. Escape and the other control
 * characters are in: they always stand alone.
 */
const standsAlone =
	/^[\0-\f\x0E-\x7E\xA1-\xAC\xAE-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u2BFF]*$/;

/**
 * Printable characters that fill exactly one column, each by itself (a part of the class above).
 * The ranges leave out what is two columns wide, such as U+231A or U+2705.
 */
const oneColumnEach =
	/^[\x20-\x7E\xA1-\xAC\xAE-\u02FF\u2010-\u2027\u2030-\u205E\u2190-\u2319\u2500-\u25FC\u25FF-\u2613\u26A0\u270C-\u2727\u2758-\u2794\u27C0-\u2B1A]*$/;

/**
 * Tells whether every UTF-16 unit of a text is one column wide, so that its width is its length.
 *
 * @param {string} text
 */
export const isOneColumnEach = text => oneColumnEach.test(text);

/**
 * Tells whether every character of a text is a grapheme cluster by itself. None of these is ignored when
 * it is drawn (Default_Ignorable_Code_Point).
 *
 * @param {string} text
 */
export const hasOnlySingles = text => standsAlone.test(text);

/**
 * @typedef {{segment: string, index: number, input: string, isWordLike?: boolean | undefined}} Segment
 */

/**
 * Stands in for `new Intl.Segmenter(…)` with grapheme granularity. The real one, whose first
 * creation costs about 9 ms (21 ms on Node 24), is made for the first text that needs it.
 *
 * @param {string | string[]} [locales]
 * @param {Intl.SegmenterOptions} [options]
 * @returns {{segment: (text: string) => Iterable<Segment> & {containing: (index?: number) => Segment | undefined}}}
 */
export const createSegmenter = (locales, options) => {
	/** @type {Intl.Segmenter | undefined} */
	let segmenter;
	return {
		segment(text) {
			if (standsAlone.test(text)) {
				/** @type {Segment[]} */
				const segments = [];
				for (let index = 0; index < text.length; index++) {
					segments.push({segment: text.charAt(index), index, input: text});
				}
				return Object.assign(segments, {containing: (index = 0) => segments[index]});
			}

			segmenter ??= new Intl.Segmenter(locales, options);
			return segmenter.segment(text);
		},
	};
};

/**
 * Stands in for a regular expression literal that is dear to build and seldom needed. Only `test`
 * is offered, so that a caller with other needs is noticed.
 *
 * @param {string} source
 * @param {string} flags
 */
export const createLazyPattern = (source, flags) => {
	/** @type {RegExp | undefined} */
	let pattern;
	return {
		/** @param {string} text */
		test(text) {
			pattern ??= new RegExp(source, flags);
			return pattern.test(text);
		},
	};
};

/**
 * Stands in for a module or an object that is dear to load: the first use of one of its properties
 * loads it. What it offers has to be used as its properties, not called or compared by itself.
 *
 * @template {object} T
 * @param {() => T} load
 * @returns {T}
 */
export const loadOnDemand = load => {
	/** @type {T | undefined} */
	let loaded;
	return new Proxy(/** @type {T} */ ({}), {
		get(_target, name) {
			loaded ??= load();
			return Reflect.get(loaded, name);
		},
	});
};

import {isPlain} from './show.ts';

let segmenter: Intl.Segmenter | undefined;

/** A text in the pieces that a reader sees as one character each, emoji and accents whole. */
export const splitGraphemes = (text: string): readonly string[] => {
	if (isPlain(text)) {
		return [...text];
	}
	segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	return Array.from(segmenter.segment(text), ({segment}) => segment);
};

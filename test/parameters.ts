import {gapMark, type LinkParameter} from '../source/core/token-types/token-type.ts';

const gap = /\$?\{\{?[^{}]*\}?\}|\$[A-Z]+|<[^<>]*>/g;

/** Parameters as they are found in a link, from what is written there. */
export const findParameters = (
	written: readonly (readonly [name: string, written: string])[],
): readonly LinkParameter[] =>
	written.map(([name, text]) => {
		const gaps = text.match(gap) ?? [];
		return {
			name,
			value: new URLSearchParams(`v=${text.replaceAll(gap, gapMark)}`).get('v') ?? '',
			written: text,
			...(gaps.length === 0 ? {} : {gaps}),
		};
	});

import {gapMark, type LinkParameter} from '../source/core/token-types/token-type.ts';

const gap = /\$?\{\{?[^{}]*\}?\}|\$[A-Z]+|<[^<>]*>/g;

/** Makes the parameters of a link from their texts in it. */
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

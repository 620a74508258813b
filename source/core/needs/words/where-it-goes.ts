import {findPreset} from '../../catalog/presets.ts';
import {tellingWordsOf, wordsOf} from '../../catalog/search-words.ts';
import {needOfPreset} from '../need.ts';
import {fromRepository, goesAway, intoRepository} from './directions.ts';
import {findThings, ofRepository} from './things.ts';
import type {Understood} from './understood.ts';
import {context, verbKinds} from './vocabulary.ts';

/** Reads where a repository is copied to: it is pushed to GitHub, or read for another place. */
export const byMirror = (text: string): Understood | undefined => {
	const things = findThings(tellingWordsOf(text));
	if (!things.every(({roots}) => roots.every(root => ofRepository.has(root)))) return undefined;
	const carries = /\b(?:mirror|back ?up|sync|copy|migrate|save|store|keep|put)\w{0,3}\b/i.test(
		text,
	);
	if (carries && intoRepository.test(text)) return byDirection(text);
	return things.length > 0 && goesAway.test(text) ? byPreset('read-code') : undefined;
};

const byPreset = (id: string): Understood | undefined => {
	const preset = findPreset(id);
	return preset && {needs: [{...needOfPreset(preset), inferred: readsDirection}], notes: []};
};

/** Explains a deployment to another system: `deploy to kubernetes`. Undefined for other texts. */
export const deploysElsewhere = (text: string): string | undefined => {
	const [, target = ''] =
		/\bdeploy\w{0,4}\b[^,;]{0,80}?\b(?:to|on|onto|into) (?:an? |the |my |our )?([\w.-]{2,40})/i.exec(
			text,
		) ?? [];
	const isOurs =
		target === '' ||
		wordsOf(target).some(root => verbKinds.has(root)) ||
		wordsOf(target).some(root => ofDeployments.has(root) || context.has(root));
	return isOurs
		? undefined
		: `A deployment to ${target} takes no permission of GitHub by itself. To read the code it takes contents=read, to report the deployment deployments=write.`;
};

const ofDeployments: ReadonlySet<string> = new Set(
	'page github gh environment production staging preview branch test another other'.split(' '),
);

const readsDirection =
	'Inferred only from the direction: something goes into a repository, or comes from one.';

/** Reads that something goes into a repository or comes from one. For texts that are not understood otherwise. */
export const byDirection = (text: string): Understood | undefined => {
	if (intoRepository.test(text)) return byPreset('push-code');
	return fromRepository.test(text) ? byPreset('read-code') : undefined;
};

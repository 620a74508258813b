import {accessLevels} from '../core/catalog/permission.ts';
import type {Grants} from '../core/catalog/permissions.ts';
import {leastScopes} from '../core/catalog/scopes.ts';
import type {NeedsAnswer, TokenAnswer} from '../core/needs/least.ts';
import {createPurpose, type PurposeEngine} from './purpose-state.ts';
import {enter, goNext, withAnswers} from './wizard-moves.ts';
import type {WizardState} from './wizard-state.ts';

const raise = (grants: Grants, added: Grants): Grants =>
	Object.fromEntries(
		[...Object.entries(grants), ...Object.entries(added)].map(([parameter]) => {
			const levels = [grants, added].flatMap(
				set => new Map(Object.entries(set)).get(parameter) ?? [],
			);
			return [parameter, accessLevels.findLast(level => levels.includes(level))];
		}),
	) as Grants;

const listReasons = (token: TokenAnswer): ReadonlyMap<string, string> => {
	const names = new Map<string, string[]>();
	for (const {need, permissions} of token.because) {
		for (const parameter of Object.keys(permissions)) {
			names.set(parameter, [...(names.get(parameter) ?? []), need.title ?? need.name]);
		}
	}
	return new Map(Array.from(names, ([parameter, of]) => [parameter, `For: ${of.join('; ')}`]));
};

/** What the user still has to know when a token was put together from what it is for. */
const describeRest = (
	state: WizardState,
	{tokens, impossible}: NeedsAnswer,
): string | undefined => {
	const [first, ...others] = tokens;
	const sentences = [
		...(first?.type === 'classic' ? first.reasons : []),
		...(first?.type === 'fine-grained' &&
		first.owner === 'organization' &&
		state.answers.owner === undefined
			? ['These need an organization as resource owner: go back and choose it']
			: []),
		...(first?.type === 'fine-grained' &&
		first.owner === 'account' &&
		state.answers.owner !== undefined
			? ['These need your own account as resource owner: go back and choose it']
			: []),
		...(first?.type === 'fine-grained' && Object.keys(first.byHand).length > 0
			? [`Tick on the page by hand: ${Object.keys(first.byHand).join(', ')}`]
			: []),
		...(others.length > 0 ? [`One token cannot do all of it: ${others.length} more needed`] : []),
		...impossible.map(({need, reason}) => `${need.name}: ${reason}`),
	];
	return sentences.length === 0 ? undefined : sentences.join('. ').replaceAll('..', '.');
};

/** Puts the least token for what was taken into the answers. */
export const takePurpose = (state: WizardState, engine: PurposeEngine): WizardState => {
	const closed = {...state, panel: undefined, purpose: createPurpose()};
	if (state.purpose.taken.length === 0) {
		return closed;
	}
	const answer = engine.leastNeeds(state.purpose.taken);
	const [token] = answer.tokens;
	const message = describeRest(state, answer);
	if (token === undefined) {
		return {...closed, message};
	}
	if (token.type === 'classic') {
		const scopes = leastScopes([...(state.answers.scopes ?? []), ...token.scopes]);
		const chosen = withAnswers(closed, {type: 'classic', scopes});
		return {...enter({...chosen, done: new Set([...chosen.done, 'type'])}, 'scopes'), message};
	}
	const chosen = {
		...withAnswers(closed, {
			type: 'fine-grained',
			permissions: raise(state.answers.permissions ?? {}, token.permissions),
		}),
		reasons: new Map([...state.reasons, ...listReasons(token)]),
	};
	return {...(state.step === 'type' ? goNext(chosen) : chosen), message};
};

import type {Heard} from '../keys.ts';
import {focusOf, type ListState, pressList} from '../list-state.ts';
import {type ViewProperties, type Wizard, withOwn} from '../state.ts';
import {ChoiceList} from './choice-list.tsx';
import type {Choice} from './choices.tsx';

/** The wizard after a key in a list of actions. No digit and no letter carries one out. */
export const pressActions = (
	own: ListState,
	actions: readonly Pick<Choice, 'id' | 'take'>[],
	key: Heard,
	wizard: Wizard,
): Wizard | undefined => {
	if (key.name === 'enter') {
		return actions[focusOf(own, actions)]?.take(wizard);
	}
	const moved =
		key.name === 'text' || key.name === 'paste' ? undefined : pressList(own, actions, key);
	return moved && withOwn(wizard, moved);
};

/** A list of actions. */
export const Actions = ({
	own,
	actions,
	height,
}: Pick<ViewProperties<ListState>, 'own' | 'height'> & {readonly actions: readonly Choice[]}) => (
	<ChoiceList
		rows={actions.map(({id, label}) => ({id, label}))}
		focused={own.focused}
		height={height}
		isCounted
	/>
);

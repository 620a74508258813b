import {Box} from 'ink';
import {Actions, pressActions} from '../components/actions.tsx';
import type {Choice} from '../components/choices.tsx';
import {Paragraph} from '../components/paragraph.tsx';
import {createList, type ListState} from '../list-state.ts';
import {closePanel, openPanel, type Panel, type Wizard} from '../state.ts';

/** A question before something is done. */
type Confirmation = {
	readonly title: string;
	/** What to know before the answer. */
	readonly text?: string;
	/** The way back, which has the focus. */
	readonly no: string;
	readonly yes: string;
	readonly take: (wizard: Wizard) => Wizard;
};

const confirmPanel = ({title, text, no, yes, take}: Confirmation): Panel<ListState> => {
	const actions: readonly Choice[] = [
		{id: 'no', label: no, take: closePanel},
		{id: 'yes', label: yes, take: wizard => take(closePanel(wizard))},
	];
	return {
		title,
		press: (own, key, wizard) => pressActions(own, actions, key, wizard),
		keys: () => ['confirm', 'back', 'move'],
		View: ({own, height}) => (
			<>
				{text === undefined ? null : (
					<Paragraph text={text} most={Math.max(0, height - actions.length)} />
				)}
				{text !== undefined && height > 5 ? <Box height={1} flexShrink={0} /> : null}
				<Actions own={own} actions={actions} height={Math.min(height, actions.length)} />
			</>
		),
	};
};

/** Asks once more before something is done. No digit answers it. */
export const confirm = (wizard: Wizard, confirmation: Confirmation): Wizard =>
	openPanel(wizard, confirmPanel(confirmation), createList());

import {Box, Text} from 'ink';
import type {Dispatch} from 'react';
import {showText} from '../../core/text/text.ts';
import type {ShortcutName} from '../keys.ts';
import {type Screen, useScreen} from '../screen.tsx';
import {stepViews} from '../steps/index.ts';
import {changeableSteps, type Panel, type WizardAction, type WizardState} from '../wizard-state.ts';
import {wrapWords} from '../wrap-words.ts';
import {ChoiceList} from './choice-list.tsx';
import {listDetails} from './details.ts';
import {Paragraph} from './paragraph.tsx';
import {PurposePanel} from './purpose-panel.tsx';
import {joinParts, lineWidth, type ScrollLine, ScrollPanel} from './scroll-panel.tsx';
import {TextLine} from './text-line.tsx';

type Properties<Kind extends Panel['kind']> = {
	readonly panel: Extract<Panel, {kind: Kind}>;
	readonly state: WizardState;
	readonly dispatch: Dispatch<WizardAction>;
	readonly height: number;
};

const listHelp = (state: WizardState, screen: Screen): readonly ScrollLine[] =>
	joinParts(
		stepViews[state.step].help.map(paragraph =>
			wrapWords(paragraph, lineWidth(screen)).map(text => ({lead: '', text, tone: 'plain'})),
		),
		screen,
	);

/** The lines of a panel that is a text to read, or `undefined` for one that is not. */
export const listPanelLines = (
	state: WizardState,
	screen: Screen,
): readonly ScrollLine[] | undefined => {
	switch (state.panel?.kind) {
		case 'help':
			return listHelp(state, screen);
		case 'details':
			return listDetails(state, screen);
		default:
			return undefined;
	}
};

/** The first line that is in sight of a panel that is a text to read, from 0. */
export const topOf = (panel: Panel | undefined): number =>
	panel?.kind === 'help' || panel?.kind === 'details' ? (panel.top ?? 0) : 0;

const Change = ({state, dispatch, height}: Properties<'change'>) => (
	<ChoiceList
		choices={changeableSteps(state).map(({id, title}) => ({id, label: title, value: id}))}
		height={height}
		onChoose={step => dispatch({type: 'change', step})}
	/>
);

const Rename = ({state}: Properties<'rename'>) => {
	const {layout} = useScreen();
	return (
		<Box aria-role="textbox">
			<Text>New name </Text>
			<TextLine field={state.field} width={layout.columns - 2 * layout.margin - 9} />
		</Box>
	);
};

const Remove = ({panel, dispatch, height}: Properties<'remove'>) => (
	<ChoiceList
		choices={[
			{id: 'keep', label: 'Keep it', value: false},
			{id: 'remove', label: `Remove "${showText(panel.profile)}"`, value: true},
		]}
		height={height}
		onChoose={isSure =>
			dispatch(isSure ? {type: 'remove', profile: panel.profile} : {type: 'close-panel'})
		}
	/>
);

const Host = ({panel, dispatch, height}: Properties<'host'>) => (
	<>
		<Paragraph
			text={`${showText(panel.found.file)} leads to ${panel.found.profile.host}, not to github.com. Go on only if you know this host.`}
			most={Math.max(0, height - 2)}
		/>
		{height > 5 ? <Box height={1} flexShrink={0} /> : null}
		<ChoiceList
			choices={[
				{id: 'back', label: 'Go back', value: false},
				{id: 'go', label: `I know ${panel.found.profile.host}: show it`, value: true},
			]}
			height={2}
			onChoose={isSure =>
				dispatch(isSure ? {type: 'use', profile: panel.found.profile} : {type: 'close-panel'})
			}
		/>
	</>
);

const choiceKeys = ['confirm', 'back', 'move'] as const;

/** What a panel is called and which keys work in it. A panel without a line here does not compile. */
export const panelFrames: {
	readonly [Kind in Panel['kind']]: {
		readonly title: string;
		readonly keys: (state: WizardState) => readonly ShortcutName[];
	};
} = {
	help: {title: 'Help', keys: () => ['back']},
	details: {title: 'Details', keys: () => ['back']},
	purpose: {
		title: 'What is it for?',
		keys: ({purpose}) => (purpose.field.value === '' ? ['done', 'back'] : ['add', 'clear', 'move']),
	},
	change: {title: 'Change which answer?', keys: () => choiceKeys},
	rename: {title: 'Rename the profile', keys: () => ['save', 'back']},
	remove: {title: 'Remove the profile?', keys: () => choiceKeys},
	host: {title: 'Another host', keys: () => choiceKeys},
};

/** What stands in a panel. */
export const PanelBody = ({
	panel,
	lines = [],
	...rest
}: Properties<Panel['kind']> & {readonly lines?: readonly ScrollLine[] | undefined}) => {
	switch (panel.kind) {
		case 'help':
		case 'details':
			return <ScrollPanel lines={lines} top={topOf(panel)} height={rest.height} />;
		case 'purpose':
			return (
				<PurposePanel
					purpose={rest.state.purpose}
					engine={rest.state.engine}
					height={rest.height}
				/>
			);
		case 'change':
			return <Change panel={panel} {...rest} />;
		case 'rename':
			return <Rename panel={panel} {...rest} />;
		case 'remove':
			return <Remove panel={panel} {...rest} />;
		case 'host':
			return <Host panel={panel} {...rest} />;
	}
};

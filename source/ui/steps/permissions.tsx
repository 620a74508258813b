import {countOf} from '../../core/text/text.ts';
import {PermissionGroups, PermissionList} from '../components/permission-list.tsx';
import {listRows} from '../components/permission-list-state.ts';
import {offeredGroups, splitGrants, type WizardState} from '../wizard-state.ts';
import type {StepProperties, StepView} from './step-view.ts';

/** "Opens 57 operations, such as POST /repos/{owner}/{repo}/pulls". */
const describeOpened = (state: WizardState): string | undefined => {
	const {rows, focus} = listRows(state.permissionList, offeredGroups(state.answers));
	const focused = rows[focus];
	const operations =
		focused === undefined ? [] : (state.engine?.operationsOf(focused.parameter) ?? []);
	const [example] = operations;
	return example === undefined
		? undefined
		: `Opens ${countOf(operations.length, 'operation')}, such as ${example.method} ${example.path}`;
};

const Body = ({state, height}: StepProperties) => {
	const {counted, kept} = splitGrants(state.answers);
	return (
		<PermissionList
			list={state.permissionList}
			grants={counted}
			kept={kept}
			groups={offeredGroups(state.answers)}
			height={height}
			opens={describeOpened(state)}
			reasonOf={parameter => state.reasons.get(parameter)}
		/>
	);
};

const Aside = ({state}: {readonly state: WizardState}) => (
	<PermissionGroups list={state.permissionList} groups={offeredGroups(state.answers)} />
);

/** Permissions: a level for each thing that the token may do. */
export const permissions: StepView = {
	Body,
	Aside,
	keys: ({permissionList}) => [
		'next',
		permissionList.filter.value === '' ? 'back' : 'clear',
		'level',
		'toggle',
		'group',
		'purpose',
		'move',
		'quit',
	],
	help: [],
};

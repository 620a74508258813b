import {PermissionGroups, PermissionList} from '../components/permission-list.tsx';
import {offeredGroups, splitGrants, type WizardState} from '../wizard-state.ts';
import type {StepProperties, StepView} from './step-view.ts';

const Body = ({state, height}: StepProperties) => {
	const {counted, kept} = splitGrants(state.answers);
	return (
		<PermissionList
			list={state.permissionList}
			grants={counted}
			kept={kept}
			groups={offeredGroups(state.answers)}
			height={height}
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
		'move',
		'level',
		'toggle',
		'group',
		'quit',
	],
	help: [],
};

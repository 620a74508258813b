import {ScopeList} from '../components/scope-list.tsx';
import {kindOfHost} from '../wizard-state.ts';
import type {StepProperties, StepView} from './step-view.ts';

const Body = ({state, height}: StepProperties) => (
	<ScopeList
		list={state.scopeList}
		chosen={state.answers.scopes ?? []}
		kind={kindOfHost(state)}
		height={height}
	/>
);

/** Scopes: what a classic token may do. */
export const scopes: StepView = {
	Body,
	keys: ({scopeList}) => [
		'next',
		scopeList.filter.value === '' ? 'back' : 'clear',
		'move',
		'toggle',
		'quit',
	],
	help: [],
};

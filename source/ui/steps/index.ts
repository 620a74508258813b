import type {StepId} from '../wizard-state.ts';
import {access} from './access.tsx';
import {expiration} from './expiration.tsx';
import {name} from './name.tsx';
import {owner} from './owner.tsx';
import {permissions} from './permissions.tsx';
import {repositories} from './repositories.tsx';
import {review} from './review.tsx';
import {saved} from './saved.tsx';
import {scopes} from './scopes.tsx';
import type {StepView} from './step-view.ts';
import {type} from './type.tsx';

/** How each step looks. A step without a line here does not compile. */
export const stepViews: {readonly [Id in StepId]: StepView} = {
	saved,
	type,
	owner,
	access,
	repositories,
	permissions,
	scopes,
	expiration,
	name,
	review,
};

import {explain} from '../../core/errors.ts';
import {isSameName, readProfileName} from '../../core/profile/profile.ts';
import {LabelledLine} from '../components/text-line.tsx';
import {closePanel, findSaved, type Panel, say, typeInto, type Wizard, withOwn} from '../state.ts';
import type {TextField} from '../text-field.ts';

type RenameOwn = {readonly profile: string; readonly field: TextField};

const submit = ({profile: from, field}: RenameOwn, wizard: Wizard): Wizard => {
	try {
		const to = readProfileName(field.value);
		if (to === from) {
			return closePanel(wizard);
		}
		const existing = findSaved(wizard, to);
		return existing === undefined || isSameName(existing.profile, from)
			? {...closePanel(wizard), request: {kind: 'rename', from, to}}
			: say(wizard, `A profile named "${existing.profile}" already exists. Choose another name`);
	} catch (error) {
		return say(wizard, explain(error));
	}
};

/** Asks for another name of a saved profile. */
export const rename: Panel<RenameOwn> = {
	title: 'Rename the profile',
	press: (own, key, wizard) =>
		key.name === 'enter'
			? submit(own, wizard)
			: typeInto(wizard, own.field, key, field => withOwn(wizard, {...own, field}), 400),
	keys: () => ['save', 'back'],
	View: ({own}) => <LabelledLine label="New name" field={own.field} />,
};

import {readSafely} from '../../core/errors.ts';
import {describeExpiration, expirationDate, formatDate} from '../../core/profile/days-left.ts';
import {longestExpiration} from '../../core/profile/expiration.ts';
import {readExpiration} from '../../core/profile/read-expiration.ts';
import {listWords} from '../../core/text/words.ts';
import {classicExpirations} from '../../core/token-types/classic.ts';
import {type Choice, choicesStep, typeInstead} from '../components/choices.tsx';
import {goNext, type Wizard, withAnswers} from '../state.ts';

const lengths = [7, 30, 60, 90] as const;

const listLengths = ({setup}: Wizard): readonly Choice[] =>
	lengths.map(days => {
		const date = expirationDate(days, setup.now);
		return {
			id: String(days),
			label: `${days} days`,
			caption: date === undefined ? undefined : `until ${formatDate(date)}`,
			take: wizard => goNext(withAnswers(wizard, {expiration: days})),
		};
	});

const chosen = ({answers: {expiration}}: Wizard): string => {
	if (expiration === undefined) {
		return '30';
	}
	return expiration === 'none' || lengths.some(days => days === expiration)
		? String(expiration)
		: 'type';
};

/** Expiration: how long the token works. */
export const expiration = choicesStep({
	id: 'expiration',
	title: 'Expiration',
	crumb: 'expiration',
	applies: () => true,
	answers: ['expiration'],
	value: (profile, now) => describeExpiration(profile.expiration, now),
	chosen,
	choices: wizard => [
		...listLengths(wizard),
		{
			id: 'type',
			label: `Another length or a date${wizard.screen.symbols.ellipsis}`,
			caption: `1 to ${longestExpiration} days`,
			take: typeInstead,
		},
		{
			id: 'none',
			label: 'No expiration',
			caption: 'works until revoked, or unused for a year',
			take: before => goNext(withAnswers(before, {expiration: 'none'})),
		},
	],
	begins: {typed: /^\d/, keys: ['purpose', 'help', 'number']},
	typed: {
		label: 'Days or date',
		explain: (text, {setup}) => {
			const read = readSafely(() => readExpiration(text, setup.now));
			return read === undefined
				? `1 to ${longestExpiration} days, or a date as year-month-day`
				: `expires ${describeExpiration(read, setup.now)}`;
		},
		take: (text, wizard) =>
			goNext(withAnswers(wizard, {expiration: readExpiration(text, wizard.setup.now)})),
	},
	caption: ({answers}) => {
		if (answers.type === 'classic') {
			return `A link for a classic token can carry ${listWords(classicExpirations.map(String), 'or')}. You choose any other length by hand on the page.`;
		}
		return answers.owner === undefined
			? 'A short life limits what a leaked token can do. With a saved profile, the next token takes two keys.'
			: `Organizations usually cap the lifetime at ${longestExpiration} days or less. GitHub's page then shows a shorter one.`;
	},
	help: [
		'The date is counted from today; GitHub counts from the moment you press Generate.',
		'pat-wizard list --expiring 7 shows the tokens that run out within a week.',
	],
});

import type {Environment} from '../environment.ts';
/**
 * Whether to write colours: when the stream is a terminal with colours. `NO_COLOR` (https://no-color.org) turns
 * them off, `FORCE_COLOR` other than 0 turns them on.
 */
export const wantsColours = (isTerminal: boolean, environment: Environment): boolean => {
	const {FORCE_COLOR: forced, NO_COLOR: refused, TERM: terminal} = environment;
	if (forced !== undefined && forced !== '') {
		return forced !== '0' && forced !== 'false';
	}
	return isTerminal && !refused && terminal !== 'dumb';
};

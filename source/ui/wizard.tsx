import {useApp, useInput, useIsScreenReaderEnabled, usePaste, useWindowSize} from 'ink';
import {useEffect, useLayoutEffect, useMemo, useReducer} from 'react';
import {ToldError, withHint} from '../core/errors.ts';
import {describeAccess, describeOwner} from '../core/profile/describe.ts';
import type {SavedProfile} from '../core/profile/profile.ts';
import {isSameName} from '../core/profile/profile.ts';
import {showText} from '../core/text/text.ts';
import {type Crumb, Frame} from './components/frame.tsx';
import {listPanelLines, PanelBody, panelFrames, topOf} from './components/panels.tsx';
import {ScrollPlace} from './components/scroll-panel.tsx';
import {readKey} from './keys.ts';
import {planLayout, spokenLayout} from './layout.ts';
import {loadPurposeEngine, type PurposeEngine} from './purpose-state.ts';
import {type Screen, ScreenProvider} from './screen.tsx';
import {stepViews} from './steps/index.ts';
import type {Symbols} from './theme.ts';
import type {WizardAnswer, WizardOptions} from './wizard-options.ts';
import {createWizard, reduceWizard} from './wizard-reducer.ts';
import {
	applicableSteps,
	findStep,
	isChoosing,
	profileOf,
	type Request,
	type StepId,
	type WizardAction,
	type WizardState,
} from './wizard-state.ts';
import {wrapWords} from './wrap-words.ts';

type Size = {readonly columns: number; readonly rows: number};

const standingOf = (state: WizardState, ids: readonly StepId[]): Crumb['standing'] => {
	if (ids.includes(state.step)) {
		return 'current';
	}
	return ids.every(id => state.done.has(id) || state.given.has(id)) ? 'done' : 'ahead';
};

const listCrumbs = (state: WizardState): readonly Crumb[] => {
	if (state.step === 'saved') {
		return [];
	}
	const byName = new Map<string, StepId[]>();
	for (const {id, crumb} of applicableSteps(state)) {
		if (crumb !== undefined) {
			byName.set(crumb, [...(byName.get(crumb) ?? []), id]);
		}
	}
	return Array.from(byName, ([name, ids]) => ({name, standing: standingOf(state, ids)}));
};

const summarize = (state: WizardState): string => {
	const isDone = (id: 'type' | 'owner' | 'access') => state.done.has(id) || state.given.has(id);
	const profile = profileOf(state);
	const parts = [
		...(isDone('type') ? [profile.type] : []),
		...(profile.host === 'github.com' ? [] : [profile.host]),
		...(profile.type === 'fine-grained' && isDone('owner') ? [describeOwner(profile)] : []),
		...(profile.type === 'fine-grained' && isDone('access') ? [describeAccess(profile)] : []),
	];
	return state.step === 'saved' || state.step === 'review' ? '' : parts.join(' · ');
};

/** A message in as many lines as it needs, and half of the screen at most. */
const wrapMessage = (message: string | undefined, {layout, symbols}: Screen): readonly string[] =>
	message === undefined
		? []
		: wrapWords(
				`${layout.isSpoken ? 'Note:' : symbols.caution} ${showText(message).replaceAll('…', symbols.ellipsis)}`,
				layout.columns - 2 * layout.margin,
				Math.max(1, Math.floor(layout.body / 2)),
				symbols.ellipsis,
			);

const carryOut = async (
	request: Request,
	options: WizardOptions,
	saved: readonly SavedProfile[],
): Promise<WizardAction> => {
	try {
		switch (request.kind) {
			case 'copy':
				return {type: 'settled', message: await options.copy(request.text)};
			case 'rename':
				await options.rename(request.from, request.to);
				return {
					type: 'settled',
					message: `Renamed to ${request.to}`,
					saved: saved.map(profile =>
						isSameName(profile.profile, request.from) ? {...profile, profile: request.to} : profile,
					),
				};
			case 'remove':
				await options.remove(request.profile);
				return {
					type: 'settled',
					message: `Removed ${request.profile}`,
					saved: saved.filter(({profile}) => !isSameName(profile, request.profile)),
				};
		}
	} catch (error) {
		if (!(error instanceof ToldError)) {
			throw error;
		}
		return {type: 'settled', message: withHint(error)};
	}
};

const isSame = (one: WizardState, other: WizardState): boolean =>
	(Object.keys(other) as (keyof WizardState)[]).every(key => one[key] === other[key]);

/** As the reducer, with the same state for a key that changes nothing: React then draws nothing. */
const reduceQuietly = (state: WizardState, action: WizardAction): WizardState => {
	const next = reduceWizard(state, action);
	return isSame(state, next) ? state : next;
};

const scrollKeys = ['scroll', 'page', 'ends'] as const;

/** Keys that a list of choices hears itself. */
const choiceKeys: ReadonlySet<string> = new Set(['up', 'down', 'enter']);
const choiceLetters = /^[jk1-9]$/;

/** The wizard: draws the current step, and ends Ink with the answer, or without one. */
export const Wizard = ({
	options,
	symbols,
	size,
	suspend,
	watchContinued = () => () => {},
	loadEngine = loadPurposeEngine,
	holdKeys = () => {},
}: {
	readonly options: WizardOptions;
	readonly symbols: Symbols;
	/** The size of the terminal, where it is not Ink's to find out. */
	readonly size?: Size;
	/** Stops the program until the shell continues it; the terminal is the shell's meanwhile. */
	readonly suspend: () => Promise<void>;
	/** Calls a listener when the program goes on after it was stopped from outside. */
	readonly watchContinued?: (listener: () => void) => () => void;
	readonly loadEngine?: () => Promise<PurposeEngine>;
	/** Keeps the keys that come back until what they are meant for is there. */
	readonly holdKeys?: (isHeld: boolean) => void;
}) => {
	const {exit, suspendTerminal} = useApp();
	const window = useWindowSize();
	const {columns, rows} = size ?? window;
	const [state, dispatch] = useReducer(reduceQuietly, options, createWizard);
	const isSpoken = useIsScreenReaderEnabled();
	const screen = useMemo(
		() => ({layout: isSpoken ? spokenLayout : planLayout(columns, rows), symbols}),
		[isSpoken, columns, rows, symbols],
	);
	const {request, outcome, saved, step, panel} = state;
	const message = wrapMessage(state.message, screen);
	// Where there are gaps, the first line of a message takes the place of one.
	const taken = screen.layout.hasGaps ? Math.max(0, message.length - 1) : message.length;
	const height = Math.max(1, screen.layout.body - taken);
	const lines = useMemo(() => listPanelLines(state, screen), [state, screen]);

	useInput((input, inkKey) => {
		const key = readKey(input, inkKey);
		if (key === undefined) {
			return;
		}
		if (key.name === 'suspend') {
			void suspendTerminal(suspend);
			return;
		}
		const isHeard =
			choiceKeys.has(key.name) || (key.name === 'text' && choiceLetters.test(key.text));
		if (!(isHeard && isChoosing(state))) {
			dispatch({type: 'key', key, at: performance.now()});
		}
		if (lines !== undefined) {
			dispatch({type: 'scroll', key, count: lines.length, height});
		}
	});
	usePaste(text => dispatch({type: 'key', key: {name: 'paste', text}, at: performance.now()}));

	useEffect(
		// The shell took the terminal back: it is given away once more and taken anew. That fails while
		// it is given away by Ctrl+Z, which takes it anew itself.
		() => watchContinued(() => void suspendTerminal(async () => {}).catch(() => {})),
		[watchContinued, suspendTerminal],
	);

	// Behind the first frame, which does not need it.
	useEffect(() => {
		void loadEngine().then(engine => dispatch({type: 'engine-loaded', engine}), exit);
	}, [loadEngine, exit]);

	// biome-ignore lint/correctness/useExhaustiveDependencies: a request is carried out once
	useEffect(() => {
		if (request !== undefined) {
			void carryOut(request, options, saved).then(dispatch, exit);
		}
	}, [request]);

	const isWaiting =
		(panel?.kind === 'purpose' && state.engine === undefined) ||
		(request !== undefined && request.kind !== 'copy');
	// At once, before the next key is handed out …
	useLayoutEffect(() => {
		if (isWaiting) {
			holdKeys(true);
		}
	}, [holdKeys, isWaiting]);
	// … and until what is drawn then listens.
	useEffect(() => {
		if (!isWaiting) {
			holdKeys(false);
		}
	}, [holdKeys, isWaiting]);

	useEffect(() => {
		if (outcome !== undefined) {
			// From an effect, so that the last state is drawn before Ink ends.
			exit(outcome.kind === 'answered' ? (outcome.answer satisfies WizardAnswer) : undefined);
		}
	}, [outcome, exit]);

	const view = stepViews[step];
	const frame = panel === undefined ? undefined : panelFrames[panel.kind];
	const body = {state, dispatch, height};
	const count = lines?.length ?? 0;
	const canScroll = count > height && !isSpoken;
	const aside =
		panel === undefined && view.Aside !== undefined && screen.layout.columns >= 32 ? (
			<view.Aside state={state} />
		) : canScroll ? (
			<ScrollPlace count={count} top={topOf(panel)} height={height} />
		) : null;
	return (
		<ScreenProvider value={screen}>
			<Frame
				crumbs={listCrumbs(state)}
				summary={summarize(state)}
				title={frame?.title ?? findStep(step).title}
				aside={aside}
				message={message}
				keys={[...(frame?.keys(state) ?? view.keys(state)), ...(canScroll ? scrollKeys : [])]}
			>
				{panel === undefined ? (
					<view.Body key={`${step} ${state.isTyping}`} {...body} />
				) : (
					<PanelBody key={panel.kind} {...body} panel={panel} lines={lines} />
				)}
			</Frame>
		</ScreenProvider>
	);
};

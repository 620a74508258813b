import {useApp, useInput, useIsScreenReaderEnabled, usePaste, useWindowSize} from 'ink';
import {useEffect, useLayoutEffect, useMemo, useReducer} from 'react';
import {explain} from '../core/errors.ts';
import {isSameName, type SavedProfile} from '../core/profile/profile.ts';
import {showText} from '../core/text/show.ts';
import {Frame} from './components/frame.tsx';
import {loadPurposeEngine, type PurposeEngine} from './engine.ts';
import {type Heard, isChoiceKey, readKey} from './keys.ts';
import {planLayout, spokenLayout} from './layout.ts';
import {type Screen, ScreenProvider} from './screen.tsx';
import {type Request, shownOwn, shownPanel, type Wizard} from './state.ts';
import {drawSigns, type Symbols} from './theme.ts';
import {createWizard, type Happening, listCrumbs, reduceWizard, summarize} from './wizard.ts';
import type {WizardAnswer, WizardOptions} from './wizard-options.ts';
import {wrapWords} from './wrap-words.ts';

type Size = {readonly columns: number; readonly rows: number};

/** Wraps a message into at most half of the screen. */
const wrapMessage = (message: string | undefined, {layout, symbols}: Screen): readonly string[] =>
	message === undefined
		? []
		: wrapWords(
				`${layout.isSpoken ? 'Note:' : symbols.caution} ${drawSigns(showText(message), symbols)}`,
				layout.width,
				Math.max(1, Math.floor(layout.body / 2)),
				symbols.ellipsis,
			);

const carryOut = async (
	request: Request,
	options: WizardOptions,
	saved: readonly SavedProfile[],
): Promise<Happening> => {
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
		return {type: 'settled', message: explain(error)};
	}
};

const isSame = (one: Wizard, other: Wizard): boolean =>
	(Object.keys(other) as (keyof Wizard)[]).every(key => key === 'keyAt' || one[key] === other[key]);

/** Returns the same state when nothing changed, so that React draws nothing. */
const reduceQuietly = (wizard: Wizard, happening: Happening): Wizard => {
	const next = reduceWizard(wizard, happening);
	return isSame(wizard, next) ? wizard : next;
};

/** The wizard: draws the current step, and ends Ink with the answer, or without one. */
export const App = ({
	options,
	symbols,
	size,
	suspend,
	watchSignal = () => () => {},
	loadEngine = loadPurposeEngine,
	holdKeys = () => {},
}: {
	readonly options: WizardOptions;
	readonly symbols: Symbols;
	/** The size of the terminal. Ink finds it out when this is unset. */
	readonly size?: Size;
	/** Stops the program until the shell continues it. The shell has the terminal meanwhile. */
	readonly suspend: () => Promise<void>;
	readonly watchSignal?: (signal: 'SIGCONT' | 'SIGTSTP', listener: () => void) => () => void;
	readonly loadEngine?: () => Promise<PurposeEngine>;
	/** Holds keys back until their screen is ready. */
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
	const wizard = state.screen === screen ? state : {...state, screen};
	const {request, outcome, saved, step, panel} = wizard;
	const message = wrapMessage(wizard.message, screen);
	// Where the screen has gaps, the first line of a message takes one of them.
	const taken = screen.layout.hasGaps ? Math.max(0, message.length - 1) : message.length;
	const height = Math.max(1, screen.layout.body - taken);
	const shown = shownPanel(wizard);
	const own = shownOwn(wizard);
	const hear = (key: Heard): void => dispatch({type: 'key', key, at: performance.now(), screen});

	useInput((input, inkKey) => {
		const key = readKey(input, inkKey);
		if (key?.name === 'suspend') {
			void suspendTerminal(suspend);
		} else if (
			key !== undefined &&
			!(isChoiceKey(key) && shown.isChoosing?.({own, wizard, height}))
		) {
			hear(key);
		}
	});
	usePaste(text => hear({name: 'paste', text}));

	useEffect(() => {
		// This fails while Ctrl+Z stops the program. Ctrl+Z sets the mode again itself.
		const giveAway = (work: () => Promise<void>) => void suspendTerminal(work).catch(() => {});
		const unwatch = [
			watchSignal('SIGTSTP', () => giveAway(suspend)),
			// The shell changed the terminal's mode meanwhile, so it is set again.
			watchSignal('SIGCONT', () => giveAway(async () => {})),
		];
		return () => {
			for (const stop of unwatch) {
				stop();
			}
		};
	}, [watchSignal, suspend, suspendTerminal]);

	// This comes after the first frame, which does not need it.
	useEffect(() => {
		void loadEngine().then(engine => dispatch({type: 'engine-loaded', engine}), exit);
	}, [loadEngine, exit]);

	const {scanFolder} = options;
	const isScanning = wizard.scan?.tokens === undefined && shown.readsFolder?.(own) === true;
	useEffect(() => {
		const stop = new AbortController();
		if (isScanning) {
			scanFolder?.(scan => stop.signal.aborted || dispatch({type: 'scanned', scan}), stop.signal);
		}
		return () => stop.abort();
	}, [isScanning, scanFolder]);

	// biome-ignore lint/correctness/useExhaustiveDependencies: a request is carried out once
	useEffect(() => {
		if (request !== undefined) {
			void carryOut(request, options, saved).then(dispatch, exit);
		}
	}, [request]);

	const isWaiting =
		(shown.needsEngine === true && wizard.engine === undefined) ||
		(request !== undefined && request.kind !== 'copy');
	// This runs before the next key is handed out.
	useLayoutEffect(() => {
		if (isWaiting) {
			holdKeys(true);
		}
	}, [holdKeys, isWaiting]);
	// This runs after the new screen listens to keys.
	useEffect(() => {
		if (!isWaiting) {
			holdKeys(false);
		}
	}, [holdKeys, isWaiting]);

	useEffect(() => {
		if (outcome !== undefined) {
			// An effect does this, so that Ink draws the last state before it ends.
			exit(outcome.kind === 'answered' ? (outcome.answer satisfies WizardAnswer) : undefined);
		}
	}, [outcome, exit]);

	const Aside = panel !== undefined || columns >= 32 ? shown.Aside : undefined;
	return (
		<ScreenProvider value={screen}>
			<Frame
				crumbs={listCrumbs(wizard)}
				summary={summarize(wizard)}
				title={shown.title}
				aside={Aside && <Aside own={own} wizard={wizard} height={height} />}
				message={message}
				keys={shown.keys(own, wizard)}
			>
				<shown.View
					key={`${step} ${panel?.is.title}`}
					own={own}
					wizard={wizard}
					height={height}
					hear={hear}
				/>
			</Frame>
		</ScreenProvider>
	);
};

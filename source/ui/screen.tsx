import {createContext, useContext} from 'react';
import {type Layout, planLayout} from './layout.ts';
import {chooseSymbols, type Symbols} from './theme.ts';

/** What every view needs to know about the terminal. */
export type Screen = {readonly layout: Layout; readonly symbols: Symbols};

/** The screen until the terminal is known. */
export const usualScreen: Screen = {layout: planLayout(80, 24), symbols: chooseSymbols(true)};

const ScreenContext = createContext(usualScreen);

/** Passes what is known of the terminal to the views below it. */
export const ScreenProvider = ScreenContext.Provider;

/** The terminal that this view is drawn on. */
export const useScreen = (): Screen => useContext(ScreenContext);

import {Box, Text} from 'ink';
import {memo, type ReactNode} from 'react';
import {type Shortcut, type ShortcutName, shortcuts} from '../keys.ts';
import {useScreen} from '../screen.tsx';
import type {Crumb} from '../state.ts';
import {colours, type Symbols} from '../theme.ts';

const brand = 'pat-wizard';

/** Whether a line would be the same again. Most keys change neither the steps nor the shortcuts. */
const isSameLine = (one: object, other: object): boolean =>
	JSON.stringify(one) === JSON.stringify(other);

const Crumbs = memo(function Crumbs({crumbs}: {readonly crumbs: readonly Crumb[]}) {
	const {symbols, layout} = useScreen();
	const signs = {done: ` ${symbols.done}`, current: ` ${symbols.current}`, ahead: ''};
	const texts = crumbs.map(({name, standing}) => `${name}${signs[standing]}`);
	// The line is measured with all signs, so that it fits with any of them.
	const longest = [brand, ...crumbs.map(({name}) => `${name}${signs.done}`)].join('  ').length;
	const hasBrand = longest <= layout.width;
	const place = crumbs.findIndex(({standing}) => standing === 'current') + 1;
	return (
		<Text
			wrap="truncate-end"
			aria-label={place === 0 ? brand : `${brand}, step ${place} of ${crumbs.length}`}
		>
			{hasBrand ? <Text bold>{brand}</Text> : null}
			{crumbs.map(({name, standing}, index) => (
				<Text key={name} bold={standing === 'current'} dimColor={standing === 'ahead'}>
					{`${index > 0 || hasBrand ? '  ' : ''}${texts[index]}`}
				</Text>
			))}
		</Text>
	);
}, isSameLine);

const nameKeys = (keys: string, {updown, leftright}: Symbols): string =>
	keys.replace('↑↓', updown).replace('←→', leftright);

/** The shortcuts that fit into the width, from the first and most important one on. */
const fitShortcuts = (
	names: readonly ShortcutName[],
	columns: number,
	symbols: Symbols,
): readonly Shortcut[] => {
	const fitting: Shortcut[] = [];
	let left = columns;
	for (const name of names) {
		const {keys, does, brief}: Shortcut = shortcuts[name];
		const named = nameKeys(keys, symbols);
		const before = (fitting.length > 0 ? 2 : 0) + named.length + 1;
		const said = before + does.length > left ? (brief ?? does) : does;
		const rest = left - before - said.length;
		if (rest < 0 && fitting.length > 0) {
			break;
		}
		if (rest >= 0) {
			fitting.push({keys: named, does: said});
			left = rest;
		}
	}
	return fitting;
};

const spokenKeys: Readonly<Record<string, string>> = {
	'?': 'question mark',
	esc: 'escape',
	'ctrl+c': 'control c',
};

/** Every shortcut, in words. */
const sayShortcuts = (names: readonly ShortcutName[], symbols: Symbols): string =>
	names
		.map(name => shortcuts[name])
		.map(({keys, does}) => `${spokenKeys[keys] ?? nameKeys(keys, symbols)}: ${does}`)
		.join(', ');

const KeyLine = memo(function KeyLine({names}: {readonly names: readonly ShortcutName[]}) {
	const {layout, symbols} = useScreen();
	return (
		<Text wrap="truncate-end" aria-label={`Keys: ${sayShortcuts(names, symbols)}`}>
			{fitShortcuts(names, layout.columns - layout.margin, symbols).map(({keys, does}, index) => (
				<Text key={keys + does}>
					<Text bold>{`${index > 0 ? '  ' : ''}${keys}`}</Text>
					<Text dimColor>{` ${does}`}</Text>
				</Text>
			))}
		</Text>
	);
}, isSameLine);

const Gap = () => (useScreen().layout.hasGaps ? <Box height={1} flexShrink={0} /> : null);

/**
 * The frame of every step: the line of steps, the answers so far, the step itself, and the keys that work
 * here.
 */
export const Frame = ({
	crumbs,
	summary,
	title,
	aside,
	message,
	keys,
	children,
}: {
	readonly crumbs: readonly Crumb[];
	/** The answers so far, in one line. */
	readonly summary: string;
	readonly title: string;
	/** Stands at the right of the title. */
	readonly aside?: ReactNode;
	/** The lines of a sentence about the last key. */
	readonly message: readonly string[];
	/** The most important first. A narrow terminal shows only those. */
	readonly keys: readonly ShortcutName[];
	readonly children: ReactNode;
}) => {
	const {layout} = useScreen();
	return (
		<Box
			flexDirection="column"
			width={layout.columns}
			height={layout.rows}
			paddingLeft={layout.margin}
			overflow="hidden"
		>
			{layout.hasCrumbs ? (
				<Box height={1} flexShrink={0}>
					<Crumbs crumbs={crumbs} />
				</Box>
			) : null}
			{layout.hasSummary ? (
				<Box height={1} flexShrink={0}>
					<Text
						dimColor
						wrap="truncate-end"
						aria-hidden={summary === ''}
						aria-label={`So far: ${summary.replaceAll(' · ', ', ')}`}
					>
						{summary}
					</Text>
				</Box>
			) : null}
			<Gap />
			{layout.rows >= 4 ? (
				<Box height={1} flexShrink={0} justifyContent="space-between" paddingRight={layout.margin}>
					<Box flexShrink={0}>
						<Text bold wrap="truncate-end">
							{title}
						</Text>
					</Box>
					<Box marginLeft={2}>{aside}</Box>
				</Box>
			) : null}
			<Gap />
			<Box flexDirection="column" flexGrow={1} flexShrink={1} overflow="hidden">
				{children}
			</Box>
			{message.length === 0 ? (
				<Gap />
			) : (
				<Box height={message.length} flexShrink={0}>
					<Text color={colours.caution} wrap="truncate-end" aria-label={message.join(' ')}>
						{message.join('\n')}
					</Text>
				</Box>
			)}
			<Box height={1} flexShrink={0}>
				<KeyLine names={keys} />
			</Box>
		</Box>
	);
};

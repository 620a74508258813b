import {Box, Text} from 'ink';
import {useMemo} from 'react';
import {listGrants} from '../../core/catalog/permissions.ts';
import type {NeedsAnswer, TokenAnswer} from '../../core/needs/least.ts';
import {windowAround} from '../list-window.ts';
import {
	findMatches,
	type PurposeEngine,
	type PurposeMatch,
	type PurposeState,
} from '../purpose-state.ts';
import {useScreen} from '../screen.tsx';
import {colours} from '../theme.ts';
import {TextLine} from './text-line.tsx';

const describeToken = (token: TokenAnswer): string =>
	token.type === 'classic'
		? `classic: ${token.scopes.join(', ') || 'no scope'}`
		: `fine-grained: ${
				[
					...listGrants(token.permissions).map(
						({permission, level}) => `${permission.parameter}: ${level}`,
					),
					...Object.entries(token.byHand).map(([name, level]) => `${name}: ${level} (by hand)`),
				].join(', ') || 'no permission'
			}`;

const describeAnswer = (answer: NeedsAnswer): readonly string[] => [
	...answer.tokens.map(describeToken),
	...answer.impossible.map(({need, reason}) => `${need.name}: ${reason}`),
	...answer.tokens.flatMap(token => (token.type === 'classic' ? token.reasons : [])),
];

const MatchRow = ({
	match,
	isFocused,
}: {
	readonly match: PurposeMatch;
	readonly isFocused: boolean;
}) => {
	const {layout, symbols} = useScreen();
	return (
		<Box
			height={1}
			aria-role="option"
			aria-state={{selected: isFocused}}
			aria-label={`${match.title}, ${match.aside}`}
		>
			<Box width={2} flexShrink={0}>
				<Text color={colours.accent}>{isFocused ? symbols.pointer : ' '}</Text>
			</Box>
			<Box
				width={layout.isWide ? 38 : undefined}
				flexShrink={layout.isWide ? 0 : 1}
				paddingRight={1}
			>
				<Text bold={isFocused} wrap="truncate-end" {...(isFocused ? {color: colours.accent} : {})}>
					{match.title}
				</Text>
			</Box>
			{layout.isWide ? (
				<Text dimColor wrap="truncate-end">
					{match.aside}
				</Text>
			) : null}
		</Box>
	);
};

const examples = [
	'POST /repos/octo-org/app/issues',
	'create issues',
	'publish a container',
	'a gh or curl command, or the error that it gave',
];

/** "What is it for?": a job in words, an operation or an error becomes the permissions that it needs. */
export const PurposePanel = ({
	purpose,
	engine,
	height,
}: {
	readonly purpose: PurposeState;
	readonly engine: PurposeEngine | undefined;
	readonly height: number;
}) => {
	const {layout, symbols} = useScreen();
	const text = purpose.field.value;
	const matches = useMemo(
		() => (text.trim() === '' || engine === undefined ? [] : findMatches(engine.readNeed(text))),
		[text, engine],
	);
	const answer = useMemo(
		() => (purpose.taken.length === 0 ? undefined : engine?.leastNeeds(purpose.taken)),
		[purpose.taken, engine],
	);
	const lines = [
		...(purpose.taken.length === 0
			? []
			: [`For: ${purpose.taken.map(({title, name}) => title ?? name).join('; ')}`]),
		...(answer === undefined ? [] : describeAnswer(answer)),
	].slice(0, Math.max(0, Math.min(4, height - 3)));
	const listHeight = Math.max(1, height - 2 - lines.length - (lines.length > 0 ? 1 : 0));
	const {start, end} = windowAround(purpose.focus, matches.length, listHeight);
	return (
		<>
			<Box height={1} flexShrink={0} aria-role="textbox">
				<Text color={colours.accent} aria-label="What it is for:">{`${symbols.pointer} `}</Text>
				<TextLine
					field={purpose.field}
					width={layout.columns - 2 * layout.margin - 3}
					placeholder=" type or paste what the token is for"
				/>
			</Box>
			<Box height={1} flexShrink={0} />
			<Box height={listHeight} flexShrink={0} flexDirection="column" overflow="hidden">
				{text === ''
					? examples
							.slice(0, listHeight)
							.map(example => (
								<Text key={example} dimColor wrap="truncate-end">{`  ${example}`}</Text>
							))
					: matches
							.slice(start, end)
							.map((match, index) => (
								<MatchRow
									key={match.id}
									match={match}
									isFocused={start + index === purpose.focus}
								/>
							))}
				{text !== '' && matches.length === 0 ? (
					<Text dimColor>{'  Nothing matches yet'}</Text>
				) : null}
			</Box>
			{lines.length > 0 ? <Box height={1} flexShrink={0} /> : null}
			{lines.map((line, index) => (
				<Text key={line} wrap="truncate-end" dimColor={index === 0}>
					{line}
				</Text>
			))}
		</>
	);
};

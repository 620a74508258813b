import {Box, Text} from 'ink';
import {memo} from 'react';
import type {AccessLevel} from '../../core/catalog/permission.ts';
import {type CatalogPermission, levelsOf} from '../../core/catalog/permissions.ts';
import {useScreen} from '../screen.tsx';
import {colours} from '../theme.ts';

const Levels = ({
	permission,
	level,
}: {
	readonly permission: CatalogPermission;
	readonly level: AccessLevel | undefined;
}) => {
	const {symbols} = useScreen();
	const levels: readonly string[] = levelsOf(permission);
	const cell = (name: string, isChosen: boolean, width: number) =>
		`${isChosen ? symbols.chosen : ' '}${name}`.padEnd(width);
	return (
		<Box width={26} flexShrink={0} aria-hidden>
			<Text>
				<Text dimColor={level !== undefined}>{cell(symbols.none, level === undefined, 4)}</Text>
				{(['read', 'write', 'admin'] as const).map(name => (
					<Text
						key={name}
						bold={level === name}
						dimColor={level !== name}
						{...(level === name ? {color: colours.good} : {})}
					>
						{levels.includes(name) ? cell(name, level === name, 7) : ' '.repeat(7)}
					</Text>
				))}
			</Text>
		</Box>
	);
};

/** A permission with its levels. It is drawn anew only when it changes: most keys change two rows of many. */
export const PermissionRow = memo(function PermissionRow({
	permission,
	level,
	isFocused,
	isAdded,
	reason,
}: {
	readonly permission: CatalogPermission;
	readonly level: AccessLevel | undefined;
	readonly isFocused: boolean;
	/** Whether GitHub adds it by itself. */
	readonly isAdded: boolean;
	/** Why a filter found it, where its name does not say so. */
	readonly reason?: string | undefined;
}) {
	const {layout, symbols} = useScreen();
	if (layout.isSpoken) {
		const levels = ['none', ...levelsOf(permission)].join(', ');
		return (
			<Box
				aria-role="option"
				aria-state={{selected: isFocused, checked: level !== undefined}}
				aria-label={`${permission.displayName}, level ${level ?? 'none'}, can be ${levels}${isAdded ? ', read is added by GitHub' : ''}`}
			/>
		);
	}
	return (
		<Box height={1} flexGrow={1} flexShrink={1}>
			<Box flexGrow={1} flexShrink={1} flexBasis={0} paddingRight={layout.isWide ? 1 : 0}>
				<Text
					wrap="truncate-end"
					bold={isFocused || level !== undefined}
					{...(isFocused ? {color: colours.accent} : {})}
				>
					{permission.displayName}
				</Text>
			</Box>
			{layout.isWide ? (
				<>
					<Levels permission={permission} level={level} />
					<Box flexShrink={1} flexBasis={0} flexGrow={1} paddingRight={layout.margin}>
						<Text dimColor wrap="truncate-end">
							{reason ?? (isAdded ? 'read, added by GitHub' : permission.parameter)}
						</Text>
					</Box>
				</>
			) : (
				<Box width={7} flexShrink={0}>
					<Text bold={level !== undefined} dimColor={level === undefined}>
						{level === undefined ? symbols.none : `${symbols.chosen}${level}`}
					</Text>
				</Box>
			)}
		</Box>
	);
});

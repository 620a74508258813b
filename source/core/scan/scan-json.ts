import type {PermissionSet} from '../catalog/permission.ts';
import type {ScopeName} from '../catalog/scopes.ts';
import {placesOfToken, type Repository, repositoriesOf} from './profiles-of.ts';
import type {ScannedToken, ScannedType, ScanReport} from './report.ts';

/** The output of `scan --json`. An unknown value is null. Permissions are written with `_`. */
export type ScanJson = {
	readonly tokens: ReadonlyArray<{
		readonly token: string;
		/** The workflow of a `GITHUB_TOKEN`. Each workflow has its own entry. */
		readonly file: string | null;
		/** Null if no single token can do all of it. */
		readonly type: ScannedType | null;
		readonly owner: string | null;
		readonly repositories: readonly string[] | null;
		readonly permissions: PermissionSet;
		readonly scopes: readonly ScopeName[];
		readonly onlyIf: ReadonlyArray<{
			readonly permissions: PermissionSet;
			readonly scopes?: readonly ScopeName[];
			readonly when: string;
		}>;
		readonly goesTo: ReadonlyArray<{readonly place: string; readonly storedAt: null}>;
		readonly because: ReadonlyArray<{
			readonly file: string;
			readonly line: number;
			readonly need: string;
			readonly permissions: PermissionSet;
			readonly scopes: readonly ScopeName[];
		}>;
		/** The personal token for what `GITHUB_TOKEN` can never do. */
		readonly personal?: ScannedToken['personal'];
		/** The permissions with which `GITHUB_TOKEN` could do the same. */
		readonly instead?: PermissionSet;
		readonly notes?: readonly string[];
	}>;
	readonly unknown: ReadonlyArray<{
		readonly file: string;
		readonly line: number;
		readonly text: string;
		readonly reason: string;
	}>;
	/** Places where a file contains the value of a token. Left out if there are none. */
	readonly leaks?: ReadonlyArray<{readonly file: string; readonly line: number}>;
	readonly complete: boolean;
};

const tokenJson = (
	token: ScannedToken,
	repository: Repository | undefined,
): ScanJson['tokens'][number] => {
	const {owner, repositories} = repositoriesOf(token, repository);
	const notes = [...token.reasons, ...token.notes];
	return {
		token: token.token.name,
		file: token.file ?? null,
		type: token.type ?? null,
		owner: owner ?? null,
		repositories: repositories.length === 0 ? null : repositories,
		permissions: token.permissions,
		scopes: token.scopes,
		onlyIf: token.onlyIf,
		goesTo: placesOfToken(token, repository).map(place => ({place, storedAt: null})),
		because: token.because,
		...(token.personal === undefined ? {} : {personal: token.personal}),
		...(token.insteadWorkflow === undefined ? {} : {instead: token.insteadWorkflow}),
		...(notes.length === 0 ? {} : {notes}),
	};
};

/** Returns a report as `--json` prints it. */
export const scanJson = (report: ScanReport, repository?: Repository): ScanJson => ({
	tokens: report.tokens.map(token => tokenJson(token, repository)),
	unknown: report.unknown.map(({file, line, text, reason}) => ({file, line, text, reason})),
	...(report.leaks.length === 0 ? {} : {leaks: report.leaks}),
	complete: report.complete,
});

/**
 * Throws generated input at everything that reads what comes from outside. `npm test` does it for a
 * moment, `npm run fuzz` for a minute each; FUZZ_SECONDS says otherwise. A failure names its seed, and
 * FUZZ_SEED=<seed> brings it back.
 */
import {writeFileSync} from 'node:fs';
import * as fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {commands} from '../source/commands/index.ts';
import {options} from '../source/commands/options.ts';
import {readFolderText} from '../source/commands/read-folder-text.ts';
import {permissions} from '../source/core/catalog/permissions.ts';
import {presets} from '../source/core/catalog/presets.ts';
import {scopes} from '../source/core/catalog/scopes.ts';
import {PatWizardError} from '../source/core/errors.ts';
import {findWarnings, listStepsByHand} from '../source/core/link/advice.ts';
import {exportFormats, exportProfiles} from '../source/core/link/export.ts';
import {importText} from '../source/core/link/import.ts';
import {buildLink, findProblems} from '../source/core/link/link.ts';
import {sortLinks} from '../source/core/link/read-link.ts';
import {listUses} from '../source/core/link/recipes.ts';
import {leastNeeds, needsJson, readNeeds} from '../source/core/needs/index.ts';
import {
	describeAccess,
	describeGrants,
	describeOwner,
	listAbilities,
} from '../source/core/profile/describe.ts';
import {isExpirationValue} from '../source/core/profile/expiration.ts';
import {readHost} from '../source/core/profile/host.ts';
import {readExpiration} from '../source/core/profile/read-expiration.ts';
import {readRepositories, readRepository} from '../source/core/profile/read-names.ts';
import {readProfileAndIgnored} from '../source/core/profile/read-profile.ts';
import {readRemoteUrl} from '../source/core/profile/remotes.ts';
import {containsToken, maskTokens} from '../source/core/text/mask.ts';
import {showLines, showText, writeJson} from '../source/core/text/show.ts';
import {openProfileStore} from '../source/platform/profile-store.ts';
import {loadPurposeEngine} from '../source/ui/engine.ts';
import type {Heard, KeyName} from '../source/ui/keys.ts';
import {splitKeys} from '../source/ui/paced-input.ts';
import {listReviewActions} from '../source/ui/steps/review.tsx';
import {createWizard, type Happening, reduceWizard} from '../source/ui/wizard.ts';
import {makeTemporaryFolder} from './clean-environment.ts';
import {noon, runFake} from './commands/fake-context.ts';
import {bot, laptop} from './example-profiles.ts';
import {makeOptions, packagePush, releaseBot} from './ui/make-options.ts';

const seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
const seconds = Number(process.env.FUZZ_SECONDS ?? (process.env.MODE === 'full' ? 60 : 0.3));

const settings = {
	seed,
	numRuns: 1_000_000_000,
	interruptAfterTimeLimit: seconds * 1000,
	markInterruptAsFailure: false,
};

const timeout = {timeout: seconds * 1000 + 60_000};

const token = `ghp_${'A1b2'.repeat(9)}`;

/** What such texts are made of. */
const atoms: readonly string[] = [
	'https://github.com/settings/personal-access-tokens/new',
	'https://github.com/settings/tokens/new',
	'http://octo.ghe.com/settings/tokens/new?scopes=repo',
	'https://x:y@github.com/settings/tokens/new',
	'%2Fsettings%2Ftokens%2Fnew',
	...['name=', 'description=', 'target_name=', 'expires_in=', 'default_expires_at=', 'scopes='],
	...['contents=', 'issues=write', 'repo', 'none', '30', '2027-01-31', 'octo-org', 'octo-org/app'],
	...[
		'GET ',
		'POST ',
		'/repos/{owner}/{repo}/issues',
		'gh api ',
		'curl -H "Authorization: Bearer ',
	],
	...['x-accepted-github-permissions: ', 'x-oauth-scopes: ', 'Resource not accessible by personal'],
	...['https://docs.github.com/rest/issues/issues#create-an-issue', 'push code', 'read:packages'],
	...[
		'{"profiles": [',
		'{"type": "classic"',
		'"fine-grained"',
		']}',
		'"profile": ',
		'"permissions": {',
	],
	...[
		'__proto__',
		'constructor',
		'toString',
		'${',
		'}}',
		'{{',
		'`',
		'\\',
		'"',
		"'",
		'<',
		'>',
		'(',
		')',
	],
	...[
		'&',
		'&amp;',
		'&quot;',
		'?',
		'#',
		'=',
		',',
		':',
		'//',
		'/',
		'@',
		'%',
		'%00',
		'%E2%80%AE',
		'+',
	],
	...[
		'\u001b[2J',
		'\u001b]0;x\u0007',
		'\u009b',
		'\u202e',
		'\u200b',
		'\ufeff',
		'\ud800',
		'\0',
		'\r\n',
	],
	...[
		'\n',
		'\t',
		' ',
		token,
		'github_pat_11AAAAAAA0aaaaaaaaaaaa_x',
		'日本',
		'👩‍💻',
		'ß',
		'\u0130',
		'-',
		'--',
	],
];

const pieces = (): fc.Arbitrary<string> =>
	fc.oneof(
		{weight: 6, arbitrary: fc.constantFrom(...atoms)},
		{weight: 2, arbitrary: fc.string({unit: 'binary', maxLength: 8})},
		{weight: 2, arbitrary: fc.string({maxLength: 8})},
		{weight: 1, arbitrary: fc.constantFrom(...permissions.map(({parameter}) => parameter))},
		{weight: 1, arbitrary: fc.constantFrom(...scopes.map(({scope}) => scope))},
		{weight: 1, arbitrary: fc.constantFrom(...presets.map(({id}) => id))},
	);

const texts = (maxLength = 12): fc.Arbitrary<string> =>
	fc.oneof(
		fc.array(pieces(), {maxLength}).map(parts => parts.join('')),
		fc.array(pieces(), {maxLength}).map(parts => parts.join(' ')),
		// Something over and over: where time could grow faster than the text.
		fc
			.tuple(fc.array(pieces(), {minLength: 1, maxLength: 3}), fc.integer({min: 1, max: 200}))
			.map(([parts, times]) => parts.join('').repeat(times)),
	);

const keys = [
	...[
		'profile',
		'type',
		'host',
		'name',
		'description',
		'owner',
		'repositoryAccess',
		'repositories',
	],
	...['permissions', 'scopes', 'expiration', 'lastOpened', 'version', 'profiles', '__proto__', 'x'],
];

const values = (): fc.Arbitrary<unknown> =>
	fc.oneof(
		texts(4),
		fc.constantFrom('classic', 'fine-grained', 'selected', 'all', 'public', 'none', 'github.com'),
		fc.array(fc.oneof(texts(3), fc.constantFrom('repo', 'octo-org/app', 'gist')), {maxLength: 4}),
		fc.dictionary(
			fc.oneof(pieces(), fc.constantFrom('contents', 'issues', '__proto__')),
			fc.constantFrom<unknown>('read', 'write', 'admin', 1, null, {}),
			{maxKeys: 4},
		),
		fc.integer(),
		fc.jsonValue(),
	);

/** Something like a profile as `JSON.parse` gives it: `__proto__` is a key like any other. */
const profileLike = (): fc.Arbitrary<unknown> =>
	fc
		.tuple(
			fc.constantFrom('classic', 'fine-grained', 'fine-grained', undefined),
			fc.array(fc.tuple(fc.constantFrom(...keys), values()), {maxLength: 6}),
		)
		.map(([type, entries]) => {
			const all: readonly (readonly [string, unknown])[] =
				type === undefined ? entries : [['type', type], ...entries];
			const members = all.map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
			return JSON.parse(`{${members.join(', ')}}`);
		});

/** The result, or `undefined` when it was refused in words; anything else that is thrown is a fault. */
const told = <Result>(work: () => Result): Result | undefined => {
	try {
		return work();
	} catch (error) {
		expect(error).toBeInstanceOf(PatWizardError);
		const {message, hint = ''} = error as PatWizardError;
		checkShown(message);
		checkShown(hint);
		return undefined;
	}
};

const checkShown = (text: string): void => {
	expect(showLines(text)).toBe(text);
	expect(containsToken(text)).toBe(false);
};

/** Everything that is made of a profile can be made of this one. */
const checkProfile = (profile: Parameters<typeof findProblems>[0]): void => {
	const problems = findProblems(profile);
	for (const {message, hint} of problems) {
		checkShown(message);
		checkShown(hint);
	}
	for (const sentence of [...findWarnings(profile), ...listStepsByHand(profile, noon)]) {
		expect(sentence).not.toBe('');
	}
	for (const describe of [describeAccess, describeGrants, describeOwner]) {
		expect(describe(profile)).toBeTypeOf('string');
	}
	expect(listAbilities(profile).length).toBeGreaterThan(0);
	for (const {commands: lines} of listUses(profile)) {
		checkShown(lines.join('\n'));
	}
	if (problems.length > 0) {
		expect(() => buildLink(profile)).toThrow(PatWizardError);
		return;
	}
	const link = buildLink(profile);
	expect(link).toMatch(/^https:\/\/[a-z0-9.:-]+\/settings\/[a-z-]+\/new(?:\?[\x21-\x7e]*)?$/);
	expect(new URL(link).host).toBe(profile.host);
	expect(containsToken(decodeURIComponent(link.replaceAll('+', ' ')))).toBe(false);
	const again = importText(link).profiles[0]?.profile;
	expect(again && buildLink(again)).toBe(link);
	for (const format of exportFormats) {
		checkShown(exportProfiles([profile], format));
	}
};

describe(`with the seed ${seed}`, () => {
	test('links in any text', timeout, () => {
		fc.assert(
			fc.property(texts(), text => {
				const {read, refused} = sortLinks(text);
				for (const {source, reason} of refused) {
					checkShown(source);
					checkShown(reason);
				}
				for (const {source, ignored, profile} of read) {
					checkShown(source);
					checkShown(ignored.flatMap(each => Object.values(each)).join(' '));
					const wrong = findProblems(profile).filter(({missing}) => missing === undefined);
					expect(wrong).toEqual([]);
					checkProfile(profile);
				}
			}),
			settings,
		);
	});

	test('imported texts', timeout, () => {
		const inputs = fc.oneof(
			texts(),
			profileLike().map(value => JSON.stringify(value)),
			fc.array(profileLike(), {maxLength: 3}).map(profiles => JSON.stringify({profiles})),
			fc.json(),
		);
		fc.assert(
			fc.property(inputs, fc.option(texts(2), {nil: undefined}), (text, owner) => {
				const imported = told(() => importText(text, {owner}));
				for (const {source, profile, ignored} of imported?.profiles ?? []) {
					checkShown(source);
					checkShown(ignored.flatMap(each => Object.values(each)).join(' '));
					checkProfile(profile);
				}
			}),
			settings,
		);
	});

	test('profiles', timeout, () => {
		fc.assert(
			fc.property(fc.oneof(profileLike(), fc.jsonValue()), value => {
				const read = told(() => readProfileAndIgnored(value, 'github.com'));
				if (read !== undefined) {
					checkShown(read.ignored.map(({value: left, reason}) => `${left} ${reason}`).join(' '));
					expect(Object.getPrototypeOf(read.profile)).toBe(Object.prototype);
					expect(containsToken(JSON.stringify(read.profile))).toBe(false);
					const again = readProfileAndIgnored(JSON.parse(writeJson(read.profile)), 'github.com');
					expect(again).toEqual({profile: read.profile, ignored: []});
					checkProfile(read.profile);
				}
			}),
			settings,
		);
	});

	test('hosts, repositories and expirations', timeout, () => {
		fc.assert(
			fc.property(texts(4), texts(2), (text, owner) => {
				const host = told(() => readHost(text));
				if (host !== undefined) {
					expect(readHost(host)).toBe(host);
					expect(new URL(`https://${host}/`).host).toBe(host);
				}
				const repository = told(() => readRepository(text, owner));
				expect(repository ?? 'a/b').toMatch(/^[A-Za-z\d_-]+\/[\w.-]+$/);
				for (const each of told(() => readRepositories(text, owner)) ?? []) {
					expect(readRepository(each)).toBe(each);
				}
				const expiration = told(() => readExpiration(text, noon));
				expect(expiration === undefined || isExpirationValue(expiration)).toBe(true);
				const remote = readRemoteUrl(text, ['git.example.com', owner]);
				checkShown(`${remote?.owner ?? ''}/${remote?.repository ?? ''}`);
			}),
			settings,
		);
	});

	test('shown texts', timeout, () => {
		fc.assert(
			fc.property(texts(), text => {
				const shown = showText(text);
				expect(showText(shown)).toBe(shown);
				expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
				const masked = maskTokens(text);
				expect(containsToken(masked)).toBe(false);
				expect(maskTokens(masked)).toBe(masked);
				expect(masked === text).toBe(!containsToken(text));
				const json = writeJson({[text]: text}, 2);
				expect(showLines(json)).toBe(json);
			}),
			settings,
		);
	});

	test('texts for needs', timeout, () => {
		fc.assert(
			fc.property(fc.array(texts(8), {maxLength: 3}), inputs => {
				const reading = readNeeds(inputs);
				const shown = [
					...reading.notes,
					...reading.unknown.flatMap(({text, reason}) => [text, reason]),
					...reading.choices.map(({text}) => text),
					...reading.needs.flatMap(({name, notes}) => [name, ...notes]),
				];
				shown.forEach(checkShown);
				const answer = leastNeeds(reading.needs);
				for (const {type, ...rest} of answer.tokens) {
					expect(type === 'classic' || type === 'fine-grained').toBe(true);
					expect(rest.because.length).toBeGreaterThan(0);
				}
				checkShown(writeJson(needsJson(reading, answer), 2));
			}),
			settings,
		);
	});

	test('keys of a terminal', timeout, () => {
		const sequences = fc.constantFrom(
			...['\u001b[A', '\u001b[1;5P', '\u001b', '\u001b[', '\u001bO', '\u001b[200~', '\u001b[201~'],
			...[
				'\r',
				'\n',
				'\u0003',
				'\u007f',
				'a',
				'é',
				'👩‍💻',
				'\ud83d',
				'x'.repeat(40),
				'\u001b[27u',
				'\u0000',
			],
		);
		const input = fc.array(fc.oneof(sequences, fc.string({unit: 'binary', maxLength: 4})));
		fc.assert(
			fc.property(input, fc.nat(200), (parts, cut) => {
				const text = parts.join('');
				const {keys: found, rest} = splitKeys(text);
				const same = (whole: string) => whole.replaceAll('\n', '\r');
				expect(same(found.join('') + rest)).toBe(same(text));
				expect(found.every(key => key !== '')).toBe(true);
				// What has not come yet changes nothing about what has.
				const first = splitKeys(text.slice(0, cut));
				const second = splitKeys(first.rest + text.slice(cut));
				expect(same(first.keys.join('') + second.keys.join('') + second.rest)).toBe(same(text));
			}),
			settings,
		);
	});

	test('any keys in the wizard', timeout, async () => {
		const engine = await loadPurposeEngine();
		const names: readonly KeyName[] = [
			...(['up', 'down', 'left', 'right', 'page-up', 'page-down', 'home', 'end'] as const),
			...(['enter', 'enter', 'enter', 'escape', 'tab', 'back-tab', 'backspace', 'delete'] as const),
			...(['delete-word', 'delete-before', 'delete-after', 'word-left', 'word-right'] as const),
		];
		const choices = [
			...['fine-grained', 'classic', 'purpose', 'selected', 'all', 'mine', 'type', '30'],
			...['owner', 'repositories', 'permissions', 'scopes', 'name'],
		];
		const pressed: fc.Arbitrary<Heard> = fc.oneof(
			{weight: 6, arbitrary: fc.constantFrom(...names).map(name => ({name}))},
			{
				weight: 3,
				arbitrary: fc
					.constantFrom(...' ?wnerdcos1234567890azé/-_.')
					.map(text => ({name: 'text' as const, text})),
			},
			{weight: 2, arbitrary: texts(3).map(text => ({name: 'paste' as const, text}))},
			fc.constantFrom(...choices).map(id => ({name: 'choose' as const, id})),
		);
		const happenings: fc.Arbitrary<Happening> = fc.oneof(
			{weight: 12, arbitrary: pressed.map(key => ({type: 'key' as const, key}))},
			fc.constantFrom<Happening>(
				{type: 'engine-loaded', engine},
				{type: 'settled', message: 'x', saved: [packagePush]},
			),
		);
		const starts = [
			makeOptions(),
			makeOptions({saved: [releaseBot, packagePush]}),
			makeOptions({answers: releaseBot, start: 'review', saved: [releaseBot], canSave: false}),
			makeOptions({answers: {type: 'classic'}, suggestions: []}),
		];
		fc.assert(
			fc.property(
				fc.constantFrom(...starts),
				fc.array(happenings, {maxLength: 60}),
				(from, actions) => {
					let state = createWizard(from);
					for (const action of actions) {
						state = reduceWizard(state, action);
						expect(containsToken(JSON.stringify({...state, engine: undefined}))).toBe(false);
						if (state.outcome !== undefined) {
							break;
						}
					}
					if (state.outcome?.kind === 'answered') {
						expect(findProblems(state.outcome.answer.profile)).toEqual([]);
					}
					if (state.step === 'review') {
						expect(listReviewActions(state).map(({id}) => id)).toContain('leave');
					}
				},
			),
			settings,
		);
	});

	test('the files of saved profiles and of a repository', timeout, async () => {
		const folder = await makeTemporaryFolder();
		const good = JSON.stringify({version: 1, profiles: [bot, laptop]});
		const files: fc.Arbitrary<string | Uint8Array> = fc.oneof(
			fc.uint8Array({maxLength: 100}),
			fc.json(),
			// A good file with some of it overwritten or cut off.
			fc
				.tuple(fc.nat(good.length), pieces(), fc.nat(20))
				.map(([at, piece, length]) => good.slice(0, at) + piece + good.slice(at + length)),
			fc.nat(good.length).map(length => good.slice(0, length)),
			fc
				.array(fc.oneof(profileLike(), fc.jsonValue()), {maxLength: 4})
				.map(profiles => JSON.stringify({version: 1, profiles})),
		);
		await fc.assert(
			fc.asyncProperty(files, async contents => {
				const store = openProfileStore({folder: () => folder, now: () => noon});
				writeFileSync(store.file, contents);
				const state = store.state();
				checkShown(store.problems().join(' '));
				const listed = told(() => store.list());
				expect(listed === undefined).toBe(state.kind === 'broken' || state.kind === 'newer');
				const read = await readFolderText(String(contents)).catch((error: unknown) =>
					told(() => {
						throw error;
					}),
				);
				checkShown((read?.problems ?? []).join(' '));
			}),
			settings,
		);
	});

	test('any words of a command line', timeout, async () => {
		const words = fc.oneof(
			{weight: 4, arbitrary: fc.constantFrom(...commands.map(({name}) => name))},
			{weight: 4, arbitrary: fc.constantFrom(...Object.keys(options).map(name => `--${name}`))},
			{
				weight: 3,
				arbitrary: fc
					.tuple(fc.constantFrom(...Object.keys(options)), texts(3))
					.map(([name, value]) => `--${name}=${value}`),
			},
			{
				weight: 3,
				arbitrary: fc.constantFrom(
					...[
						'release-bot',
						'my laptop',
						'contents=read',
						'repo',
						'30',
						'none',
						'octo-org',
						'-',
						'--',
					],
					...[
						'-y',
						'-h',
						'bash',
						'zsh',
						'json',
						'link',
						'markdown',
						'classic',
						'__complete',
						'help',
						'-f',
					],
				),
			},
			{weight: 2, arbitrary: texts(4)},
		);
		await fc.assert(
			fc.asyncProperty(
				fc.array(words, {maxLength: 8}),
				texts(6),
				fc.boolean(),
				async (args, text, isTerminal) => {
					const happened = await runFake(args, {
						saved: [bot, laptop],
						folderFile: text,
						files: {'-': text, x: text},
						environment: {GH_HOST: text.length % 3 === 0 ? text : ''},
						terminal: {stdin: isTerminal, stdout: isTerminal, stderr: false},
					});
					expect([0, 1, 2, 130]).toContain(happened.code);
					const said = happened.stdout + happened.stderr;
					expect(said).not.toContain('went wrong inside');
					const plain = said.replaceAll(/\u001b\[\d+m/g, '');
					expect(showLines(plain)).toBe(plain);
					expect(containsToken(JSON.stringify(happened))).toBe(false);
					expect(happened.opened.every(link => link.startsWith('https://'))).toBe(true);
				},
			),
			settings,
		);
	});
});

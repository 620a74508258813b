import {type HttpMethod, operationName} from '../../catalog/endpoints.ts';
import {packagesAreClassic} from '../../catalog/scopes.ts';
import {showBriefly} from '../../text/mask.ts';
import {type Need, needOfOperation} from '../need.ts';
import {needsOfQuery as needsOfFields} from '../read-message.ts';
import {findRequested, type Request, readApiPath, readMethod} from '../read-request.ts';
import {type Arguments, type Flag, flagsOf, readArguments} from './arguments.ts';
import {isGithubHost, nameRepository, nothingYet, placeOf, readRepositoryAddress} from './named.ts';
import {
	type CommandReading,
	elsewhereCommand,
	knownCommand,
	localCommand,
	type Named,
	unknownCommand,
} from './reading.ts';
import type {ShellWord} from './shell.ts';
import {needOfTakes, publicNote, readTakes} from './takes.ts';

const graphqlIsOpen =
	'The query is not on the command line, so its fields are unknown: paste it, or say what it is for.';

const graphqlUnknown =
	'GitHub publishes no permissions for GraphQL, and these fields are unknown here: name the REST operation that does the same.';

const needsOfQuery = (command: string, request: Request, named: Named): CommandReading => {
	const query = (request.body ?? '').replace(/^query=/, '');
	if (!query.includes('{')) return {...unknownCommand(command, graphqlIsOpen, named), request};
	const needs = needsOfFields(query);
	if (needs.length > 0) {
		return knownCommand(command, needs, {...named, request, certainty: 'inferred'});
	}

	return /^(?:query=)?(?:query)?\{viewer\{login\}\}$/.test(query.replace(/\s/g, ''))
		? knownCommand(
				command,
				[
					{
						kind: 'command',
						name: command,
						works: 'any-token',
						anyOf: [{}],
						scopes: [[]],
						notes: [],
					},
				],
				{...named, request},
			)
		: {...unknownCommand(command, graphqlUnknown, named), request};
};

/** Splits a variable with owner and name in a path, such as `repos/$REPO/pulls`. */
const withSplitRepository = (path: string): string =>
	/^\/repos\/\$(?!\w*(?:owner|org|user|login)\w*\/)[^/]*\/(?!\$|\{)[^/]+/i.test(path)
		? path.replace(/^\/repos\/[^/]+/, '/repos/{owner}/{repo}')
		: path;

const findNeed = (request: Request): Need | undefined => {
	// The ref of an archive is optional.
	const path = request.path.replace(/\/(zipball|tarball)$/, '/$1/{ref}');
	const split = {...request, path: withSplitRepository(path)};
	const [match] = [...findRequested(split), ...findRequested(request)];
	return match === undefined ? undefined : needOfOperation(match);
};

const namesOfPath = (path: string, named: Named): Named => {
	const [, owner = '', name = ''] = /^\/repos\/([^/]+)\/([^/]+)/.exec(path) ?? [];
	const isComputed = /[${]/.test(path);
	if (owner === '') {
		const [, login] = /^\/(?:orgs|users)\/([^/]+)/.exec(path) ?? [];
		return login === undefined || isComputed || !path.startsWith('/orgs/')
			? named
			: {...named, owner: named.owner ?? login};
	}

	return nameRepository(named, {text: `${owner}/${name}`, isComputed});
};

/** Finds what a request to the API needs. A path that is not on GitHub's list is unknown. */
const readRequestOf = (
	command: string,
	request: Request,
	named: Named = nothingYet(),
): CommandReading => {
	if (request.path === '/graphql') return needsOfQuery(command, request, named);
	const all = namesOfPath(request.path, named);
	const need = findNeed(request);
	if (need === undefined) {
		const text = showBriefly(`${request.method} ${request.path}`);
		const others = findRequested({path: request.path}).map(({operation}) =>
			operationName(operation),
		);
		const reason =
			others.length === 0
				? `${text} is not in GitHub’s list of REST operations: check the method and the path.`
				: `There is no ${text}; GitHub’s list has ${others.join(', ')}.`;
		return {...unknownCommand(command, reason, all), request};
	}

	return knownCommand(command, [{...need, ...placeOf(all)}], {
		...all,
		request,
		certainty: need.inferred === undefined ? 'documented' : 'inferred',
	});
};

const readGhPath = ({text}: ShellWord): string | undefined =>
	readApiPath(text) ?? readApiPath(`/${text.replace(/^\/+/, '')}`);

const lastText = ({flags}: Arguments, name: string): string | undefined =>
	flags.get(name)?.at(-1)?.text;

/** Reads `gh api PATH`. With fields and without a method, it sends a POST. */
export const readGhApi = (given: Arguments, named: Named, input?: ShellWord): CommandReading => {
	const command = 'gh api';
	const [address] = given.words;
	if (address === undefined) return unknownCommand(command, 'It names no path of the API.', named);
	const path = readGhPath(address);
	if (path === undefined) {
		return address.isComputed
			? unknownCommand(
					command,
					`Its path is not known before it runs: ${showBriefly(address.text)}.`,
					named,
				)
			: unknownCommand(
					command,
					`"${showBriefly(address.text)}" is not a known path of the API.`,
					named,
				);
	}

	const fields = ['raw-field', 'field'].flatMap(name => given.flags.get(name) ?? []);
	const sends = fields.length > 0 || given.flags.has('input');
	const asked = given.flags.get('method')?.at(-1);
	if (asked?.isComputed) {
		return unknownCommand(
			command,
			`Its method is not known before it runs: ${showBriefly(asked.text)}.`,
			named,
		);
	}

	const method = readMethod(asked?.text ?? '') ?? (sends ? 'POST' : 'GET');
	const fromInput = given.flags.has('input') && input !== undefined ? [input] : [];
	const body = [...fields, ...fromInput].map(({text}) => text).join('\n');
	return readRequestOf(command, {path, method, ...(body === '' ? {} : {body})}, named);
};

/** The flags of a program for HTTP requests. */
type HttpProgram = {
	readonly flags: ReadonlyMap<string, Flag>;
	/** Flags for the address, which can also be a word. */
	readonly address: readonly string[];
	readonly method: readonly string[];
	/** Flags that send a body, with the method that they imply. */
	readonly sends: {readonly [flag: string]: 'POST' | 'PUT'};
};

const bodies = (method: 'POST' | 'PUT', names: string): HttpProgram['sends'] =>
	Object.fromEntries(names.split(' ').map(name => [name, method]));

const curl: HttpProgram = {
	flags: flagsOf(
		'header:H= output:o= user:u= user-agent:A= referer:e= cookie:b= cookie-jar:c= write-out:w= max-time:m= connect-timeout= retry= retry-delay= retry-max-time= proxy:x= cacert= cert:E= key= config:K= request:X= data:d= data-raw= data-binary= data-ascii= data-urlencode= json= form:F= form-string= upload-file:T= url= range:r= dump-header:D= limit-rate= interface= resolve= output-dir= url-query= oauth2-bearer= max-redirs= silent:s show-error:S location:L fail:f include:i head:I verbose:v insecure:k get:G compressed globoff:g netrc:n',
	),
	address: ['url'],
	method: ['request'],
	sends: {
		...bodies('POST', 'data data-raw data-binary data-ascii data-urlencode json form form-string'),
		...bodies('PUT', 'upload-file'),
	},
};

const wget: HttpProgram = {
	flags: flagsOf(
		'header= output-document:O= output-file:o= directory-prefix:P= user= password= method= body-data= body-file= post-data= post-file= user-agent:U= tries:t= timeout:T= input-file:i= quiet:q server-response:S continue:c',
	),
	address: [],
	method: ['method'],
	sends: bodies('POST', 'post-data post-file'),
};

const powershell: HttpProgram = {
	flags: new Map(
		'uri method headers body outfile contenttype authentication token infile useragent'
			.split(' ')
			.map(name => [`-${name}`, {name, hasValue: true}]),
	),
	address: ['uri'],
	method: ['method'],
	sends: {},
};

const httpie: HttpProgram = {
	flags: flagsOf(
		'auth:a= auth-type:A= output:o= session= timeout= body:b headers:h form:f json:j ignore-stdin:I follow:F',
	),
	address: [],
	method: [],
	sends: {},
};

const programs: {readonly [name: string]: HttpProgram} = {
	curl,
	wget,
	http: httpie,
	https: httpie,
	xh: httpie,
	'invoke-restmethod': powershell,
	'invoke-webrequest': powershell,
	irm: powershell,
	iwr: powershell,
};

const programOf = (name: string): HttpProgram | undefined => {
	const lower = name.toLowerCase();
	const own = Object.hasOwn(programs, lower) ? programs[lower] : undefined;
	return own === powershell || name === lower ? own : undefined;
};

/** Whether a program makes HTTP requests. Only names of PowerShell may have capitals. */
export const isHttpProgram = (name: string): boolean => programOf(name) !== undefined;

/** Returns the method of HTTPie: the word before the address, or `POST` with items such as `title=example`. */
const httpieMethod = (words: readonly ShellWord[]): string => {
	const [first, ...others] = words;
	if (first !== undefined && readMethod(first.text) !== undefined) return first.text;
	return others.some(({text}) => /^[\w.-]+(?::=|=(?!=)|@)/.test(text)) ? 'POST' : 'GET';
};

const notTheApi = 'Its address is not GitHub’s API.';

/** Hosts of files and archives of a repository, outside of the API. */
const contentHosts = /^(?:raw\.githubusercontent\.com|codeload\.github\.com)$/;

/** The address of a release file on the release's page. */
const releaseFile = /^https?:\/\/github\.com\/[^/]+\/[^/]+\/releases\/(?:latest\/)?download\//i;

const releaseNote =
	'The address of a release’s page takes no token, so a private repository is not found. Download the asset from the API instead, with Accept: application/octet-stream.';

const packageHost = /^https?:\/\/(npm|maven|nuget|rubygems)\.pkg\.github\.com\//i;

const readOtherAddress = (
	command: string,
	{text, isComputed}: ShellWord,
	{isGet, sendsToken}: {readonly isGet: boolean; readonly sendsToken: boolean},
): CommandReading => {
	const address = readRepositoryAddress(text);
	if (packageHost.test(text)) {
		const takes = isGet ? 'read:packages' : 'write:packages';
		return knownCommand(command, [
			needOfTakes(readTakes(takes), {
				name: command,
				title: isGet ? 'Read packages' : 'Publish packages',
				reason: packagesAreClassic,
			}),
		]);
	}

	const isContent =
		address !== undefined &&
		(contentHosts.test(address.host) ||
			/^https?:\/\/github\.com\/[^/]+\/[^/]+\/(?:archive|zipball|tarball|raw)\//i.test(text));
	if (isContent) {
		const named = nameRepository(nothingYet(), {
			text: `${address.owner}/${address.name}`,
			isComputed,
		});
		return knownCommand(
			command,
			[
				{
					kind: 'command',
					name: command,
					title: 'Read files of a repository',
					works: 'permissions',
					anyOf: [{contents: 'read'}],
					scopes: [['repo']],
					notes: [publicNote],
				},
			],
			named,
		);
	}

	if (releaseFile.test(text) && sendsToken) {
		const {owner = '', name = ''} = address ?? {};
		const path = `/repos/${owner}/${name}/releases/assets/{asset_id}`;
		const asset = readRequestOf(command, {method: 'GET', path});
		return {...asset, notes: [...asset.notes, releaseNote]};
	}

	if (address !== undefined && isGithubHost(address.host)) {
		return localCommand(command, 'Pages and downloads of github.com take no token; the API does.');
	}

	return isComputed
		? elsewhereCommand(command, `Its address is not known before it runs: ${showBriefly(text)}.`)
		: elsewhereCommand(command, notTheApi);
};

/** Whether the word after `http` is neither a method nor an address, as in a sentence or a log. */
const isProse = ([first]: readonly ShellWord[]): boolean =>
	readMethod(first?.text ?? '') === undefined &&
	!/^(?::|\/|\$|https?:|[a-z\d.-]+\.[a-z]{2,}\/)/.test(first?.text ?? '');

/** Returns the method, as written or implied by a body. Undefined when it is computed. */
const methodOf = (program: HttpProgram, given: Arguments): HttpMethod | undefined => {
	const asked = program.method
		.map(flag => lastText(given, flag))
		.find(method => method !== undefined);
	if (asked !== undefined) return readMethod(asked);
	if (given.flags.has('get')) return 'GET';
	const sent = Object.keys(program.sends).find(flag => given.flags.has(flag));
	const written = program === httpie ? readMethod(httpieMethod(given.words)) : undefined;
	return written ?? program.sends[sent ?? ''] ?? 'GET';
};

/** Returns the host of an address of the API, without `api.` and without a port. */
const apiHost = (text: string): string | undefined =>
	/^https?:\/\/(?:api\.|uploads\.)?([a-z\d.-]+)/i.exec(text)?.[1]?.toLowerCase();

/** Finds what a command of `curl`, `wget`, HTTPie or PowerShell needs. */
export const readHttp = (name: string, words: readonly ShellWord[]): CommandReading => {
	const program = programOf(name) ?? curl;
	const asPowershell = words.map(word =>
		/^-[A-Za-z]/.test(word.text) ? {...word, text: word.text.toLowerCase()} : word,
	);
	const given = readArguments(program === powershell ? asPowershell : words, program.flags);
	if (program === httpie && isProse(given.words)) return elsewhereCommand(name, notTheApi);
	const addresses = [
		...program.address.flatMap(flag => given.flags.get(flag) ?? []),
		...given.words,
	].filter(({text}) => readMethod(text) === undefined);
	const address = addresses.find(({text}) => readApiPath(text) !== undefined) ?? addresses[0];
	if (address === undefined) return localCommand(name);
	const path = readApiPath(address.text);
	const method = methodOf(program, given);
	if (path === undefined) {
		return readOtherAddress(name, address, {
			isGet: method === 'GET',
			sendsToken: words.some(word => /^authorization\b|bearer/i.test(word.text)),
		});
	}

	if (method === undefined) return unknownCommand(name, 'Its method is not known before it runs.');
	const body = [...Object.keys(program.sends), 'body']
		.flatMap(flag => given.flags.get(flag) ?? [])
		.map(({text}) => text)
		.join('\n');
	return readRequestOf(
		name,
		{path, method, ...(body === '' ? {} : {body})},
		nothingYet(apiHost(address.text)),
	);
};

import {answerCommand} from './answer-command.ts';
import {type HeaderFinding, type PlacedNeed, readHeaders} from './answer-header.ts';
import {
	answerFailedRequest,
	answerLink,
	answerRequest,
	behindPreliminary,
} from './answer-request.ts';
import type {Need, NeedReading} from './need.ts';
import {type DocumentationLink, readDocumentationLinks} from './read-docs-address.ts';
import {isRefusal, type MessageReading} from './read-message.ts';
import {type Request, readBareRequests, readMethod, readMethodRequests} from './read-request.ts';
import {joinReadings} from './readings.ts';

/** The most requests, links and commands of one text that are read. */
const mostFindings = 1000;

/** A finding in a text, with its index. */
export type Finding = {readonly at: number} & (
	| {readonly kind: 'command'; readonly reading: NeedReading}
	/** A command that may not be about GitHub. Its words may still mean something. */
	| {readonly kind: 'elsewhere'; readonly reading: NeedReading}
	/** `status` is the status code in the same line. */
	| {readonly kind: 'request'; readonly request: Request; readonly status?: number}
	| {readonly kind: 'bare-request'; readonly request: Request; readonly status?: number}
	| {readonly kind: 'link'; readonly link: DocumentationLink}
);

/** A line that is not empty, with its findings. */
export type Line = {
	readonly text: string;
	readonly at: number;
	readonly findings: readonly Finding[];
};

const statusPattern = /(?:^|[\s:"'=(,-])([1-5]\d\d)(?=$|[\s)\],;:."'-])/;

const statusOf = (line: string): number | undefined => {
	const prose = line.replace(/\S+/g, word => (word.includes('/') ? ' ' : word));
	const found = statusPattern.exec(prose)?.[1];
	return found === undefined ? undefined : Number(found);
};

const withStatus = (line: string): {readonly status?: number} => {
	const status = statusOf(line);
	return status === undefined ? {} : {status};
};

const listMark = /^\s{0,40}(?:[-*•]|\d{1,3}[.)])\s{1,4}(?=[a-z])/;

/** The most characters of a line that are read. Longer lines are data. */
const longestLine = 20_000;

/** The address of a file, an archive or a package, outside of the API. */
const fileAddress =
	/^\s*https:\/\/(?:(?:raw\.githubusercontent|codeload\.github)\.com|github\.com\/[^\s/]+\/[^\s/]+\/(?:archive|zipball|tarball|raw|releases\/(?:latest\/)?download)|\w+\.pkg\.github\.com)\/[^\s'"`;&|<>$()]+\s*$/i;

const findInLine = (line: string, at: number): readonly Finding[] => {
	const text = line.slice(0, longestLine).replace(listMark, '');
	// A program without an argument says nothing. The address of a file is read like a command of curl.
	const command = /\S\s\S/.test(text)
		? answerCommand(text)
		: answerCommand(fileAddress.test(text) ? `curl --oauth2-bearer TOKEN ${text}` : '');
	if (command?.isAboutGithub) return [{at, kind: 'command', reading: command.reading}];
	const requests = readMethodRequests(text);
	if (requests.length > 0) {
		const status = withStatus(text);
		return requests.map(request => ({at, kind: 'request', request, ...status}) as const);
	}

	const links = readDocumentationLinks(text).map(link => ({at, kind: 'link', link}) as const);
	const bare = readBareRequests(text).map(
		request => ({at, kind: 'bare-request', request, ...withStatus(text)}) as const,
	);
	const found = [...links, ...bare];
	return found.length === 0 && command !== undefined
		? [{at, kind: 'elsewhere', reading: command.reading}]
		: found;
};

/** Splits a text into lines, and reads those that are not empty. */
export const splitLines = (text: string): readonly Line[] => {
	const lines: Line[] = [];
	let at = 0;
	let found = 0;
	for (const line of text.split('\n')) {
		if (line.trim() !== '') {
			const findings = found < mostFindings ? findInLine(line, at) : [];
			found += findings.length;
			lines.push({text: line, at, findings});
		}

		at += line.length + 1;
	}

	return lines;
};

const signsOfLog: readonly RegExp[] = [
	/documentation_url|^\s{0,20}[<>] \S|^\* (?:Request|Connected|Trying|Host)\b/m,
	/\bHTTP(?:\/[\d.]{1,5})? ?(?:401|403|404)\b|\bstatus(?:code)?['"]?\s{0,4}[:=]\s{0,4}['"]?40[134]\b/i,
	/\b(?:GET|POST|PUT|PATCH|DELETE) \S{1,500}[^\n]{0,60}[\s:-](?:401|403|404)\b/,
	/\b(?:401|403|404) (?:unauthorized|forbidden|not found|resource not accessible)/i,
	/^\s{0,20}(?:[│✗✖✔►✘×|!]|##\[|\[?\d{4}-\d\d-\d\dT|\[\d\d:\d\d|time="|(?:npm )?(?:ERR!|error:|fatal:|remote:|denied:|traceback|exception))/im,
	/^\s{0,20}(?:\w{0,40}error|exception|fatal|warn(?:ing)?|failed)\b[^\n]{0,80}[:!]\s/im,
];

/** Whether a text is the output of a program, and not written by a person. */
export const looksLikeLog = (text: string, hasHeaders: boolean): boolean =>
	hasHeaders || isRefusal(text) || signsOfLog.some(sign => sign.test(text));

const namedRequest =
	/method['"]?\s{0,4}[:=]\s{0,4}['"]([a-z]{3,6})['"][^{}]{0,300}?\burl['"]?\s{0,4}[:=]\s{0,4}['"]([^'"\s]{1,2000})['"]/gi;

const namedAfterwards =
	/\burl['"]?\s{0,4}[:=]\s{0,4}['"]([^'"\s]{1,2000})['"][^{}]{0,300}?method['"]?\s{0,4}[:=]\s{0,4}['"]([a-z]{3,6})['"]/gi;

/** Finds requests in the form of objects: `method: 'POST', url: 'https://api.github.com/…'`. */
const findNamedRequests = (text: string): readonly Finding[] =>
	[
		...[...text.matchAll(namedRequest)].map(match => [match.index, match[1], match[2]] as const),
		...[...text.matchAll(namedAfterwards)].map(match => [match.index, match[2], match[1]] as const),
	]
		.slice(0, mostFindings)
		.flatMap(([at, name = '', url = '']) => {
			const [request] = readBareRequests(url);
			const method = readMethod(name);
			return request === undefined || method === undefined
				? []
				: [{at, kind: 'request', request: {...request, method}} as const];
		});

const isRefused = (status: number | undefined): boolean =>
	status === 401 || status === 403 || status === 404;

const isFine = (status: number | undefined): boolean =>
	status !== undefined && status >= 200 && status < 400;

type Answered = {readonly at: number; readonly reading: NeedReading; readonly status?: number};

const isWanted = ({status}: Answered): boolean => !isFine(status);

/** Returns the refused requests, or all that did not succeed when none was refused. */
const refusedOf = (answered: readonly Answered[]): readonly Answered[] => {
	const refused = answered.filter(({status}) => isRefused(status));
	return refused.length > 0 ? refused : answered.filter(isWanted);
};

/** Adds the owner and repository of a request for the same operation to a need. */
const withNames = (need: Need, requests: readonly Need[]): Need =>
	need.owner === undefined ? (requests.find(({name}) => name === need.name) ?? need) : need;

/** Each need once, with the owner that one of its places names. */
const eachOnce = (placed: readonly PlacedNeed[]): readonly PlacedNeed[] => {
	const byName = new Map<string, PlacedNeed>();
	for (const item of placed) {
		const before = byName.get(item.need.name);
		if (before === undefined) byName.set(item.need.name, item);
		else if (before.need.owner === undefined && item.need.owner !== undefined) {
			byName.set(item.need.name, {at: before.at, need: item.need});
		}
	}

	return [...byName.values()];
};

/**
 * Reads from the output of a program what was refused. Every refusal counts. Lines without information are ignored.
 * Commands count only when nothing says what was refused.
 */
export const readLog = (
	text: string,
	lines: readonly Line[],
	headers: readonly HeaderFinding[],
	messages: MessageReading | undefined,
): NeedReading => {
	const findings = [...lines.flatMap(line => line.findings), ...findNamedRequests(text)]
		.slice(0, mostFindings)
		.sort((left, right) => left.at - right.at);
	const requests = findings.flatMap((finding): Answered[] =>
		finding.kind === 'request' ? [{...finding, reading: answerRequest(finding.request)}] : [],
	);
	const links = findings.flatMap((finding): Answered[] =>
		finding.kind === 'link' &&
		finding.link.kind !== 'category' &&
		// A message says more than a link to an unknown operation.
		(messages === undefined || finding.link.kind === 'operation')
			? [{at: finding.at, reading: answerLink(finding.link)}]
			: [],
	);
	const commands = findings.flatMap((finding): Answered[] =>
		finding.kind === 'command' && finding.reading.needs.length > 0 ? [finding] : [],
	);
	const bare = (): readonly Answered[] =>
		refusedOf(
			findings.flatMap((finding): Answered[] =>
				finding.kind === 'bare-request'
					? [{...finding, reading: answerFailedRequest(finding.request, text)}]
					: [],
			),
		);
	const refused = requests.filter(({status}) => isRefused(status));
	const certain = [...refused, ...links];
	const likely = certain.length > 0 ? certain : requests.filter(isWanted);
	const requested = requests.flatMap(({reading}) => reading.needs);
	const decided = messages !== undefined && (messages.decides || messages.needs.length > 0);
	const [first] = [
		likely,
		...(messages?.decides ? [] : [commands]),
		...(decided ? [] : [bare()]),
	].filter(answered => answered.length > 0);
	const chosen = first ?? [];
	const placed = eachOnce(
		chosen.flatMap(({at, reading}) =>
			reading.needs.map(need => ({at, need: withNames(need, requested)})),
		),
	).map(({at, need}) => ({at, need: behindPreliminary(need, text)}));
	const understood = placed.length > 0 || (messages?.needs.length ?? 0) > 0;
	return joinReadings([
		readHeaders(headers, eachOnce(placed)),
		...(understood ? [] : chosen.map(({reading}) => ({...reading, needs: []}))),
	]);
};

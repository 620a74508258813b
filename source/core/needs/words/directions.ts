import {longestWish} from './understood.ts';

/** Words that name another repository. */
export const otherRepository =
	/\b(?:in|to|of|from|on|into|with|for|across)? ?(?:an? |the )?(?:other|another|different|second|external|separate|downstream|central) (?:private )?(?:repositor(?:y|ies)|repos?)\b/i;

/** Words that say that a workflow does something. */
export const fromWorkflow =
	/\b(?:from|in|inside|within|with|using|via|by) (?:an? |the |my )?(?:github actions?|workflow|actions workflow|ci|ci\/cd|pipeline|job|cron job)(?: workflow| pipeline| job)?\b/i;

const carry =
	'mirror|back ?up|export|copy|sync|save|store|keep|put|upload|commit|push|publish|write|send|move|migrate|import|deploy';
const place =
	'(?:an? |the |my |our |another |other |different |new |own |private |public |remote |git ){0,4}';

/** Something goes into a repository: `back up a database to a private repo`. */
export const intoRepository = new RegExp(
	`\\b(?:${carry})(?:s|es|d|ed|ing)?\\b.{0,80}\\b(?:into|to|in) ${place}(?:github(?! (?:packages?|container|registry|project|issue|pages?|secret))(?: repo(?:sitor(?:y|ies))?s?)?|repo(?:sitor(?:y|ies))?s?)(?=$|[\\s.,?!])`,
	'i',
);

/** Something is fetched from a repository: `install an npm package from a git url`. */
export const fromRepository = new RegExp(
	`\\b(?:install|use|add|import|require|include|load|consume|depend(?:s|ing)? on|fetch|get|reference)(?:s|es|ed|ing)?\\b.{0,80}\\bfrom ${place}(?:git(?:hub)? (?:url|repo(?:sitor(?:y|ies))?s?)|git|repo(?:sitor(?:y|ies))?s?)(?=$|[\\s.,?!])`,
	'i',
);

/** Things of other systems that have the same names. */
export const ofOthers =
	/\b(?:cloudflare|gitlab|netlify|bitbucket|kubernetes|k8s|vault|aws|azure|gcp|google|jira|youtube|android) (?:pages?|ci|runners?|pipelines?|secrets?|issues?|tickets?|projects?|boards?|variables?|webhooks?|deployments?|merge requests?|videos?|notifications?|tags?)\b/gi;

/** The time or condition of a wish: `merge pull requests when checks pass`. */
export const circumstance =
	/(?<=\S\s\S{1,40}\s)(?:when(?:ever)?|if|after|before|once|while|unless|until|as soon as|so that|because|without (?:asking|being|having|using|giving|typing|entering))\s.*$/i;

/** Something goes from GitHub to another place: `archive repositories to s3`, `sync teams to our directory`. */
export const goesAway =
	/\b(?:archive|back ?up|export|copy|dump|sync|stream|replicate)\w{0,4}\b.{1,80}\b(?:in)?to (?!(?:an?)?other\b|.{0,40}\b(?:github|repos?|repositor(?:y|ies)|org(?:ani[sz]ation)?s?|project|issues?)\b)/i;

/** A question, which only reads: `which runners are online`. */
export const asks =
	/^(?:who|whose|which|what|how (?:many|much)|whether|is|are|does|do|has|have)\b(?!.*\b(?:permissions?|scopes?|tokens?|pats?|needs?|needed|tick|required?)\b)/i;

/** The words that make a text a question. */
export const questionWords = /^\S+(?: (?:many|much))?/;

/** Whether a text is about an enterprise. */
export const ofEnterprise = (text: string): boolean => /\benterprise\b/i.test(text);

/** The means of a wish: `invite people by email`. */
export const byWay =
	/(?<=\S )(?:\b(?:by|via|over|through) (?:an? |the )?(?:e-?mail|mail|api|rest api|graphql|command line|cli|script|hand|name|username|https|ssh)|\b(?:with|using|in|from) (?:python|node(?:\.js)?|javascript|typescript|java|go|golang|ruby|php|rust|c#|powershell|bash|curl|postman|axios)(?: requests)?)(?= |$)/gi;

/** Things that no permission decides: a pattern for the text, and the reason as a sentence. */
const decidedElsewhere: readonly (readonly [RegExp, string])[] = [
	[
		/\bbypass\w{0,3}\b.{0,60}\b(?:protect\w*|rules?|rulesets?|reviews?|checks?)\b/i,
		'No permission bypasses a rule: GitHub looks at whose token it is. Put the user on the bypass list of the rule, and give the token contents=write to push.',
	],
];

/** Explains that no permission decides what a text asks for, as a sentence. Undefined for other texts. */
export const whyDecidedElsewhere = (text: string): string | undefined =>
	decidedElsewhere.find(([pattern]) => pattern.test(text))?.[1];

/** Notes for some wishes: a pattern for the text, and the sentence. */
const wishNotes: readonly (readonly [RegExp, string])[] = [
	[
		otherRepository,
		'GITHUB_TOKEN reaches its own repository alone: select the other repository for this token.',
	],
	[
		/\bsubmodules?\b/i,
		'The token has to reach every repository of the submodules; GITHUB_TOKEN reaches its own repository alone.',
	],
	[
		/\b(?:homebrew|brew) (?:tap|formulas?|formulae|casks?)\b|\btap repositor|\bscoop bucket\b/i,
		'That is for the repository of the tap or bucket: GITHUB_TOKEN reaches its own repository alone.',
	],
];

/** Returns the notes for a wish in plain words: which repository the token has to reach. */
export const notesOnWish = (text: string): readonly string[] =>
	wishNotes.filter(([pattern]) => pattern.test(text.slice(0, longestWish))).map(([, note]) => note);

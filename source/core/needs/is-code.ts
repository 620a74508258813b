/** The hint to use `scan` for code, as a sentence. */
export const scanReadsIt = 'This is code: pat-wizard scan reads it, from a file or a folder.';

const fileOfCode =
	/^(?!\/|https?:|repos\/)\S{1,300}\.(?:ya?ml|tf)$|^(?!\/|https?:|repos\/)\S{0,300}\/[^\s/]{1,100}\.(?:[cm]?[jt]sx?|py|go|rb|sh)$/i;

/** Whether a text is the name of a file of code. */
export const isFileOfCode = (text: string): boolean => fileOfCode.test(text.trim());

/** The most characters of a text that are checked. */
const mostCharacters = 50_000;

const workflowKeys: readonly RegExp[] = [
	/^(?:["']?on["']?|true):(?:\s|$)/m,
	/^jobs:\s*$/m,
	/^\s{2,12}runs-on:\s/m,
	/^\s{0,12}steps:\s*$/m,
	/^\s{0,20}-? ?uses: ?\S{1,200}@\S/m,
];

const linesOfCode: readonly RegExp[] = [
	/^\s{0,40}(?:import|export) [^\n]{0,200}\bfrom\b ?['"]/m,
	/^\s{0,40}(?:from \S{1,100} import|import [\w.]{1,100}$|package \w{1,60}$|require ['"]|using [\w.]{1,100};)/m,
	/^\s{0,40}(?:const|let|var) [^=\n]{1,200}=/m,
	/^\s{0,40}(?:async )?(?:def|func|function|class|impl|fn) \w{0,80}/m,
	/\bawait [\w.]{1,100}\(/,
	/\b(?:octokit|github|client|gh|repo)\.(?:rest\.|\w{1,60}\()/i,
	/^\s{0,40}(?:resource|data|provider|module) "[\w-]{1,80}"(?: "[\w-]{1,80}")? ?\{/m,
	/^#!\//,
	/^\s{0,40}(?:if|for|while) [^\n]{1,200}[:{]\s*$/m,
	/^\s{0,40}(?:\w{1,60}\s?:?=|return|print) [^\n]{0,300}(?:\(|\[)/m,
];

/** The first line of a resource or data source of Terraform's provider for GitHub. */
export const terraformBlock = /^\s{0,20}(?:resource|data) "github_\w{1,80}" "[^"\n]{1,80}" ?\{/m;

const isErrorLine =
	/^\s{0,20}(?:error|fatal|remote|traceback|npm err|warn)|\bstatus: ?40[134]|documentation_url/im;

/**
 * Whether a text is a workflow file or a program, which cannot be read as a question or an error. An error message
 * with code in it does not count.
 */
export const isCode = (text: string): boolean => {
	const start = text.slice(0, mostCharacters);
	if (isErrorLine.test(start)) return false;
	if (terraformBlock.test(start)) return true;
	if (!start.includes('\n')) return false;
	if (workflowKeys.filter(key => key.test(start)).length >= 2) return true;
	return linesOfCode.filter(line => line.test(start)).length >= 3;
};

/**
 * Programs in shell scripts, by what they can do with the tokens of the script.
 */

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Programs that do nothing with a GitHub token, and keywords of the shell. */
const harmlessPrograms = words(
	': [ [[ ] alias apk apt apt-get awk base64 basename bc break brew cat cd chmod choco chown column comm continue cp curl cut date declare df diff dirname du echo envsubst eval exit export expr false file find fold getent git grep gzip gunzip head hexdump hostname iconv id install jq yq kill less let ln local logger ls md5sum mkdir mktemp mv nl openssl paste pgrep printenv printf ps pwd read readlink readonly realpath return rm rmdir rsync sed seq set sha1sum sha256sum sha512sum shasum shift shopt shuf sleep sort source sponge stat stty sudo sync tail tar tee test touch tr trap true truncate type tput umask uname uniq unset unzip unxz wait watch wc whereis which whoami xargs xmllint xz yes zip zstd gpg dpkg dos2unix Write-Host Write-Output Get-Content Set-Content Out-File Select-String ConvertFrom-Json ConvertTo-Json Test-Path New-Item Remove-Item Copy-Item Move-Item Join-Path Start-Sleep Get-Date Out-Null ForEach-Object Where-Object pip pip3 rustup cargo-binstall corepack nvm fnm volta asdf mise setx rem cls dir copy del if in do then fi else done esac not for case select function',
);

/** Verbs of compilers and package managers that run no code of the repository. */
const harmlessVerbs: Readonly<Record<string, RegExp>> = {
	go: /^(?:build|install|mod|vet|fmt|env|get|version|work|list|clean|telemetry)$/,
	cargo: /^(?:build|check|clippy|fmt|fetch|install|update|metadata|version|doc|clean|vendor)$/,
	npm: /^(?:config|version|pkg|view|pack|audit|ls|cache)$/,
	bundle: /^(?:install|config|lock|update)$/,
	dotnet: /^(?:restore|build|--version|tool)$/,
	terraform: /^(?:fmt|version|validate)$/,
	poetry: /^(?:install|lock|check|config|build|version|self)$/,
	uv: /^(?:sync|pip|venv|lock|build|version|tool|python|cache)$/,
};

/** Whether a command does nothing with a GitHub token, by the name of its program and its arguments. */
export const isHarmlessCommand = (program: string, words: readonly string[]): boolean =>
	program === '' ||
	/^[\d$({-]/.test(program) ||
	harmlessPrograms.has(program) ||
	(Object.hasOwn(harmlessVerbs, program) &&
		(harmlessVerbs[program]?.test(words.find(word => !word.startsWith('-')) ?? '') ?? false));

/** Programs that run another program from the repository. */
export const interpreters =
	/^(?:bash|sh|zsh|dash|ksh|node|deno|bun|tsx|ts-node|python3?|python3?\.\d+|py|ruby|perl|php|pwsh|powershell|uv|poetry|pipenv|rye|hatch)$/;

/** The extensions of programs that `interpreters` run. */
export const scriptEnding = /\.(?:sh|bash|zsh|js|cjs|mjs|ts|mts|cts|tsx|py|rb|ps1|pl|php|go)$/;

/** Programs and keywords that run the command after them. */
export const wrapperPrograms = words(
	'sudo env time timeout nice xargs retry stdbuf npx bunx pnpx uvx pipx then else do if elif while until ! { } exec command builtin nohup & try',
);

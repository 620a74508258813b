/**
 * Scripts that pass an unfinished command line to `pat-wizard __complete`, and its answer to the shell. They
 * contain no names, so they never go stale. The first line of the answer is `words`, or `files` where the shell
 * completes file names itself.
 */

const bash = `# Completion of pat-wizard for bash
_pat_wizard() {
	local line kind=''
	COMPREPLY=()
	while IFS= read -r line; do
		if [ -z "$kind" ]; then
			kind=$line
		else
			COMPREPLY+=("$line")
		fi
	done < <(command pat-wizard __complete bash "\${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
	if [ "$kind" = files ]; then
		compopt -o default 2>/dev/null
	fi
	case "\${COMPREPLY[0]-}" in
		*=) compopt -o nospace 2>/dev/null ;;
	esac
}
complete -F _pat_wizard pat-wizard
`;

const zsh = `#compdef pat-wizard
# Completion of pat-wizard for zsh
_pat-wizard() {
	local -a answer values shown open openshown
	local line
	answer=("\${(@f)$(command pat-wizard __complete zsh "\${(@Q)words[2,CURRENT]}" 2>/dev/null)}")
	if [[ "\${answer[1]}" == files ]]; then
		_files
		return
	fi
	for line in "\${(@)answer[2,-1]}"; do
		if [[ "\${line%%$'\\t'*}" == *= ]]; then
			open+=("\${line%%$'\\t'*}")
			openshown+=("\${line/$'\\t'/  -- }")
		else
			values+=("\${line%%$'\\t'*}")
			shown+=("\${line/$'\\t'/  -- }")
		fi
	done
	(( \${#values} )) && compadd -l -d shown -a values
	(( \${#open} )) && compadd -S '' -l -d openshown -a open
}
if [[ "\${funcstack[1]-}" == _pat-wizard ]]; then
	_pat-wizard "$@"
else
	compdef _pat-wizard pat-wizard
fi
`;

const fish = `# Completion of pat-wizard for fish
function __pat_wizard_complete
	set -l words (commandline -opc)
	set -l answer (command pat-wizard __complete fish $words[2..-1] (commandline -ct) 2>/dev/null)
	if test "$answer[1]" = files
		__fish_complete_path (commandline -ct)
	else if set -q answer[2]
		printf '%s\\n' $answer[2..-1]
	end
end
complete -c pat-wizard -f -a '(__pat_wizard_complete)'
`;

const scripts: Readonly<Record<string, string>> = {bash, zsh, fish};

/** Returns the completion script of a shell. Empty for an unknown shell. */
export const writeScript = (shell: string): string => scripts[shell] ?? '';

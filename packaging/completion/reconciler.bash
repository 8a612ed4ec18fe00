# Completion of reconciler's commands and options for bash: read from its own help, so that they are those of the version that is installed.
_reconciler() {
  local word=${COMP_WORDS[COMP_CWORD]} command='' words files='' i
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [[ ${COMP_WORDS[i]} != -* ]]; then command=${COMP_WORDS[i]}; break; fi
  done
  if [[ $word == -* ]]; then
    words=$(reconciler ${command:+"$command"} --help 2>/dev/null | grep -oE -- '(^|[ ,])--[a-z-]+' | tr -d ' ,')
  elif [[ -z $command ]]; then
    words=$(reconciler --help 2>/dev/null | sed -n '/^Commands:/,$s/^  \([a-z]\{1,\}\)\( .*\)\{0,1\}$/\1/p')
  elif [[ ${COMP_WORDS[COMP_CWORD - 1]} == "$command" ]] && words=$(reconciler "$command" --help 2>/dev/null | sed -n '/^Commands:/,$s/^  \([a-z]\{1,\}\)\( .*\)\{0,1\}$/\1/p') && [[ -n $words ]]; then
    # A command that takes files itself as well.
    if reconciler "$command" --help 2>/dev/null | grep -q '^Arguments:'; then files=yes; fi
  else
    mapfile -t COMPREPLY < <(compgen -f -- "$word")
    return
  fi
  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word"; [[ -z $files ]] || compgen -f -- "$word")
}
complete -o filenames -F _reconciler reconciler

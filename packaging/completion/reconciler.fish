# Completion of reconciler's commands and options for fish: read from its own help, so that they are those of the version that is installed.
function __reconciler_words
    set -l command
    for word in (commandline -opc)[2..]
        if not string match -q -- '-*' $word
            set command $word
            break
        end
    end
    set -l help (reconciler $command --help 2>/dev/null)
    if string match -q -- '-*' (commandline -ct)
        printf '%s\n' $help | grep -oE -- '(^|[ ,])--[a-z-]+' | tr -d ' ,'
    else if test -z "$command"; or test "$command" = (commandline -opc)[-1]
        printf '%s\n' $help | sed -n '/^Commands:/,$s/^  \([a-z]\{1,\}\)\( .*\)\{0,1\}$/\1/p'
    end
end
complete -c reconciler -f -n 'test (count (commandline -opc)) -eq 1'
complete -c reconciler -a '(__reconciler_words)'

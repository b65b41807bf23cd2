namespace ClickFunnels.Cli.Describing;

/// <summary>
/// The scripts for completion. Each passes the line up to the cursor to the program, which lists what may come next. What the program
/// lists is compared and inserted as text, and never evaluated.
/// </summary>
internal static class CompletionScript
{
    public static IReadOnlyList<string> Shells { get; } = ["bash", "zsh", "fish", "powershell"];

    /// <summary>Returns the script of a shell; null if there is none.</summary>
    public static string? Of(string shell) =>
        shell switch
        {
            "bash" => Bash,
            "zsh" => Zsh,
            "fish" => Fish,
            "powershell" => PowerShell,
            _ => null,
        };

    // Bash splits words at = and :, and replaces only what comes after them.
    private const string Bash = """
        # Completion of clickfunnels for bash.
        _clickfunnels_complete() {
          local line=${COMP_LINE:0:COMP_POINT} word kept candidate
          [[ $line == *[[:space:]]* ]] || return 0
          line=${line#"${line%%[![:space:]]*}"}
          line=${line#*[[:space:]]}
          word=${line##*[[:space:]]}
          kept=${word%"${word##*[=:]}"}
          COMPREPLY=()
          while IFS= read -r candidate; do
            candidate=${candidate%$'\r'}
            [[ $candidate == "$word"* ]] || continue
            [[ $word == -* || $candidate != [-/]* ]] || continue
            COMPREPLY+=("${candidate#"$kept"}")
          done < <(clickfunnels "[suggest:${#line}]" "$line" 2>/dev/null)
          if [[ ${#COMPREPLY[@]} -gt 0 && ${COMPREPLY[0]} == *[=.] ]]; then
            compopt -o nospace 2>/dev/null
          fi
          return 0
        }
        complete -o default -F _clickfunnels_complete clickfunnels
        """;

    private const string Zsh = """
        #compdef clickfunnels
        # Completion of clickfunnels for zsh.
        _clickfunnels() {
          local line="${(j: :)words[2,CURRENT-1]}" word="$PREFIX" candidate
          local -a whole open
          line="${line:+$line }$word"
          for candidate in "${(@f)$(clickfunnels "[suggest:${#line}]" "$line" 2>/dev/null)}"; do
            [[ "$candidate" == "$word"* && -n "$candidate" ]] || continue
            [[ "$word" == -* || "$candidate" != [-/]* ]] || continue
            if [[ "$candidate" == *[=.] ]]; then
              open+=("$candidate")
            else
              whole+=("$candidate")
            fi
          done
          if (( ${#whole} + ${#open} == 0 )); then
            _files
            return
          fi
          (( ${#whole} )) && compadd -- "${whole[@]}"
          (( ${#open} )) && compadd -S '' -- "${open[@]}"
          return 0
        }
        if [[ "${funcstack[1]}" == "_clickfunnels" ]]; then
          _clickfunnels "$@"
        else
          compdef _clickfunnels clickfunnels
        fi
        """;

    private const string Fish = """
        # Completion of clickfunnels for fish.
        function __clickfunnels_complete
            set -l line (string replace -r '^\s*\S+\s?' '' -- (commandline -cp | string collect))
            set -l word (commandline -ct | string collect)
            for candidate in (clickfunnels "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
                string match -q -- '-*' "$word"; or not string match -q -r '^[-/]' -- "$candidate"; or continue
                string match -q -r '^/' -- "$candidate"; or echo $candidate
            end
        end
        complete -c clickfunnels -f -a '(__clickfunnels_complete)'
        complete -c clickfunnels -l input -s i -r -F
        """;

    private const string PowerShell = """
        # Completion of clickfunnels for PowerShell.
        Register-ArgumentCompleter -Native -CommandName clickfunnels -ScriptBlock {
            param($wordToComplete, $commandAst, $cursorPosition)
            $text = $commandAst.ToString().PadRight($cursorPosition).Substring(0, $cursorPosition)
            $line = $text -replace '^\s*\S+\s?', ''
            clickfunnels "[suggest:$($line.Length)]" $line 2>$null |
                Where-Object { $_.StartsWith($wordToComplete, [StringComparison]::Ordinal) } |
                Where-Object { $wordToComplete.StartsWith('-') -or $_ -notmatch '^[-/]' } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_) }
        }
        """;
}

using System.Globalization;
using System.Text;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff;

/// <summary>The rules as a page of documentation, docs/drift-rules.md.</summary>
internal static class RuleDocument
{
    public const string Renew = "dotnet run --project drift -- rules --format markdown > docs/drift-rules.md";

    public static string Markdown()
    {
        var own = DiffRules.All.Keys.Count(id => !Catalogue.Levels.ContainsKey(id));
        var implemented = Catalogue.Levels.Keys.Count(DiffRules.All.ContainsKey);
        var text = new StringBuilder(
            $"""
            <!-- Generated from the rules themselves; renew with: {Renew} -->

            # Rules of `clickfunnels-drift diff`

            Each finding of `diff` comes from one of these {DiffRules.All.Count} rules. The severity is meant for somebody who calls the API through the C# client:

            - **breaking**: a deployed client fails, or code no longer compiles after regeneration;
            - **warning**: it compiles and runs, but may behave otherwise than the caller expects;
            - **info**: nothing breaks, but it is worth knowing.

            Breaking findings say what breaks: the C# surface, so that code no longer compiles after regeneration, or the wire, so that a
            deployed client fails. [drift.md](drift.md#what-diff-and-surface-decide) tells how the C# surface is known.

            The step is the part of the semantic version that the change demands to be raised. Before 1.0.0 a major step raises the second
            number and every other step the third, as is the custom.

            {implemented} of the {Catalogue.Levels.Count} rules in the catalogue of [oasdiff](https://github.com/oasdiff/oasdiff), a public project, are here under
            the same names; {own} are our own, for users of a client library. The last column has the catalogue's severity where ours is
            another: the catalogue asks whether a contract still holds, we ask whether a C# program still does. `clickfunnels-drift rules ID`
            explains a single rule.


            """.ReplaceLineEndings("\n")
        );
        foreach (var group in RuleGroups.All)
        {
            text.Append("## ")
                .Append(group.Key)
                .Append("\n\n| rule | severity | step | breaks | what it means | catalogue |\n|---|---|---|---|---|---|\n");
            foreach (var rule in group.OrderBy(rule => rule.Id, StringComparer.Ordinal))
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| <a id=\"{rule.Id}\"></a>`{rule.Id}` | {Word(rule.Severity)} | {Word(rule.Step)} | {Broken(rule)} | "
                        + $"{Cell(rule.Summary)} | {Level(rule)} |\n"
                );
            }

            text.Append('\n');
        }

        text.Append("## Left out\n\n");
        if (Catalogue.LeftOut.Count == 0)
        {
            text.Append("Nothing of the catalogue is left out on purpose.\n");
        }

        foreach (var reason in Catalogue.LeftOut.GroupBy(entry => entry.Value, entry => entry.Key))
        {
            text.Append("- ")
                .AppendJoin(", ", reason.Order(StringComparer.Ordinal).Select(id => $"`{id}`"))
                .Append(": ")
                .Append(reason.Key)
                .Append('\n');
        }

        return text.ToString();
    }

    /// <summary>A severity, step or direction in small letters.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>
    /// The catalogue's severity where it is another than ours; empty where it is the same, and "own" where the rule is ours.
    /// </summary>
    public static string Level(Rule rule) =>
        !Catalogue.Levels.TryGetValue(rule.Id, out var level) ? "own"
        : level == rule.Severity ? ""
        : Word(level);

    /// <summary>What a rule says is broken; empty where nothing is.</summary>
    public static string Broken(Rule rule) =>
        rule.Breaks switch
        {
            Breaks.Wire => "wire",
            Breaks.CSharp => "C#",
            Breaks.Both => "C#, wire",
            _ => "",
        };

    private static string Cell(string text) =>
        text.Replace("|", "\\|", StringComparison.Ordinal).Replace("[]", "\\[\\]", StringComparison.Ordinal);
}

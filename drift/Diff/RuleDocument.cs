using System.Globalization;
using System.Text;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Diff;

/// <summary>Writes the documentation of the rules, docs/drift-rules.md.</summary>
internal static class RuleDocument
{
    public const string Renew = "dotnet run --project drift -- rules --format markdown > docs/drift-rules.md";

    public static string Markdown()
    {
        var own = DiffRules.All.Keys.Count(id => !OasdiffCatalog.Levels.ContainsKey(id));
        var implemented = OasdiffCatalog.Levels.Keys.Count(DiffRules.All.ContainsKey);
        var text = new StringBuilder(
            $"""
            <!-- Generated from the rules themselves; renew with: {Renew} -->

            # Rules of `clickfunnels-drift diff`

            Each finding of `diff` comes from one of these {DiffRules.All.Count} rules. The severity is the effect on code that calls the
            API through the C# client:

            - **breaking**: a deployed client fails, or code no longer compiles after regeneration;
            - **warning**: code compiles and runs, but may behave differently than the caller expects;
            - **info**: nothing breaks, but it is worth knowing.

            Breaking findings state the effect: "C#" means that code no longer compiles after regeneration, "wire" means that a
            deployed client fails. [drift.md](drift.md#what-diff-and-surface-decide) describes how the C# surface is determined.

            The step is the part of the semantic version that the change has to raise. Before 1.0.0 a major step raises the second
            number and every other step the third, by convention.

            {implemented} of the {OasdiffCatalog.Levels.Count} rules in the catalog of
            [oasdiff](https://github.com/oasdiff/oasdiff), a public project, exist here under
            the same names; {own} are our own, for users of a client library. The last column shows the catalog's severity if ours is
            different: the catalog is about the contract, our rules are about C# programs. `clickfunnels-drift rules ID`
            explains a single rule.


            """.ReplaceLineEndings("\n")
        );
        foreach (var group in DiffRules.All.Values.GroupBy(rule => rule.Group).OrderBy(group => group.Key))
        {
            text.Append("## ")
                .Append(group.Key.Title())
                .Append("\n\n| rule | severity | step | breaks | effect | oasdiff |\n|---|---|---|---|---|---|\n");
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
        if (OasdiffCatalog.LeftOut.Count == 0)
        {
            text.Append("No rule of the catalog is left out.\n");
        }

        foreach (var reason in OasdiffCatalog.LeftOut.GroupBy(entry => entry.Value, entry => entry.Key))
        {
            text.Append("- ")
                .AppendJoin(", ", reason.Order(StringComparer.Ordinal).Select(id => $"`{id}`"))
                .Append(": ")
                .Append(reason.Key)
                .Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Gets a severity, step or direction in lowercase.</summary>
    public static string Word<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>
    /// Gets the severity of the oasdiff catalog if it differs from ours; empty if it is the same, and "own" if the rule is ours.
    /// </summary>
    public static string Level(Rule rule) =>
        !OasdiffCatalog.Levels.TryGetValue(rule.Id, out var level) ? "own"
        : level == rule.Severity ? ""
        : Word(level);

    /// <summary>Gets the effect of a rule; empty if it breaks nothing.</summary>
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

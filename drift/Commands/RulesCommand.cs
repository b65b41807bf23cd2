using System.CommandLine;
using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Commands;

/// <summary><c>rules</c>: lists the rules of <c>diff</c>.</summary>
internal static class RulesCommand
{
    private const string Text = "text";
    private const string Markdown = "markdown";

    public static Command Create(TextWriter output, TextWriter error)
    {
        var id = new Argument<string?>("ID")
        {
            Description = "The rule to explain. Default: list all rules.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var format = new Option<string>("--format")
        {
            Description = "text, or markdown for docs/drift-rules.md.",
            DefaultValueFactory = _ => Text,
            HelpName = "FORMAT",
        };
        format.AcceptOnlyFromAmong(Text, Markdown);
        var command = new Command("rules", "Lists the rules of diff, or explains one.") { id, format };
        command.SetAction(
            async (parsed, cancellationToken) =>
            {
                if (parsed.GetValue(id) is { } wanted)
                {
                    return await ExplainAsync(wanted, output, error);
                }

                if (parsed.GetValue(format) == Markdown)
                {
                    await output.WriteAsync(RuleDocument.Markdown().AsMemory(), cancellationToken);
                }
                else
                {
                    await ListAsync(output, cancellationToken);
                }

                return ExitCode.Clean;
            }
        );
        return command;
    }

    private static async Task ListAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var rules = DiffRules.All.Values;
        var width = rules.Max(rule => rule.Id.Length);
        foreach (var rule in rules)
        {
            var line =
                $"{rule.Id.PadRight(width)}  {RuleDocument.Word(rule.Severity), -8}  {RuleDocument.Word(rule.Direction), -8}  "
                + $"{RuleDocument.Word(rule.Step), -5}  {rule.Summary}";
            await output.WriteLineAsync(line.AsMemory(), cancellationToken);
        }
    }

    private static async Task<int> ExplainAsync(string id, TextWriter output, TextWriter error)
    {
        if (DiffRules.All.TryGetValue(id, out var rule))
        {
            await output.WriteLineAsync(
                $"{rule.Id}\n\n{rule.Summary}\n\nSeverity: {RuleDocument.Word(rule.Severity)}. Group: {rule.Group.Id()}. Direction: "
                    + $"{RuleDocument.Word(rule.Direction)}. Step of the semantic version: "
                    + $"{RuleDocument.Word(rule.Step)}.{(rule.Breaks == Breaks.None ? "" : $" Breaks: {RuleDocument.Broken(rule)}.")}"
            );
            await output.WriteLineAsync(
                RuleDocument.Level(rule) switch
                {
                    "own" => "This rule is our own; the oasdiff catalog does not have it.",
                    "" => "The oasdiff catalog has the same severity.",
                    var level => $"The oasdiff catalog has the severity {level}.",
                }
            );
            return ExitCode.Clean;
        }

        if (OasdiffCatalog.LeftOut.TryGetValue(id, out var reason))
        {
            await output.WriteLineAsync($"{id}\n\nThis rule of the oasdiff catalog is left out. {reason}");
            return ExitCode.Clean;
        }

        var words = id.Split('-');
        var near = DiffRules
            .All.Keys.OrderByDescending(known => words.Intersect(known.Split('-')).Count())
            .ThenBy(known => Math.Abs(known.Length - id.Length))
            .Take(3);
        await error.WriteLineAsync(
            $"There is no rule \"{id}\". Similar rules are {string.Join(", ", near)}; \"rules\" without an id lists all."
        );
        return ExitCode.BadUsage;
    }
}

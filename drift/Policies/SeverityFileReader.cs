using System.Text.RegularExpressions;
using ClickFunnels.Contracts.Naming;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Routing;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Output;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace ClickFunnels.Drift.Policies;

/// <summary>Reads a severity file.</summary>
internal static partial class SeverityFileReader
{
    public const int MaxBytes = 4 * 1024 * 1024;
    private const string Off = "off";
    private const string Keys = "level and at least one of rule, group, path and operation";
    private static readonly string Levels = string.Join(", ", ReportText.Severities.Select(severity => severity.Id()));
    private static readonly RuleGroup[] Groups = Enum.GetValues<RuleGroup>();

    /// <exception cref="InputException">The file is invalid.</exception>
    public static SeverityFile Read(string name, ReadOnlyMemory<byte> utf8) =>
        new(
            name,
            [
                .. new MappingListReader(name, "severity", "severities", Keys, ["level", "rule", "group", "path", "operation", "note"])
                    .Read(utf8, "Expected a list of severities: \"- rule: …\" with a level.")
                    .Select(Override),
            ]
        );

    private static SeverityOverride Override(MappingEntry entry)
    {
        var level = Level(entry, entry.Required("level"));
        var result = new SeverityOverride(level)
        {
            Rule = entry.Find("rule") is { } rule ? Rule(entry, rule) : null,
            Group = entry.Find("group") is { } group ? Group(entry, group) : null,
            Path = entry.Find("path") is { } path ? Path(entry, path) : null,
            Operation = entry.Find("operation") is { } operation ? Operation(entry, operation) : null,
        };
        return result == new SeverityOverride(level)
            ? throw entry.Problem("The severity has no condition. Add rule, group, path or operation.")
            : result;
    }

    private static Severity? Level(MappingEntry entry, Scalar value)
    {
        if (value.Value == Off || value is { Style: ScalarStyle.Plain, Value: "false" })
        {
            return null;
        }

        var found = ReportText.Severities.Where(severity => severity.Id() == value.Value).ToList();
        return found.Count > 0
            ? found[0]
            : throw entry.Problem(value, $"\"{value.Value}\" is not a level. Expected one of {Levels}, {Off}.");
    }

    private static string Rule(MappingEntry entry, Scalar value) =>
        RuleCatalog.All.ContainsKey(value.Value)
            ? value.Value
            : throw entry.Problem(
                value,
                $"There is no rule \"{value.Value}\". Did you mean {SimilarNames.Closest(value.Value, RuleCatalog.All.Keys)}?"
            );

    private static RuleGroup Group(MappingEntry entry, Scalar value)
    {
        var found = Groups.Where(group => group.Id() == value.Value).ToList();
        return found.Count > 0
            ? found[0]
            : throw entry.Problem(
                value,
                $"There is no group \"{value.Value}\". Did you mean "
                    + $"{SimilarNames.Closest(value.Value, Groups.Select(group => group.Id()))}?"
            );
    }

    private static string Path(MappingEntry entry, Scalar value) =>
        PathPattern().IsMatch(value.Value)
            ? value.Value
            : throw entry.Problem(
                value,
                $"\"{value.Value}\" is not a path. Expected one such as /contacts/{{id}}, or /contacts/* for everything below."
            );

    private static string Operation(MappingEntry entry, Scalar value) =>
        OperationPattern().IsMatch(value.Value) && HttpMethods.All.Contains(value.Value.Split(' ')[0].ToLowerInvariant())
            ? value.Value
            : throw entry.Problem(
                value,
                $"\"{value.Value}\" is not an operation. Expected a method and a path, such as GET /contacts/{{id}}."
            );

    [GeneratedRegex(@"\A/[^\s*]*(?:(?<=/)\*)?\z")]
    private static partial Regex PathPattern();

    [GeneratedRegex(@"\A[A-Z]+ /[^\s]*\z")]
    private static partial Regex OperationPattern();
}

using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;

namespace ClickFunnels.Drift.Skills;

/// <summary>Joins what several places of the skills say about the same part of the contract into one finding.</summary>
internal sealed class SkillFindings
{
    private readonly Dictionary<(string Rule, string Pointer, string? Value), (Finding Finding, int Places)> _found = [];

    /// <summary>Gets the findings, each with the first place that has it.</summary>
    public IEnumerable<Finding> All =>
        _found.Values.Select(found =>
            found.Places == 1
                ? found.Finding
                : found.Finding with
                {
                    Message = $"{found.Finding.Message} {found.Places} places say so; this is the first.",
                }
        );

    /// <summary>Adds a finding. Its message names neither file nor line.</summary>
    public void Add(
        Rule rule,
        string pointer,
        string message,
        string file,
        int line,
        string? value = null,
        IReadOnlyList<string>? operations = null
    )
    {
        var key = (rule.Id, pointer, value);
        _found[key] = _found.TryGetValue(key, out var known)
            ? (known.Finding, known.Places + 1)
            : (
                new Finding
                {
                    Rule = rule,
                    Pointer = pointer,
                    Message = message,
                    NewValue = value,
                    Operations = operations ?? [],
                    File = file,
                    Position = new SourcePosition(Math.Max(line, 1), 1),
                },
                1
            );
    }
}

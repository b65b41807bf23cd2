using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>A pair of documents that triggers a rule, and one that looks like it and does not.</summary>
internal sealed record RuleExample(string Rule, (string Old, string New) Triggers, (string Old, string New) Quiet);

/// <summary>Examples of one check's rules. The test finds them by this interface.</summary>
internal interface IRuleExamples
{
    IEnumerable<RuleExample> Examples { get; }

    /// <summary>Creates the examples of one kind of change at several positions, with schemas as YAML.</summary>
    static IEnumerable<RuleExample> At(
        IEnumerable<SchemaPosition> positions,
        string suffix,
        (string Old, string New) triggers,
        (string Old, string New) quiet
    ) =>
        positions.Select(position => new RuleExample(
            $"{position.Prefix()}-{suffix}",
            (Specs.At(position, triggers.Old), Specs.At(position, triggers.New)),
            (Specs.At(position, quiet.Old), Specs.At(position, quiet.New))
        ));
}

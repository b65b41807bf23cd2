using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>A pair of documents that triggers a rule, and one that looks like it and does not.</summary>
internal sealed record RuleExample(string Rule, (string Old, string New) Triggers, (string Old, string New) Quiet);

/// <summary>Examples of one check's rules. The test finds them by this interface.</summary>
internal interface IRuleExamples
{
    IEnumerable<RuleExample> Examples { get; }

    /// <summary>One idea at several places, with schemas as YAML: the names of the rules are made as the checks make them.</summary>
    static IEnumerable<RuleExample> At(
        IEnumerable<Place> places,
        string suffix,
        (string Old, string New) triggers,
        (string Old, string New) quiet
    ) =>
        places.Select(place => new RuleExample(
            $"{place.Prefix()}-{suffix}",
            (Specs.At(place, triggers.Old), Specs.At(place, triggers.New)),
            (Specs.At(place, quiet.Old), Specs.At(place, quiet.New))
        ));
}

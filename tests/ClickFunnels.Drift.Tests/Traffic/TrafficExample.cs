using ClickFunnels.Drift.Diff;
using ClickFunnels.Drift.Tests.Rules;

namespace ClickFunnels.Drift.Tests.Traffic;

/// <summary>A contract, with an exchange that triggers a rule and one that looks like it and does not.</summary>
internal sealed record TrafficExample(string Rule, string Spec, string Triggers, string Quiet)
{
    /// <summary>One value that a schema does not allow and one that it does, in both halves of a call.</summary>
    public static IEnumerable<TrafficExample> Both(string suffix, string schema, string wrong, string right) =>
        [
            new($"request-{suffix}", Specs.At(SchemaPosition.RequestProperty, schema), Sent(wrong), Sent(right)),
            new($"response-{suffix}", Specs.At(SchemaPosition.ResponseProperty, schema), Answered(wrong), Answered(right)),
        ];

    private static string Sent(string value) => Recorded.Exchange(sent: $$"""{"thing":{{value}}}""");

    private static string Answered(string value) => Recorded.Exchange(response: $$"""{"thing":{{value}}}""");
}

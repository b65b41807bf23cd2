using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

internal sealed class PropertyStabilityExamples : IRuleExamples
{
    private const string Silent = "type: string";
    private const string Beta = "type: string\nx-stability-level: beta";
    private const string Stable = "type: string\nx-stability-level: stable";
    private const string Unknown = "type: string\nx-stability-level: wobbly";

    public IEnumerable<RuleExample> Examples =>
        [
            .. At("stability-decreased", (Silent, Beta), (Beta, Silent)),
            .. At("stability-decreased", (Stable, Beta), (Stable, Unknown)),
            .. At("stability-increased", (Beta, Silent), (Silent, Beta)),
            .. At("stability-increased", (Beta, Stable), (Silent, Stable)),
        ];

    private static IEnumerable<RuleExample> At(string suffix, (string Old, string New) triggers, (string Old, string New) quiet) =>
        IRuleExamples.At([SchemaPosition.RequestProperty, SchemaPosition.ResponseProperty], suffix, triggers, quiet);
}

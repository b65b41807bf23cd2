using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Days are far in the past or future, so that the examples hold on every day.</summary>
internal sealed class PropertyDeprecationExamples : IRuleExamples
{
    private const string Stays = "type: string";
    private const string Deprecated = "type: string\ndeprecated: true";
    private const string Later = "type: string\ndeprecated: true\nx-sunset: '2999-01-31'";
    private const string Over = "type: string\ndeprecated: true\nx-sunset: '2001-01-31'";
    private const string NoDate = "type: string\ndeprecated: true\nx-sunset: soon";

    public IEnumerable<RuleExample> Examples =>
        [
            .. At("deprecated", (Stays, Deprecated), (Deprecated, Stays)),
            .. At("deprecated", (Stays, Deprecated), (Stays, Later)),
            .. At("deprecated-with-sunset", (Stays, Later), (Stays, Over)),
            .. At("deprecated-with-sunset", (Deprecated, Later), (Stays, "type: string\nx-sunset: '2999-01-31'")),
            .. At("deprecated-sunset-missing", (Later, Deprecated), (Stays, Deprecated)),
            .. At("deprecated-sunset-invalid", (Stays, NoDate), (NoDate, NoDate + "\ndescription: A thing.")),
            .. At("sunset-date-too-small", (Stays, Over), (Stays, Later)),
            .. At("sunset-date-too-small", (Later, Over), (Over, Later)),
            .. At("reactivated", (Later, Stays), (Stays, Later)),
        ];

    private static IEnumerable<RuleExample> At(string suffix, (string Old, string New) triggers, (string Old, string New) quiet) =>
        IRuleExamples.At([SchemaPosition.RequestProperty, SchemaPosition.ResponseProperty], suffix, triggers, quiet);
}

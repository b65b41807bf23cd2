using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Formats of texts whose C# type stays the same, and schemas that allow nothing.</summary>
internal sealed class FormatExamples : IRuleExamples
{
    private const string Text = "type: string";

    public IEnumerable<RuleExample> Examples =>
        [
            .. Everywhere("format-added", (Text, Of("email")), (Of("email"), Text)),
            .. Everywhere("format-added", (Of("idn-hostname"), Of("hostname")), (Text, Of("password"))),
            .. Everywhere("format-removed", (Of("ipv4"), Text), (Text, Of("ipv4"))),
            .. Everywhere("format-removed", (Of("email"), Of("idn-email")), (Of("phone"), Text)),
            .. Everywhere("format-changed", (Of("date-time"), Of("date")), (Of("uuid"), Of("guid"))),
            .. Everywhere("format-changed", (Of("time"), Of("duration")), (Of("time"), Of("time") + "\ndescription: Words.")),
            .. Everywhere("format-changed", (Of("ipv4"), Of("ipv6")), (Of("email"), Of("idn-email"))),
            .. Everywhere("value-forbidden", (Text, Text + "\nnot: {}"), (Text + "\nnot: {}", Text)),
            .. Everywhere("value-allowed", (Text + "\nnot: {}", Text), (Text, Text + "\nnot: {}")),
        ];

    private static string Of(string format) => $"type: string\nformat: {format}";

    private static IEnumerable<RuleExample> Everywhere(string suffix, (string Old, string New) triggers, (string Old, string New) quiet) =>
        IRuleExamples.At(SchemaPositions.Everywhere, suffix, triggers, quiet);
}

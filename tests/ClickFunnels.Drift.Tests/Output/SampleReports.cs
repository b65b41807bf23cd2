using ClickFunnels.Contracts;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Output;

namespace ClickFunnels.Drift.Tests.Output;

/// <summary>Reports that formats are tried on.</summary>
internal static class SampleReports
{
    public static readonly Rule Removed = new(
        "response-property-removed",
        Severity.Breaking,
        RuleGroup.ResponseProperties,
        "A property of a response is gone."
    );
    public static readonly Rule Default = new(
        "request-parameter-default-changed",
        Severity.Warning,
        RuleGroup.Parameters,
        "A parameter has another default."
    );
    public static readonly Rule Added = new("operation-added", Severity.Info, RuleGroup.Operations, "An operation is new.");

    /// <summary>
    /// Text that means something to terminals, logs, Markdown, HTML, XML, SARIF or workflow commands, or is not valid text.
    /// </summary>
    public const string Hostile = "::error::100%,a:b|`c` <b>&\"d\" @team [e](1) {0}\r\n\u001b[31m\u0000\u202e\ud800]]>";

    /// <summary>Every severity, a waived finding, a note, and findings with and without place, values and operations.</summary>
    public static Report Full { get; } =
        new(
            "old.yaml → new.yaml",
            [
                new Finding
                {
                    Rule = Removed,
                    Pointer = "/components/schemas/Contact/properties/first_name",
                    Message = "Contact.FirstName is gone.",
                    CSharp = "Remove the code that uses Contact.FirstName.",
                    OldValue = "string",
                    Operations = ["GET /contacts", "GET /contacts/{id}", "POST /contacts", "PUT /contacts/{id}", "DELETE /contacts/{id}"],
                    File = "spec/new file.yaml",
                    Position = new SourcePosition(12, 7),
                },
                new Finding
                {
                    Rule = Default,
                    Pointer = "/paths/~1contacts/get/parameters/0",
                    Message = "Parameter a|b of ListAsync is `x` when it is left out.",
                    OldValue = "<b>",
                    NewValue = "x`y",
                    Operations = ["GET /contacts"],
                    File = "https://example.com/openapi.yaml",
                    Position = new SourcePosition(3, 1),
                },
                new Finding
                {
                    Rule = Added,
                    Pointer = "/paths/~1things/get",
                    Message = "client.Things.ListAsync is new.",
                },
            ],
            418,
            "operations"
        )
        {
            Step = VersionStep.Major,
            Waived =
            [
                new WaivedFinding(
                    new Finding
                    {
                        Rule = Removed,
                        Pointer = "/components/schemas/Order/properties/total",
                        Message = "Order.Total is gone.",
                        File = "spec/new file.yaml",
                        Position = new SourcePosition(40, 3),
                    },
                    "Nobody reads it.",
                    new DateOnly(2027, 1, 31)
                ),
            ],
            Notes = ["waivers.yaml: 1 waiver matches no finding."],
        };

    public static Report Empty { get; } = new("old.yaml → new.yaml", [], 1, "operations") { Step = VersionStep.None };

    /// <summary>One finding of each severity and a waived one that are hostile in all their texts.</summary>
    public static Report Dangerous { get; } =
        new(Hostile, [.. new[] { Removed, Default, Added }.Select(Bad)], 1, "operations")
        {
            Waived = [new WaivedFinding(Bad(Removed), Hostile, new DateOnly(2027, 1, 31))],
            Notes = [Hostile],
        };

    public static string Write(string format, Report report, OutputSettings? settings = null)
    {
        using var text = new StringWriter();
        ReportFormats.Find(format)!.Write(report, settings ?? new OutputSettings(Severity.Breaking), text);
        return text.ToString();
    }

    private static Finding Bad(Rule rule) =>
        new()
        {
            Rule = rule,
            Pointer = "/" + Hostile,
            Message = Hostile,
            CSharp = Hostile,
            OldValue = Hostile,
            NewValue = Hostile,
            Operations = [Hostile],
            File = "spec/a,b:c%.yaml",
            Position = new SourcePosition(1, 2),
        };
}

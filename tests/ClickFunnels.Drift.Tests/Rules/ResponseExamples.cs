namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Statuses and headers of responses, and pages.</summary>
internal sealed class ResponseExamples : IRuleExamples
{
    private const string Optional = "X-Thing: { schema: { type: string } }";
    private const string RangeAsDefault = "default for 5XX";
    private const string Required = "X-Thing: { required: true, schema: { type: string } }";
    private const string Cursor = "Pagination-Next: { schema: { type: string } }";

    public IEnumerable<RuleExample> Examples =>
        [
            new("response-success-status-added", (Responses("200"), Responses("200", "201")), (Responses("200"), Responses("201"))),
            new(
                "response-success-status-removed",
                (Responses("200", "201"), Responses("200")),
                (Responses("200", "201"), Responses("2XX"))
            ),
            new(
                "response-success-status-changed",
                (Responses("200", "404"), Responses("201", "404")),
                (Responses("200", "404"), Responses("200", "410"))
            ),
            new(
                "response-non-success-status-added",
                (Responses("200"), Responses("200", "404")),
                (Responses("200", "500"), Responses("200", "5XX"))
            ),
            new(
                "response-non-success-status-added",
                (Responses("200"), Responses("200", "default")),
                (Responses("200", "default"), Responses("200", "default", "404"))
            ),
            new(
                "response-non-success-status-added",
                (Responses("200"), Responses("200", RangeAsDefault)),
                (Responses("200", "5XX"), Responses("200", RangeAsDefault))
            ),
            new(
                "response-non-success-status-added",
                (Responses("200", RangeAsDefault), Responses("200", RangeAsDefault, "404")),
                (Responses("200", RangeAsDefault), Responses("200", RangeAsDefault, "503"))
            ),
            new(
                "response-non-success-status-removed",
                (Responses("200", "404"), Responses("200")),
                (Responses("200", "404"), Responses("200", "4xx"))
            ),
            new("response-status-range-narrowed", (Responses("2XX"), Responses("200")), (Responses("200"), Responses("2XX"))),
            new(
                "response-status-range-narrowed",
                (Responses("200", "4XX"), Responses("200", "404")),
                (Responses("200", "4XX"), Responses("200", "500"))
            ),
            new("response-status-range-widened", (Responses("200"), Responses("2XX")), (Responses("200"), Responses("200", "4XX"))),
            new("required-response-header-removed", (Headers(Required), Headers()), (Headers(Optional), Headers())),
            new(
                "optional-response-header-removed",
                (Headers(Optional), Headers()),
                (Headers(Optional), Headers(Optional.Replace("X-Thing", "x-thing")))
            ),
            new("response-header-added", (Headers(), Headers(Optional)), (Headers(), Headers(Cursor))),
            new("response-header-became-optional", (Headers(Required), Headers(Optional)), (Headers(Optional), Headers(Required))),
            new("pagination-removed", (Headers(Cursor, Optional), Headers(Optional)), (Headers(Cursor, Optional), Headers(Cursor))),
            new(
                "pagination-removed",
                (Specs.Operation("x-pagination: cursor"), Specs.Operation("")),
                (Specs.Operation("x-pagination: cursor"), Headers(Cursor))
            ),
            new("pagination-added", (Headers(Optional), Headers(Optional, Cursor)), (Headers(), Headers(Optional))),
            new(
                "pagination-changed",
                (Specs.Operation("x-pagination: cursor"), Specs.Operation("x-pagination: page")),
                (Specs.Operation("x-pagination: cursor"), Specs.Operation(""))
            ),
        ];

    private static string Responses(params string[] statuses) =>
        Specs.Paths(
            "/things:\n  get:\n    operationId: listThings\n    responses:\n"
                + string.Join('\n', statuses.Select(status => $"      '{status}':\n        description: A response."))
                    .Replace($"'{RangeAsDefault}':", "default:\n        x-statuses: 5XX", StringComparison.Ordinal)
        );

    private static string Headers(params string[] headers) =>
        Specs.Operation("", headers.Length == 0 ? "x-nothing: true" : "headers:\n  " + string.Join("\n  ", headers));
}

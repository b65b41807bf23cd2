using ClickFunnels.Drift.Diff;

namespace ClickFunnels.Drift.Tests.Rules;

/// <summary>Patterns, encodings and media types of texts, and steps of numbers.</summary>
internal sealed class TextExamples : IRuleExamples
{
    private static readonly SchemaPosition[] Where = [.. SchemaPositions.Everywhere.Where(place => place != SchemaPosition.ResponseHeader)];

    public IEnumerable<RuleExample> Examples =>
        [
            .. Of("pattern-added", Text(), Text("pattern: '^a'"), (Text("pattern: '^a'"), Text("pattern: '^b'"))),
            .. Of("pattern-removed", Text("pattern: '^a'"), Text(), (Text(), Text("pattern: '^a'"))),
            .. Of(
                "pattern-changed",
                Text("pattern: '^[a-z]{2,9}$'"),
                Text("pattern: '^[a-z]{3,12}$'"),
                (Text("pattern: '^[a-z]{2,9}$'"), Text("pattern: '^[a-z]{2,12}$'"))
            ),
            .. Of(
                "pattern-generalized",
                Text("pattern: '^[a-z]{2,9}$'"),
                Text("pattern: '^[a-z]{1,9}$'"),
                (Text("pattern: '^[a-z]{1,9}$'"), Text("pattern: '^[a-z]{2,9}$'"))
            ),
            .. Of("pattern-generalized", Text("pattern: '^a$'"), Text("pattern: '^a'"), (Text("pattern: '^a'"), Text("pattern: '^a$'"))),
            .. Of("pattern-generalized", Text("pattern: '^a$'"), Text("pattern: '.*'"), (Text("pattern: '.*'"), Text("pattern: '^a$'"))),
            .. Of("multiple-of-set", Number(), Number("multipleOf: 0.01"), (Number("multipleOf: 0.01"), Number())),
            .. Of("multiple-of-unset", Number("multipleOf: 0.01"), Number(), (Number("multipleOf: 0.01"), Number("multipleOf: 0.010"))),
            .. Of(
                "multiple-of-changed",
                Number("multipleOf: 4"),
                Number("multipleOf: 8"),
                (Number("multipleOf: 8"), Number("multipleOf: 4"))
            ),
            .. Of(
                "multiple-of-generalized",
                Number("multipleOf: 8"),
                Number("multipleOf: 4"),
                (Number("multipleOf: 4"), Number("multipleOf: 8"))
            ),
            .. IRuleExamples.At(
                SchemaPositions.Bodies,
                "content-encoding-changed",
                (Text("contentEncoding: base64"), Text("contentEncoding: base32")),
                (Text("contentEncoding: base64"), Text("contentEncoding: BASE64"))
            ),
            .. IRuleExamples.At(
                SchemaPositions.Bodies,
                "content-media-type-changed",
                (Text("contentMediaType: image/png"), Text()),
                (Text("contentMediaType: image/png"), Text("contentMediaType: image/png\ncontentEncoding: base64"))
            ),
        ];

    private static IEnumerable<RuleExample> Of(string suffix, string before, string after, (string Old, string New) quiet) =>
        IRuleExamples.At(Where, suffix, (before, after), quiet);

    private static string Text(string keyword = "description: A text.") => "type: string\n" + keyword;

    private static string Number(string keyword = "description: A number.") => "type: number\n" + keyword;
}

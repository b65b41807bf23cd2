using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Validation;
using ClickFunnels.Emulator.ClickFunnels;

namespace ClickFunnels.TestKit;

/// <summary>The contract of the emulator, and the validation of its responses.</summary>
internal static partial class Spec
{
    // A document reads its schemas on demand and is not thread-safe; tests run in parallel.
    private static readonly ThreadLocal<ApiDocument> Whole = new(() => ApiDocument.Read(PinnedContract.Read()));

    // Properties that a response may lack although the contract lists them.
    private static readonly string[] MayBeAbsent = ["webhook_secret", "email_engagement", "results"];

    public static IReadOnlyList<ContractOperation> Operations => ClickFunnelsPlatform.Instance.Contract.Operations;

    public static Schema? ResponseSchema(ContractOperation operation, int status) =>
        Whole
            .Value!.Operations.Single(other => other.Method == operation.Method && other.Path == operation.Template)
            .Responses.GetValueOrDefault(status.ToString(CultureInfo.InvariantCulture))
            ?.Content.GetValueOrDefault("application/json")
            ?.Schema;

    public static Schema Schema(string name) => Whole.Value!.Component(name)!;

    /// <summary>Returns what is wrong with a value, by the contract, and by the formats and facts of the service.</summary>
    public static List<string> Validate(Schema schema, JsonNode? value) =>
        [
            .. SchemaValidator
                .Validate(schema, JsonSerializer.SerializeToElement(value), Direction.Response)
                .Where(violation => violation.Kind != ViolationKind.MissingProperty || !MayBeAbsent.Any(violation.At.EndsWith))
                .Select(violation => $"{violation.At} {violation.Says}"),
            .. Formats(schema, value, ""),
            .. VendorFacts.Contradictions(schema, value),
        ];

    // The service writes timestamps with milliseconds, and decimals with a point; readers accept more.
    private static IEnumerable<string> Formats(Schema schema, JsonNode? value, string at) =>
        value switch
        {
            JsonObject record => record.SelectMany(property =>
                schema.Properties.TryGetValue(property.Key, out var listed) ? Formats(listed, property.Value, $"{at}/{property.Key}") : []
            ),
            JsonArray list when schema.Items is { } items => list.SelectMany((item, index) => Formats(items, item, $"{at}/{index}")),
            JsonValue text when text.TryGetValue<string>(out var written) && !IsWritten(written, schema.Format) =>
            [
                $"{at} is not written as a {schema.Format}",
            ],
            _ => [],
        };

    private static bool IsWritten(string text, string? format) =>
        format switch
        {
            "date-time" => Time().IsMatch(text),
            "decimal" => Decimal().IsMatch(text),
            _ => true,
        };

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")]
    private static partial Regex Time();

    [GeneratedRegex(@"^-?\d+\.\d+$")]
    private static partial Regex Decimal();
}

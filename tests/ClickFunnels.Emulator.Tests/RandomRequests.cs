using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;

namespace ClickFunnels.Emulator.Tests;

/// <summary>A request that a client could send by mistake or on purpose.</summary>
internal sealed record RandomRequest(ContractOperation Operation, string Path, byte[]? Body)
{
    public override string ToString() =>
        $"{Operation.Method} {Path} {(Body is null ? "" : Encoding.Latin1.GetString(Body))} ({Operation.Id})";
}

/// <summary>Makes random requests from the contract: existing routes and fields, with values that fit, nearly fit or do not fit.</summary>
/// <param name="operations">Operations to choose from.</param>
/// <param name="ids">Ids of records that exist, by resource.</param>
/// <param name="random">Source of all choices.</param>
/// <param name="identify">Returns the identifier of a record of a resource in paths; null for its numeric id.</param>
internal sealed class RandomRequests(
    IReadOnlyList<ContractOperation> operations,
    IReadOnlyDictionary<string, long> ids,
    Random random,
    Func<string, string?>? identify = null
)
{
    private static readonly string[] Texts =
    [
        "",
        " ",
        "USD",
        "a@b.c",
        "add",
        "1",
        "-1",
        "true",
        "\u0000",
        "ä漢😀",
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999Z",
        "2026-02-30",
        "999999999999.99",
        "1e400",
        "-0.001",
        "99999999999999999999999999",
        "emu1////",
        "emu1WzFd",
        "https://example.com/x",
        "<b>x</b>",
        "course",
        "email_address",
        new('x', 300),
    ];

    private static readonly string[] RawValues =
    [
        "null",
        "true",
        "false",
        "0",
        "-1",
        "1",
        "2147483648",
        "9223372036854775807",
        "9223372036854775808",
        "1.5",
        "1e400",
        "1e-400",
        "{}",
        "[]",
        "[null]",
        "[[]]",
        "[{}]",
        "{\"\":null}",
        "\"\\ud800\"",
        "\"\\udc00x\"",
        "{\"\\ud800\":1}",
        "[1,null,\"x\"]",
    ];

    private readonly long[] _known = [.. ids.Values];

    public RandomRequest Next()
    {
        var operation = operations[random.Next(operations.Count)];
        var path = new StringBuilder();
        var parents = operation.Parents.ToDictionary(parent => parent.Name, parent => parent.Resource);
        foreach (var segment in operation.Segments)
        {
            path.Append('/').Append(segment[0] == '{' ? Id(parents.GetValueOrDefault(segment[1..^1], operation.Resource!)) : segment);
        }

        var separator = '?';
        foreach (var name in operation.QueryParameters.Where(_ => random.Next(4) == 0))
        {
            path.Append(separator).Append(Query(operation, name));
            separator = '&';
        }

        return new RandomRequest(operation, path.ToString(), operation.Request is null && random.Next(20) > 0 ? null : Body(operation));
    }

    // A brand that does not exist would end every request at once.
    private string Id(string resource) =>
        (resource == "Brand" ? 11 : random.Next(12)) switch
        {
            0 => _known[random.Next(_known.Length)].ToString(CultureInfo.InvariantCulture),
            1 => random.Next(5000).ToString(CultureInfo.InvariantCulture),
            2 => "99999999999999999999",
            3 => "%00",
            4 or 5 => ids.TryGetValue(resource, out var id) ? Store.PublicIdCode.Encode(id) : "AbCdEf",
            _ when identify?.Invoke(resource) is { } identifier => identifier,
            _ => ids.TryGetValue(resource, out var id) ? id.ToString(CultureInfo.InvariantCulture) : "US",
        };

    private string Query(ContractOperation operation, string name)
    {
        var value = Uri.EscapeDataString(
            random.Next(3) switch
            {
                0 => _known[random.Next(_known.Length)].ToString(CultureInfo.InvariantCulture),
                1 => random.Next(1200).ToString(CultureInfo.InvariantCulture),
                _ => Texts[random.Next(Texts.Length)],
            }
        );
        if (name == "filter" && operation.Filter is { } filter && filter.Properties.Count > 0)
        {
            return $"filter[{filter.Properties.GetAt(random.Next(filter.Properties.Count)).Key}]={value}";
        }

        var known = name switch
        {
            "sort_order" => ["asc", "desc"],
            "sort_property" => operation.SortProperties,
            "expand[]" => operation.Expandable,
            _ => (IReadOnlyCollection<string>)[],
        };
        return known.Count > 0 && random.Next(4) > 0 ? $"{name}={known.ElementAt(random.Next(known.Count))}" : $"{name}={value}";
    }

    private byte[] Body(ContractOperation operation)
    {
        var record = operation.Request is { } schema ? ObjectOf(schema, 0) : "{\"x\":1}";
        var text =
            operation.Envelope is { } envelope && random.Next(30) > 0 ? $"{{{JsonSerializer.Serialize(envelope)}:{record}}}" : record;
        var body = Encoding.UTF8.GetBytes(text);
        if (random.Next(15) == 0)
        {
            body[random.Next(body.Length)] = (byte)random.Next(256);
        }

        return body;
    }

    private string ObjectOf(ContractSchema schema, int depth)
    {
        var parts = new List<string>();
        foreach (var (name, use) in schema.Properties)
        {
            if (schema.Required.Contains(name) ? random.Next(10) == 0 : random.Next(3) == 0)
            {
                continue;
            }

            parts.Add($"{JsonSerializer.Serialize(name)}:{Value(name, use.Schema, depth)}");
        }

        return $"{{{string.Join(',', parts)}}}";
    }

    private string Value(string name, ContractSchema schema, int depth)
    {
        if (random.Next(8) == 0 || depth > 6)
        {
            return RawValues[random.Next(RawValues.Length)];
        }

        if (random.Next(12) == 0)
        {
            return JsonSerializer.Serialize(Texts[random.Next(Texts.Length)]);
        }

        switch (schema.Kind)
        {
            case SchemaKind.Object when schema.Properties.Count > 0:
                return ObjectOf(schema, depth + 1);
            case SchemaKind.Object:
                return new JsonObject { ["k"] = Texts[random.Next(Texts.Length)] }.ToJsonString();
            case SchemaKind.Array:
                var items = Enumerable
                    .Range(0, random.Next(4))
                    .Select(_ => Value(name, schema.Items?.Schema ?? new ContractSchema(""), depth + 1));
                return $"[{string.Join(',', items)}]";
            case SchemaKind.Boolean:
                return random.Next(2) == 0 ? "true" : "false";
            case SchemaKind.Integer:
                return Number(name);
            case SchemaKind.Number:
                return "1.25";
            case SchemaKind.String when schema.Enum.Count > 0:
                return JsonSerializer.Serialize(schema.Enum[random.Next(schema.Enum.Count)]);
            case SchemaKind.String when schema.IsDecimal:
                return random.Next(3) == 0 ? "\"999999999999.99\"" : "\"12.50\"";
            case SchemaKind.String when schema.IsTime:
                return random.Next(2) == 0 ? "\"2026-01-02T03:04:05Z\"" : "\"9999-12-31T23:59:59Z\"";
            case SchemaKind.Any when name.EndsWith("_id", StringComparison.Ordinal) || name.EndsWith("_ids", StringComparison.Ordinal):
                return random.Next(2) == 0
                    ? Number(name)
                    : JsonSerializer.Serialize(Store.PublicIdCode.Encode(_known[random.Next(_known.Length)]));
            default:
                return JsonSerializer.Serialize(Texts[random.Next(Texts.Length)]);
        }
    }

    // Often an id of the resource that the name seems to mean.
    private string Number(string name)
    {
        var words = name.Replace("_ids", "", StringComparison.Ordinal)
            .Replace("_id", "", StringComparison.Ordinal)
            .Replace("_", "", StringComparison.Ordinal);
        var likely = ids.Where(one => one.Key.EndsWith(words, StringComparison.OrdinalIgnoreCase)).Select(one => one.Value).ToList();
        var number =
            likely.Count > 0 && random.Next(4) > 0 ? likely[random.Next(likely.Count)]
            : random.Next(3) == 0 ? _known[random.Next(_known.Length)]
            : random.Next(-1, 5);
        return number.ToString(CultureInfo.InvariantCulture);
    }
}

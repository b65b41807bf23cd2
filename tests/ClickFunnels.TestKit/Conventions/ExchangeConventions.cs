using System.Collections;
using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Core;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.TestKit.Conventions;

/// <summary>
/// Each operation is called with the example of its body, and gets a response with every field of the contract: each value arrives as it
/// was sent, in a property with a type.
/// </summary>
public abstract class ExchangeConventions
{
    protected abstract TestedClient Tested { get; }

    [Test]
    public async Task Every_request_and_response_keeps_its_values()
    {
        var document = Tested.Contract.ReadDocument();
        await Each.OfAsync(
            Tested.Contract.Operations.Where(static operation => !operation.IsForm),
            async operation =>
            {
                var described = document.Operations.Single(other => other.OperationId == operation.Id);
                var body = described.Body?.Content.Values.First().Schema is { } schema ? ExampleConventions.Compose(schema, 0) : null;
                var (status, response) = ResponseOf(described);
                using var service = new FakeService();
                service.Always(status, response?.ToJsonString());
                using var client = Tested.Create(service);

                var result = await Tested.CallAsync(client, operation, "7", type => body is null ? null : Record(type, operation, body));

                Assert.That(
                    service.Only.Body is null ? null : Parse(service.Only.Body),
                    Is.EqualTo(body is null ? null : Parse(body.ToJsonString())).Using<JToken>(JToken.DeepEquals),
                    "The request has not the values of the example."
                );
                if (result is not null)
                {
                    Check(operation, result, response!);
                }
            }
        );
    }

    /// <summary>Returns a value of the schema with every property that it lists, as the service could send it.</summary>
    internal static JsonNode? Sample(Schema schema, int depth)
    {
        if (schema.Enum is { Count: > 0 } values)
        {
            return values[0]!.DeepClone();
        }

        if (schema.UnionOf.Count > 0 && schema.Types.Count == 0)
        {
            return Sample(schema.UnionOf[0], depth);
        }

        switch (schema.Types is [var type, ..] ? type : null)
        {
            case "array":
                return depth > 5 ? [] : new JsonArray(Sample(schema.Items!, depth + 1));
            case "integer":
                return schema.Node["x-unix-time"] is null ? 7 : 1735689600;
            case "number":
                return JsonNode.Parse("12.50");
            case "boolean":
                return true;
            case "string":
                return schema.Format switch
                {
                    "decimal" => "12.50",
                    "date-time" => "2025-01-01T00:00:00.000Z",
                    "uri" => "https://example.com/file",
                    _ => "text",
                };
            default:
                return new JsonObject(
                    schema
                        .Properties.Where(_ => depth < 6)
                        .Select(property => KeyValuePair.Create(property.Key, Sample(property.Value, depth + 1)))
                );
        }
    }

    private static (int Status, JsonNode? Body) ResponseOf(ApiOperation operation)
    {
        // If the successful responses differ, x-result names the record of one of them.
        var (status, response) = operation
            .Responses.Where(static entry => entry.Key.StartsWith('2'))
            .OrderByDescending(entry =>
                entry.Value.Content.GetValueOrDefault("application/json")?.Schema?.ComponentName == operation.Node["x-result"]?.ToString()
            )
            .First();
        var schema = response.Content.GetValueOrDefault("application/json")?.Schema;
        var body = schema is null ? null : Sample(schema, 0);

        // A page that says it holds all records, so that one request reads the list.
        if (body is JsonObject page)
        {
            foreach (var count in new[] { "totalCount", "last_page" }.Where(page.ContainsKey))
            {
                page[count] = 1;
            }
        }

        return (int.Parse(status, CultureInfo.InvariantCulture), body);
    }

    private static Model Record(Type type, ContractOperation operation, JsonNode body)
    {
        var record = operation.Envelope is { } envelope ? body[envelope]! : body;
        return (Model)JsonConvert.DeserializeObject(record.ToJsonString(), type)!;
    }

    private static void Check(ContractOperation operation, object result, JsonNode response)
    {
        // An optional envelope is left out by the first member of the union.
        var expected =
            operation.ResultEnvelope is { } envelope && response is JsonObject map && map[envelope] is JsonObject or JsonArray
                ? response[envelope]!
                : response;
        Model[] records = result is Model record ? [record] : [.. ((IEnumerable)result).Cast<Model>()];
        JsonNode[] sent = expected is JsonArray list ? [.. list.Select(static item => item!)] : [expected];
        Assert.That(records, Has.Length.EqualTo(sent.Length));
        foreach (var (read, json) in records.Zip(sent))
        {
            Assert.That(
                Parse(read.ToJson()),
                Is.EqualTo(Parse(json.ToJsonString())).Using<JToken>(JToken.DeepEquals),
                $"The response was {json.ToJsonString()}, but {read.ToJson()} was read."
            );
            Assert.That(Untyped(read), Is.Empty, "These fields have no property that takes the value.");
        }
    }

    private static IEnumerable<string> Untyped(Model record) =>
        record
            .AdditionalProperties.Select(entry => $"{record.GetType().Name}.{entry.Key}")
            .Concat(
                record
                    .GetType()
                    .GetProperties()
                    .Where(static property => property.GetIndexParameters().Length == 0)
                    .Select(property => property.GetValue(record))
                    .SelectMany(static value =>
                        value is Model inner ? Untyped(inner)
                        : value is IEnumerable<Model> list ? list.SelectMany(Untyped)
                        : []
                    )
            );

    private static JToken Parse(string json)
    {
        using var reader = new JsonTextReader(new StringReader(json))
        {
            DateParseHandling = DateParseHandling.None,
            FloatParseHandling = FloatParseHandling.Decimal,
        };
        var token = JToken.ReadFrom(reader);

        // A property with the type double writes 5 as 5.0.
        foreach (var number in token.SelectTokens("$..*").OfType<JValue>().Where(static value => value.Type == JTokenType.Integer).ToList())
        {
            number.Value = Convert.ToDecimal(number.Value, CultureInfo.InvariantCulture);
        }

        return token;
    }
}

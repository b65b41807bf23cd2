using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Traffic;
using ClickFunnels.Drift.Findings;
using ClickFunnels.Drift.Traffic;

namespace ClickFunnels.Drift.Tests.Traffic;

/// <summary>Recorded exchanges for tests, and the way through the check.</summary>
internal static class Recorded
{
    public const string Json = "application/json";

    /// <summary>An exchange in the project's own format; bodies that are JSON go as such, others as text.</summary>
    public static string Exchange(
        string method = "POST",
        string url = "/things",
        string? sent = null,
        string? sentType = Json,
        int status = 200,
        string? response = null,
        string? responseType = Json,
        params (string Name, string Value)[] headers
    )
    {
        var request = new JsonObject
        {
            ["method"] = method,
            ["url"] = url,
            ["headers"] = Headers(sent is null ? null : sentType),
        };
        var received = new JsonObject { ["status"] = status, ["headers"] = Headers(response is null ? null : responseType, headers) };
        Body(request, sent);
        Body(received, response);
        return new JsonObject { ["request"] = request, ["response"] = received }.ToJsonString();
    }

    public static Task<Report> CheckAsync(string spec, params string[] exchanges) =>
        TrafficComparison.CompareAsync(
            ApiDocument.Read(SpecFile.Parse("spec.yaml", Encoding.UTF8.GetBytes(spec))),
            Read(exchanges),
            "traffic"
        );

    public static async Task<IReadOnlyList<string>> RulesAsync(string spec, params string[] exchanges) =>
        [.. (await CheckAsync(spec, exchanges)).Findings.Select(finding => finding.Rule.Id)];

    private static async IAsyncEnumerable<Exchange> Read(string[] exchanges)
    {
        foreach (var (index, text) in exchanges.Index())
        {
            var file = new RecordedJson($"{index}.json", Encoding.UTF8.GetBytes(text));
            yield return ExchangeReader.Read(file, file.Read(), $"{index}.json");
        }

        await Task.CompletedTask;
    }

    private static JsonArray Headers(string? type, params (string Name, string Value)[] headers) =>
        [
            .. headers
                .Concat(type is null ? [] : [("Content-Type", type)])
                .Select(header => new JsonObject { ["name"] = header.Item1, ["value"] = header.Item2 }),
        ];

    private static void Body(JsonObject message, string? body)
    {
        if (body is null)
        {
            return;
        }

        try
        {
            message["body"] = JsonNode.Parse(body, documentOptions: RecordedJson.Options);
        }
        catch (JsonException)
        {
            message["bodyText"] = body;
        }
    }
}

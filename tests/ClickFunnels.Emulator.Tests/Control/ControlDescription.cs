using System.Globalization;
using System.Text.Json;
using ClickFunnels.Contracts.Model;
using ClickFunnels.Contracts.Reading;
using ClickFunnels.Contracts.Validation;

namespace ClickFunnels.Emulator.Tests.Control;

/// <summary>control.yaml, as the document that clients go by.</summary>
internal static class ControlDescription
{
    public static byte[] Bytes { get; } = File.ReadAllBytes(Path.Combine(Repository.Root, "emulator", "Control", "control.yaml"));

    public static ApiDocument Document { get; } = ApiDocument.Read(SpecFile.Parse("control.yaml", Bytes));

    /// <summary>The operation of a request; null for a route that is not described.</summary>
    public static ApiOperation? Find(string method, string path)
    {
        var segments = path.Split('?')[0].Split('/');
        return Document
            .Operations.Where(one =>
                one.Method == method
                && one.Path.Split('/') is var described
                && described.Length == segments.Length
                && described.Zip(segments).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second)
            )
            .MinBy(one => one.Path.Count(letter => letter == '{'));
    }

    /// <summary>The differences of a response from the description.</summary>
    public static IEnumerable<string> Violations(string method, string path, Reply reply)
    {
        if (Find(method, path) is not { } operation)
        {
            return reply.Status is 204 or 400 or 403 or 404 or 405
                ? []
                : [$"{method} {path} is not described, and returns {reply.Status}."];
        }

        if (operation.Responses.GetValueOrDefault(reply.Status.ToString(CultureInfo.InvariantCulture)) is not { } response)
        {
            return [$"The status {reply.Status} is not described."];
        }

        if (response.Content.Count == 0)
        {
            return reply.Text.Length == 0 ? [] : ["A body is not described."];
        }

        return response.Content.GetValueOrDefault(reply.ContentType ?? "") is not { Schema: { } schema }
                ? [$"The content type {reply.ContentType} is not described."]
            : reply.ContentType != "application/json" ? []
            : Check(schema, JsonSerializer.SerializeToElement(reply.Json), Direction.Response);
    }

    public static IEnumerable<string> Check(Schema schema, JsonElement value, Direction direction) =>
        SchemaValidator.Validate(schema, value, direction).Select(violation => $"{violation.At} {violation.Says}");
}

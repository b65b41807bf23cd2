using System.Text.Json;
using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Model;
using Microsoft.AspNetCore.Routing;

namespace ClickFunnels.Emulator.Tests.Control;

/// <summary>control.yaml describes the control as it is. Every other test of the control checks its responses against it, too.</summary>
public sealed class ControlDescriptionTests
{
    [Test]
    public async Task Describes_exactly_the_routes_that_there_are()
    {
        await using var controlled = await Controlled.StartAsync("clickfunnels");
        var served = controlled.Emulator.Host.Control!.Endpoints.SelectMany(endpoint =>
            (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["any"]).Select(method =>
                $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')["/_emulator".Length..]}"
            )
        );

        Assert.That(
            served,
            Is.EquivalentTo(ControlDescription.Document.Operations.Select(operation => $"{operation.Method} {operation.Path}"))
        );
    }

    [Test]
    public async Task Is_served_itself()
    {
        await using var controlled = await Controlled.StartAsync("simvoly");

        var reply = await controlled.ControlAsync("GET", "/openapi.yaml");

        Assert.That(reply.Text, Is.EqualTo(System.Text.Encoding.UTF8.GetString(ControlDescription.Bytes)));
    }

    [Test]
    public void Its_examples_have_the_form_that_it_describes()
    {
        var wrong = new List<string>();
        foreach (var operation in ControlDescription.Document.Operations)
        {
            foreach (var content in operation.Body?.Content.Values ?? [])
            {
                wrong.AddRange(Violations($"{operation.Name} request", content, Direction.Request));
            }

            foreach (var (status, response) in operation.Responses)
            {
                wrong.AddRange(
                    response.Content.Values.SelectMany(content => Violations($"{operation.Name} {status}", content, Direction.Response))
                );
            }
        }

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public async Task Its_examples_of_requests_work()
    {
        await using var controlled = await Controlled.StartAsync("clickfunnels");
        var count = 0;
        foreach (var operation in ControlDescription.Document.Operations)
        {
            // Examples about a record or an event need one.
            if (!operation.Tags.Any(tag => tag is "State" or "Clock" or "Faults"))
            {
                continue;
            }

            foreach (var (type, example) in operation.Body?.Content.SelectMany(Typed) ?? [])
            {
                var reply = await controlled.ControlAsync(
                    operation.Method,
                    operation.Path,
                    example is JsonValue text ? text.ToString() : example.ToJsonString(),
                    request => request.Content!.Headers.ContentType = new(type)
                );
                Assert.That(reply.Status, Is.AnyOf(200, 201, 204), $"{operation.Name} {example}: {reply.Text}");
                count++;
            }
        }

        Assert.That(count, Is.GreaterThanOrEqualTo(9));
    }

    private static IEnumerable<string> Violations(string place, ApiContent content, Direction direction) =>
        Examples(content)
            .SelectMany(example => ControlDescription.Check(content.Schema!, JsonSerializer.SerializeToElement(example), direction))
            .Select(violation => $"{place}: {violation}");

    private static IEnumerable<(string Type, JsonNode Example)> Typed(KeyValuePair<string, ApiContent> content) =>
        Examples(content.Value).Select(example => (content.Key, example));

    private static IEnumerable<JsonNode> Examples(ApiContent content) =>
        content.Node["example"] is { } one
            ? [one]
            : (content.Node["examples"] as JsonObject ?? []).Select(example => example.Value!["value"]!);
}

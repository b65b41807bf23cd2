using System.Text.RegularExpressions;
using ClickFunnels.Emulator.Contract;
using ClickFunnels.Emulator.Tests.Support;

namespace ClickFunnels.Emulator.Tests;

/// <summary>Calls every operation of the spec once and holds its answer against the spec.</summary>
public sealed partial class EveryOperationTests
{
    private static IEnumerable<string> All => Spec.Operations.Select(operation => operation.Id);

    [TestCaseSource(nameof(All))]
    public async Task Answers_as_the_spec_says(string id)
    {
        var operation = ApiContract.Embedded.ById[id];
        await using var api = await Api.StartAsync(contacts: 5);
        var world = await World.MakeAsync(api);
        if (operation.LastSegment == "unarchive")
            await api.PostAsync($"/products/{world.Ids["Product"]}/archive");

        var reply = await api.SendAsync(operation.Method, Path(operation, world), SampleBody.For(operation, world)?.ToJsonString());

        Assert.That(reply.Status, Is.EqualTo(operation.SuccessStatus), reply.Text);
        Assert.That(api.Emulator.Requests[^1].OperationId, Is.EqualTo(id));
        if (Spec.ResponseSchema(operation, reply.Status) is not { } schema)
        {
            Assert.That(reply.Text, Is.Empty);
            return;
        }

        Assert.That(Spec.Validate(schema, reply.Json), Is.Empty, reply.Text);
        if (operation.Kind == OperationKind.List)
            Assert.That(reply.Json.AsArray(), Is.Not.Empty);
    }

    [TestCaseSource(nameof(All))]
    public async Task Refuses_ids_of_nothing(string id)
    {
        var operation = ApiContract.Embedded.ById[id];
        if (!operation.Template.Contains('{', StringComparison.Ordinal))
            Assert.Pass("The path has no id.");
        await using var api = await Api.StartAsync();

        var reply = await api.SendAsync(operation.Method, Parameter().Replace(operation.Template, "999999999"), operation.Request is null ? null : "{}");

        Assert.That(reply.Status, Is.EqualTo(404), reply.Text);
        Assert.That(reply.Error, Is.EqualTo("Not found: Record missing"));
    }

    private static string Path(ContractOperation operation, World world) => Parameter().Replace(operation.Template, match =>
    {
        var name = match.Value[1..^1];
        var resource = name == "id" ? operation.Resource! : operation.Parents.Single(parent => parent.Name == name).Resource;
        return world.Ids[resource].ToString(System.Globalization.CultureInfo.InvariantCulture);
    });

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}

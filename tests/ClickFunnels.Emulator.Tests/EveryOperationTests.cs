using System.Text.RegularExpressions;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.ClickFunnels;

namespace ClickFunnels.Emulator.Tests;

/// <summary>Calls every operation of the spec once and validates its response.</summary>
public sealed partial class EveryOperationTests
{
    private static IEnumerable<string> All => Spec.Operations.Select(operation => operation.Id);

    [Test]
    public void There_are_as_many_as_the_contract_has() =>
        Assert.That(
            Spec.Operations.Select(operation => operation.Id),
            Is.Not.Empty.And.EquivalentTo(ClickFunnelsPlatform.Instance.Contract.ById.Keys)
        );

    [TestCaseSource(nameof(All))]
    public async Task Responds_as_the_contract_says(string id)
    {
        var operation = ClickFunnelsPlatform.Instance.Contract.ById[id];
        await using var api = await Api.StartAsync(
            contacts: 5,
            options => options.ProcessorOrders = true,
            operation.Deprecated ? "a deprecated operation is called" : null
        );
        var world = await World.MakeAsync(api);
        await PrepareAsync(id, world);

        var path = await world.PathAsync(operation);
        var reply = await api.SendAsync(operation.Method, path, (await SampleBody.ForAsync(operation, world))?.ToJsonString());

        Assert.That(reply.Status, Is.AnyOf(Expected(operation)), reply.Text);
        Assert.That(reply.Text, Does.Not.Contain("1970-01-01"), "a time that was not sent");
        Assert.That(api.Emulator.Requests[^1].OperationId, Is.EqualTo(id));
        if (Spec.ResponseSchema(operation, reply.Status) is not { } schema)
        {
            Assert.That(reply.Text, Is.Empty);
            return;
        }

        Assert.That(Spec.Validate(schema, reply.Json), Is.Empty, reply.Text);
        if (operation.Kind == OperationKind.List)
        {
            Assert.That((operation.Wrapper is { } wrapper ? reply.Json[wrapper]! : reply.Json).AsArray(), Is.Not.Empty, reply.Text);
        }
    }

    [Test]
    public async Task Refuses_ids_of_nothing()
    {
        await using var api = await Api.StartAsync();
        await Assert.MultipleAsync(async () =>
        {
            foreach (var operation in Spec.Operations.Where(operation => operation.Template.Contains('{', StringComparison.Ordinal)))
            {
                var path = Parameter().Replace(operation.Template, "999999999");
                var reply = await api.SendAsync(operation.Method, path, operation.Request is null ? null : "{}");

                Assert.That(reply.Status, Is.EqualTo(404), $"{operation.Id}: {reply.Text}");
                Assert.That(reply.Error, Does.StartWith("Not found: "), operation.Id);
            }
        });
    }

    // A creation that makes a new record returns 201; where the spec has several statuses, any will do.
    private static int[] Expected(ContractOperation operation) =>
        operation.Kind switch
        {
            OperationKind.Create or OperationKind.Upsert => [operation.SuccessStatus],
            _ => [operation.SuccessStatus, .. operation.Responses.Keys],
        };

    private static async Task PrepareAsync(string id, World world)
    {
        var api = world.Api;
        var operation = ClickFunnelsPlatform.Instance.Contract.ById[id];
        if (id == "unarchiveProducts")
        {
            await api.PostAsync($"/products/{world.Ids["Product"]}/archive");
        }

        if (operation.Tag.StartsWith("Workflow", StringComparison.Ordinal) || id.Contains("RunWorkflow", StringComparison.Ordinal))
        {
            await world.EnsureAsync("WorkflowTrigger");
            if (id is not "enableWorkflow")
            {
                await api.PostAsync($"/workflows/{world.Ids["Workflow"]}/enable");
            }
        }

        if (
            id is "cancelOrder" or "abandonOrdersInvoices" or "previewOrdersLineItemsChange" or "performOrdersLineItemsChange"
            || operation.Resource is "OrderTransaction"
        )
        {
            world.Ids["Order"] = (await api.GetAsync($"{api.Workspace}/orders"))
                .Json.AsArray()
                .First(order => order!["payment_processor"]!.ToString() == "stripe")!["id"]!.GetValue<long>();
            world.Ids["OrderInvoice"] = (await api.GetAsync($"/orders/{world.Ids["Order"]}/invoices?filter[invoice_type]=renewal")).Ids[0];
        }

        if (id.Contains("LineItemsChange", StringComparison.Ordinal))
        {
            var product = (await api.GetAsync($"{api.Workspace}/products")).Ids[0];
            world.Ids["OtherPrice"] = (await api.GetAsync($"/products/{product}/prices")).Ids[2];
        }

        if (operation.Resource == "CourseSectionPublishAction")
        {
            await world.EnsureAsync("CourseSection");
        }

        if (
            operation.Kind == OperationKind.List
            && operation.Resource is { } resource
            && resource is not ("AddressCountry" or "AddressRegion" or "WebhookEventType")
        )
        {
            await world.EnsureAsync(resource);
        }
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}

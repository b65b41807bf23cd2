using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.ClickFunnels;

namespace ClickFunnels.Emulator.Tests;

/// <summary>Records that refer to each other in a circle, or in a long chain, do not end the process.</summary>
public sealed class CycleTests
{
    [TestCase(1)]
    [TestCase(2)]
    [TestCase(3)]
    public async Task Steps_whose_parents_form_a_cycle_can_be_deleted(int length)
    {
        await using var api = await Api.StartAsync();
        var (workflow, steps) = await StepsAsync(api, length);
        for (var index = 0; index < length; index++)
        {
            SetParent(api, steps[index], steps[(index + 1) % length]);
        }

        var reply = await api.DeleteAsync($"/workflows/steps/{steps[0]}");

        Assert.That(reply.Status, Is.EqualTo(204), reply.Text);
        Assert.That((await api.GetAsync($"/workflows/{workflow}/steps")).Ids, Is.Empty);
    }

    [Test]
    public async Task A_long_chain_of_steps_is_deleted_with_its_first_one()
    {
        const int Length = 3000;
        await using var api = await Api.StartAsync();
        var (workflow, steps) = await StepsAsync(api, 1);
        var store = api.Emulator.Store;
        lock (store.Gate)
        {
            var first = store.Find(steps[0])!;
            for (var (index, parent) = (0, steps[0]); index < Length; index++)
            {
                var fields = (JsonObject)first.Fields.DeepClone();
                fields["parent_step_id"] = parent;
                parent = store.Insert(first.Resource, first.TeamId, first.WorkspaceId, fields).Id;
            }

            store.Commit();
        }

        var reply = await api.DeleteAsync($"/workflows/steps/{steps[0]}");

        Assert.That(reply.Status, Is.EqualTo(204), reply.Text);
        Assert.That((await api.GetAsync($"/workflows/{workflow}/steps")).Ids, Is.Empty);
    }

    [Test]
    public async Task A_step_cannot_be_moved_below_itself()
    {
        await using var api = await Api.StartAsync();
        var (_, steps) = await StepsAsync(api, 3);
        object Below(long parent) => new { workflows_step = new { parent_step_id = parent } };
        var update = ClickFunnelsPlatform.Instance.Contract.ById["updateWorkflowStep"].Method;

        var second = await api.SendAsync(update, $"/workflows/steps/{steps[1]}", Below(steps[0]));
        var third = await api.SendAsync(update, $"/workflows/steps/{steps[2]}", Below(steps[1]));
        var self = await api.SendAsync(update, $"/workflows/steps/{steps[0]}", Below(steps[0]));
        var grandchild = await api.SendAsync(update, $"/workflows/steps/{steps[0]}", Below(steps[2]));

        Assert.That((second.Status, third.Status), Is.EqualTo((200, 200)), second.Text + third.Text);
        Assert.That(self.Error, Is.EqualTo("Request unprocessable: Parent step can't be below the step"));
        Assert.That(grandchild.Error, Is.EqualTo("Request unprocessable: Parent step can't be below the step"));
    }

    /// <summary>Every field that holds an id may name the record itself; reading, changing and deleting it must still end.</summary>
    [Test]
    public async Task Records_that_refer_to_themselves_can_be_read_changed_and_deleted()
    {
        await using var api = await Api.StartAsync(contacts: 5, options => options.ProcessorOrders = true, "impossible records");
        await World.MakeAsync(api);
        var store = api.Emulator.Store;
        foreach (
            var operation in ClickFunnelsPlatform.Instance.Contract.Operations.Where(one => one.Kind == OperationKind.Get && one.IsMember)
        )
        {
            var record = store.Of(operation.Resource!).LastOrDefault(one => !one.IsTenant);
            if (record is null || operation.Parents.Count > 0)
            {
                continue;
            }

            lock (store.Gate)
            {
                var fields = store.Edit(record);
                foreach (var name in ClickFunnelsPlatform.Instance.Contract.Schema(record.Resource).Properties.Keys.Where(IsReference))
                {
                    fields[name] = name.EndsWith("_ids", StringComparison.Ordinal) ? new JsonArray(record.Id) : record.Id;
                }

                store.Commit();
            }

            foreach (
                var other in ClickFunnelsPlatform.Instance.Contract.Operations.Where(one => one.IsMember && one.Resource == record.Resource)
            )
            {
                var path = other.Template.Replace("{id}", $"{record.Id}", StringComparison.Ordinal);
                if (!path.Contains('{', StringComparison.Ordinal))
                {
                    var reply = await api.SendAsync(other.Method, path, other.Request is null ? null : "{}");
                    Assert.That(reply.Status, Is.LessThan(500), $"{other.Id}: {reply.Text}");
                }
            }
        }
    }

    private static bool IsReference(string name) =>
        (name.EndsWith("_id", StringComparison.Ordinal) || name.EndsWith("_ids", StringComparison.Ordinal))
        && name is not ("public_id" or "workspace_id" or "team_id");

    private static async Task<(long Workflow, long[] Steps)> StepsAsync(Api api, int count)
    {
        var workflow = (await api.MakeAsync($"{api.Workspace}/workflows", new { workflow = new { name = "W" } }))["id"]!.GetValue<long>();
        var steps = new long[count];
        for (var index = 0; index < count; index++)
        {
            var step = await api.MakeAsync(
                $"/workflows/{workflow}/steps",
                new { workflows_step = new { step_type_settings = new { delay_step = new { days = 1 } } } }
            );
            steps[index] = step["id"]!.GetValue<long>();
        }

        return (workflow, steps);
    }

    private static void SetParent(Api api, long step, long parent)
    {
        var store = api.Emulator.Store;
        lock (store.Gate)
        {
            store.Edit(store.Find(step)!)["parent_step_id"] = parent;
            store.Commit();
        }
    }
}

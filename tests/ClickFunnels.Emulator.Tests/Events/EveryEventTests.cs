using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.ClickFunnels;
using ClickFunnels.Emulator.Events;

namespace ClickFunnels.Emulator.Tests.Events;

/// <summary>Causes every event that operations cause, and holds what arrives against the table.</summary>
public sealed class EveryEventTests
{
    private static IEnumerable<string> Caused => WebhookEventDefinition.All.Where(one => one.Cause is not null).Select(one => one.Type);

    [Test]
    public void The_table_has_every_type_once() =>
        Assert.That(WebhookEventDefinition.All.Select(one => one.Type), Is.EquivalentTo(PublishedEventTypes.All));

    [Test]
    public void There_is_a_scenario_for_each_type_that_is_caused() => Assert.That(EventScenarios.All.Keys, Is.EquivalentTo(Caused));

    [TestCaseSource(nameof(Caused))]
    public async Task Is_delivered(string type)
    {
        var api = await Api.StartAsync(contacts: 5, options => options.ProcessorOrders = true);
        var world = await World.MakeAsync(api);
        await using var listening = await Listening.ToAsync(api, type);

        await EventScenarios.All[type](world);

        var received = await listening.SettledAsync();
        Assert.That(received.Select(one => one.EventType), Is.Not.Empty.And.All.EqualTo(type));
        var last = received[^1].Json;
        var rule = EventTable.ByType[type];
        Assert.That(last["subject_type"]!.GetValue<string>(), Is.EqualTo(rule.SubjectType));
        Assert.That(last["data"]!["id"]!.GetValue<long>(), Is.EqualTo(last["subject_id"]!.GetValue<long>()));
        Assert.That(
            last["data"]!.AsObject().Select(pair => pair.Key),
            Is.SubsetOf(ClickFunnelsPlatform.Instance.Contract.Schema(rule.Schema!).Properties.Keys.Concat(OnlyInEvents(type)))
        );
        var published = last["data"]!.DeepClone().AsObject();
        OnlyInEvents(type).ToList().ForEach(name => published.Remove(name));
        Assert.That(Spec.Validate(Spec.Schema(rule.Schema!), published), Is.Empty, last.ToJsonString());
        await CheckSubjectAsync(api, rule, last);
        Assert.That(last["workspace_id"]!.GetValue<long>(), Is.EqualTo(api.Emulator.WorkspaceId));
        Assert.That(received[^1].Signature, Is.EqualTo(received[^1].Expected(listening.Secret)));
        Assert.That(
            api.Emulator.Deliveries.Where(one => one.EndpointId == listening.EndpointId).Select(one => one.Outcome),
            Is.All.EqualTo(WebhookDeliveryOutcome.Delivered)
        );
    }

    [Test]
    public async Task A_form_submission_names_its_contact_and_the_answers_follow()
    {
        var api = await Api.StartAsync(contacts: 1);
        await using var listening = await Listening.ToAsync(api, "form_submission.created");
        var contact = (await api.GetAsync($"{api.Workspace}/contacts")).Json[0]!;
        var form = api.Emulator.Workspaces[0].FormIds[0];
        var submission = await api.MakeAsync($"/forms/{form}/submissions", new { forms_submission = new { contact_id = contact["id"] } });
        var set = await api.MakeAsync($"/forms/{form}/field_sets", new { forms_field_set = new { title = "Fields" } });
        var field = await api.MakeAsync(
            $"/forms/field_sets/{set["id"]}/fields",
            new { forms_field = new { key = "message", label = "Your message" } }
        );
        var path = $"/forms/submissions/{submission["id"]}";
        var answer = await api.MakeAsync(
            $"{path}/answers",
            new { forms_submissions_answer = new { field_id = field["id"], entry = "Hi" } }
        );

        var data = (await listening.SettledAsync()).Single().Json["data"]!;
        var view = $"/form_submissions/{data["id"]}";
        Assert.That(data["contact"]!["email"]!.ToString(), Is.EqualTo(contact["email_address"]!.ToString()));
        Assert.That(data["contact"]!["email_address"]!.ToString(), Is.EqualTo(contact["email_address"]!.ToString()));
        Assert.That(data["contact_id"]!.ToString(), Is.EqualTo(contact["id"]!.ToString()));
        Assert.That(data["data"]!["email"]!.ToString(), Is.EqualTo(contact["email_address"]!.ToString()));
        Assert.That(data["data"]!.AsObject().ContainsKey("message"), Is.False, "the answer came after the event");
        Assert.That((await api.GetAsync(view)).Json["data"]!["message"]!.ToString(), Is.EqualTo("Hi"));

        await api.SendAsync("DELETE", $"/forms/submissions/answers/{answer["id"]}");
        Assert.That((await api.GetAsync(view)).Json["data"]!.AsObject().ContainsKey("message"), Is.False);
        await api.PutAsync(path, new { forms_submission = new { contact_id = (long?)null } });
        Assert.That((await api.GetAsync(view)).Json["data"]!.AsObject(), Is.Empty);
        await api.SendAsync("DELETE", path);
        Assert.That((await api.GetAsync(view)).Status, Is.EqualTo(404));
    }

    private static string[] OnlyInEvents(string type) => type == "form_submission.created" ? ["contact"] : [];

    // The route of the contract that returns one record of the kind; null if there is none, as for a restock.
    private static async Task CheckSubjectAsync(Api api, EventRule rule, JsonNode notification)
    {
        var get = ClickFunnelsPlatform.Instance.Contract.Operations.FirstOrDefault(operation =>
            operation is { Kind: OperationKind.Get, IsMember: true } && operation.Resource == rule.Schema && operation.Parents.Count == 0
        );
        if (get is null)
        {
            Assert.That(
                rule.Schema,
                Is.AnyOf("ContactAppliedTag", "CommunityPostComment"),
                "kinds that the contract cannot read one by one"
            );
            return;
        }

        var reply = await api.GetAsync(
            get.Template.Replace(
                "{id}",
                notification["subject_id"]!.GetValue<long>().ToString(System.Globalization.CultureInfo.InvariantCulture),
                StringComparison.Ordinal
            )
        );
        if (rule.Type.EndsWith(".deleted", StringComparison.Ordinal) && reply.Status == 404)
        {
            return;
        }

        Assert.That(reply.Status, Is.EqualTo(200), $"{get.Id}: {reply.Text}");
        Assert.That(reply.Json["id"]!.GetValue<long>(), Is.EqualTo(notification["subject_id"]!.GetValue<long>()));
        Assert.That(notification["data"]!["created_at"]?.ToString(), Is.EqualTo(reply.Json["created_at"]?.ToString()));
    }

    [Test]
    public async Task The_documentation_shows_the_table()
    {
        var text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "emulator.md"));

        foreach (var one in WebhookEventDefinition.All)
        {
            Assert.That(
                text,
                Does.Contain($"| `{one.Type}` | {one.SubjectType} | {one.Cause ?? "not caused by any operation of the API"} |")
            );
        }
    }
}

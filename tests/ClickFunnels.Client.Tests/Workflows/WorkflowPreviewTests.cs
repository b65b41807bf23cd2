using ClickFunnels.Workflows;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests.Workflows;

public sealed class WorkflowPreviewTests
{
    private static readonly DateTimeOffset PaidAt = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [TestCase(false)]
    [TestCase(true)]
    public async Task The_preview_matches_the_requests(bool withoutProperties)
    {
        await using var scene = await WorkflowScene.StartAsync(new ProductWorkflowOptions { TimeProvider = new StoppedClock(PaidAt) });
        var plan = withoutProperties ? Plans.Minimal() : Plans.Whole(scene.Contact);
        var preview = scene.Workflow.Preview(plan);
        Assert.That(scene.Handler.Sent, Is.Empty);

        var journal = new InMemoryProductWorkflowJournal();
        await scene.Workflow.ApplyAsync(plan, journal);

        var names = Names(JObject.Parse((await journal.ReadAsync(default))!));
        var sent = scene.Handler.Sent.Select(request =>
            Line(request.Method, NamePath(request.Path, names), request.Query, request.Body is null ? null : NameBody(request.Body, names))
        );
        Assert.That(
            sent,
            Is.EqualTo(
                preview.Requests.Select(request =>
                    Line(request.Method, "/api/v2" + request.Path, request.Query, request.Body is null ? null : JObject.Parse(request.Body))
                )
            )
        );
    }

    [Test]
    public async Task The_preview_prints()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var plan = Plans.Whole(scene.Contact);

        var preview = scene.Workflow.Preview(plan);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(
                preview.ToString(),
                Does.Contain(
                    $"3. POST /workspaces/{scene.Emulator.WorkspaceId}/fulfillments/locations (createFulfillmentsLocations), "
                        + "if no location has the name"
                )
            );
            Assert.That(preview.ToString(), Does.Contain("POST /products/{product.id}/variants (createProductsVariants)"));
            Assert.That(preview.ToString(), Does.Not.Contain("warehouse@acme.example").And.Not.Contain(scene.Contact.EmailAddress));
            Assert.That(preview.ToText(), Does.Contain("\"property_id\": \"{product.properties[Size].id}\""));
            Assert.That(preview.ToText(), Does.Contain("\"paid_at\": \"{now}\"").And.Contain("\"location_id\": \"{location.id}\""));
            Assert.That(
                preview.PlanFingerprint,
                Has.Length.EqualTo(64).And.EqualTo(scene.Workflow.Preview(Plans.Whole(scene.Contact)).PlanFingerprint)
            );
        }
    }

    [Test]
    public async Task Each_change_of_a_request_changes_the_fingerprint()
    {
        await using var scene = await WorkflowScene.StartAsync();
        var changes = new Action<ProductPlan>[]
        {
            _ => { },
            plan => plan.Name = "Other",
            plan => plan.Properties[0].Values.Add("L"),
            plan => plan.Prices[0].Amount = 30m,
            plan => plan.Order!.ContactEmailAddress = "other@acme.example",
            plan => plan.Order!.Items[0].Quantity = 3,
            plan => plan.Order!.Fulfillment!.TrackingCode = "T-2",
            plan => plan.Location!.City = "Shelbyville",
        };

        var fingerprints = changes.Select(change =>
        {
            var plan = Plans.Whole(scene.Contact);
            change(plan);
            return scene.Workflow.Preview(plan).PlanFingerprint;
        });

        Assert.That(fingerprints, Is.Unique);
    }

    private static string Line(string method, string path, string query, JObject? body) =>
        $"{method} {path}{query} {body?.ToString(Newtonsoft.Json.Formatting.None)}";

    private static Dictionary<string, string> Names(JObject journal)
    {
        var names = new Dictionary<string, string>();
        foreach (var step in journal["steps"]!)
        {
            names[(string)step["id"]!] = $"{{{step["step"]}.id}}";
            foreach (var pair in (JObject)step["ids"]!)
            {
                names[(string)pair.Value!] = $"{{{pair.Key}}}";
            }
        }

        return names;
    }

    private static string NamePath(string path, Dictionary<string, string> names) =>
        string.Join('/', path.Split('/').Select(part => names.TryGetValue(part, out var name) ? name : part));

    private static JObject NameBody(JObject body, Dictionary<string, string> names)
    {
        foreach (var value in body.Descendants().OfType<JValue>().ToList())
        {
            if (value.Type == JTokenType.Integer && names.TryGetValue((string)value!, out var name))
            {
                value.Value = name;
            }
            else if (value.Type == JTokenType.Date)
            {
                value.Value = "{now}";
            }
        }

        return body;
    }

    private sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}

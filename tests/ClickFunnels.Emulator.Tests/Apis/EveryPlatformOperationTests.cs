using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Hosting;

namespace ClickFunnels.Emulator.Tests.Apis;

/// <summary>Calls every operation of the further contracts once and validates its response.</summary>
public sealed class EveryPlatformOperationTests
{
    private static readonly string[] Names = ["simvoly", "elasticfunnels"];

    private static IEnumerable<TestCaseData> All =>
        Names.SelectMany(api => Platforms.Named(api).Contract.Operations.Select(operation => new TestCaseData(api, operation.Id)));

    [TestCaseSource(nameof(All))]
    public async Task Responds_as_the_contract_says(string api, string id)
    {
        await using var emulated = await PlatformApi.StartAsync(api);
        await PrepareAsync(emulated);
        var operation = emulated.Contract.ById[id];

        var reply = await emulated.SendAsync(operation.Method, emulated.PathOf(operation) + Query(id), Body(emulated, operation));

        Assert.That(reply.Status, Is.AnyOf([operation.SuccessStatus, .. operation.Responses.Keys]), reply.Text);
        Assert.That(emulated.Emulator.Requests[^1].OperationId, Is.EqualTo(id));
        if (operation.Response is null)
        {
            Assert.That(reply.Text, Is.Empty);
        }
        else if (operation.Kind == OperationKind.List && id != "listSubscriptionEmails")
        {
            Assert.That((operation.Wrapper is { } wrapper ? reply.Json[wrapper]! : reply.Json).AsArray(), Is.Not.Empty, reply.Text);
        }
    }

    [TestCaseSource(nameof(Names))]
    public async Task Refuses_ids_of_nothing(string api)
    {
        await using var emulated = await PlatformApi.StartAsync(api);
        await Assert.MultipleAsync(async () =>
        {
            foreach (var operation in emulated.Contract.Operations)
            {
                var path =
                    "/"
                    + string.Join(
                        '/',
                        operation.Segments.Select(segment => segment[0] == '{' && segment != "{brand}" ? "9999999" : segment)
                    );
                path = path.Replace("/brands/{brand}", emulated.Brand, StringComparison.Ordinal);
                if (path.EndsWith("9999999", StringComparison.Ordinal) || path.Contains("9999999/", StringComparison.Ordinal))
                {
                    var reply = await emulated.SendAsync(operation.Method, path, operation.Request is null ? null : Empty(operation));

                    Assert.That(reply.Status, Is.EqualTo(404), $"{operation.Id}: {reply.Text}");
                }
            }
        });
    }

    [TestCaseSource(nameof(Names))]
    public void Every_path_parameter_has_records(string api)
    {
        foreach (var operation in Platforms.Named(api).Contract.Operations)
        {
            var known = operation.Parents.Select(parent => parent.Name).Append(operation.Member).Append("merchant_id");

            Assert.That(
                operation.Segments.Where(segment => segment[0] == '{').Select(segment => segment[1..^1]),
                Is.SubsetOf(known),
                operation.Id
            );
        }
    }

    private static async Task PrepareAsync(PlatformApi emulated)
    {
        if (emulated.Emulator is SimvolyEmulator)
        {
            var group = await emulated.MakeAsync("/member-groups", new { name = "Gold" });
            await emulated.MakeAsync(
                "/members",
                new
                {
                    name = "Ada",
                    email = "ada@example.com",
                    groups = new[] { group["id"]!.GetValue<long>() },
                }
            );
            await emulated.MakeAsync("/webhooks", new { target = "http://127.0.0.1:1/", events = new[] { "order_updated" } });
            return;
        }

        await emulated.MakeAsync(
            $"{emulated.Brand}/coupons",
            new
            {
                code = "KNOWN",
                type = "fixed",
                value = 5,
            }
        );
        var course = emulated.Emulator.Store.Of("Course")[0].Id;
        await emulated.MakeAsync($"{emulated.Brand}/courses/{course}/enrollments", new { email = "student@example.com" });
        using var form = Form();
        await emulated.MakeAsync($"{emulated.Brand}/file-manager/upload-file", form);
    }

    private static string Empty(ContractOperation operation) => operation.Envelope is { } envelope ? $"{{\"{envelope}\":{{}}}}" : "{}";

    private static string Query(string id) =>
        id switch
        {
            "getContactByEmail" => "?email=mara.lindqvist.1@example.com",
            "getMemberByEmail" => "?email=ada@example.com",
            "listReplays" => "?session_id=session-1",
            "validateCoupon" => "?code=KNOWN",
            _ => "",
        };

    private static object? Body(PlatformApi emulated, ContractOperation operation)
    {
        if (operation.Request is not { } schema)
        {
            return null;
        }

        if (
            operation.Id == "uploadAffiliateInvoice"
            || (operation.TakesForms && schema.Properties.Keys.Any(name => name is "file" or "files[]"))
        )
        {
            return Form();
        }

        var record = Sample(emulated, operation, schema);
        return (operation.Envelope is { } envelope ? new JsonObject { [envelope] = record } : record).ToJsonString();
    }

    private static JsonObject Sample(PlatformApi emulated, ContractOperation operation, ContractSchema schema)
    {
        var record = new JsonObject();
        foreach (var name in schema.Required)
        {
            record[name] = Known(emulated, operation, name) ?? Simple(schema.Properties[name].Schema, name);
        }

        if (operation.Id is "createPage")
        {
            record["html"] = "<p>New</p>";
        }

        return record;
    }

    private static JsonNode? Known(PlatformApi emulated, ContractOperation operation, string name)
    {
        var store = emulated.Emulator.Store;
        return (operation.Id, name) switch
        {
            ("startMemberSession", "email") => "ada@example.com",
            ("createWebhook", "events") => new JsonArray("order_created"),
            (_, "target") => "http://127.0.0.1:1/hook",
            (_, "email") => "new.person@example.com",
            ("copyCourse", "id") => store.Of("Course")[0].Id,
            (_, "brand_id") => ((ElasticFunnelsEmulator)emulated.Emulator).BrandId,
            ("completeCourseContent", _) => store.Of("CourseModule")[0].Fields["contents"]![0]!["id"]!.DeepClone(),
            ("reorderCourseModules", _) => new JsonObject { [$"{store.Of("CourseModule")[0].Id}"] = 2 },
            ("changeSubscriptionBillDate", _) => "2100-01-01T00:00:00Z",
            ("applyRetentionOffer", "transaction_id") => store.Of("Subscription")[0].Text("transaction_id"),
            ("applyRetentionOffer", "merchant_id") => store.Of("Merchant")[0].Id,
            ("applyRetentionOffer", "offer_type") => "downgrade",
            ("updateSubscriptionFlag", "key") => "subscription_status",
            ("updateSubscriptionFlag", "value") => "paused",
            ("createCourse" or "updateCourse", "delivery_type") => "embedded",
            ("deleteFile" or "renameFile", "path") => "lamp.png",
            _ => null,
        };
    }

    private static JsonNode Simple(ContractSchema schema, string name) =>
        schema.Kind switch
        {
            SchemaKind.Integer or SchemaKind.Number => 5,
            SchemaKind.Boolean => true,
            SchemaKind.Array => new JsonArray(),
            SchemaKind.Object => new JsonObject(),
            _ => schema.Enum.FirstOrDefault() ?? $"new-{name.Replace('_', '-')}",
        };

    private static MultipartFormDataContent Form()
    {
        var form = new MultipartFormDataContent();
        foreach (var name in (string[])["file", "files[]", "invoice"])
        {
            var file = new ByteArrayContent([1, 2, 3]);
            file.Headers.ContentType = new("image/png");
            form.Add(file, name, "lamp.png");
        }

        return form;
    }
}

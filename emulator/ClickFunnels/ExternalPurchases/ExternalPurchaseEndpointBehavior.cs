using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Endpoints that receive the sales of other commerce providers.</summary>
[Resource("ExternalPurchaseEndpoint")]
internal sealed class ExternalPurchaseEndpointBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const string Source = "vendor skill, external purchases, 2026-10";
    private const string WhopSecret = "ws_";

    public override IReadOnlyCollection<string> OnlyInCreation => ["webhook_secret"];

    [Operation("createWebhooksIncomingExternalPurchasesEndpoints")]
    [Behavior("A provider that is not enabled for the workspace returns 403", Evidence.Documented, Source)]
    [Behavior("Orders of a new endpoint cause system emails unless it says otherwise", Evidence.Assumed, "the default is not published")]
    public override void Create(Call call, JsonObject draft)
    {
        var provider = (call.Sent["provider"] as JsonValue)?.ToString();
        if (!string.IsNullOrEmpty(provider) && !StoredSettings.Of(call).IsEnabled(provider))
        {
            throw ApiProblem.Error(403, $"{RequestBodyReader.Label("", provider)} is not enabled for this workspace");
        }

        Default(draft, ("suppress_order_system_emails", false), ("webhook_secret_last_four", null));
    }

    [Operation("updateWebhooksIncomingExternalPurchasesEndpoints")]
    [Behavior(
        "The provider of an endpoint is fixed: another one sent is ignored",
        Evidence.Documented,
        Source + "; ignoring it is assumed"
    )]
    [Behavior("Another live_mode returns 422", Evidence.Documented, Source + ", which also says that it needs a stored secret")]
    [Behavior("The secret of Whop begins with ws_ (422); a blank one is ignored", Evidence.Documented, Source)]
    [Behavior("No response shows the secret: only its last four characters are kept", Evidence.Documented, Source)]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        call.Problems.Require(
            call.Sent["live_mode"] is not JsonValue mode || mode.ToString() == (record.Flag("live_mode") ? "true" : "false"),
            "Live mode cannot be changed"
        );
        if (Text(changes, "secret")?.Trim() is { Length: > 0 } secret)
        {
            call.Problems.Require(
                record.Text("provider") != "whop" || (secret.StartsWith(WhopSecret, StringComparison.Ordinal) && secret.Length >= 8),
                "Secret is not a Whop signing secret"
            );
            changes["webhook_secret_last_four"] = secret[Math.Max(0, secret.Length - 4)..];
        }

        changes.Remove("secret");
    }

    [Operation("removeWebhooksIncomingExternalPurchasesEndpoints")]
    [Behavior("An endpoint with events cannot be deleted (422)", Evidence.Documented, Source)]
    public override void Delete(Call call, Record record) =>
        call.Problems.Require(
            !Store.Of("ExternalPurchaseEvent").Any(one => one.Number(ExternalPurchaseProductMappingBehavior.Endpoint) == record.Id),
            "The endpoint has events and can't be deleted"
        );

    [Behavior("Deleting an endpoint deletes its product mappings", Evidence.Assumed, "they have no other parent")]
    public override void Deleted(Call call, Record record)
    {
        foreach (
            var mapping in Store
                .Of("ExternalPurchaseProductMapping")
                .Where(one => one.Number(ExternalPurchaseProductMappingBehavior.Endpoint) == record.Id)
                .ToList()
        )
        {
            Store.Remove(mapping);
        }
    }

    [Operation("getWebhooksIncomingExternalPurchasesEndpoints")]
    [Behavior("The address is on the host of the workspace and ends with the public id", Evidence.Documented, Source)]
    [Behavior("provider_metadata has one key, the provider, with an empty object", Evidence.Documented, Source)]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name switch
        {
            "url" => $"https://{Store.Find("Workspace", record.WorkspaceId!.Value)?.Text("subdomain")}.myclickfunnels.com"
                + $"/webhooks/incoming/external_purchases_webhooks/{record.PublicId}",
            "provider_metadata" => new JsonObject { [record.Text("provider")!] = new JsonObject() },
            _ => null,
        };
        return name is "url" or "provider_metadata";
    }
}

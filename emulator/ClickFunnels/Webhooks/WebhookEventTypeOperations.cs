using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>The list of event types.</summary>
internal static class WebhookEventTypeOperations
{
    [Operation("listWebhooksOutgoingEventTypes", IsGlobal = true)]
    [Behavior("All event types come in one response, the same for everybody", Evidence.Documented, "published spec 2026-08, event types")]
    [Behavior("The topic of an event type is the part before its last dot", Evidence.Documented, "published spec 2026-08, event types")]
    public static OperationResult? EventTypes(Call call, Record? member) =>
        new(
            new JsonArray([
                .. PublishedEventTypes
                    .All.Order(StringComparer.Ordinal)
                    .Select(id => new JsonObject { ["id"] = id, ["topic"] = id[..id.IndexOf('.', StringComparison.Ordinal)] }),
            ])
        );
}

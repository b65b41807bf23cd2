using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Simvoly;

/// <summary>Addresses that events are sent to.</summary>
[Resource("Webhook")]
internal sealed class WebhookBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const string Prefix = "rh_";

    [Behavior(
        "The id of a webhook is a text such as rh_…",
        Evidence.Observed,
        "white-label documentation, 2026-06; clients of white labels"
    )]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name == "id" ? Prefix + record.Id.ToString("x12", CultureInfo.InvariantCulture) : null;
        return value is not null;
    }

    public override Record? Find(string resource, string identifier) =>
        identifier.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(identifier.AsSpan(Prefix.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var id)
            ? Store.Find(resource, id)
            : null;

    [Operation("createWebhook")]
    [Behavior("At least one known event type is needed", Evidence.Documented, "seed, webhooks; that others return 400 is assumed")]
    [Behavior("A webhook without a secret gets one", Evidence.Assumed, "not published")]
    [Behavior("The target must be absolute http(s)", Evidence.Assumed, "not published")]
    public override void Create(Call call, JsonObject draft)
    {
        call.Problems.Require(draft.Items("events").Any(), "Events can't be blank");
        call.Problems.Require(
            Text(draft, "target") is not { } target
                || (Uri.TryCreate(target, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"),
            "Target is invalid"
        );
        if (string.IsNullOrEmpty(Text(draft, SimvolyWebhooks.Secret)))
        {
            draft[SimvolyWebhooks.Secret] = Store.NewHex(32);
        }
    }
}

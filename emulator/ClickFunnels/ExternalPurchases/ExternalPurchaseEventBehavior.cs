using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Events that providers have reported.</summary>
[Resource("ExternalPurchaseEvent")]
[Operation("getWebhooksIncomingExternalPurchasesEvents")]
internal sealed class ExternalPurchaseEventBehavior(RecordStore store) : ResourceBehavior(store)
{
    private static readonly HashSet<string> OnlyAlone = ["payload"];

    [Operation("listWebhooksIncomingExternalPurchasesEvents")]
    [Behavior(
        "A list of events does not show their payload; a single event does",
        Evidence.Documented,
        "vendor skill, external purchases, 2026-10"
    )]
    public override IReadOnlySet<string>? HiddenInList(Call call) => OnlyAlone;
}

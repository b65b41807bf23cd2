using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Ends the e-mail to contacts.</summary>
[Resource("ContactUnsubscribeAction")]
[Operation("getContactsUnsubscribeActions")]
internal sealed class ContactUnsubscribeActionBehavior(RecordStore store) : ContactActionBehavior(store)
{
    [Operation("createContactsUnsubscribeActions")]
    [Behavior("The contacts are marked as unsubscribed from e-mail", Evidence.Documented, "published spec 2026-08, unsubscribe actions")]
    public override void Create(Call call, JsonObject draft) => base.Create(call, draft);

    protected override bool Perform(Call call, Record action, Record target)
    {
        call.Edit(target)["unsubscribed_at"] = call.Now;
        return true;
    }
}

using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Templates of mails.</summary>
[Resource("EmailTemplate")]
internal sealed class EmailTemplateBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createEmailsTemplate")]
    [Behavior("Templates that the API creates have created_via_api", Evidence.Documented, "published spec 2026-08, email templates")]
    [Behavior("An unknown sender returns 422", Evidence.Documented, "published spec 2026-08, email templates")]
    public override void Create(Call call, JsonObject draft)
    {
        RequireOne(call, draft, "from_address_id", "EmailSenderAddress");
        draft["created_via_api"] = true;
        draft["template_type"] = "html";
    }

    [Operation("updateEmailsTemplate")]
    [Behavior("An update checks the sender as well", Evidence.Documented, "published spec 2026-08, email templates")]
    public override void Update(Call call, Record record, JsonObject changes) =>
        RequireOne(call, changes, "from_address_id", "EmailSenderAddress");
}

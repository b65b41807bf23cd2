using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Mails to many.</summary>
[Resource("EmailBroadcast")]
internal sealed class EmailBroadcastBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createEmailsBroadcast")]
    [Behavior("A new broadcast is a draft; creating it never sends it", Evidence.Documented, "published spec 2026-08, broadcasts")]
    [Behavior("Even a draft needs a complete postal address (422)", Evidence.Documented, "published spec 2026-08, broadcasts")]
    [Behavior(
        "The preheadline has at most 150 characters (422); the hour of sending is 18:00:00 unless given",
        Evidence.Documented,
        "published spec 2026-08, broadcasts"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        EmailSettingsBehavior.RequireAddress(call);
        Check(call, draft);
        draft["status"] = "draft";
        Default(draft, ("send_at_local_time", "18:00:00"), ("topic_ids", new JsonArray()), ("send_immediately", false));
    }

    [Behavior(
        "A broadcast that was made through the API originates from its workspace",
        Evidence.Assumed,
        "published examples 2025 never show origination_channel_id as null"
    )]
    public override object? WhenNull(Record record, string name) => Origination.Channel(record, name);

    [Operation("updateEmailsBroadcast")]
    [Behavior("Only drafts can be changed (422)", Evidence.Documented, "published spec 2026-08, broadcasts; the status is assumed")]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        call.Problems.Require(record.Text("status") == "draft", "Only drafts can be changed");
        Check(call, changes);
    }

    [Operation("removeEmailsBroadcast")]
    [Behavior("Only drafts can be deleted (422)", Evidence.Documented, "published spec 2026-08, broadcasts; the status is assumed")]
    public override void Delete(Call call, Record record) =>
        call.Problems.Require(record.Text("status") == "draft", "Only drafts can be deleted");

    /// <summary>True if an address is one of the workspace's that can send.</summary>
    public static bool HasSender(Call call, string? email)
    {
        var addresses = new EmailSenderAddressBehavior(call.Store);
        return call.InWorkspace("EmailSenderAddress")
            .Any(address =>
                string.Equals(address.Text("email_address"), email, StringComparison.OrdinalIgnoreCase) && addresses.IsUsable(address)
            );
    }

    private static void Check(Call call, JsonObject draft)
    {
        RequireOne(call, draft, "template_id", "EmailTemplate");
        RequireAll(call, draft, "topic_ids", "EmailTopic");
        call.Problems.Require((Text(draft, "preheadline")?.Length ?? 0) <= 150, "Preheadline is too long (maximum is 150 characters)");
        if (draft["filter_id"] is JsonValue filter && call.Store.Find("RefineFilter", filter.ToString()) is { } saved)
        {
            draft["filter_id"] = call.InWorkspace("RefineFilter", saved.Id)?.Id;
        }
    }
}

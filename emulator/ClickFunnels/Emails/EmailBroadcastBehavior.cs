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
        BroadcastSending.Apply(call, draft, draft);
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
        BroadcastSending.Apply(call, ((JsonObject)record.Fields.DeepClone()).With(changes), changes);
    }

    [Operation("getEmailsBroadcast")]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name switch
        {
            "variants" => BroadcastSending.Variants(record),
            "template" => Store.Find("EmailTemplate", record.Number("template_id") ?? 0),
            _ => null,
        };
        return name is "variants" or "template";
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

    [Behavior(
        "filter_id is a numeric id (422); without a filter, the broadcast goes to the whole contact list",
        Evidence.Documented,
        "vendor skill, refine filters, 2026-10; the status is assumed"
    )]
    private static void Check(Call call, JsonObject draft)
    {
        RequireOne(call, draft, "template_id", "EmailTemplate");
        RequireAll(call, draft, "topic_ids", "EmailTopic");
        call.Problems.Require((Text(draft, "preheadline")?.Length ?? 0) <= 150, "Preheadline is too long (maximum is 150 characters)");
        RequireOne(call, draft, "filter_id", "RefineFilter");
    }
}

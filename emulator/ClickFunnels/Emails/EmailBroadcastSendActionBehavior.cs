using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Sends a broadcast.</summary>
[Resource("EmailBroadcastSendAction")]
[Operation("createEmailsBroadcastsSendActions")]
[Operation("getEmailsBroadcastsSendActions")]
internal sealed class EmailBroadcastSendActionBehavior(RecordStore store) : BulkActionBehavior(store)
{
    [Behavior(
        "Sending needs a topic, a usable sender and a complete postal address (422)",
        Evidence.Documented,
        "published spec 2026-08, broadcasts"
    )]
    [Behavior(
        "Without a body, the broadcast is sent at once; send_at schedules it",
        Evidence.Documented,
        "published spec 2026-08, broadcasts"
    )]
    [Behavior("Only a draft can be sent (422)", Evidence.Assumed, "published: maybe an error for one that is scheduled already")]
    protected override void Choose(Call call, JsonObject draft)
    {
        var broadcast = call.Parents["broadcast_id"];
        call.Problems.Require(broadcast.Text("status") == "draft", "Broadcast is already scheduled or sent");
        call.Problems.Require(broadcast.Numbers("topic_ids").Any(), "Broadcast needs a topic");
        call.Problems.Require(
            EmailBroadcastBehavior.HasSender(call, broadcast.Text("from_email")),
            "Broadcast needs a from address that is usable as sender"
        );
        EmailSettingsBehavior.RequireAddress(call);
        draft["target_ids"] = new JsonArray(broadcast.Id);
        draft["scheduled_for"] = draft["send_at"]?.DeepClone();
        draft.Remove("send_at");
        draft["send_type"] = "default";
    }

    public override void Created(Call call, Record record)
    {
        var broadcast = call.Edit(call.Parents["broadcast_id"]);
        broadcast["status"] = record.Text("scheduled_for") is null ? "sending" : "scheduled";
        broadcast["send_at"] = record.Text("scheduled_for");
    }

    [Operation("removeEmailsBroadcastsSendActions")]
    [Behavior(
        "Deleting a send that is scheduled and has not started cancels it; the broadcast is a draft again",
        Evidence.Documented,
        "published spec 2026-08, broadcasts; the state after it is assumed"
    )]
    public override void Delete(Call call, Record record)
    {
        if (record.Text("started_at") is null && Broadcast(record) is { } broadcast)
        {
            call.Edit(broadcast)["status"] = "draft";
        }
    }

    protected override IEnumerable<Record> Targets(Call call, Record action) =>
        call.InWorkspace("Contact").Where(contact => contact.Text("unsubscribed_at") is null && contact.Flag("is_active"));

    protected override bool Perform(Call call, Record action, Record target) => true;

    protected override void Completed(Call call, Record action)
    {
        if (Broadcast(action) is not { } broadcast)
        {
            return;
        }

        var fields = call.Edit(broadcast);
        fields["status"] = "complete";
        fields["sending_at"] = action.Text("started_at");
        fields["complete_at"] = call.Now;
    }

    private Record? Broadcast(Record action) => Store.Find("EmailBroadcast", action.Number("broadcast_id") ?? 0);
}

using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Behaviors;

/// <summary>Publishes many sections of a course.</summary>
internal sealed class PublishActionBehavior(RecordStore store) : BulkActionBehavior(store)
{
    protected override bool HasStatus => true;

    [Behavior(
        "Publishing takes either target_ids or target_all, sections of the course; else 422",
        Evidence.Documented,
        "published spec 2026-08, course sections"
    )]
    [Behavior("scheduled_for must be in the future (422)", Evidence.Documented, "published spec 2026-08, course sections")]
    protected override void Choose(Call call, JsonObject draft)
    {
        Default(draft, ("target_all", false), ("target_ids", new JsonArray()));
        var all = draft["target_all"]!.GetValue<bool>();
        var ids = Numbers(draft, "target_ids");
        call.Problems.Require(all != ids.Count > 0, "Exactly one of target_ids or target_all must be given");
        call.Problems.Require(
            ids.All(id => call.InWorkspace("CourseSection", id)?.Number("course_id") == call.Parents["course_id"].Id),
            "Target ids must exist"
        );
        call.Problems.Require(Text(draft, "scheduled_for") is not { } time || IsWaiting(call, time), "Scheduled for must be in the future");
        Default(
            draft,
            ("auto_enroll", false),
            ("send_email", false),
            ("offer_new_section_via_all_access_products", false),
            ("published_lessons_count", 0L)
        );
    }

    [Behavior(
        "When target_all, or the root section, finds nothing to publish, the answer is 200 with zero counts and no record is made",
        Evidence.Documented,
        "published spec 2026-08, course sections"
    )]
    public OperationResult? Nothing(Call call, Record? member)
    {
        var course = call.Parents["course_id"];
        var root = course.Number("root_section_id");
        var aimsAtAll =
            call.Sent["target_all"]?.ToString() == "true"
            || (call.Sent["target_ids"] as JsonArray ?? []).Any(id =>
                root is { } known && Store.Find("CourseSection", id!.ToString())?.Id == known
            );
        if (!aimsAtAll || Unpublished(course.Id).Any())
        {
            return null;
        }

        return new OperationResult(
            new JsonObject
            {
                ["message"] = "There is nothing to publish",
                ["target_count"] = 0L,
                ["performed_count"] = 0L,
                ["published_lessons_count"] = 0L,
                ["status"] = "completed",
            },
            200
        );
    }

    protected override IEnumerable<Record> Targets(Call call, Record action)
    {
        var ids = action.Numbers("target_ids").ToHashSet();
        var course = action.Number("course_id")!.Value;
        var all = action.Flag("target_all") || ids.Contains(Store.Find("Course", course)?.Number("root_section_id") ?? 0);
        return all ? Unpublished(course) : Store.Of("CourseSection").Where(section => ids.Contains(section.Id));
    }

    [Behavior(
        "Publishing a section publishes its lessons; only those that were not live yet are counted",
        Evidence.Documented,
        "published spec 2026-08, course sections"
    )]
    protected override bool Perform(Call call, Record action, Record target)
    {
        var lessons = CourseBehavior.PublishSection(call, target, call.Now);
        var fields = call.Edit(action);
        fields["published_lessons_count"] = (action.Number("published_lessons_count") ?? 0) + lessons;
        return true;
    }

    private IEnumerable<Record> Unpublished(long course) =>
        Store
            .Of("CourseSection")
            .Where(section =>
                section.Number("course_id") == course && section.Number("parent_id") is not null && section.Text("published_at") is null
            );
}

/// <summary>Sends a broadcast.</summary>
internal sealed class SendActionBehavior(RecordStore store) : BulkActionBehavior(store)
{
    [Behavior(
        "Sending needs a topic, a usable sender and a complete postal address (422)",
        Evidence.Documented,
        "published spec 2026-08, broadcasts"
    )]
    [Behavior(
        "Without a body the broadcast goes out at once; send_at schedules it",
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
            BroadcastBehavior.HasSender(call, broadcast.Text("from_email")),
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

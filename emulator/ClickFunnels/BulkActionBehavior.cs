using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>
/// An action on many records that is done after its creation was handled: each reading of the action itself is one step.
/// The first step finds the targets and does the first half of them, the second step the rest.
/// </summary>
internal abstract class BulkActionBehavior(RecordStore store) : ResourceBehavior(store)
{
    private const string Resolved = "resolved_target_ids";

    /// <summary>True if the action shows its progress as a status.</summary>
    protected virtual bool HasStatus => false;

    public override bool TakesPublicIds => true;

    [Behavior(
        "The response to a bulk action comes at once: target_count null, performed_count 0, not started and not completed",
        Evidence.Documented,
        "published spec 2026-08, bulk actions"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        Choose(call, draft);
        draft["target_count"] = null;
        draft["performed_count"] = 0L;
        draft["started_at"] = null;
        draft["completed_at"] = null;
        if (HasStatus)
        {
            draft["status"] = IsWaiting(call, Text(draft, "scheduled_for")) ? "scheduled" : "queued";
        }
    }

    [Behavior(
        "Later target_count is set, performed_count increases, and completed_at marks the end of the action",
        Evidence.Documented,
        "published spec 2026-08, bulk actions"
    )]
    [Behavior("Each reading of the action is one step; the second one completes it", Evidence.Assumed, "to be the same in every run")]
    [Behavior("A scheduled action starts at its time", Evidence.Documented, "published spec 2026-08, bulk actions")]
    public override void Read(Call call, Record record)
    {
        if (record.Text("completed_at") is not null || IsWaiting(call, record.Text("scheduled_for")))
        {
            return;
        }

        var fields = call.Edit(record);
        if (record.Text("started_at") is null)
        {
            var targets = Targets(call, record).Select(target => target.Id).ToList();
            fields[Resolved] = new JsonArray([.. targets.Select(id => (JsonNode)id)]);
            fields["target_count"] = (long)targets.Count;
            fields["started_at"] = call.Now;
            if (HasStatus)
            {
                fields["status"] = "processing";
            }

            PerformAll(call, record, targets.Take(targets.Count / 2));
            fields["performed_count"] = (long)(targets.Count / 2);
            return;
        }

        var all = record.Numbers(Resolved).ToList();
        PerformAll(call, record, all.Skip(all.Count / 2));
        fields["performed_count"] = (long)all.Count;
        fields["completed_at"] = call.Now;
        if (HasStatus)
        {
            fields["status"] = "completed";
        }

        fields.Remove(Resolved);
        Completed(call, record);
    }

    /// <summary>Checks which records are chosen.</summary>
    protected abstract void Choose(Call call, JsonObject draft);

    protected abstract IEnumerable<Record> Targets(Call call, Record action);

    /// <summary>Applies the action to one target; returns false if that is not possible.</summary>
    protected abstract bool Perform(Call call, Record action, Record target);

    protected virtual void Completed(Call call, Record action) { }

    protected static bool IsWaiting(Call call, string? scheduledFor) =>
        scheduledFor is not null && DateTimeOffset.Parse(scheduledFor, System.Globalization.CultureInfo.InvariantCulture) > call.Time;

    protected static List<long> Numbers(JsonObject draft, string name) =>
        [.. (draft[name] as JsonArray ?? []).Select(item => item is JsonValue value && value.TryGetValue<long>(out var id) ? id : 0)];

    /// <summary>Requires that all ids of a list name live records of the workspace.</summary>
    protected static void RequireKnown(Call call, JsonObject draft, string name, string resource)
    {
        foreach (var id in Numbers(draft, name))
        {
            call.Problems.Require(call.InWorkspace(resource, id) is not null, $"{RequestBodyReader.Label("", name)} must exist");
        }
    }

    private void PerformAll(Call call, Record action, IEnumerable<long> ids)
    {
        foreach (var id in ids)
        {
            var done = Store.Find(id) is { IsDeleted: false } target && Perform(call, action, target);
            if (!done && action.Fields["failed_ids"] is JsonArray failed)
            {
                failed.Add((JsonNode?)id);
            }
        }
    }
}

using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Steps of workflows.</summary>
[Resource("WorkflowStep")]
internal sealed class WorkflowStepBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createWorkflowStep")]
    [Behavior(
        "The type of a step is the one key of step_type_settings; none or several return 422",
        Evidence.Documented,
        "published spec 2026-08, workflows"
    )]
    [Behavior(
        "position and after_step_id exclude each other (422)",
        Evidence.Documented,
        "published spec 2026-08, workflows; the status is assumed"
    )]
    [Behavior("A step that sends e-mail needs a complete postal address (422)", Evidence.Documented, "published spec 2026-08, workflows")]
    public override void Create(Call call, JsonObject draft)
    {
        var type = Type(call, draft);
        call.Problems.Require(draft["position"] is null || draft["after_step_id"] is null, "Position can't be given with after step");
        RequireOne(call, draft, "parent_step_id", "WorkflowStep");
        if (type == "send_email_step")
        {
            EmailSettingsBehavior.RequireAddress(call);
        }

        var before = call.InWorkspace("WorkflowStep")
            .Where(step => step.Number("workflow_id") == call.Parents["workflow_id"].Id)
            .LongCount();
        draft["step_type"] = type;
        draft["sort_order"] = Number(draft, "position") ?? before;
        draft["state"] = "active";
        draft.Remove("position");
        draft.Remove("after_step_id");
        Default(draft, ("name", RequestBodyReader.Label("", type ?? "")));
    }

    [Operation("updateWorkflowStep")]
    [Behavior(
        "The type of a step is fixed (422), and a split step cannot be moved (422)",
        Evidence.Documented,
        "published spec 2026-08, workflows"
    )]
    [Behavior(
        "template_id of a step that sends email is for its creation only (422)",
        Evidence.Documented,
        "vendor skill, workflows, 2026-10"
    )]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        if (changes.ContainsKey("step_type_settings"))
        {
            call.Problems.Require(
                changes["step_type_settings"]?["send_email_step"] is not JsonObject email || !email.ContainsKey("template_id"),
                "Template can't be changed"
            );
            call.Problems.Require(Type(call, changes) == record.Text("step_type"), "Step type settings must keep the type of the step");
        }

        RequireParent(call, record, changes);
        var moves = changes["position"] is not null || changes["after_step_id"] is not null || changes["parent_step_id"] is not null;
        call.Problems.Require(
            !moves || !record.Text("step_type")!.Contains("split", StringComparison.Ordinal),
            "A split step can't be moved"
        );
        if (Number(changes, "position") is { } position)
        {
            changes["sort_order"] = position;
        }

        changes.Remove("position");
        changes.Remove("after_step_id");
    }

    [Operation("deleteWorkflowStep")]
    [Behavior("Deleting a split step deletes the steps of its branches", Evidence.Documented, "published spec 2026-08, workflows")]
    public override void Delete(Call call, Record record)
    {
        var children = Store.Of("WorkflowStep").ToLookup(step => step.Number("parent_step_id"));
        var found = new HashSet<Record> { record };
        var next = new Queue<Record>(found);
        while (next.TryDequeue(out var step))
        {
            foreach (var child in children[step.Id].Where(found.Add))
            {
                next.Enqueue(child);
            }
        }

        found.Remove(record);
        foreach (var step in found)
        {
            Store.Remove(step);
        }
    }

    [Behavior("A step cannot be moved below itself (422)", Evidence.Assumed, "not published")]
    private void RequireParent(Call call, Record record, JsonObject changes)
    {
        RequireOne(call, changes, "parent_step_id", "WorkflowStep");
        var seen = new HashSet<long>();
        for (var id = Number(changes, "parent_step_id"); id is { } parent && seen.Add(parent); )
        {
            call.Problems.Require(parent != record.Id, "Parent step can't be below the step");
            id = Store.Find("WorkflowStep", parent)?.Number("parent_step_id");
        }
    }

    private static string? Type(Call call, JsonObject draft)
    {
        var settings = draft["step_type_settings"] as JsonObject;
        call.Problems.Require(settings is null or { Count: 1 }, "Step type settings must have exactly one key");
        return settings?.Select(entry => entry.Key).FirstOrDefault();
    }
}

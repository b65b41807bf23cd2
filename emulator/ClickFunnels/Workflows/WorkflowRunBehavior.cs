using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Contacts on their way through a workflow.</summary>
[Resource("WorkflowRun")]
internal sealed class WorkflowRunBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createWorkflowRun")]
    [Behavior(
        "Only a live workflow accepts contacts (422), and only those of its workspace",
        Evidence.Documented,
        "published spec 2026-08, workflow runs"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        RequireOne(call, draft, "contact_id", "Contact");
        var workflow = call.Parents["workflow_id"];
        new WorkflowBehavior(Store).TryCompute(workflow, "status", out var status);
        call.Problems.Require(status is "live", "Workflow is not live");
        Fill(call, draft, workflow, draft.Flag("skip_communication"));
    }

    /// <summary>Puts a contact into a workflow.</summary>
    public static void Start(Call call, Record workflow, long contact, bool skipCommunication)
    {
        var run = new JsonObject { ["workflow_id"] = workflow.Id, ["contact_id"] = contact };
        Fill(call, run, workflow, skipCommunication);
        call.Insert("WorkflowRun", run);
    }

    [Behavior("A run stays active at its first step: the emulator executes no steps", Evidence.Assumed, "nothing is sent from here")]
    private static void Fill(Call call, JsonObject run, Record workflow, bool skipCommunication)
    {
        run["skip_communication"] = skipCommunication;
        run["status"] = "active";
        run["current_step_id"] = call.InWorkspace("WorkflowStep")
            .Where(step => step.Number("workflow_id") == workflow.Id)
            .OrderBy(step => step.Number("sort_order"))
            .FirstOrDefault()
            ?.Id;
    }
}

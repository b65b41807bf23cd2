using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Puts contacts into a workflow.</summary>
[Resource("ContactRunWorkflowAction")]
[Operation("getContactsRunWorkflowActions")]
internal sealed class ContactRunWorkflowActionBehavior(RecordStore store) : ContactActionBehavior(store)
{
    [Operation("createContactsRunWorkflowActions")]
    [Behavior(
        "force_run puts contacts in again that are in the workflow already",
        Evidence.Documented,
        "published spec 2026-08, run workflow actions"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        base.Create(call, draft);
        Default(draft, ("force_run", false));
        RequireOne(call, draft, "workflow_id", "Workflow");
    }

    protected override bool Perform(Call call, Record action, Record target)
    {
        if (Store.Find("Workflow", action.Number("workflow_id") ?? 0) is not { } workflow)
        {
            return false;
        }

        var running = call.InWorkspace("WorkflowRun")
            .Any(run => run.Number("workflow_id") == workflow.Id && run.Number("contact_id") == target.Id);
        if (!running || action.Flag("force_run"))
        {
            WorkflowRunBehavior.Start(call, workflow, target.Id, skipCommunication: false);
        }

        return true;
    }
}

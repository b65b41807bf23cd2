using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Workflows.</summary>
[Resource("Workflow")]
internal sealed class WorkflowBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Operation("createWorkflow")]
    [Behavior("A new workflow is a disabled draft that runs asynchronously", Evidence.Documented, "published spec 2026-08, workflows")]
    public override void Create(Call call, JsonObject draft)
    {
        draft["disabled"] = true;
        draft["run_type"] = "asynchronous";
        Default(draft, ("archived", false));
    }

    [Operation("enableWorkflow")]
    [Behavior("Enabling needs an active trigger (422)", Evidence.Documented, "published spec 2026-08, workflows")]
    public void Enable(Call call, Record workflow)
    {
        call.Problems.Require(
            Below("WorkflowTrigger", workflow).Any(trigger => trigger.Flag("active")),
            "Workflow needs an active trigger"
        );
        call.Edit(workflow)["disabled"] = false;
    }

    [Operation("disableWorkflow")]
    [Behavior("Disabling cancels the runs in progress", Evidence.Documented, "published spec 2026-08, workflows")]
    public void Disable(Call call, Record workflow)
    {
        call.Edit(workflow)["disabled"] = true;
        foreach (var run in Below("WorkflowRun", workflow).Where(run => run.Text("status") is "active" or "paused").ToList())
        {
            call.Edit(run)["status"] = "canceled";
        }
    }

    [Operation("deleteWorkflow")]
    [Behavior("Deleting a workflow deletes its triggers, steps and runs", Evidence.Documented, "published spec 2026-08, workflows")]
    public override void Delete(Call call, Record record)
    {
        foreach (var resource in (string[])["WorkflowTrigger", "WorkflowStep", "WorkflowRun"])
        {
            foreach (var one in Below(resource, record).ToList())
            {
                Store.Remove(one);
            }
        }
    }

    [Operation("getWorkflow")]
    [Behavior(
        "A workflow is archived; otherwise live if it is enabled and has an active trigger; otherwise a draft",
        Evidence.Documented,
        "published spec 2026-08, workflows"
    )]
    public override bool TryCompute(Record record, string name, out object? value)
    {
        value = name switch
        {
            "status" => Status(record),
            "active_runs_count" => Below("WorkflowRun", record).LongCount(run => run.Text("status") is "active" or "paused"),
            "completed_runs_count" => Below("WorkflowRun", record).LongCount(run => run.Text("status") == "completed"),
            _ => null,
        };
        return name is "status" or "active_runs_count" or "completed_runs_count";
    }

    [Operation("getWorkflowStructure")]
    [Behavior(
        "The structure contains the active triggers and the visible steps in their order",
        Evidence.Documented,
        "published spec 2026-08, workflows"
    )]
    [Behavior(
        "The emulator shows all steps in one list, and splits without the steps of their branches",
        Evidence.Assumed,
        "the order inside splits is not kept"
    )]
    public OperationResult? Structure(Call call, Record? member)
    {
        var workflow = member!;
        return new OperationResult(
            new JsonObject
            {
                ["workflow"] = new JsonObject
                {
                    ["id"] = workflow.Id,
                    ["public_id"] = workflow.PublicId,
                    ["name"] = workflow.Text("name"),
                    ["status"] = Status(workflow),
                    ["disabled"] = workflow.Flag("disabled"),
                    ["archived"] = workflow.Flag("archived"),
                    ["run_type"] = workflow.Text("run_type"),
                },
                ["triggers"] = new JsonArray([
                    .. Below("WorkflowTrigger", workflow)
                        .Where(trigger => trigger.Flag("active"))
                        .Select(trigger => new JsonObject
                        {
                            ["id"] = trigger.Id,
                            ["public_id"] = trigger.PublicId,
                            ["event_type_key"] = trigger.Text("event_type_key"),
                            ["active"] = true,
                            ["allow_anonymous_contacts"] = trigger.Flag("allow_anonymous_contacts"),
                        }),
                ]),
                ["steps"] = new JsonArray([
                    .. Below("WorkflowStep", workflow)
                        .Where(step => step.Number("parent_step_id") is null)
                        .OrderBy(step => step.Number("sort_order"))
                        .Select(Step),
                ]),
            }
        );
    }

    private string Status(Record workflow) =>
        workflow.Flag("archived") ? "archived"
        : !workflow.Flag("disabled") && Below("WorkflowTrigger", workflow).Any(trigger => trigger.Flag("active")) ? "live"
        : "draft";

    private static JsonObject Step(Record step)
    {
        var shown = new JsonObject
        {
            ["id"] = step.Id,
            ["public_id"] = step.PublicId,
            ["step_type"] = step.Text("step_type"),
            ["name"] = step.Text("name"),
            ["sort_order"] = step.Number("sort_order"),
            ["state"] = step.Text("state"),
            ["step_type_settings"] = step.Fields["step_type_settings"]?.DeepClone(),
        };
        if (step.Text("step_type") == "conditional_split_step")
        {
            shown["branches"] = new JsonArray(
                new JsonObject { ["branch"] = "matched", ["steps"] = new JsonArray() },
                new JsonObject { ["branch"] = "unmatched", ["steps"] = new JsonArray() }
            );
        }
        else if (step.Text("step_type") == "split_test_step")
        {
            shown["variants"] = new JsonArray();
        }

        if (step.Text("step_type")!.Contains("split", StringComparison.Ordinal))
        {
            shown["convergence_step_id"] = null;
        }

        return shown;
    }

    private IEnumerable<Record> Below(string resource, Record workflow) =>
        Store.Of(resource).Where(one => one.Number("workflow_id") == workflow.Id);
}

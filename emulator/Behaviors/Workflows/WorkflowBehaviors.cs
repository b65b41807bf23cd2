using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Behaviors;

/// <summary>Workflows.</summary>
internal sealed class WorkflowBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior("A new workflow is a disabled draft that runs asynchronously", Evidence.Documented, "published spec 2026-08, workflows")]
    public override void Create(Call call, JsonObject draft)
    {
        draft["disabled"] = true;
        draft["run_type"] = "asynchronous";
        Default(draft, ("archived", false));
    }

    [Behavior("Enabling needs an active trigger (422)", Evidence.Documented, "published spec 2026-08, workflows")]
    [Behavior("Disabling cancels the runs in progress", Evidence.Documented, "published spec 2026-08, workflows")]
    public override void Act(Call call, Record record, string action)
    {
        if (action == "enable")
        {
            call.Problems.Require(
                Below("WorkflowTrigger", record).Any(trigger => trigger.Flag("active")),
                "Workflow needs an active trigger"
            );
            call.Edit(record)["disabled"] = false;
        }
        else if (action == "disable")
        {
            call.Edit(record)["disabled"] = true;
            foreach (var run in Below("WorkflowRun", record).Where(run => run.Text("status") is "active" or "paused").ToList())
            {
                call.Edit(run)["status"] = "canceled";
            }
        }
    }

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

    [Behavior(
        "A workflow is archived, else live when enabled with an active trigger, else a draft",
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

    [Behavior(
        "The structure holds the active triggers and the visible steps in their order",
        Evidence.Documented,
        "published spec 2026-08, workflows"
    )]
    [Behavior(
        "The emulator shows all steps side by side, and splits without their branches' steps",
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

/// <summary>What starts workflows.</summary>
internal sealed class WorkflowTriggerBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior("A trigger is active unless told otherwise", Evidence.Documented, "published spec 2026-08, workflows")]
    [Behavior("The name of an event is made from its key", Evidence.Assumed, "the names are not published")]
    public override void Create(Call call, JsonObject draft)
    {
        Default(draft, ("active", true), ("allow_anonymous_contacts", false));
        draft["event_type_name"] = RequestBodyReader.Label("", (Text(draft, "event_type_key") ?? "").TrimStart('$').Replace('.', '_'));
    }
}

/// <summary>Steps of workflows.</summary>
internal sealed class WorkflowStepBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior(
        "The type of a step is the one key of step_type_settings; none or several answer 422",
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

    [Behavior(
        "The type of a step is fixed (422), and a split step cannot be moved (422)",
        Evidence.Documented,
        "published spec 2026-08, workflows"
    )]
    public override void Update(Call call, Record record, JsonObject changes)
    {
        if (changes.ContainsKey("step_type_settings"))
        {
            call.Problems.Require(Type(call, changes) == record.Text("step_type"), "Step type settings must keep the type of the step");
        }

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

    [Behavior("Deleting a split step deletes the steps of its branches", Evidence.Documented, "published spec 2026-08, workflows")]
    public override void Delete(Call call, Record record)
    {
        foreach (var step in Store.Of("WorkflowStep").Where(step => step.Number("parent_step_id") == record.Id).ToList())
        {
            Delete(call, step);
            Store.Remove(step);
        }
    }

    private static string? Type(Call call, JsonObject draft)
    {
        var settings = draft["step_type_settings"] as JsonObject;
        call.Problems.Require(settings is null or { Count: 1 }, "Step type settings must have exactly one key");
        return settings?.Select(entry => entry.Key).FirstOrDefault();
    }
}

/// <summary>Contacts on their way through a workflow.</summary>
internal sealed class WorkflowRunBehavior(RecordStore store) : ResourceBehavior(store)
{
    [Behavior(
        "Only a live workflow takes contacts (422), and only those of its workspace",
        Evidence.Documented,
        "published spec 2026-08, workflow runs"
    )]
    public override void Create(Call call, JsonObject draft)
    {
        RequireOne(call, draft, "contact_id", "Contact");
        var workflow = call.Parents["workflow_id"];
        new WorkflowBehavior(Store).TryCompute(workflow, "status", out var status);
        call.Problems.Require(status is "live", "Workflow is not live");
        Fill(call, draft, workflow, draft["skip_communication"]?.GetValue<bool>() ?? false);
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

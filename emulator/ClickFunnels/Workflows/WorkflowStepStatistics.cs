using System.Globalization;
using System.Text.Json.Nodes;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.ClickFunnels;

/// <summary>Statistics of workflow steps, from the runs and what happened to their emails.</summary>
internal static class WorkflowStepStatistics
{
    private const string Source = "vendor skill, workflows, 2026-10";

    [Operation("getWorkflowStepStats")]
    [Behavior("Statistics of steps are in closed beta: 403 where the workspace does not have it", Evidence.Documented, Source)]
    [Behavior("The window is that of funnels: 30 days by default, at most 90", Evidence.Documented, Source)]
    [Behavior("Contacts who are in the step are counted whatever the window is", Evidence.Documented, Source)]
    [Behavior("email is null for steps that send none", Evidence.Documented, Source)]
    [Behavior("A contact reached the step when the run began", Evidence.Assumed, "the emulator executes no steps")]
    public static OperationResult? Get(Call call, Record? member)
    {
        ClosedBeta.Require(call, "Workflow step stats");
        var step = call.Parents["step_id"];
        var range = FunnelStatistics.Range(call);
        var (from, to) = (Parse(range.Text("from")!), Parse(range.Text("to")!));
        var runs = call.InWorkspace("WorkflowRun").Where(run => run.Number("current_step_id") == step.Id).ToList();
        var workflow = call.InWorkspace("Workflow", step.Number("workflow_id"));
        return new OperationResult(
            new JsonObject
            {
                ["step"] = FunnelStatistics.Reference(step).With(new JsonObject { ["step_type"] = step.Text("step_type") }),
                ["workflow"] = workflow is null ? null : FunnelStatistics.Reference(workflow),
                ["currency"] = StoredSettings.Of(call).Currency.ToUpperInvariant(),
                ["timerange"] = range,
                ["contacts"] = new JsonObject
                {
                    ["are_here"] = runs.LongCount(run => run.Text("status") == "active"),
                    ["were_here"] = runs.LongCount(run => Parse(run.Text("created_at")!) is var time && time >= from && time <= to),
                },
                ["email"] = step.Text("step_type") == "send_email_step" ? Email(call, step, from, to) : null,
            }
        );
    }

    private static JsonObject Email(Call call, Record step, DateTimeOffset from, DateTimeOffset to)
    {
        var log = new EmailActivityLog(call, step, from, to);
        var recipients = log.Contacts(EmailActivityKind.Sent);
        var performance = log.Engagement(recipients, log.Contacts(EmailActivityKind.Bounced));
        performance["sends"] = log.Events(EmailActivityKind.Sent);
        performance["recipients"] = recipients;
        performance["failed"] = log.Events(EmailActivityKind.Failed);
        return new JsonObject { ["performance"] = performance, ["revenue"] = log.Revenue(call, recipients) };
    }

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}

using System.Text.Json;
using ClickFunnels.Cli.Output;
using ClickFunnels.Cli.Running;
using ClickFunnels.Workflows;

namespace ClickFunnels.Cli.Jobs;

/// <summary>The difference between a plan and the workspace, as records and as notes.</summary>
internal static class PlanDifference
{
    /// <summary>Writes a record for each step, or for each field of it that differs. The first record of a step has its requests.</summary>
    public static async Task WriteAsync(
        CommandRun run,
        ProductPlanComparison difference,
        ProductWorkflowPreview preview,
        CancellationToken cancellationToken
    )
    {
        var writer = run.Write(new OutputShape { IsList = true, Columns = ["step", "state", "field", "planned", "present", "outcome"] });
        var requests = preview.Requests.ToLookup(static request => request.Step, StringComparer.Ordinal);
        foreach (var step in difference.Steps)
        {
            ProductPlanDifference?[] fields = step.Differences.Count == 0 ? [null] : [.. step.Differences];
            foreach (var (index, field) in fields.Index())
            {
                using var record = JobRecord.Of(json => Write(json, step, field, index == 0 && IsSent(step) ? requests[step.Name] : []));
                await writer.WriteAsync(record.RootElement, cancellationToken);
            }
        }

        await writer.EndAsync(cancellationToken);
    }

    /// <summary>Notes what a user should know before the plan is applied.</summary>
    public static void Note(CommandRun run, ProductPlanComparison difference)
    {
        if (!difference.HasJournalOfThisPlan)
        {
            run.Note("The journal was written for another version of the plan. Without --amended, the plan is refused.");
        }

        var twice = difference.Steps.FirstOrDefault(static step =>
            step is { State: ProductPlanStepState.Exists or ProductPlanStepState.Differs, ExpectedOutcome: ProductWorkflowOutcome.Created }
        );
        if (twice is not null)
        {
            run.Note($"The {twice.Name} exists already ({twice.Id}), but not in the journal. Applying the plan creates another one.");
        }
    }

    /// <summary>Returns the effect of the plan, such as <c>create 3 records, update 1</c>.</summary>
    public static string Summary(ProductPlanComparison difference)
    {
        var created = difference.Steps.Count(static step => step.ExpectedOutcome == ProductWorkflowOutcome.Created);
        var updated = difference.Steps.Count(static step => step.ExpectedOutcome == ProductWorkflowOutcome.Updated);
        return $"create {created} record{(created == 1 ? "" : "s")}, update {updated}";
    }

    private static bool IsSent(ProductPlanStepComparison step) =>
        step.ExpectedOutcome is ProductWorkflowOutcome.Created or ProductWorkflowOutcome.Updated or ProductWorkflowOutcome.Found;

    private static void Write(
        Utf8JsonWriter json,
        ProductPlanStepComparison step,
        ProductPlanDifference? field,
        IEnumerable<ProductWorkflowRequest> requests
    )
    {
        json.WriteString("step", step.Name);
        json.WriteString("state", step.State.ToString().ToLowerInvariant());
        json.WriteId("id", step.Id);
        json.WriteString("field", field?.Field);
        json.WriteString("planned", field?.Planned);
        json.WriteString("present", field?.Present);
        json.WriteString("outcome", step.ExpectedOutcome?.ToString().ToLowerInvariant());
        json.WriteString("reason", step.Reason);
        json.WriteList(
            "requests",
            requests,
            request =>
            {
                json.WriteString("operation", request.OperationId);
                json.WriteString("method", request.Method);
                json.WriteString("path", request.Path + request.Query);
                json.WriteString("condition", request.Condition);
                json.WriteJson("body", request.Body);
            }
        );
    }
}

using System.Collections.Generic;
using System.Linq;
using Newtonsoft.Json;

namespace ClickFunnels.Workflows;

/// <summary>Prints the requests of the steps, from the same descriptions that a run uses.</summary>
internal static class PreviewBuilder
{
    private const string WorkspaceParameter = "workspace_id";

    public static IReadOnlyList<ProductWorkflowRequest> Build(IEnumerable<PlanStep> steps, string workspace)
    {
        var placeholders = new PlaceholderValues();
        return steps.SelectMany(step => step.Requests.Select(request => Print(step, request, workspace, placeholders))).ToList();
    }

    private static ProductWorkflowRequest Print(PlanStep step, StepRequest request, string workspace, PlaceholderValues placeholders) =>
        new(
            step.Name,
            request.Operation.Id,
            request.Operation.Method.Method,
            request.Operation.Route,
            Path(request, workspace),
            request.Query?.ToQuery() ?? string.Empty,
            request.Body is { } body
                ? placeholders.Print(body(placeholders), request.Operation.Envelope!).ToString(Formatting.Indented)
                : null,
            request.Condition
        );

    private static string Path(StepRequest request, string workspace)
    {
        var parts = request.Operation.Route.Split('{', '}');
        for (var index = 1; index < parts.Length; index += 2)
        {
            parts[index] =
                parts[index] == WorkspaceParameter
                    ? workspace.Length == 0
                        ? "{workspace_id}"
                        : workspace
                    : request.PathId is { } name
                        ? $"{{{name}}}"
                        : request.KnownPathId.ToString();
        }

        return string.Concat(parts);
    }
}

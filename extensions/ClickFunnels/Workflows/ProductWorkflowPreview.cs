using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Newtonsoft.Json;

namespace ClickFunnels.Workflows;

/// <summary>The requests that the workflow sends for a plan if nothing fails, in order.</summary>
public sealed class ProductWorkflowPreview
{
    private const string WorkspaceParameter = "workspace_id";

    /// <summary>Creates a preview; for tests of code that receives one.</summary>
    /// <param name="planFingerprint">Digest of the plan.</param>
    /// <param name="requests">The requests, in order.</param>
    public ProductWorkflowPreview(string planFingerprint, IReadOnlyList<ProductWorkflowRequest> requests)
    {
        PlanFingerprint = planFingerprint ?? throw new ArgumentNullException(nameof(planFingerprint));
        Requests = requests ?? throw new ArgumentNullException(nameof(requests));
    }

    /// <summary>Lists the requests of the steps, from the same descriptions that a run uses.</summary>
    internal static ProductWorkflowPreview Of(PreparedPlan plan, string workspace)
    {
        var placeholders = new PlaceholderValues();
        var requests =
            from step in plan.Steps(plan.Key)
            from request in step.Requests
            select new ProductWorkflowRequest(
                step.Name,
                request.Operation.Id,
                request.Operation.Method.Method,
                request.Operation.Route,
                Path(request, workspace),
                request.Query?.ToQuery() ?? string.Empty,
                placeholders.Print(request, Formatting.Indented),
                request.Condition
            );
        return new ProductWorkflowPreview(plan.Fingerprint, requests.ToList());
    }

    private static string Path(StepRequest request, string workspace)
    {
        var parts = request.Operation.Route.Split('{', '}');
        for (var index = 1; index < parts.Length; index += 2)
        {
            parts[index] =
                parts[index] != WorkspaceParameter
                    ? request.PathId is { } name
                        ? $"{{{name}}}"
                        : request.KnownPathId.ToString()
                    : workspace.Length == 0
                        ? $"{{{WorkspaceParameter}}}"
                        : workspace;
        }

        return string.Concat(parts);
    }

    /// <summary>Digest of the plan.</summary>
    public string PlanFingerprint { get; }

    /// <summary>The requests.</summary>
    public IReadOnlyList<ProductWorkflowRequest> Requests { get; }

    /// <summary>Returns one line per request, without data of the plan.</summary>
    public override string ToString() =>
        string.Join(Environment.NewLine, Requests.Select(static (request, index) => $"{index + 1}. {request}"));

    /// <summary>Returns the requests with their queries and bodies. The text contains data of the plan, such as e-mail addresses.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        for (var index = 0; index < Requests.Count; index++)
        {
            var request = Requests[index];
            text.Append(index + 1)
                .Append(". ")
                .Append(request.Method)
                .Append(' ')
                .Append(request.Path)
                .Append(request.Query)
                .Append("  (")
                .Append(request.OperationId)
                .Append(')');
            if (request.Condition is not null)
            {
                text.Append(", ").Append(request.Condition);
            }

            text.AppendLine();
            if (request.Body is not null)
            {
                foreach (var line in request.Body.Split('\n'))
                {
                    text.Append("   ").AppendLine(line.TrimEnd('\r'));
                }
            }
        }

        return text.ToString();
    }
}

/// <summary>
/// A request that the workflow sends for a plan. Unknown ids are in braces, such as <c>{product.id}</c>, and times are <c>{now}</c>.
/// </summary>
/// <param name="Step">Name of the step.</param>
/// <param name="OperationId">The operation of the contract, such as <c>createProducts</c>.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Route">Route of the contract, such as <c>/products/{product_id}/variants</c>.</param>
/// <param name="Path">The route with the ids that are known, such as <c>/products/{product.id}/variants</c>.</param>
/// <param name="Query">The query with its question mark, or empty. It may contain the e-mail address of the contact.</param>
/// <param name="Body">The body as indented JSON, in its envelope; null if there is none. It contains data of the plan.</param>
/// <param name="Condition">Condition for sending the request; null for always. Lists are read page by page, as far as needed.</param>
public sealed record ProductWorkflowRequest(
    string Step,
    string OperationId,
    string Method,
    string Route,
    string Path,
    string Query,
    string? Body,
    string? Condition
)
{
    /// <summary>Returns one line without data: method, path, operation and condition.</summary>
    public override string ToString() => $"{Method} {Path} ({OperationId}){(Condition is null ? string.Empty : $", {Condition}")}";
}

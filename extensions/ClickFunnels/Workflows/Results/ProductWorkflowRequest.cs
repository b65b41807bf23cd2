namespace ClickFunnels.Workflows;

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

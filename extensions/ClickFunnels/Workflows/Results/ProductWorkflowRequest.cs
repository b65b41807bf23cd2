namespace ClickFunnels.Workflows;

/// <summary>A request that applying a plan sends. Ids that are not known yet stand in braces, such as <c>{product.id}</c>; times as <c>{now}</c>.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="OperationId">The operation of the contract, such as <c>createProducts</c>.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Route">Route of the contract, such as <c>/products/{product_id}/variants</c>.</param>
/// <param name="Path">The route with what is known of its ids, such as <c>/products/{product.id}/variants</c>.</param>
/// <param name="Query">The query with its question mark, or empty. It may hold the contact's e-mail address.</param>
/// <param name="Body">The body as indented JSON, in its envelope; null when there is none. It holds the plan's data.</param>
/// <param name="Condition">When the request is sent; null for always. Lists are read page by page, as far as needed.</param>
public sealed record ProductWorkflowRequest(string Step, string OperationId, string Method, string Route, string Path, string Query, string? Body, string? Condition)
{
    /// <summary>Returns a line without data: method, path, operation and condition.</summary>
    public override string ToString() => $"{Method} {Path} ({OperationId}){(Condition is null ? string.Empty : $", {Condition}")}";
}

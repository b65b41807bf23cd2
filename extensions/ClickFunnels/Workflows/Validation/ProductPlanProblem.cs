namespace ClickFunnels.Workflows;

/// <summary>One problem of a <see cref="ProductPlan" />.</summary>
/// <param name="Path">The field, such as <c>Variants[Size=S, Color=red].Prices[0].Interval</c>.</param>
/// <param name="Message">What is wrong and how to fix it. It contains no personal data.</param>
public sealed record ProductPlanProblem(string Path, string Message)
{
    /// <summary>Returns the path and the message.</summary>
    public override string ToString() => $"{Path}: {Message}";
}

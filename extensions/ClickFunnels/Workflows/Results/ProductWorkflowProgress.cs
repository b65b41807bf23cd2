namespace ClickFunnels.Workflows;

/// <summary>A step begins or has ended.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Number">Its place, counted from 1.</param>
/// <param name="Count">Number of steps of the plan.</param>
/// <param name="Outcome">How it came to its end; null when it begins.</param>
public sealed record ProductWorkflowProgress(string Step, int Number, int Count, ProductWorkflowOutcome? Outcome)
{
    /// <summary>Returns a line such as <c>3/9 variants[Size=S]: Created</c>.</summary>
    public override string ToString() => Outcome is { } outcome ? $"{Number}/{Count} {Step}: {outcome}" : $"{Number}/{Count} {Step}";
}

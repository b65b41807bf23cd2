namespace ClickFunnels.Workflows;

/// <summary>Progress of a workflow: a step starts or has ended.</summary>
/// <param name="Step">Name of the step.</param>
/// <param name="Number">Number of the step, from 1.</param>
/// <param name="Count">Number of steps of the plan.</param>
/// <param name="Outcome">The outcome of the step; null when it starts.</param>
public sealed record ProductWorkflowProgress(string Step, int Number, int Count, ProductWorkflowOutcome? Outcome)
{
    /// <summary>Returns a line such as <c>3/9 variants[Size=S]: Created</c>.</summary>
    public override string ToString() => Outcome is { } outcome ? $"{Number}/{Count} {Step}: {outcome}" : $"{Number}/{Count} {Step}";
}

namespace ClickFunnels.Workflows;

/// <summary>A completed step.</summary>
/// <param name="Name">Name of the step, such as <c>product</c> or <c>variants[Size=S].prices[0]</c>.</param>
/// <param name="Outcome">The outcome of the step.</param>
/// <param name="Id">Numeric id of the record.</param>
public sealed record ProductWorkflowStep(string Name, ProductWorkflowOutcome Outcome, long Id);

namespace ClickFunnels.Workflows;

/// <summary>Outcome of a step.</summary>
public enum ProductWorkflowOutcome
{
    /// <summary>The record was created by this run, and the response arrived.</summary>
    Created,

    /// <summary>The record existed, and the plan needs no new one: the location, the contact.</summary>
    Found,

    /// <summary>The record existed, and its values were written: the default variant.</summary>
    Updated,

    /// <summary>An earlier run completed the step, according to the journal.</summary>
    Resumed,

    /// <summary>The response of this run or of an earlier one was lost, but the record had been created and was found.</summary>
    Recovered,
}

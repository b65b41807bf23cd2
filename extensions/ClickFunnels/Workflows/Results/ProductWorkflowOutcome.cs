namespace ClickFunnels.Workflows;

/// <summary>How a step came to its end.</summary>
public enum ProductWorkflowOutcome
{
    /// <summary>The record was created by this run, and the answer arrived.</summary>
    Created,

    /// <summary>The record was there before, and the plan asks for no new one: the location, the contact.</summary>
    Found,

    /// <summary>The record was there before, and its values were written: the default variant.</summary>
    Updated,

    /// <summary>An earlier run had done the step, as the journal says.</summary>
    Resumed,

    /// <summary>The answer of this run or of an earlier one was lost; the record was created all the same, and was found.</summary>
    Recovered,
}

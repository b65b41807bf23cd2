using System;

namespace ClickFunnels.Workflows;

/// <summary>A step cannot be completed, although every request got a response. Its message becomes part of the public exception.</summary>
#pragma warning disable CA1032, CA1064 // Never leaves the workflow.
internal sealed class StepFailureException(string message) : Exception(message)
{
    public static StepFailureException Ambiguous(string what, System.Collections.Generic.IEnumerable<long> ids) =>
        new(
            $"the response to an earlier request was lost, and {what} with the ids {string.Join(", ", ids)} could each be the "
                + "record that it created. The workflow does not guess: archive the surplus, then apply again."
        );
}

using System;

namespace ClickFunnels.Workflows;

/// <summary>A step cannot be done, though every request was answered. Its message becomes part of the public exception's.</summary>
#pragma warning disable CA1032, CA1064 // Never leaves the workflow.
internal sealed class StepFailureException(string message) : Exception(message)
{
    public static StepFailureException Ambiguous(string what, System.Collections.Generic.IEnumerable<long> ids) =>
        new($"the answer to an earlier request was lost, and {what} with the ids {string.Join(", ", ids)} could each be what it created. The workflow does not guess: archive what is surplus, then apply again.");
}

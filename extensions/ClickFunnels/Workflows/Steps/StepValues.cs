using System;

namespace ClickFunnels.Workflows;

/// <summary>Values from the run for the body of a request: ids of earlier records, and the time.</summary>
internal abstract class StepValues
{
    /// <summary>Returns the id with that name, such as <c>product.id</c>.</summary>
    public abstract long this[string name] { get; }

    public abstract DateTimeOffset Now { get; }
}

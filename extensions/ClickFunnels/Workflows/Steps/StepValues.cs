using System;

namespace ClickFunnels.Workflows;

/// <summary>What the body of a request takes from the run: ids of what was created before, and the time.</summary>
internal abstract class StepValues
{
    /// <summary>The id with that name, such as <c>product.id</c>.</summary>
    public abstract long this[string name] { get; }

    public abstract DateTimeOffset Now { get; }
}

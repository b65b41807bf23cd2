using System;
using System.Collections.Generic;
using System.Linq;

namespace ClickFunnels.Workflows;

/// <summary>Copies the lists of a plan, so that changes to a plan that is being applied have no effect.</summary>
internal static class PlanCopy
{
    /// <summary>Keeps null items, so that validation can report them.</summary>
    public static List<T> CopyEach<T>(this IEnumerable<T> items, Func<T, T> copy)
        where T : class? => items.Select(item => item is null ? item : copy(item)).ToList();
}

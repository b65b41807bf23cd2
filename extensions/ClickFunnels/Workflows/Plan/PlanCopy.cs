using System;
using System.Collections.Generic;
using System.Linq;

namespace ClickFunnels.Workflows;

/// <summary>Copies the lists of a plan, so that a plan that is changed while it is applied changes nothing.</summary>
internal static class PlanCopy
{
    /// <summary>Null items stay, so that validation can name them.</summary>
    public static List<T> CopyEach<T>(this IEnumerable<T> items, Func<T, T> copy)
        where T : class? => items.Select(item => item is null ? item : copy(item)).ToList();
}

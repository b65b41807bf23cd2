using System;

namespace ClickFunnels.Workflows;

/// <summary>Sets a property only if the plan has a value, because a model sends each property that was set.</summary>
internal static class PlanValueExtensions
{
    public static void IfSet<T>(this T? value, Action<T> set)
        where T : class
    {
        if (value is not null)
        {
            set(value);
        }
    }

    public static void IfSet<T>(this T? value, Action<T> set)
        where T : struct
    {
        if (value is { } given)
        {
            set(given);
        }
    }
}

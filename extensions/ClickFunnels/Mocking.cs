using System;

namespace ClickFunnels;

/// <summary>The error of members of a service that was created for mocking and does not override them.</summary>
internal static class Mocking
{
    /// <summary>Returns the value that the service's own constructor sets, or throws if the service was created for mocking.</summary>
    /// <param name="value">The value; null in an instance for mocking.</param>
    /// <param name="service">The service.</param>
    public static T Required<T>(T? value, object service)
        where T : class =>
        value
        ?? throw new NotSupportedException(
            $"This {service.GetType().Name} was created for mocking and has no settings: override the member that was called."
        );
}

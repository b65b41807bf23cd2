namespace ClickFunnels.Core;

/// <summary>A message of the service about a refused request.</summary>
/// <param name="Field">The field that the message is about, by its name on the wire; null when the service names none.</param>
/// <param name="Message">What the service wrote. It may repeat data from the request.</param>
public sealed record ApiError(string? Field, string Message)
{
    /// <summary>Returns the field; never the message, which may repeat personal data.</summary>
    public override string ToString() => Field ?? "error";
}

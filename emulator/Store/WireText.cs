using System.Globalization;

namespace ClickFunnels.Emulator.Store;

/// <summary>The text forms of values on the wire.</summary>
internal static class WireText
{
    /// <summary>ISO 8601 in UTC with milliseconds.</summary>
    public static string Time(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>A decimal with at least two places, such as <c>100.00</c>.</summary>
    public static string Money(decimal amount) => amount.ToString("0.00########", CultureInfo.InvariantCulture);

    /// <summary>A decimal with at least one place, such as <c>12.0</c>.</summary>
    public static string Measure(decimal amount) => amount.ToString("0.0#########", CultureInfo.InvariantCulture);
}

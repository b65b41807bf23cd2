using System.Globalization;

namespace ClickFunnels.Emulator.Control;

/// <summary>Reads the query parameters of lists.</summary>
internal static class ControlQuery
{
    private const int MaxLimit = 1000;
    private const int MaxText = 200;

    /// <summary>Returns the number of entries that a list may have.</summary>
    public static int Limit(HttpRequest request, int usual) =>
        Number(request, "limit") switch
        {
            null => usual,
            >= 1 and <= MaxLimit and var limit => (int)limit,
            _ => throw new ControlProblem(400, $"limit must be 1 to {MaxLimit}."),
        };

    /// <summary>Returns a number; null if it is not there.</summary>
    public static long? Number(HttpRequest request, string name) =>
        Text(request, name) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
        : throw new ControlProblem(400, $"{name} must be a whole number.");

    /// <summary>Returns true or false; null if it is not there.</summary>
    public static bool? Flag(HttpRequest request, string name) =>
        Text(request, name) switch
        {
            null => null,
            "true" => true,
            "false" => false,
            _ => throw new ControlProblem(400, $"{name} must be true or false."),
        };

    /// <summary>Returns a text; null if it is not there or empty.</summary>
    public static string? Text(HttpRequest request, string name) =>
        request.Query[name].ToString() switch
        {
            "" => null,
            { Length: > MaxText } => throw new ControlProblem(400, $"{name} is longer than {MaxText} characters."),
            var text => text,
        };
}

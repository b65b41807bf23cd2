namespace ClickFunnels.Cli.Accounts.Doctor;

/// <summary>The advice in the messages of this program, which end in a colon and the way to repair the problem.</summary>
internal static class Advice
{
    /// <summary>Splits a message into the problem and the fix.</summary>
    public static (string Problem, string Fix) Split(string message)
    {
        var colon = message.LastIndexOf(": ", StringComparison.Ordinal);
        return colon < 0 || colon + 3 > message.Length
            ? (message, "Run the command again with --verbose, which shows the requests.")
            : (message[..colon] + ".", char.ToUpperInvariant(message[colon + 2]) + message[(colon + 3)..]);
    }
}

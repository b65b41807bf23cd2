namespace ClickFunnels.Cli.Running;

/// <summary>A problem that ends a command: the message says what is wrong and how to fix it. It holds no secret.</summary>
internal class CliException(int exitCode, string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public int ExitCode { get; } = exitCode;

    /// <summary>The category for programs, such as <c>usage</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Wrong arguments.</summary>
    public static CliException Usage(string message) => new(ExitCodes.Usage, "usage", message);

    /// <summary>A file, or data in it, that cannot be used.</summary>
    public static CliException Input(string message, Exception? inner = null) => new(ExitCodes.Input, "input", message, inner);

    /// <summary>No account, or wrong settings of one.</summary>
    public static CliException Account(string message) => new(ExitCodes.Account, "account", message);

    /// <summary>A command that was not confirmed.</summary>
    public static CliException NotConfirmed(string message) => new(ExitCodes.NotConfirmed, "not_confirmed", message);
}

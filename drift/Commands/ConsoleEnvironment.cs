using System.CommandLine;

namespace ClickFunnels.Drift.Commands;

/// <summary>The console and the clock that the program uses; tests replace them.</summary>
internal sealed record ConsoleEnvironment
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>True if standard output is a terminal that supports color.</summary>
    public bool Color { get; init; }

    /// <summary>Width of the terminal; null if standard output is not a terminal.</summary>
    public int? Width { get; init; }

    /// <summary>
    /// Gets the environment of this process: color for terminals, unless NO_COLOR is set (no-color.org) or TERM is dumb.
    /// </summary>
    public static ConsoleEnvironment OfProcess()
    {
        var terminal = !Console.IsOutputRedirected;
        var width = terminal ? Console.WindowWidth : 0;
        return new ConsoleEnvironment
        {
            Color =
                terminal
                && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
                && Environment.GetEnvironmentVariable("TERM") != "dumb",
            Width = width > 0 ? width : null,
        };
    }

    /// <summary>Gets the environment of the command that was parsed.</summary>
    public static ConsoleEnvironment Of(ParseResult parsed) =>
        (parsed.RootCommandResult.Command as DriftCommand)?.ConsoleEnvironment ?? new ConsoleEnvironment();
}

/// <summary>The program as a command, with its environment.</summary>
internal sealed class DriftCommand(string description, ConsoleEnvironment environment) : RootCommand(description)
{
    public ConsoleEnvironment ConsoleEnvironment { get; } = environment;
}

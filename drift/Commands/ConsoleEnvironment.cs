using System.CommandLine;

namespace ClickFunnels.Drift.Commands;

/// <summary>What the program finds around itself; tests bring their own.</summary>
internal sealed record ConsoleEnvironment
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether standard output is a terminal that wants color.</summary>
    public bool Color { get; init; }

    /// <summary>Width of the terminal; null when standard output is none.</summary>
    public int? Width { get; init; }

    /// <summary>
    /// Of this process: color for terminals, unless NO_COLOR is set to anything (no-color.org) or the terminal is a dumb one.
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

    /// <summary>Those of the program that the arguments are of.</summary>
    public static ConsoleEnvironment Of(ParseResult parsed) =>
        (parsed.RootCommandResult.Command as DriftCommand)?.ConsoleEnvironment ?? new ConsoleEnvironment();
}

/// <summary>The program as a command, with its environment.</summary>
internal sealed class DriftCommand(string description, ConsoleEnvironment environment) : RootCommand(description)
{
    public ConsoleEnvironment ConsoleEnvironment { get; } = environment;
}

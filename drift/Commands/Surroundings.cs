using System.CommandLine;

namespace ClickFunnels.Drift.Commands;

/// <summary>What the program finds around itself; tests bring their own.</summary>
internal sealed record Surroundings
{
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Whether standard output is a terminal that wants colour.</summary>
    public bool Colour { get; init; }

    /// <summary>Width of the terminal; null when standard output is none.</summary>
    public int? Width { get; init; }

    /// <summary>
    /// Of this process: colour for terminals, unless NO_COLOR is set to anything (no-color.org) or the terminal is a dumb one.
    /// </summary>
    public static Surroundings OfProcess()
    {
        var terminal = !Console.IsOutputRedirected;
        var width = terminal ? Console.WindowWidth : 0;
        return new Surroundings
        {
            Colour =
                terminal
                && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
                && Environment.GetEnvironmentVariable("TERM") != "dumb",
            Width = width > 0 ? width : null,
        };
    }

    /// <summary>Those of the program that the arguments are of.</summary>
    public static Surroundings Of(ParseResult parsed) =>
        (parsed.RootCommandResult.Command as DriftCommand)?.Surroundings ?? new Surroundings();
}

/// <summary>The program as a command, with its surroundings.</summary>
internal sealed class DriftCommand(string description, Surroundings surroundings) : RootCommand(description)
{
    public Surroundings Surroundings { get; } = surroundings;
}

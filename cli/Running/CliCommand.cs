using System.CommandLine;

namespace ClickFunnels.Cli.Running;

/// <summary>A command that does something.</summary>
internal sealed class CliCommand : Command
{
    /// <summary>Creates a command.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="description">Its description, as a sentence.</param>
    /// <param name="example">A complete example, such as <c>clickfunnels contacts get 42</c>.</param>
    /// <param name="run">Runs it and returns the exit code. A problem is thrown as an exception.</param>
    public CliCommand(string name, string description, string example, Func<CommandRun, CancellationToken, Task<int>> run)
        : base(name, description)
    {
        Example = example;
        SetAction(
            async (parsed, cancellationToken) =>
            {
                await using var current = CommandRun.Of(parsed);
                return await run(current, cancellationToken);
            }
        );
    }

    /// <summary>A complete example.</summary>
    public string Example { get; }

    /// <summary>The <c>operationId</c> of a command that sends an operation; null for others.</summary>
    public string? OperationId { get; init; }

    /// <summary>True if the command asks before it does something, unless <c>--yes</c> is set.</summary>
    public bool Asks { get; init; }

    /// <summary>Further text for the help of the command; null for none.</summary>
    public string? Details { get; init; }
}

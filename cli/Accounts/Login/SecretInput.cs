using ClickFunnels.Cli.Running;

namespace ClickFunnels.Cli.Accounts.Login;

/// <summary>Reads a secret from the standard input or, hidden, from the terminal. It is never an argument.</summary>
internal static class SecretInput
{
    private const int Longest = 4096;

    /// <summary>Reads a token.</summary>
    /// <param name="run">The run.</param>
    /// <param name="isPiped">True to read the standard input.</param>
    /// <param name="name">Its name for the question, such as <c>Access token</c>.</param>
    /// <param name="option">The option that reads the standard input.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public static async Task<string> ReadAsync(
        CommandRun run,
        bool isPiped,
        string name,
        string option,
        CancellationToken cancellationToken
    )
    {
        if (isPiped)
        {
            return Check(await ReadAllAsync(run.Host.Input, cancellationToken), name);
        }

        if (!run.Host.IsInputTerminal || !run.Host.IsErrorTerminal)
        {
            throw CliException.Usage($"There is no terminal to ask for the {name.ToLowerInvariant()}: add {option}.");
        }

        await run.Host.Error.WriteAsync($"{name}: ");
        await run.Host.Error.FlushAsync(cancellationToken);
        var text = await Task.Run(run.Host.ReadHidden, cancellationToken).WaitAsync(cancellationToken);
        await run.Host.Error.WriteLineAsync();
        return Check(text ?? "", name);
    }

    private static async Task<string> ReadAllAsync(TextReader input, CancellationToken cancellationToken)
    {
        // The input of a process blocks, and then ignores cancellation.
        var buffer = new char[Longest + 3];
        var length = await Task.Run(() => input.ReadBlock(buffer), cancellationToken).WaitAsync(cancellationToken);
        return new string(buffer, 0, length);
    }

    // The text itself is in no message.
    private static string Check(string text, string name)
    {
        var secret = text.Trim();
        return secret.Length == 0 ? throw CliException.Usage($"The {name.ToLowerInvariant()} is empty: enter it again.")
            : secret.Length > Longest || secret.Any(character => character is <= ' ' or > '~')
                ? throw CliException.Usage(
                    $"The {name.ToLowerInvariant()} must be one word of at most {Longest} characters: copy it again."
                )
            : secret;
    }
}

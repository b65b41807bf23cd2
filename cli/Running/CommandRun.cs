using System.CommandLine;
using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Output;
using ClickFunnels.Drift.Output;

namespace ClickFunnels.Cli.Running;

/// <summary>One run of a command: its arguments, its surroundings, its output and its accounts.</summary>
internal sealed class CommandRun : IAsyncDisposable
{
    private readonly GlobalOptions _options;
    private readonly List<IAsyncDisposable> _owned = [];

    private CommandRun(ParseResult parsed, CliRootCommand root)
    {
        Parsed = parsed;
        Host = root.Host;
        _options = root.Globals;
    }

    public ParseResult Parsed { get; }

    public CliHost Host { get; }

    public string? Profile => Parsed.GetValue(_options.Profile);

    /// <summary>The workspace that the user named; null for none.</summary>
    public string? Workspace => Parsed.GetValue(_options.Workspace);

    public bool UsesEmulator => Parsed.GetValue(_options.Emulator);

    public IReadOnlyList<string> Seeds => Parsed.GetValue(_options.Seed) ?? [];

    public bool IsDryRun => Parsed.GetValue(_options.DryRun);

    public bool IsConfirmed => Parsed.GetValue(_options.Yes);

    public bool IsQuiet => Parsed.GetValue(_options.Quiet);

    public bool IsVerbose => Parsed.GetValue(_options.Verbose);

    public bool ShowsSecrets => Parsed.GetValue(_options.ShowSecrets);

    public TimeSpan? Timeout => Parsed.GetValue(_options.TimeoutSeconds) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>The format of the data.</summary>
    public OutputFormat Format => Parsed.GetValue(_options.Output) ?? (Host.IsOutputTerminal ? OutputFormat.Table : OutputFormat.Json);

    /// <summary>The fields that the user chose; empty for all.</summary>
    public IReadOnlyList<string> Fields =>
        [
            .. (Parsed.GetValue(_options.Fields) ?? []).SelectMany(list =>
                list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ),
        ];

    /// <summary>Gets the run of a parsed command.</summary>
    public static CommandRun Of(ParseResult parsed) => new(parsed, (CliRootCommand)parsed.RootCommandResult.Command);

    /// <summary>Writes a note for the user, unless <c>--quiet</c> is set. It must not contain a secret.</summary>
    public void Note(string text)
    {
        if (!IsQuiet)
        {
            Host.Error.WriteLine(Printable.Line(text));
        }
    }

    /// <summary>Asks before something that cannot be undone.</summary>
    /// <param name="action">The action, as a sentence without a period, such as <c>Delete contact 42</c>.</param>
    /// <param name="cancellationToken">Cancels the question.</param>
    /// <exception cref="CliException">The user declined, or the run has no terminal to ask on and no <c>--yes</c>.</exception>
    public async Task ConfirmAsync(string action, CancellationToken cancellationToken)
    {
        if (IsConfirmed || IsDryRun)
        {
            return;
        }

        if (!Host.IsInputTerminal || !Host.IsErrorTerminal)
        {
            throw CliException.NotConfirmed($"{action}: add --yes to do this without a question, or --dry-run to see what would be sent.");
        }

        await Host.Error.WriteAsync(Printable.Line(action) + "? [y/N] ");
        await Host.Error.FlushAsync(cancellationToken);
        var reply = await Host.Input.ReadLineAsync(cancellationToken);
        if (reply?.Trim() is not ("y" or "Y" or "yes" or "Yes" or "YES"))
        {
            throw CliException.NotConfirmed("Nothing was changed.");
        }
    }

    /// <summary>Finds the account to use.</summary>
    public Task<Account> AccountAsync(ServicePlatform platform, CancellationToken cancellationToken) =>
        AccountResolver.ResolveAsync(this, platform, cancellationToken);

    /// <summary>Opens the output of data.</summary>
    public OutputWriter Write(OutputShape shape) => OutputWriter.Create(this, shape);

    /// <summary>Disposes something at the end of the run.</summary>
    public T Own<T>(T part)
        where T : IAsyncDisposable
    {
        _owned.Add(part);
        return part;
    }

    public async ValueTask DisposeAsync()
    {
        for (var index = _owned.Count - 1; index >= 0; index--)
        {
            await _owned[index].DisposeAsync();
        }
    }
}

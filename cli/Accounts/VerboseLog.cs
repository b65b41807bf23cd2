using ClickFunnels.Cli.Running;
using ClickFunnels.Drift.Output;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.Cli.Accounts;

/// <summary>
/// Writes the log of a client to the messages of the run (<c>--verbose</c>): routes without their ids, statuses, times and retries. The
/// client logs no data and no secret.
/// </summary>
internal sealed class VerboseLog(CliHost host) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) { }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Debug and < LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    )
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        host.Error.WriteLine(Printable.Line(formatter(state, exception)));
    }

    public void Dispose() { }
}

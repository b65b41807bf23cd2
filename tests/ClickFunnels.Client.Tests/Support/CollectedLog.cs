using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.Tests.Support;

/// <summary>Keeps everything that is logged, at every level.</summary>
internal sealed class CollectedLog : ILoggerFactory, ILoggerProvider
{
    private readonly ConcurrentQueue<(string Category, LogLevel Level, string Text)> _entries = new();

    public IReadOnlyList<(string Category, LogLevel Level, string Text)> Entries => [.. _entries];

    public string Text => string.Join("\n", Entries.Select(static entry => $"{entry.Category} {entry.Level} {entry.Text}"));

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, _entries);

    public void AddProvider(ILoggerProvider provider) { }

    public void Dispose() { }

    private sealed class Logger(string category, ConcurrentQueue<(string Category, LogLevel Level, string Text)> entries) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            entries.Enqueue((category, LogLevel.None, "scope " + state));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        )
        {
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs
                ? string.Join(" ", pairs.Select(static pair => $"{pair.Key}={pair.Value}"))
                : string.Empty;
            entries.Enqueue((category, logLevel, $"{formatter(state, exception)} [{values}] {exception}"));
        }
    }
}

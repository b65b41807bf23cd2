using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.AspNetCore.Tests.Support;

/// <summary>
/// Captures every log message, exception, metric tag and activity tag of the test run, and checks that none of them contains a
/// forbidden text. Adds log messages to a queue too, if a test passes one.
/// </summary>
internal sealed class LogCapture(ConcurrentQueue<string>? lines = null) : ILoggerProvider
{
    private static readonly ConcurrentQueue<string> Lines = new();
    private static readonly ConcurrentQueue<string> Unread = new();
    private static readonly ConcurrentDictionary<string, bool> Forbidden = new(StringComparer.Ordinal);
    private static readonly MeterListener Meters = Listen();

    static LogCapture() =>
        ActivitySource.AddActivityListener(
            new ActivityListener
            {
                ShouldListenTo = static source => source.Name == ClickFunnelsWebhooksTelemetry.ActivitySourceName,
                Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = static activity =>
                    Write($"activity {activity.OperationName} {activity.Status} {string.Join(" ", activity.TagObjects)}"),
            }
        );

    public static int Count => Lines.Count;

    /// <summary>Adds a text that must not appear in the log, and returns it.</summary>
    public static string Forbid(string text)
    {
        Forbidden[text] = true;
        return text;
    }

    public static void Write(string line)
    {
        Lines.Enqueue(line);
        Unread.Enqueue(line);
    }

    public static void AssertNoSecrets(bool everything)
    {
        GC.KeepAlive(Meters);
        var lines = new List<string>();
        if (everything)
        {
            lines.AddRange(Lines);
        }
        else
        {
            while (Unread.TryDequeue(out var line))
            {
                lines.Add(line);
            }
        }

        var leaks = Leaks(lines, Forbidden.Keys);
        Assert.That(leaks, Is.Empty, "The log contains secrets or personal data.");
    }

    public static List<string> Leaks(IEnumerable<string> lines, IEnumerable<string> forbidden)
    {
        var texts = forbidden.ToList();
        return [.. lines.Where(line => texts.Exists(text => line.Contains(text, StringComparison.OrdinalIgnoreCase)))];
    }

    public ILogger CreateLogger(string categoryName) => new Logger(categoryName, lines);

    public void Dispose() { }

    private static MeterListener Listen()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == ClickFunnelsWebhooksTelemetry.MeterName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>(static (instrument, value, tags, _) => Measured(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>(static (instrument, value, tags, _) => Measured(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private static void Measured<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        Write($"metric {instrument.Name} {value} {string.Join(" ", tags.ToArray())}");

    private sealed class Logger(string category, ConcurrentQueue<string>? lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Write($"{category} scope {state}");
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
            var values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(" ", pairs) : "";
            Write($"{category} {logLevel} {formatter(state, exception)} {values} {exception}");
            lines?.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
        }
    }
}

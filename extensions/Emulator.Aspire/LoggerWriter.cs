using System.Text;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.Emulator.Aspire;

/// <summary>Writes the lines of an emulator's log to the log of its resource.</summary>
internal sealed class LoggerWriter(ILogger logger) : TextWriter
{
    public override Encoding Encoding => Encoding.UTF8;

    public override void WriteLine(string? value)
    {
        // Paths come from requests; a line end in one would make a line of its own.
        if (logger.IsEnabled(LogLevel.Information))
        {
            ResourceLog.Request(logger, value?.ReplaceLineEndings(" "));
        }
    }

    public override Task WriteLineAsync(string? value)
    {
        WriteLine(value);
        return Task.CompletedTask;
    }
}

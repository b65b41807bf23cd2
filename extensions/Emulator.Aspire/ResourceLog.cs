using Microsoft.Extensions.Logging;

namespace ClickFunnels.Emulator.Aspire;

/// <summary>The messages in the log of an emulator's resource.</summary>
internal static partial class ResourceLog
{
    [LoggerMessage(1, LogLevel.Information, "The emulator listens on {Url}")]
    public static partial void Listens(ILogger logger, Uri url);

    [LoggerMessage(2, LogLevel.Error, "The emulator did not start: {Reason}")]
    public static partial void DidNotStart(ILogger logger, Exception error, string reason);

    [LoggerMessage(3, LogLevel.Information, "{Receiver} gets webhooks")]
    public static partial void Registered(ILogger logger, string receiver);

    [LoggerMessage(4, LogLevel.Error, "{Receiver} gets no webhooks: {Reason}")]
    public static partial void DidNotRegister(ILogger logger, Exception error, string receiver, string reason);

    [LoggerMessage(5, LogLevel.Information, "{Request}")]
    public static partial void Request(ILogger logger, string? request);
}

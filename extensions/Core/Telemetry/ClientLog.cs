using System;
using Microsoft.Extensions.Logging;

namespace ClickFunnels.Core;

/// <summary>The messages that the client logs: methods, route templates, statuses and types of failure.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Method} {Route} returned status {Status} after {Milliseconds} ms.")]
    public static partial void Succeeded(ILogger logger, string method, string route, int? status, double milliseconds);

    [LoggerMessage(2, LogLevel.Information, "{Method} {Route} failed (status {Status}, {Error}) after {Milliseconds} ms.")]
    public static partial void Failed(ILogger logger, string method, string route, int? status, string error, double milliseconds);

    [LoggerMessage(3, LogLevel.Information, "{Method} {Route} is repeated (retry {Retry}) after {Error}.")]
    public static partial void Retrying(ILogger logger, string method, string route, int retry, string error);

    [LoggerMessage(4, LogLevel.Warning, "Traffic is not recorded, at least in part: {Error}. Calls are not affected.")]
    public static partial void NotRecorded(ILogger logger, string error);

    [LoggerMessage(5, LogLevel.Error, "The settings changed and are not valid. The last valid access token stays in use.")]
    public static partial void InvalidSettings(ILogger logger, Exception exception);

    [LoggerMessage(6, LogLevel.Warning, "{Method} {Route} returned a page with {Count} items that are not records. They were skipped.")]
    public static partial void Skipped(ILogger logger, string method, string route, int count);
}

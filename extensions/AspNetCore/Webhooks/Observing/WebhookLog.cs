using Microsoft.Extensions.Logging;

namespace ClickFunnels.AspNetCore;

/// <summary>All that the receiver logs: types and ids of events, reasons and failures; never bodies, secrets or signatures.</summary>
internal static partial class WebhookLog
{
    [LoggerMessage(1, LogLevel.Debug, "The event {EventType} {Event} was accepted.")]
    public static partial void Accepted(ILogger logger, string eventType, WebhookKey @event);

    [LoggerMessage(2, LogLevel.Debug, "The event {EventType} {Event} was accepted before; this delivery changes nothing.")]
    public static partial void Duplicate(ILogger logger, string eventType, WebhookKey @event);

    [LoggerMessage(3, LogLevel.Warning, "A delivery was refused with 401: {Reason}.")]
    public static partial void Unauthorized(ILogger logger, string reason);

    [LoggerMessage(4, LogLevel.Warning, "A delivery was refused with 400: {Reason}")]
    public static partial void Malformed(ILogger logger, string reason);

    [LoggerMessage(5, LogLevel.Warning, "A delivery was refused with 413: its body is larger than {MaxBodyBytes} bytes.")]
    public static partial void TooLarge(ILogger logger, int maxBodyBytes);

    [LoggerMessage(
        6,
        LogLevel.Error,
        "The event {EventType} {Event} could not be stored and was answered with 503, so that the sender repeats it."
    )]
    public static partial void NotStored(ILogger logger, Exception exception, string eventType, WebhookKey @event);

    [LoggerMessage(
        7,
        LogLevel.Error,
        "The secrets of a delivery could not be found, and it was answered with 503, so that the sender repeats it."
    )]
    public static partial void NoSecrets(ILogger logger, Exception exception);

    [LoggerMessage(8, LogLevel.Debug, "No handler is registered for the event {EventType} {Event}.")]
    public static partial void NoHandler(ILogger logger, string eventType, WebhookKey @event);

    [LoggerMessage(9, LogLevel.Warning, "The handler of the event {EventType} {Event} failed (attempt {Attempt} of {Attempts}).")]
    public static partial void HandlerFailed(
        ILogger logger,
        Exception exception,
        string eventType,
        WebhookKey @event,
        int attempt,
        int attempts
    );

    [LoggerMessage(10, LogLevel.Error, "The event {EventType} {Event} is a dead letter after {Attempts} attempts ({Error}).")]
    public static partial void DeadLettered(ILogger logger, string eventType, WebhookKey @event, int attempts, string error);

    [LoggerMessage(11, LogLevel.Warning, "The claim of the event {EventType} {Event} was lost; another process handles it.")]
    public static partial void ClaimLost(ILogger logger, string eventType, WebhookKey @event);

    [LoggerMessage(12, LogLevel.Information, "The event {EventType} {Event} was given back, as the application stops.")]
    public static partial void Released(ILogger logger, string eventType, WebhookKey @event);

    [LoggerMessage(
        13,
        LogLevel.Error,
        "What happened to the event {EventType} {Event} could not be recorded; it is tried again when its lease is over."
    )]
    public static partial void RecordingFailed(ILogger logger, Exception exception, string eventType, WebhookKey @event);

    [LoggerMessage(14, LogLevel.Error, "The webhook store failed; it is tried again.")]
    public static partial void StoreFailed(ILogger logger, Exception exception);

    [LoggerMessage(15, LogLevel.Warning, "Webhook events are kept in memory: a restart loses those that are accepted and not yet handled.")]
    public static partial void KeptInMemory(ILogger logger);

    [LoggerMessage(16, LogLevel.Debug, "{Count} events past their retention were removed.")]
    public static partial void CleanedUp(ILogger logger, int count);
}

using Microsoft.Extensions.Logging;

namespace ClickFunnels.AspNetCore;

/// <summary>The log messages of the webhook receiver. They name types and keys of events; never bodies, secrets or signatures.</summary>
internal static partial class WebhookLog
{
    [LoggerMessage(1, LogLevel.Debug, "The event {EventType} {Event} was accepted.")]
    public static partial void Accepted(ILogger logger, string eventType, WebhookKey @event);

    [LoggerMessage(2, LogLevel.Debug, "The event {EventType} {Event} was already accepted. This delivery is ignored.")]
    public static partial void Duplicate(ILogger logger, string eventType, WebhookKey @event);

    [LoggerMessage(3, LogLevel.Warning, "A delivery was rejected with 401: {Reason}.")]
    public static partial void Unauthorized(ILogger logger, string reason);

    [LoggerMessage(4, LogLevel.Warning, "A delivery was rejected with 400. {Reason}")]
    public static partial void Malformed(ILogger logger, string reason);

    [LoggerMessage(5, LogLevel.Warning, "A delivery was rejected with 413: its body is larger than {MaxBodyBytes} bytes.")]
    public static partial void TooLarge(ILogger logger, int maxBodyBytes);

    [LoggerMessage(
        6,
        LogLevel.Error,
        "The event {EventType} {Event} could not be stored. The response was 503, so that the sender repeats the delivery."
    )]
    public static partial void NotStored(ILogger logger, Exception exception, string eventType, WebhookKey @event);

    [LoggerMessage(
        7,
        LogLevel.Error,
        "The secrets for a delivery could not be loaded. The response was 503, so that the sender repeats the delivery."
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

    [LoggerMessage(10, LogLevel.Error, "The event {EventType} {Event} became a dead letter after {Attempts} attempts ({Error}).")]
    public static partial void DeadLettered(ILogger logger, string eventType, WebhookKey @event, int attempts, string error);

    [LoggerMessage(11, LogLevel.Warning, "The claim of the event {EventType} {Event} was lost. Another process handles the event.")]
    public static partial void ClaimLost(ILogger logger, string eventType, WebhookKey @event);

    [LoggerMessage(12, LogLevel.Information, "The event {EventType} {Event} was released because the application is stopping.")]
    public static partial void Released(ILogger logger, string eventType, WebhookKey @event);

    [LoggerMessage(
        13,
        LogLevel.Error,
        "The result of the event {EventType} {Event} could not be recorded. The event is tried again when its lease expires."
    )]
    public static partial void RecordingFailed(ILogger logger, Exception exception, string eventType, WebhookKey @event);

    [LoggerMessage(14, LogLevel.Error, "The webhook store failed. The operation is tried again later.")]
    public static partial void StoreFailed(ILogger logger, Exception exception);

    [LoggerMessage(
        15,
        LogLevel.Warning,
        "Webhook events are kept in memory. Events that are not handled yet are lost when the process restarts: use a persistent store, "
            + "such as UsePostgreSql."
    )]
    public static partial void KeptInMemory(ILogger logger);

    [LoggerMessage(16, LogLevel.Debug, "{Count} events were removed because their retention expired.")]
    public static partial void CleanedUp(ILogger logger, int count);

    [LoggerMessage(
        17,
        LogLevel.Warning,
        "No handler is registered for the event {EventType} {Event}, and {Reason}. The event was dropped. Handle such events with "
            + "On<{Class}> or OnAny. This warning appears once per event type."
    )]
    public static partial void UntypedAndUnhandled(ILogger logger, string eventType, WebhookKey @event, string reason, string @class);

    [LoggerMessage(
        18,
        LogLevel.Error,
        "A delivery was rejected with 500: its body was already read. {Missing} of {ContentLength} bytes are missing, and the body cannot "
            + "be rewound. Call Request.EnableBuffering() before you read the body in middleware, or do not read the body of this endpoint."
    )]
    public static partial void BodyAlreadyRead(ILogger logger, long missing, long contentLength);
}

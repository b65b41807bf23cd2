namespace ClickFunnels.Emulator;

/// <summary>The outcome of an attempt to deliver an event.</summary>
public enum WebhookDeliveryOutcome
{
    /// <summary>The receiver took it.</summary>
    Delivered,

    /// <summary>The receiver did not take it; there will be another attempt.</summary>
    WillRetry,

    /// <summary>The receiver did not take it, and that was the last attempt.</summary>
    GivenUp,

    /// <summary>Nothing was sent: the endpoint is gone, not on loopback or without a secret, or too many deliveries wait.</summary>
    Dropped,
}

/// <summary>One attempt to deliver an event. It holds no secret, no signature and no data of the event.</summary>
/// <param name="Number">Count of attempts, from 1.</param>
/// <param name="EventId">Id of the event (a UUID).</param>
/// <param name="EventType">Type of the event.</param>
/// <param name="EndpointId">Endpoint that it goes to.</param>
/// <param name="Url">Address of the endpoint, without its query.</param>
/// <param name="Attempt">Count of attempts of this delivery, from 0 as the service counts.</param>
/// <param name="Outcome">Outcome of the attempt.</param>
/// <param name="Status">Status of the receiver's response; null when there was none.</param>
/// <param name="Failure">Why there was no response: <c>timeout</c>, <c>connection</c>, or why nothing was sent; null when there was
/// one.</param>
/// <param name="At">Time of the attempt.</param>
/// <param name="NextAttemptAt">Time of the next attempt; null if there is none.</param>
public sealed record WebhookDelivery(
    long Number,
    string EventId,
    string EventType,
    long EndpointId,
    string Url,
    int Attempt,
    WebhookDeliveryOutcome Outcome,
    int? Status,
    string? Failure,
    DateTimeOffset At,
    DateTimeOffset? NextAttemptAt
);

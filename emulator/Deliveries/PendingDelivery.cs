using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Deliveries;

/// <summary>A delivery that is not finished. All members need the gate of the queue.</summary>
internal sealed class PendingDelivery(WaitingDelivery waiting, string eventId, string eventType, byte[] body, WebhookFault? fault)
{
    public WaitingDelivery Waiting { get; } = waiting;

    public string EventId { get; } = eventId;

    public string EventType { get; } = eventType;

    public long EndpointId => Waiting.EndpointId;

    public byte[] Body { get; } = body;

    public WebhookFault? Fault { get; } = fault;

    public TaskCompletionSource<WebhookDelivery> FirstAttempt { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The fault that holds the delivery back; null if none does.</summary>
    public TaskCompletionSource? Hold { get; set; }

    /// <summary>Time at which the present attempt was due, and the same without the jumps of the clock.</summary>
    public (DateTimeOffset Due, DateTimeOffset Passed) Begun { get; set; }

    /// <summary>Time of the next attempt; null while one is being sent.</summary>
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>The wait for the next attempt.</summary>
    public Task Wait { get; set; } = Task.CompletedTask;

    public Task Running { get; set; } = Task.CompletedTask;

    /// <summary>True if nothing happens before the clock reaches a later time, or another delivery was sent.</summary>
    public bool IsIdle(DateTimeOffset now) => Hold is not null || (!Wait.IsCompleted && NextAttemptAt > now);
}

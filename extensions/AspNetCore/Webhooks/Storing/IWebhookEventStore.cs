namespace ClickFunnels.AspNetCore;

/// <summary>
/// Stores events from the time they are accepted until they are handled, and their ids for longer, so that each event is handled
/// once. Implementations must be safe for concurrent use by threads, and by processes if the store is shared.
/// </summary>
/// <remarks>
/// Each open event has a due time: the time it was accepted, the time of its next attempt, or the time at which the lease of its
/// claim expires. The process that claims a due event owns it.
/// </remarks>
public interface IWebhookEventStore
{
    /// <summary>Stores an event durably, unless it was already accepted.</summary>
    /// <param name="webhook">The event.</param>
    /// <param name="cancellationToken">Cancels the operation. The event may have been stored anyway.</param>
    /// <exception cref="WebhookStoreFullException">The store is full.</exception>
    Task<WebhookAcceptance> TryAcceptAsync(ReceivedWebhook webhook, CancellationToken cancellationToken = default);

    /// <summary>Claims due events, in the order of their due times. An event never has two claims at the same time.</summary>
    /// <param name="maximum">The maximum number of events.</param>
    /// <param name="lease">The duration of the lease.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<IReadOnlyList<ClaimedWebhook>> ClaimAsync(int maximum, TimeSpan lease, CancellationToken cancellationToken = default);

    /// <summary>Renews the lease of a claim.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="lease">The duration of the lease, from now.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False if the claim was lost.</returns>
    Task<bool> RenewAsync(WebhookClaim claim, TimeSpan lease, CancellationToken cancellationToken = default);

    /// <summary>Marks an event as handled. Its body is removed; its id is kept.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False if the claim was lost; nothing is changed.</returns>
    Task<bool> CompleteAsync(WebhookClaim claim, CancellationToken cancellationToken = default);

    /// <summary>Records a failed attempt.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="retryAfter">The delay before the next attempt; null to make the event a dead letter.</param>
    /// <param name="failure">The type of the error, without personal data.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False if the claim was lost; nothing is changed.</returns>
    Task<bool> FailAsync(WebhookClaim claim, TimeSpan? retryAfter, string failure, CancellationToken cancellationToken = default);

    /// <summary>Releases a claim. The event is due immediately, and the attempt does not count.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False if the claim was lost; nothing is changed.</returns>
    Task<bool> ReleaseAsync(WebhookClaim claim, CancellationToken cancellationToken = default);

    /// <summary>Waits until an event may be due, or until the timeout expires.</summary>
    /// <param name="timeout">The maximum time to wait.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task WaitForWorkAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Counts the open events and the dead letters.</summary>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<WebhookStoreCounts> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>Lists dead letters, oldest first.</summary>
    /// <param name="maximum">The maximum number of dead letters.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    Task<IReadOnlyList<DeadWebhook>> ListDeadLettersAsync(int maximum, CancellationToken cancellationToken = default);

    /// <summary>Makes a dead letter an open event again. Its attempts start at 1.</summary>
    /// <param name="key">The key of the event.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False if there is no such dead letter.</returns>
    Task<bool> RequeueAsync(WebhookKey key, CancellationToken cancellationToken = default);

    /// <summary>Removes a dead letter permanently. Its id is kept, like that of a handled event.</summary>
    /// <param name="key">The key of the event.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>False if there is no such dead letter.</returns>
    Task<bool> DiscardAsync(WebhookKey key, CancellationToken cancellationToken = default);

    /// <summary>Removes handled events and dead letters whose retention has expired.</summary>
    /// <param name="retention">The retention of the ids of handled events.</param>
    /// <param name="deadLetterRetention">The retention of dead letters.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The number of removed events.</returns>
    Task<int> CleanUpAsync(TimeSpan retention, TimeSpan deadLetterRetention, CancellationToken cancellationToken = default);
}

/// <summary>The result of storing an event.</summary>
public enum WebhookAcceptance
{
    /// <summary>The event is stored and will be handled.</summary>
    Accepted,

    /// <summary>The event was already accepted. Nothing is changed.</summary>
    Duplicate,
}

/// <summary>The numbers of open events and dead letters in a store.</summary>
/// <param name="Open">The number of accepted events that are not handled: due, claimed, or waiting for their next attempt.</param>
/// <param name="DeadLetters">The number of dead letters.</param>
/// <param name="BacklogAge">The time for which the oldest due event has been waiting for a worker; zero if no event is due.</param>
public readonly record struct WebhookStoreCounts(long Open, long DeadLetters, TimeSpan BacklogAge);

/// <summary>
/// The exception that a store throws when it is full. The receiver responds with 503, and the sender repeats the delivery later.
/// </summary>
public sealed class WebhookStoreFullException()
    : Exception("The webhook store is full. Increase its limits, add workers, or use a store that is not in memory.");

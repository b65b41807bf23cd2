namespace ClickFunnels.AspNetCore;

/// <summary>
/// Keeps events from the moment they are accepted until they are handled, and their ids for longer, so that each is handled
/// once. All members may be called by many threads, and of many processes when they share the store.
/// </summary>
/// <remarks>
/// An open event is due at some time: at once, when its next attempt is, or when the lease of its claim runs out. Whoever claims
/// it when it is due owns it.
/// </remarks>
public interface IWebhookEventStore
{
    /// <summary>Stores an event durably, unless it was accepted before.</summary>
    /// <param name="webhook">The event.</param>
    /// <param name="cancellationToken">Cancels; the event may be stored nevertheless.</param>
    /// <exception cref="WebhookStoreFullException">There is no room.</exception>
    Task<WebhookAcceptance> TryAcceptAsync(ReceivedWebhook webhook, CancellationToken cancellationToken = default);

    /// <summary>Claims events that are due, the longest due first. No event is claimed by two at once.</summary>
    /// <param name="maximum">At most so many.</param>
    /// <param name="lease">For how long.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<ClaimedWebhook>> ClaimAsync(int maximum, TimeSpan lease, CancellationToken cancellationToken = default);

    /// <summary>Lets a lease begin anew.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="lease">For how long, from now.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when the claim was lost.</returns>
    Task<bool> RenewAsync(WebhookClaim claim, TimeSpan lease, CancellationToken cancellationToken = default);

    /// <summary>Records that the event is handled. Its body is removed, its id kept.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when the claim was lost, and nothing is recorded.</returns>
    Task<bool> CompleteAsync(WebhookClaim claim, CancellationToken cancellationToken = default);

    /// <summary>Records that an attempt failed.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="retryAfter">Wait until the next attempt; null to give up and make the event a dead letter.</param>
    /// <param name="failure">Type of the failure, without personal data.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when the claim was lost, and nothing is recorded.</returns>
    Task<bool> FailAsync(WebhookClaim claim, TimeSpan? retryAfter, string failure, CancellationToken cancellationToken = default);

    /// <summary>Gives an event back at once, as if the attempt had not begun.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when the claim was lost, and nothing is recorded.</returns>
    Task<bool> ReleaseAsync(WebhookClaim claim, CancellationToken cancellationToken = default);

    /// <summary>Returns when there may be something to claim, or when the time is over.</summary>
    /// <param name="timeout">At most so long.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task WaitForWorkAsync(TimeSpan timeout, CancellationToken cancellationToken = default);

    /// <summary>Counts what is not done.</summary>
    /// <param name="cancellationToken">Cancels.</param>
    Task<WebhookStoreCounts> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>Returns dead letters, the oldest first.</summary>
    /// <param name="maximum">At most so many.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<DeadWebhook>> ListDeadLettersAsync(int maximum, CancellationToken cancellationToken = default);

    /// <summary>Lets a dead letter be handled again, with all its attempts.</summary>
    /// <param name="key">The event.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when there is no such dead letter.</returns>
    Task<bool> RequeueAsync(WebhookKey key, CancellationToken cancellationToken = default);

    /// <summary>Removes a dead letter for good; its id is kept as that of a handled event.</summary>
    /// <param name="key">The event.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>False when there is no such dead letter.</returns>
    Task<bool> DiscardAsync(WebhookKey key, CancellationToken cancellationToken = default);

    /// <summary>Forgets what is past its retention.</summary>
    /// <param name="retention">For how long the ids of handled events are kept.</param>
    /// <param name="deadLetterRetention">For how long dead letters are kept.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How many events were forgotten.</returns>
    Task<int> CleanUpAsync(TimeSpan retention, TimeSpan deadLetterRetention, CancellationToken cancellationToken = default);
}

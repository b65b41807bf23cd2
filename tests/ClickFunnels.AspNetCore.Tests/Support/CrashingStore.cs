namespace ClickFunnels.AspNetCore.Tests.Support;

/// <summary>A store with one event that was claimed before, by processes that ended.</summary>
internal sealed class CrashingStore(int attempt) : IWebhookEventStore
{
    private int _claims;

    public TaskCompletionSource<string> Failed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<WebhookAcceptance> TryAcceptAsync(ReceivedWebhook webhook, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<ClaimedWebhook>> ClaimAsync(int maximum, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        var webhook = Deliveries.Received();
        return Task.FromResult<IReadOnlyList<ClaimedWebhook>>(
            Interlocked.Increment(ref _claims) == 1 ? [new(new(webhook.Key, Guid.NewGuid()), webhook, attempt)] : []
        );
    }

    public Task<bool> RenewAsync(WebhookClaim claim, TimeSpan lease, CancellationToken cancellationToken = default) =>
        Task.FromResult(true);

    public Task<bool> CompleteAsync(WebhookClaim claim, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<bool> FailAsync(WebhookClaim claim, TimeSpan? retryAfter, string failure, CancellationToken cancellationToken = default)
    {
        Failed.SetResult(retryAfter is null ? failure : "to be tried again");
        return Task.FromResult(true);
    }

    public Task<bool> ReleaseAsync(WebhookClaim claim, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task WaitForWorkAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        Task.Delay(Timeout.Infinite, cancellationToken);

    public Task<WebhookStoreCounts> CountAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(default(WebhookStoreCounts));

    public Task<IReadOnlyList<DeadWebhook>> ListDeadLettersAsync(int maximum, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<bool> RequeueAsync(WebhookKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<bool> DiscardAsync(WebhookKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<int> CleanUpAsync(TimeSpan retention, TimeSpan deadLetterRetention, CancellationToken cancellationToken = default) =>
        Task.FromResult(0);
}

namespace ClickFunnels.AspNetCore.Tests.Support;

/// <summary>A store whose database is away.</summary>
internal sealed class RefusingStore : IWebhookEventStore
{
    private static readonly IOException Away = new("The database is away.");

    public Task<WebhookAcceptance> TryAcceptAsync(ReceivedWebhook webhook, CancellationToken cancellationToken = default) =>
        Task.FromException<WebhookAcceptance>(Away);

    public Task<IReadOnlyList<ClaimedWebhook>> ClaimAsync(int maximum, TimeSpan lease, CancellationToken cancellationToken = default) =>
        Task.FromException<IReadOnlyList<ClaimedWebhook>>(Away);

    public Task<bool> RenewAsync(WebhookClaim claim, TimeSpan lease, CancellationToken cancellationToken = default) =>
        Task.FromException<bool>(Away);

    public Task<bool> CompleteAsync(WebhookClaim claim, CancellationToken cancellationToken = default) => Task.FromException<bool>(Away);

    public Task<bool> FailAsync(WebhookClaim claim, TimeSpan? retryAfter, string failure, CancellationToken cancellationToken = default) =>
        Task.FromException<bool>(Away);

    public Task<bool> ReleaseAsync(WebhookClaim claim, CancellationToken cancellationToken = default) => Task.FromException<bool>(Away);

    public Task WaitForWorkAsync(TimeSpan timeout, CancellationToken cancellationToken = default) => Task.FromException(Away);

    public Task<WebhookStoreCounts> CountAsync(CancellationToken cancellationToken = default) =>
        Task.FromException<WebhookStoreCounts>(Away);

    public Task<IReadOnlyList<DeadWebhook>> ListDeadLettersAsync(int maximum, CancellationToken cancellationToken = default) =>
        Task.FromException<IReadOnlyList<DeadWebhook>>(Away);

    public Task<bool> RequeueAsync(WebhookKey key, CancellationToken cancellationToken = default) => Task.FromException<bool>(Away);

    public Task<bool> DiscardAsync(WebhookKey key, CancellationToken cancellationToken = default) => Task.FromException<bool>(Away);

    public Task<int> CleanUpAsync(TimeSpan retention, TimeSpan deadLetterRetention, CancellationToken cancellationToken = default) =>
        Task.FromException<int>(Away);
}

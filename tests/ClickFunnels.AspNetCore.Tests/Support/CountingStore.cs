using System.Threading.Channels;

namespace ClickFunnels.AspNetCore.Tests.Support;

/// <summary>Counts renewals, or refuses them.</summary>
internal sealed class CountingStore(IWebhookEventStore inner) : IWebhookEventStore
{
    private readonly Channel<bool> _renewals = Channel.CreateUnbounded<bool>();

    public bool LosesClaims { get; init; }

    public async Task Renewed(int times)
    {
        for (var time = 0; time < times; time++)
        {
            await _renewals.Reader.ReadAsync();
        }
    }

    public async Task<bool> RenewAsync(WebhookClaim claim, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        if (LosesClaims)
        {
            return false;
        }

        var renewed = await inner.RenewAsync(claim, lease, cancellationToken);
        _renewals.Writer.TryWrite(renewed);
        return renewed;
    }

    public Task<WebhookAcceptance> TryAcceptAsync(ReceivedWebhook webhook, CancellationToken cancellationToken = default) =>
        inner.TryAcceptAsync(webhook, cancellationToken);

    public Task<IReadOnlyList<ClaimedWebhook>> ClaimAsync(int maximum, TimeSpan lease, CancellationToken cancellationToken = default) =>
        inner.ClaimAsync(maximum, lease, cancellationToken);

    public Task<bool> CompleteAsync(WebhookClaim claim, CancellationToken cancellationToken = default) =>
        inner.CompleteAsync(claim, cancellationToken);

    public Task<bool> FailAsync(WebhookClaim claim, TimeSpan? retryAfter, string failure, CancellationToken cancellationToken = default) =>
        inner.FailAsync(claim, retryAfter, failure, cancellationToken);

    public Task<bool> ReleaseAsync(WebhookClaim claim, CancellationToken cancellationToken = default) =>
        inner.ReleaseAsync(claim, cancellationToken);

    public Task WaitForWorkAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        inner.WaitForWorkAsync(timeout, cancellationToken);

    public Task<WebhookStoreCounts> CountAsync(CancellationToken cancellationToken = default) => inner.CountAsync(cancellationToken);

    public Task<IReadOnlyList<DeadWebhook>> ListDeadLettersAsync(int maximum, CancellationToken cancellationToken = default) =>
        inner.ListDeadLettersAsync(maximum, cancellationToken);

    public Task<bool> RequeueAsync(WebhookKey key, CancellationToken cancellationToken = default) =>
        inner.RequeueAsync(key, cancellationToken);

    public Task<bool> DiscardAsync(WebhookKey key, CancellationToken cancellationToken = default) =>
        inner.DiscardAsync(key, cancellationToken);

    public Task<int> CleanUpAsync(TimeSpan retention, TimeSpan deadLetterRetention, CancellationToken cancellationToken = default) =>
        inner.CleanUpAsync(retention, deadLetterRetention, cancellationToken);
}

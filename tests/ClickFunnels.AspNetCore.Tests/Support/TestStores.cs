using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore.Tests.Support;

/// <summary>A store that forwards every call to another store, unless a derived class overrides it.</summary>
internal abstract class ForwardingStore(IWebhookEventStore? inner = null) : IWebhookEventStore
{
    private readonly IWebhookEventStore _inner = inner ?? new InMemoryWebhookEventStore(Options.Create(new ClickFunnelsWebhooksOptions()));

    public virtual Task<WebhookAcceptance> TryAcceptAsync(ReceivedWebhook webhook, CancellationToken cancellationToken = default) =>
        _inner.TryAcceptAsync(webhook, cancellationToken);

    public virtual Task<IReadOnlyList<ClaimedWebhook>> ClaimAsync(
        int maximum,
        TimeSpan lease,
        CancellationToken cancellationToken = default
    ) => _inner.ClaimAsync(maximum, lease, cancellationToken);

    public virtual Task<bool> RenewAsync(WebhookClaim claim, TimeSpan lease, CancellationToken cancellationToken = default) =>
        _inner.RenewAsync(claim, lease, cancellationToken);

    public Task<bool> CompleteAsync(WebhookClaim claim, CancellationToken cancellationToken = default) =>
        _inner.CompleteAsync(claim, cancellationToken);

    public virtual Task<bool> FailAsync(
        WebhookClaim claim,
        TimeSpan? retryAfter,
        string failure,
        CancellationToken cancellationToken = default
    ) => _inner.FailAsync(claim, retryAfter, failure, cancellationToken);

    public Task<bool> ReleaseAsync(WebhookClaim claim, CancellationToken cancellationToken = default) =>
        _inner.ReleaseAsync(claim, cancellationToken);

    public Task WaitForWorkAsync(TimeSpan timeout, CancellationToken cancellationToken = default) =>
        _inner.WaitForWorkAsync(timeout, cancellationToken);

    public virtual Task<WebhookStoreCounts> CountAsync(CancellationToken cancellationToken = default) =>
        _inner.CountAsync(cancellationToken);

    public Task<IReadOnlyList<DeadWebhook>> ListDeadLettersAsync(int maximum, CancellationToken cancellationToken = default) =>
        _inner.ListDeadLettersAsync(maximum, cancellationToken);

    public Task<bool> RequeueAsync(WebhookKey key, CancellationToken cancellationToken = default) =>
        _inner.RequeueAsync(key, cancellationToken);

    public Task<bool> DiscardAsync(WebhookKey key, CancellationToken cancellationToken = default) =>
        _inner.DiscardAsync(key, cancellationToken);

    public virtual Task<int> CleanUpAsync(
        TimeSpan retention,
        TimeSpan deadLetterRetention,
        CancellationToken cancellationToken = default
    ) => _inner.CleanUpAsync(retention, deadLetterRetention, cancellationToken);
}

/// <summary>A store that counts renewals, or refuses them.</summary>
internal sealed class CountingStore(IWebhookEventStore inner) : ForwardingStore(inner)
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

    public override async Task<bool> RenewAsync(WebhookClaim claim, TimeSpan lease, CancellationToken cancellationToken = default)
    {
        if (LosesClaims)
        {
            return false;
        }

        var renewed = await base.RenewAsync(claim, lease, cancellationToken);
        _renewals.Writer.TryWrite(renewed);
        return renewed;
    }
}

/// <summary>A store with one event, whose earlier attempts ended with a crash of their processes.</summary>
internal sealed class CrashingStore(int attempt) : ForwardingStore
{
    private int _claims;

    public TaskCompletionSource<string> Failed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Task<IReadOnlyList<ClaimedWebhook>> ClaimAsync(
        int maximum,
        TimeSpan lease,
        CancellationToken cancellationToken = default
    )
    {
        var webhook = Deliveries.Received();
        return Task.FromResult<IReadOnlyList<ClaimedWebhook>>(
            Interlocked.Increment(ref _claims) == 1 ? [new(new(webhook.Key, Guid.NewGuid()), webhook, attempt)] : []
        );
    }

    public override Task<bool> FailAsync(
        WebhookClaim claim,
        TimeSpan? retryAfter,
        string failure,
        CancellationToken cancellationToken = default
    )
    {
        Failed.SetResult(retryAfter is null ? failure : "retried");
        return Task.FromResult(true);
    }
}

/// <summary>A store whose database is not available.</summary>
internal sealed class RefusingStore : ForwardingStore
{
    private static readonly IOException Unavailable = new("The database is not available.");

    public override Task<WebhookAcceptance> TryAcceptAsync(ReceivedWebhook webhook, CancellationToken cancellationToken = default) =>
        Task.FromException<WebhookAcceptance>(Unavailable);

    public override Task<IReadOnlyList<ClaimedWebhook>> ClaimAsync(
        int maximum,
        TimeSpan lease,
        CancellationToken cancellationToken = default
    ) => Task.FromException<IReadOnlyList<ClaimedWebhook>>(Unavailable);

    public override Task<WebhookStoreCounts> CountAsync(CancellationToken cancellationToken = default) =>
        Task.FromException<WebhookStoreCounts>(Unavailable);

    public override Task<int> CleanUpAsync(
        TimeSpan retention,
        TimeSpan deadLetterRetention,
        CancellationToken cancellationToken = default
    ) => Task.FromException<int>(Unavailable);
}

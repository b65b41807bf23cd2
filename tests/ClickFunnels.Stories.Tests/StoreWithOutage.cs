using System.Reflection;
using ClickFunnels.AspNetCore;
using Microsoft.Extensions.Options;

namespace ClickFunnels.Stories;

/// <summary>The store in memory, which cannot be reached the first times that an event shall be accepted.</summary>
public class StoreWithOutage : DispatchProxy
{
    private InMemoryWebhookEventStore? _store;
    private int _failures;

    /// <summary>Makes one.</summary>
    /// <param name="failures">How many events it does not accept.</param>
    /// <param name="clock">Its clock.</param>
    public static IWebhookEventStore Create(int failures, TimeProvider clock)
    {
        var store = Create<IWebhookEventStore, StoreWithOutage>();
        var proxy = (StoreWithOutage)store;
        proxy._store = new InMemoryWebhookEventStore(Options.Create(new ClickFunnelsWebhooksOptions()), clock);
        proxy._failures = failures;
        return store;
    }

    /// <inheritdoc />
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IWebhookEventStore.TryAcceptAsync) && Interlocked.Decrement(ref _failures) >= 0
            ? Task.FromException<WebhookAcceptance>(new IOException("The database is away."))
            : targetMethod.Invoke(_store, args);
}

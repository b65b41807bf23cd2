using ClickFunnels.Emulator.Events;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Deliveries;

/// <summary>The result of one attempt: a status, or the reason that there is none.</summary>
internal sealed record AttemptResult(string Url, int? Status, string? Failure, bool CanRetry)
{
    /// <summary>True if the receiver accepted the event.</summary>
    public bool IsTaken { get; init; }
}

/// <summary>Sends one attempt to an endpoint.</summary>
internal sealed class DeliverySender(RecordStore store, WebhookStyle webhooks, ApiEmulatorOptions options, EmulatorClock clock)
    : IDisposable
{
    private const int MaximumResponse = 64 * 1024;

    // In real time: a receiver cannot respond faster because the clock was advanced.
    private static readonly TimeSpan AfterJump = TimeSpan.FromSeconds(1);

    private readonly HttpMessageInvoker _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = options.WebhookTimeout,
            MaxConnectionsPerServer = options.WebhookParallelism,
            MaxResponseDrainSize = MaximumResponse,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        }
    );

    /// <summary>Sends one attempt, unless the delivery has been ended.</summary>
    /// <param name="endpointId">Id of the endpoint.</param>
    /// <param name="type">Type of the event.</param>
    /// <param name="body">Body of the delivery.</param>
    /// <param name="fault">Failure of the attempt; null for none.</param>
    /// <param name="ending">Canceled when no further attempt may begin.</param>
    /// <param name="stopping">Canceled when attempts that have begun must end, too.</param>
    [Behavior("Redirects are not followed: they count as refusals", Evidence.Assumed, "published: only the statuses of success count")]
    [Behavior("A receiver that does not respond in time counts as a refusal", Evidence.Assumed, "not published; nor is the time")]
    [Behavior("Attempts use the address and the secret that the endpoint has then; deletion ends them", Evidence.Assumed, "not published")]
    [Behavior(
        "Webhooks go to receivers on loopback only, unless an option says otherwise",
        Evidence.Assumed,
        "so that a test with a real address in it disturbs nobody"
    )]
    public async Task<AttemptResult> SendAsync(
        long endpointId,
        string type,
        byte[] body,
        WebhookFault? fault,
        CancellationToken ending,
        CancellationToken stopping
    )
    {
        string? address = null;
        string? secret = null;
        string? source = null;
        lock (store.Gate)
        {
            if (store.Find(endpointId) is { } endpoint)
            {
                address = webhooks.AddressOf(endpoint);
                secret = webhooks.SecretOf(store, endpoint);
                source = webhooks.SourceOf(store, endpoint);
            }
        }

        // The endpoint may be one of a new state already.
        ending.ThrowIfCancellationRequested();
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url))
        {
            return new AttemptResult("", null, "no endpoint", CanRetry: false);
        }

        var shown = url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        if (!url.IsLoopback && !options.DeliverBeyondLoopback)
        {
            return new AttemptResult(shown, null, "not on loopback", CanRetry: false);
        }

        if (secret is null)
        {
            return new AttemptResult(shown, null, "no secret", CanRetry: false);
        }

        var (now, started) = clock.Read();
        using var limit = new CancellationTokenSource();
        using var timeout = new CancellationTokenSource(options.WebhookTimeout, clock);
        await using var registration = timeout.Token.Register(() =>
            limit.CancelAfter(clock.Read().Passed - started < options.WebhookTimeout ? AfterJump : TimeSpan.Zero)
        );
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        using var request = webhooks.Request(
            new DeliveryAddress(url, fault == WebhookFault.WrongSignature ? secret + "-wrong" : secret, source),
            type,
            body,
            fault == WebhookFault.OldTimestamp ? now.AddHours(-1) : now
        );
        try
        {
            using var response = await _http.SendAsync(request, linked.Token);
            var status = (int)response.StatusCode;
            return new AttemptResult(shown, status, null, CanRetry: true) { IsTaken = webhooks.Accepts(status) };
        }
        catch (Exception)
        {
            stopping.ThrowIfCancellationRequested();
            return new AttemptResult(shown, null, limit.IsCancellationRequested ? "timeout" : "connection", CanRetry: true);
        }
    }

    public void Dispose() => _http.Dispose();
}

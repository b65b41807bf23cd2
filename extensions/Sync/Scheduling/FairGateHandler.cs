using System.Net;

namespace ClickFunnels.Sync;

/// <summary>
/// Sends the requests of a workspace through a <see cref="FairGate" />. A request leaves the gate when its response is closed.
/// </summary>
internal sealed class FairGateHandler : DelegatingHandler
{
    private readonly FairGate _gate;
    private readonly long _workspace;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _clock;

    public FairGateHandler(FairGate gate, long workspace, HttpMessageHandler inner, TimeSpan timeout, TimeProvider clock)
        : base(inner)
    {
        _gate = gate;
        _workspace = workspace;
        _timeout = timeout;
        _clock = clock;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await EnterAsync(cancellationToken).ConfigureAwait(false);
        var hasEntered = true;
        try
        {
            using var limit = new CancellationTokenSource(_timeout, _clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
            var response = await base.SendAsync(request, both.Token).ConfigureAwait(false);
            if (response.StatusCode == HttpStatusCode.TooManyRequests)
            {
                _gate.Refused(response.Headers.RetryAfter?.Delta);
            }

            hasEntered = false;
            return new GatedResponse(response, _gate);
        }
        finally
        {
            if (hasEntered)
            {
                _gate.Exit();
            }
        }
    }

    // The inner handler is shared.
    protected override void Dispose(bool disposing) => base.Dispose(false);

    private async Task EnterAsync(CancellationToken cancellationToken)
    {
        var start = _clock.GetTimestamp();
        using var limit = new CancellationTokenSource(_gate.MaxWait, _clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        await _gate.EnterAsync(_workspace, both.Token).ConfigureAwait(false);
        SchedulingMetrics.GateWaits.Record(_clock.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>A response that leaves the gate when it is disposed.</summary>
    private sealed class GatedResponse : HttpResponseMessage
    {
        private FairGate? _gate;

        public GatedResponse(HttpResponseMessage response, FairGate gate)
            : base(response.StatusCode)
        {
            _gate = gate;
            Version = response.Version;
            ReasonPhrase = response.ReasonPhrase;
            RequestMessage = response.RequestMessage;
            Content = response.Content;
            foreach (var (name, values) in response.Headers.NonValidated)
            {
                Headers.TryAddWithoutValidation(name, values);
            }
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            Interlocked.Exchange(ref _gate, null)?.Exit();
        }
    }
}

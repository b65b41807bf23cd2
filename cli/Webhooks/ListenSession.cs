using System.Globalization;
using ClickFunnels.Cli.Accounts;
using ClickFunnels.Cli.Running;
using ClickFunnels.Webhooks;
using Microsoft.AspNetCore.Http;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>One run of <c>webhooks listen</c>.</summary>
internal sealed class ListenSession : IAsyncDisposable
{
    private static readonly TimeSpan ForwardTimeout = TimeSpan.FromSeconds(30);

    private readonly CommandRun _run;
    private readonly ListenSettings _settings;
    private readonly HashSet<string> _types;
    private readonly DeliveryForwarder? _forwarder;
    private readonly EventOutput _output;
    private readonly SemaphoreSlim _turn = new(1);

    // Deliveries may arrive before the secret of the new endpoint is known.
    private readonly TaskCompletionSource<WebhookVerifier> _verifier = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private DeliveryFolder? _folder;
    private int _received;
    private int _unverified;
    private int _forwarded;
    private int _failed;

    public ListenSession(CommandRun run, ListenSettings settings)
    {
        _run = run;
        _settings = settings;
        _types = [.. settings.Types];
        _forwarder = settings.ForwardTo is { } address ? new DeliveryForwarder(address, ForwardTimeout) : null;
        _output = new EventOutput(run);
    }

    /// <summary>Listens until the end of the run. A canceled run is a success, because nothing else ends it.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        _folder = _settings.Folder is { } path ? new DeliveryFolder(path, _run.Host.Clock) : null;
        var account = await AccountAsync(cancellationToken);
        var isRemoved = true;
        await using (var listener = await DeliveryListener.StartAsync(_settings.Port, HandleAsync, cancellationToken))
        {
            using var endpoint = account is null ? null : await RegisterAsync(account, listener.Address, cancellationToken);
            try
            {
                string?[] secrets = [endpoint?.Secret, _settings.Secret];
                _verifier.SetResult(
                    new WebhookVerifier(
                        new WebhookVerifierOptions { Secrets = [.. secrets.OfType<string>()], TimeProvider = _run.Host.Clock }
                    )
                );
                _run.Note($"Listening on {listener.Address}. Stop with Ctrl+C.");
                await _done.Task.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // The user ended it.
            }
            finally
            {
                _verifier.TrySetCanceled(CancellationToken.None);
                isRemoved = endpoint is null || await endpoint.RemoveAsync();
            }
        }

        await _output.EndAsync();
        _run.Note(
            $"{_received} {(_received == 1 ? "delivery" : "deliveries")}, {_unverified} not verified, {_forwarded} forwarded, "
                + $"{_failed} not accepted by the receiver."
        );
        return isRemoved ? ExitCodes.Success : ExitCodes.Negative;
    }

    public ValueTask DisposeAsync()
    {
        _forwarder?.Dispose();
        _turn.Dispose();
        return ValueTask.CompletedTask;
    }

    // Returns the account that an endpoint is created with; null to listen without one.
    private async Task<Account?> AccountAsync(CancellationToken cancellationToken)
    {
        try
        {
            var account = await _run.AccountAsync(ServicePlatform.ClickFunnels, cancellationToken);
            if (_settings.PublicUrl is not null)
            {
                return account;
            }

            if (account.BaseAddress is { IsLoopback: true })
            {
                using var control = await EmulatorControl.FindAsync(account, cancellationToken);
                if (control is not null)
                {
                    return account;
                }
            }
        }
        catch (CliException problem)
            when (problem.ExitCode == ExitCodes.Account && _settings.PublicUrl is null && _settings.Secret is not null)
        {
            // Deliveries of an endpoint that the user created need no account.
        }

        return _settings.Secret is not null ? null : throw WebhookSecrets.Missing();
    }

    private async Task<TemporaryEndpoint> RegisterAsync(Account account, Uri address, CancellationToken cancellationToken)
    {
        var url = _settings.PublicUrl ?? address;
        var endpoint = await TemporaryEndpoint.CreateAsync(_run, account, url, _settings, cancellationToken);
        if (endpoint.TypeCount is { } count)
        {
            _run.Note($"The endpoint {endpoint.Id} delivers {count} event {(count == 1 ? "type" : "types")} to {url}.");
        }

        return endpoint;
    }

    private async Task<int> HandleAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await DeliveryListener.ReadBodyAsync(request, cancellationToken);
        var verifier = await _verifier.Task.WaitAsync(cancellationToken);
        string? signature = request.Headers[WebhookHeaders.Signature];
        string? timestamp = request.Headers[WebhookHeaders.Timestamp];
        var verification = verifier.Verify(body, signature, timestamp);
        var (type, id) = WebhookReading.TypeAndId(body);
        if (verification.IsValid && _settings.HasTypes && !_types.Contains(type))
        {
            return StatusCodes.Status200OK;
        }

        if (Interlocked.Increment(ref _received) is var number && number > _settings.Count)
        {
            Interlocked.Decrement(ref _received);
            return StatusCodes.Status503ServiceUnavailable;
        }

        await SaveAsync(new WebhookMessage(signature, timestamp, body), verification.IsValid, cancellationToken);
        var forward =
            _forwarder is not null && (verification.IsValid || _settings.ForwardsUnverified)
                ? await _forwarder.SendAsync(request, body, cancellationToken)
                : null;
        Count(verification.IsValid, forward);
        await ShowAsync(verification, type, id, forward, body);
        if (number == _settings.Count)
        {
            _done.TrySetResult();
        }

        return forward?.Status ?? (verification.IsValid ? StatusCodes.Status200OK : StatusCodes.Status401Unauthorized);
    }

    private void Count(bool isVerified, ForwardResult? forward)
    {
        if (!isVerified)
        {
            Interlocked.Increment(ref _unverified);
        }

        if (forward is not null)
        {
            Interlocked.Increment(ref _forwarded);
            if (forward.Status is < 200 or >= 300)
            {
                Interlocked.Increment(ref _failed);
            }
        }
    }

    // A full disk must not keep deliveries from the receiver.
    private async Task SaveAsync(WebhookMessage message, bool isVerified, CancellationToken cancellationToken)
    {
        try
        {
            await (_folder?.SaveAsync(message, isVerified, cancellationToken) ?? Task.CompletedTask);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            _run.Note($"A delivery could not be saved: {problem.Message}");
        }
    }

    private async Task ShowAsync(WebhookVerification verification, string type, string id, ForwardResult? forward, byte[] body)
    {
        // Also when the sender does not wait any more: the delivery happened.
        await _turn.WaitAsync(CancellationToken.None);
        try
        {
            var time = _run.Host.Clock.GetLocalNow().ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            var state = verification.IsValid ? "verified" : $"not verified ({WebhookReading.Code(verification.Result)})";
            var sent = forward is null ? "" : $"  forwarded: {forward.Text}  {forward.Time.TotalMilliseconds:0} ms";
            _run.Note($"{time}  {(type.Length > 0 ? type : "(no event)")}  {id}  {state}{sent}");
            if (verification.IsValid)
            {
                await _output.WriteAsync(body);
            }
        }
        finally
        {
            _turn.Release();
        }
    }
}

using System.Diagnostics;
using ClickFunnels.Cli.Running;
using ClickFunnels.Webhooks;
using Microsoft.AspNetCore.Http;

namespace ClickFunnels.Cli.Webhooks;

/// <summary>Forwards deliveries unchanged to a receiver.</summary>
internal sealed class DeliveryForwarder(Uri address, TimeSpan timeout) : IDisposable
{
    private const int MaximumResponse = 64 * 1024;

    private static readonly string[] Headers = ["Content-Type", "User-Agent", WebhookHeaders.Signature, WebhookHeaders.Timestamp];

    private readonly HttpMessageInvoker _http = new(
        new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = timeout,
            MaxResponseDrainSize = MaximumResponse,
            ResponseDrainTimeout = TimeSpan.FromSeconds(1),
        }
    );

    /// <summary>Checks the address of a receiver.</summary>
    /// <exception cref="CliException">It cannot be used.</exception>
    public static Uri Check(string text, bool allowsRemote)
    {
        if (
            !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
            || address.UserInfo.Length > 0
        )
        {
            throw CliException.Usage("--forward-to must be an http or https address, such as http://localhost:5000/webhooks.");
        }

        return address.IsLoopback || allowsRemote
            ? address
            : throw CliException.Usage(
                $"--forward-to {address.Host} is another machine, and deliveries hold personal data. "
                    + "Add --allow-remote-forward to send them there."
            );
    }

    /// <summary>Sends a delivery. A receiver that cannot be reached, or is too slow, is a result as well.</summary>
    public async Task<ForwardResult> SendAsync(HttpRequest delivery, byte[] body, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        foreach (var name in Headers)
        {
            foreach (var value in delivery.Headers[name])
            {
                if (!request.Headers.TryAddWithoutValidation(name, value))
                {
                    request.Content.Headers.TryAddWithoutValidation(name, value);
                }
            }
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        var start = Stopwatch.GetTimestamp();
        try
        {
            using var response = await _http.SendAsync(request, limit.Token);
            var status = (int)response.StatusCode;
            return new ForwardResult(status is >= 200 and <= 599 ? status : 502, $"{status}", Stopwatch.GetElapsedTime(start));
        }
        catch (HttpRequestException)
        {
            return new ForwardResult(502, "failed (no connection)", Stopwatch.GetElapsedTime(start));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ForwardResult(504, "failed (timeout)", Stopwatch.GetElapsedTime(start));
        }
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>The result of forwarding a delivery.</summary>
/// <param name="Status">The status for the sender.</param>
/// <param name="Text">The status of the receiver, or the reason that there is none.</param>
/// <param name="Time">The duration of the request.</param>
internal sealed record ForwardResult(int Status, string Text, TimeSpan Time);

using System.Security.Cryptography;
using ClickFunnels.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>Answers a delivery: reads, verifies, stores. All refusals look alike to the sender; the reasons are for the log.</summary>
internal sealed class WebhookReceiver(
    IWebhookEventStore store,
    IWebhookSecretProvider secrets,
    IOptions<ClickFunnelsWebhooksOptions> options,
    WebhookMetrics metrics,
    ILogger<WebhookReceiver> log,
    TimeProvider? clock = null
)
{
    // Deliveries to unknown tenants are verified too, with a secret that nobody knows, so that they take as long as others.
    private static readonly IReadOnlyList<string> NobodysSecrets = [Convert.ToHexString(RandomNumberGenerator.GetBytes(32))];

    private readonly ClickFunnelsWebhooksOptions _options = options.Value;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    public async Task ReceiveAsync(HttpContext context, Func<HttpContext, string?>? chooseTenant)
    {
        try
        {
            context.Response.StatusCode = await AnswerAsync(context, chooseTenant).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            // The server's own limits: its largest body, its lowest rate, a body that breaks off.
            context.Response.StatusCode = exception.StatusCode;
            metrics.Received(exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? "too_large" : "malformed");
        }
        catch (Exception exception)
            when (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            // The sender went away; it repeats the delivery.
            metrics.Received("aborted");
        }
    }

    private async Task<int> AnswerAsync(HttpContext context, Func<HttpContext, string?>? chooseTenant)
    {
        // First, so that no answer tells which tenants exist.
        if (
            await WebhookBody.ReadAsync(context.Request, _options.MaxBodyBytes, context.RequestAborted).ConfigureAwait(false)
            is not { } body
        )
        {
            metrics.Received("too_large");
            WebhookLog.TooLarge(log, _options.MaxBodyBytes);
            return StatusCodes.Status413PayloadTooLarge;
        }

        // Without a tenant only where the endpoint has none.
        var tenant = chooseTenant is null ? "" : chooseTenant(context);
        var isKnown = chooseTenant is null || WebhookTenant.IsValid(tenant);
        WebhookVerification verification;
        try
        {
            var found = isKnown ? await secrets.FindSecretsAsync(tenant!, context.RequestAborted).ConfigureAwait(false) : null;
            isKnown = found is { Count: > 0 };
            verification = Verify(context.Request, body.Span, isKnown ? found! : NobodysSecrets);
        }
        catch (Exception exception) when (!context.RequestAborted.IsCancellationRequested)
        {
            metrics.Received("unavailable");
            WebhookLog.NoSecrets(log, exception);
            return StatusCodes.Status503ServiceUnavailable;
        }

        if (!isKnown || !verification.IsValid)
        {
            var reason = isKnown ? verification.Result.ToString() : "TenantUnknown";
            metrics.Received("unauthorized", reason);
            WebhookLog.Unauthorized(log, reason);
            return StatusCodes.Status401Unauthorized;
        }

        return Read(body, out var problem) is { } notification
            ? await StoreAsync(notification, tenant!, body, context.RequestAborted).ConfigureAwait(false)
            : Malformed(problem);
    }

    private WebhookVerification Verify(HttpRequest request, ReadOnlySpan<byte> body, IReadOnlyList<string> keys)
    {
        var verifier = new WebhookVerifier(
            new WebhookVerifierOptions
            {
                Secrets = keys,
                Tolerance = _options.Tolerance,
                TimeProvider = _clock,
            }
        );
        return verifier.Verify(body, request.Headers[WebhookHeaders.Signature], request.Headers[WebhookHeaders.Timestamp]);
    }

    private static WebhookNotification? Read(ReadOnlyMemory<byte> body, out string problem)
    {
        problem = "";
        try
        {
            var notification = WebhookNotification.Parse(body);
            if (WebhookIdentity.IsPlain(notification.EventType))
            {
                return notification;
            }

            problem = "The event type is longer than 200 characters or not plain text.";
        }
        catch (WebhookFormatException exception)
        {
            problem = exception.Message;
        }

        return null;
    }

    private int Malformed(string problem)
    {
        metrics.Received("malformed");
        WebhookLog.Malformed(log, problem);
        return StatusCodes.Status400BadRequest;
    }

    private async Task<int> StoreAsync(
        WebhookNotification notification,
        string tenant,
        ReadOnlyMemory<byte> body,
        CancellationToken aborted
    )
    {
        var webhook = new ReceivedWebhook
        {
            Key = new WebhookKey(tenant, WebhookIdentity.Of(notification, body.Span)),
            EventType = notification.EventType,
            CreatedAt = notification.CreatedAt,
            ReceivedAt = _clock.GetUtcNow(),
            Body = body,
        };

        WebhookAcceptance acceptance;
        try
        {
            acceptance = await store.TryAcceptAsync(webhook, aborted).ConfigureAwait(false);
        }
        catch (Exception exception) when (!aborted.IsCancellationRequested)
        {
            metrics.Received("unavailable");
            WebhookLog.NotStored(log, exception, webhook.EventType, webhook.Key);
            return StatusCodes.Status503ServiceUnavailable;
        }

        if (acceptance == WebhookAcceptance.Duplicate)
        {
            metrics.Received("duplicate");
            metrics.Duplicate(webhook.EventType);
            WebhookLog.Duplicate(log, webhook.EventType, webhook.Key);
        }
        else
        {
            metrics.Received("accepted");
            WebhookLog.Accepted(log, webhook.EventType, webhook.Key);
        }

        return StatusCodes.Status200OK;
    }
}

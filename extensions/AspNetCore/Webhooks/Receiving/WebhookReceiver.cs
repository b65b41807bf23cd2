using System.Security.Cryptography;
using ClickFunnels.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>
/// Receives a delivery: reads the body, verifies the signature, parses the event and stores it. Responses have no body, so that a
/// sender cannot see why a delivery was rejected; the log has the reason.
/// </summary>
internal sealed class WebhookReceiver(
    IWebhookEventStore store,
    IWebhookSecretProvider secrets,
    IOptions<ClickFunnelsWebhooksOptions> options,
    WebhookMetrics metrics,
    ILogger<WebhookReceiver> log,
    TimeProvider? clock = null
)
{
    // Deliveries to unknown tenants are verified with a random secret, so that they take as long as other deliveries.
    private static readonly IReadOnlyList<string> RandomSecrets = [Convert.ToHexString(RandomNumberGenerator.GetBytes(32))];

    private readonly ClickFunnelsWebhooksOptions _options = options.Value;
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;

    public async Task ReceiveAsync(HttpContext context, Func<HttpContext, string?>? chooseTenant)
    {
        try
        {
            context.Response.StatusCode = await ProcessAsync(context, chooseTenant).ConfigureAwait(false);
        }
        catch (BadHttpRequestException exception)
        {
            // A limit of the server: its maximum body size, its minimum data rate, or an incomplete body.
            context.Response.StatusCode = exception.StatusCode;
            metrics.Received(exception.StatusCode == StatusCodes.Status413PayloadTooLarge ? "too_large" : "malformed");
        }
        catch (Exception exception)
            when (context.RequestAborted.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            // The sender closed the connection. It repeats the delivery.
            metrics.Received("aborted");
        }
    }

    private async Task<int> ProcessAsync(HttpContext context, Func<HttpContext, string?>? chooseTenant)
    {
        // The body comes first, so that no response reveals which tenants exist.
        if (
            await WebhookBody.ReadAsync(context.Request, _options.MaxBodyBytes, context.RequestAborted).ConfigureAwait(false)
            is not { } body
        )
        {
            metrics.Received("too_large");
            WebhookLog.TooLarge(log, _options.MaxBodyBytes);
            return StatusCodes.Status413PayloadTooLarge;
        }

        // The server fails if a sender sends less than it announced, so middleware has read the missing bytes.
        if (context.Request.ContentLength is { } announced && body.Length < announced)
        {
            metrics.Received("already_read");
            WebhookLog.BodyAlreadyRead(log, announced - body.Length, announced);
            return StatusCodes.Status500InternalServerError;
        }

        if (body.IsEmpty)
        {
            return Malformed("The body is empty. If the sender sent one, middleware has read it: call Request.EnableBuffering() there.");
        }

        // An endpoint without tenants uses the empty tenant.
        var tenant = chooseTenant is null ? "" : chooseTenant(context);
        var isKnown = chooseTenant is null || WebhookTenant.IsValid(tenant);
        WebhookVerification verification;
        try
        {
            var found = isKnown ? await secrets.FindSecretsAsync(tenant!, context.RequestAborted).ConfigureAwait(false) : null;
            isKnown = found is { Count: > 0 };
            verification = Verify(context.Request, body.Span, isKnown ? found! : RandomSecrets);
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

        return Parse(body, out var problem) is { } notification
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

    private static WebhookNotification? Parse(ReadOnlyMemory<byte> body, out string problem)
    {
        problem = "";
        try
        {
            var notification = WebhookNotification.Parse(body);
            if (WebhookIdentity.IsPlain(notification.EventType))
            {
                return notification;
            }

            problem = "The event type is longer than 200 characters or is not printable ASCII.";
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

using System.Collections.Concurrent;
using ClickFunnels.AspNetCore;
using ClickFunnels.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace WebhookSample;

/// <summary>The handlers of the receiver.</summary>
internal static class Handlers
{
    /// <summary>Registers a function or a class for each interesting event, and one for all other events.</summary>
    public static ClickFunnelsWebhooksBuilder AddHandlers(this ClickFunnelsWebhooksBuilder webhooks) =>
        webhooks
            .On<ContactCreated>((created, context, _) => context.WriteAsync(created, $"welcome contact {created.SubjectId}"))
            .On<ContactUpdated, CopyContact>()
            .On<OneTimeOrderCompleted>((completed, context, _) => context.WriteAsync(completed, $"ship order {completed.SubjectId}"))
            .On<OrderCompleted>((completed, context, _) => context.WriteAsync(completed, $"thank for order {completed.SubjectId}"))
            .On<SubscriptionActivated>(
                (activated, context, _) => context.WriteAsync(activated, $"open the course for order {activated.SubjectId}")
            )
            .OnAny((other, context, _) => context.WriteAsync(other, "no specific handler"));

    /// <summary>Writes a line to the transcript. It contains ids only, because records contain personal data.</summary>
    public static Task WriteAsync(this WebhookContext context, WebhookNotification notification, string action) =>
        context.Services.GetRequiredService<TextWriter>().WriteLineAsync($"   handled {notification.EventType}: {action}");
}

/// <summary>The receiver's copies of contacts: their first names by id.</summary>
public sealed class ContactCopies : ConcurrentDictionary<long, string?>;

/// <summary>Copies a contact, unless the copy is newer than the event.</summary>
internal sealed class CopyContact(ContactCopies copies) : IWebhookHandler<ContactUpdated>
{
    public async Task HandleAsync(ContactUpdated notification, WebhookContext context, CancellationToken cancellationToken)
    {
        if (notification.Data is not { } contact)
        {
            return;
        }

        if (!await context.IsLatestAsync(cancellationToken))
        {
            await context.WriteAsync(notification, $"older than the copy of contact {contact.Id}, skipped");
            return;
        }

        copies[contact.Id] = contact.FirstName;
        await context.WriteAsync(notification, $"copy contact {contact.Id}");
    }
}

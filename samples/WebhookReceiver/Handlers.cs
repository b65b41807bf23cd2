using System.Collections.Concurrent;
using ClickFunnels.AspNetCore;
using ClickFunnels.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace WebhookSample;

/// <summary>What the receiver does with events.</summary>
internal static class Handlers
{
    /// <summary>Registers a function or a class for each event that is of interest, and one for all others.</summary>
    public static ClickFunnelsWebhooksBuilder AddHandlers(this ClickFunnelsWebhooksBuilder webhooks) =>
        webhooks
            .On<ContactCreated>((created, context, _) => context.WriteAsync(created, $"welcome contact {created.SubjectId}"))
            .On<ContactUpdated, CopyContact>()
            .On<OneTimeOrderCompleted>((completed, context, _) => context.WriteAsync(completed, $"ship order {completed.SubjectId}"))
            .On<OrderCompleted>((completed, context, _) => context.WriteAsync(completed, $"thank for order {completed.SubjectId}"))
            .On<SubscriptionActivated>(
                (activated, context, _) => context.WriteAsync(activated, $"open the course for order {activated.SubjectId}")
            )
            .OnAny((other, context, _) => context.WriteAsync(other, "no handler of its own"));

    /// <summary>Writes what was done; ids only, as the records of an event are personal data.</summary>
    public static Task WriteAsync(this WebhookContext context, WebhookNotification notification, string done) =>
        context.Services.GetRequiredService<TextWriter>().WriteLineAsync($"   handled {notification.EventType}: {done}");
}

/// <summary>The first names of contacts as the receiver knows them.</summary>
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

using ClickFunnels.OAuth;
using ClickFunnels.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ClickFunnels.AspNetCore.Tests.Conventions;

/// <summary>Shows that users can test their handlers and callbacks by calling them.</summary>
public sealed class UserCodeTests
{
    [Test]
    public async Task A_handler_can_be_called_directly()
    {
        using var services = new ServiceCollection().AddSingleton<IWebhookOrder>(new InMemoryWebhookOrder()).BuildServiceProvider();
        var notification = new ContactCreated
        {
            EventId = "8e2f9c1a-0000-4000-8000-000000000001",
            EventType = "contact.created",
            SubjectType = "Contact",
            SubjectId = 7,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Data = new Contact { Id = 7 },
        };
        var handler = new CountingHandler();

        await handler.HandleAsync(notification, new WebhookContext(notification, services, "acme", attempt: 2), CancellationToken.None);

        Assert.That(handler.Seen, Is.EqualTo(new[] { "acme/8e2f9c1a-0000-4000-8000-000000000001 contact 7, attempt 2, latest True" }));
    }

    [Test]
    public async Task A_context_requires_only_its_event_and_can_be_mocked()
    {
        var notification = new UnknownWebhookNotification
        {
            EventId = "1",
            EventType = "new.type",
            RawData = [],
        };

        Assert.That(new WebhookContext(notification).Services.GetService(typeof(string)), Is.Null);
        Assert.That(await new StaleContext(notification).IsLatestAsync(), Is.False);
    }

    [Test]
    public async Task The_connector_can_be_mocked_and_its_contexts_can_be_created()
    {
        var connected = new ClickFunnelsConnectedContext(new DefaultHttpContext(), new OAuthToken { WorkspaceId = 42 }, "/");
        connected.HandleResponse();
        var failed = new ClickFunnelsConnectFailedContext(new DefaultHttpContext(), ClickFunnelsConnectFailure.AccessDenied);

        Assert.That(connected.IsHandled, Is.True);
        Assert.That(failed.Exception, Is.Null);
        Assert.That(await new FakeConnector().DisconnectAsync(42), Is.True);
        Assert.That(
            () => new BareConnector().DisconnectAsync(42),
            Throws.TypeOf<NotSupportedException>().With.Message.Contains("override")
        );
    }

    private sealed class CountingHandler : IWebhookHandler<ContactCreated>
    {
        public List<string> Seen { get; } = [];

        public async Task HandleAsync(ContactCreated notification, WebhookContext context, CancellationToken cancellationToken) =>
            Seen.Add(
                $"{context.Key} contact {notification.Data!.Id}, attempt {context.Attempt}, latest "
                    + $"{await context.IsLatestAsync(cancellationToken)}"
            );
    }

    private sealed class StaleContext(WebhookNotification notification) : WebhookContext(notification)
    {
        public override Task<bool> IsLatestAsync(CancellationToken cancellationToken = default) => Task.FromResult(false);
    }

    private sealed class FakeConnector : ClickFunnelsConnector
    {
        public override Task<bool> DisconnectAsync(long workspaceId, CancellationToken cancellationToken = default) =>
            Task.FromResult(true);
    }

    private sealed class BareConnector : ClickFunnelsConnector;
}

using ClickFunnels.AspNetCore.Tests.Support;
using ClickFunnels.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore.Tests.Receiving;

/// <summary>What is refused before the application starts.</summary>
public sealed class OptionsTests
{
    [Test]
    public async Task All_problems_are_reported_at_once_and_without_secrets()
    {
        var secret = Deliveries.NewSecret();

        var refused = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TestReceiver.StartAsync(configure: options =>
            {
                options.Secrets = [secret, " "];
                options.TenantSecrets["acme"] = [];
                options.TenantSecrets[""] = [secret];
                options.Workers = 0;
                options.MaxBodyBytes = 0;
                options.Retention = TimeSpan.FromHours(37);
                options.RetrySchedule = [TimeSpan.FromSeconds(-1)];
                options.InMemory.MaxOpenEvents = 0;
            })
        );

        Assert.That(refused!.Failures.Count(), Is.EqualTo(8));
        foreach (
            var setting in new[]
            {
                "Secrets",
                "TenantSecrets[\"acme\"]",
                "Workers",
                "MaxBodyBytes",
                "Retention",
                "RetrySchedule",
                "InMemory.MaxOpenEvents",
            }
        )
        {
            Assert.That(refused.Message, Does.Contain(setting));
        }

        Assert.That(refused.Message, Does.Not.Contain(secret));
    }

    [Test]
    public async Task Without_any_secret_the_application_does_not_start() =>
        Assert.That(
            (
                await Assert.ThrowsAsync<OptionsValidationException>(() =>
                    TestReceiver.StartAsync(configure: static options => options.Secrets = [])
                )
            )!.Message,
            Does.Contain("add the secret")
        );

    [Test]
    public void The_settings_as_they_are_have_no_problem() => Assert.That(new ClickFunnelsWebhooksOptions().Validate(), Is.Empty);

    [Test]
    public void Two_handlers_for_one_class_and_a_class_that_is_none_are_refused()
    {
        var builder = new ServiceCollection().AddClickFunnelsWebhooks(static _ => { });
        builder.On<ContactCreated>(static (_, _, _) => Task.CompletedTask).OnAny(static (_, _, _) => Task.CompletedTask);

        Assert.That(
            () => builder.On<ContactCreated>(static (_, _, _) => Task.CompletedTask),
            Throws.InvalidOperationException.With.Message.Contain("ContactCreated")
        );
        Assert.That(() => builder.OnAny(static (_, _, _) => Task.CompletedTask), Throws.InvalidOperationException);
        Assert.That(() => builder.On<WebhookNotification<Contact>>(static (_, _, _) => Task.CompletedTask), Throws.ArgumentException);
        Assert.That(() => builder.Services.AddClickFunnelsWebhooks(static _ => { }), Throws.InvalidOperationException);
    }

    [Test]
    public async Task An_endpoint_without_the_receiver_says_what_is_missing()
    {
        var application = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        application.WebHost.UseKestrelCore();
        application.Services.AddRoutingCore();
        await using var app = application.Build();

        Assert.That(
            () => app.MapClickFunnelsWebhooks("/hooks"),
            Throws.InvalidOperationException.With.Message.Contain("AddClickFunnelsWebhooks")
        );
    }
}

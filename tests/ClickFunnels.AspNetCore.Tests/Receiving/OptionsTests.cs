using ClickFunnels.AspNetCore.Tests.Support;
using ClickFunnels.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore.Tests.Receiving;

/// <summary>Validation of the options and registrations at startup.</summary>
public sealed class OptionsTests
{
    [Test]
    public void A_schedule_from_configuration_replaces_the_default_one()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([
                KeyValuePair.Create("RetrySchedule:0", (string?)"00:00:07"),
                KeyValuePair.Create("Secrets:0", (string?)"s"),
            ])
            .Build();
        var options = new ClickFunnelsWebhooksOptions();
        Assert.That(options.Delays, Has.Count.EqualTo(6));

        configuration.Bind(options);

        Assert.That(options.Delays, Is.EqualTo(new[] { TimeSpan.FromSeconds(7) }));
        Assert.That(options.Secrets, Is.EqualTo(new[] { "s" }));
    }

    [TestCase("\n")]
    [TestCase(" ")]
    public void A_secret_with_a_line_end_is_refused(string end)
    {
        var options = new ClickFunnelsWebhooksOptions();
        options.TenantSecrets["acme"] = ["secret" + end];

        Assert.That(options.Validate(), Has.Some.StartsWith("TenantSecrets[\"acme\"][0] starts or ends with"));
    }

    [Test]
    public async Task All_validation_errors_are_reported_at_once_and_without_secrets()
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
    public void The_default_options_are_valid() => Assert.That(new ClickFunnelsWebhooksOptions().Validate(), Is.Empty);

    [Test]
    public void A_second_handler_and_an_abstract_class_are_refused()
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
    public async Task Mapping_without_the_services_names_the_missing_call()
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

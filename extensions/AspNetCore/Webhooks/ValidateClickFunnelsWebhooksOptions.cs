using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>Reports all problems of the settings at once, when the application starts.</summary>
internal sealed class ValidateClickFunnelsWebhooksOptions(IServiceCollection services) : IValidateOptions<ClickFunnelsWebhooksOptions>
{
    public ValidateOptionsResult Validate(string? name, ClickFunnelsWebhooksOptions options)
    {
        var problems = options.Validate().ToList();
        if (TakesSecretsFromOptions() && options is { Secrets.Count: 0, TenantSecrets.Count: 0 })
        {
            problems.Add(
                "Secrets and TenantSecrets are empty: add the secret that the service showed when the webhook endpoint was created."
            );
        }

        return problems.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(problems.Select(static problem => "ClickFunnels webhooks: " + problem));
    }

    // Not asked of the provider itself, which may need the options.
    private bool TakesSecretsFromOptions() =>
        services.Last(static service => service.ServiceType == typeof(IWebhookSecretProvider)).ImplementationType
        == typeof(OptionsWebhookSecretProvider);
}

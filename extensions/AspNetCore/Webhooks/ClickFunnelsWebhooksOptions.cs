using ClickFunnels.Core.Infrastructure;
using ClickFunnels.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ClickFunnels.AspNetCore;

/// <summary>The options of the webhook receiver. They are validated when the application starts.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class ClickFunnelsWebhooksOptions
{
    private static readonly TimeSpan[] DefaultRetrySchedule =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
    ];

    /// <summary>
    /// The time for which the service repeats a delivery without a successful response: eight delays, about 37.4 hours in total.
    /// Source: vendor guide, webhooks, 2025-11.
    /// </summary>
    public static readonly TimeSpan SenderRetryWindow = TimeSpan.FromSeconds(1 + 15 + 60 + 300 + 900 + 3600 + (12 * 3600) + (24 * 3600));

    /// <summary>
    /// The secrets for deliveries without a tenant: the secret of the endpoint and, while you rotate it, the previous one. At
    /// most 10.
    /// </summary>
    public IList<string> Secrets { get; set; } = [];

    /// <summary>
    /// The secrets of each tenant. The key is the name of the tenant in the route, or its host; see
    /// <see cref="Microsoft.AspNetCore.Builder.ClickFunnelsWebhooksEndpointExtensions" />. For many tenants, register your own
    /// <see cref="IWebhookSecretProvider" />.
    /// </summary>
    public IDictionary<string, IReadOnlyList<string>> TenantSecrets { get; set; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>The maximum difference between the time of a signature and now, in both directions. The default is 600 seconds.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromSeconds(600);

    /// <summary>The maximum size of a body in bytes. The response to a larger body is 413. The default is 1 MiB.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>The maximum number of events that this process handles at the same time. The default is 8.</summary>
    public int Workers { get; set; } = 8;

    /// <summary>
    /// The timeout of a handler. When it expires, the handler's cancellation token is canceled and the event is tried again. The
    /// default is one minute.
    /// </summary>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The delays between the attempts to handle an event. If the attempt after the last delay fails too, the event becomes a dead
    /// letter. Null, the default, for 5 and 30 seconds, 2 and 10 minutes, 1 and 6 hours.
    /// </summary>
    /// <remarks>The default is not a list, because configuration would append its delays to it.</remarks>
    public IReadOnlyList<TimeSpan>? RetrySchedule { get; set; }

    /// <summary>
    /// The duration of the lease of an event. The process renews the lease while the handler runs. After a crash the lease
    /// expires, and another process handles the event. The default is 30 seconds.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The interval at which the store is polled for events that other processes accepted or whose delay has expired. The default
    /// is one second.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The time that running handlers have to finish when the application stops. After that they are canceled and their events are
    /// released. The default is 10 seconds; the maximum is 80 percent of the host's shutdown timeout.
    /// </summary>
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The retention of the ids of handled events, by which repeated deliveries are recognized. The minimum is
    /// <see cref="SenderRetryWindow" />; the default is 3 days.
    /// </summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(3);

    /// <summary>The retention of dead letters. The default is 30 days.</summary>
    public TimeSpan DeadLetterRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>The interval at which events with an expired retention are removed. The default is 10 minutes.</summary>
    public TimeSpan CleanupInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The health check is degraded if an event waits longer than this for a worker. The default is 5 minutes.</summary>
    public TimeSpan MaxBacklogAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The health check is degraded if there are more dead letters than this. The default is 0.</summary>
    public int MaxDeadLetters { get; set; }

    /// <summary>The limits of the in-memory store. They have no effect on other stores.</summary>
    public InMemoryWebhookStoreOptions InMemory { get; set; } = new();

    internal IReadOnlyList<TimeSpan> Delays => RetrySchedule ?? DefaultRetrySchedule;

    /// <summary>Returns the validation errors, each naming the option and how to fix it; empty if the options are valid.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (Secrets is null || TenantSecrets is null)
        {
            problems.Add("Secrets and TenantSecrets must not be null: use empty collections instead.");
        }
        else
        {
            ValidateSecrets(problems);
        }

        CheckRange(problems, nameof(Tolerance), Tolerance, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), "one second and one day");
        CheckRange(problems, nameof(MaxBodyBytes), MaxBodyBytes, 1024, 64 * 1024 * 1024, "1 KiB and 64 MiB");
        CheckRange(problems, nameof(Workers), Workers, 1, 1024, "1 and 1024");
        CheckRange(
            problems,
            nameof(HandlerTimeout),
            HandlerTimeout,
            TimeSpan.FromMilliseconds(10),
            TimeSpan.FromHours(1),
            "10 milliseconds and one hour"
        );
        CheckRange(problems, nameof(Lease), Lease, TimeSpan.FromMilliseconds(500), TimeSpan.FromHours(1), "half a second and one hour");
        CheckRange(
            problems,
            nameof(PollInterval),
            PollInterval,
            TimeSpan.FromMilliseconds(10),
            TimeSpan.FromMinutes(1),
            "10 milliseconds and one minute"
        );
        CheckRange(problems, nameof(ShutdownGrace), ShutdownGrace, TimeSpan.Zero, TimeSpan.FromMinutes(10), "zero and 10 minutes");
        CheckRange(
            problems,
            nameof(Retention),
            Retention,
            SenderRetryWindow,
            TimeSpan.FromDays(366),
            "37.4 hours (the time for which the service repeats deliveries) and one year"
        );
        CheckRange(
            problems,
            nameof(DeadLetterRetention),
            DeadLetterRetention,
            TimeSpan.FromHours(1),
            TimeSpan.FromDays(3660),
            "one hour and ten years"
        );
        CheckRange(
            problems,
            nameof(CleanupInterval),
            CleanupInterval,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromDays(1),
            "one second and one day"
        );
        CheckRange(
            problems,
            nameof(MaxBacklogAge),
            MaxBacklogAge,
            TimeSpan.FromSeconds(1),
            TimeSpan.FromDays(30),
            "one second and 30 days"
        );
        if (MaxDeadLetters < 0)
        {
            problems.Add("MaxDeadLetters must be 0 or more.");
        }

        if (
            RetrySchedule is not null
            && (RetrySchedule.Count > 100 || RetrySchedule.Any(static delay => delay < TimeSpan.Zero || delay > TimeSpan.FromDays(30)))
        )
        {
            problems.Add(
                "RetrySchedule must contain at most 100 delays, each between zero and 30 days. With an empty schedule each failed event "
                    + "becomes a dead letter."
            );
        }

        if (InMemory is null)
        {
            problems.Add("InMemory must not be null: keep its default value instead.");
        }
        else
        {
            problems.AddRange(InMemory.Validate());
        }

        return problems;
    }

    private void ValidateSecrets(List<string> problems)
    {
        AddSecretProblems(problems, nameof(Secrets), Secrets);
        foreach (var (tenant, secrets) in TenantSecrets)
        {
            if (!WebhookTenant.IsValid(tenant))
            {
                problems.Add(
                    $"TenantSecrets contains a tenant name that is empty, is longer than {WebhookTenant.MaximumLength} characters, or has "
                        + "control characters: use another name."
                );
            }
            else if (secrets is null || secrets.Count == 0)
            {
                problems.Add($"TenantSecrets[\"{tenant}\"] is empty: add the secret of the tenant's endpoint, or remove the tenant.");
            }
            else
            {
                AddSecretProblems(problems, $"TenantSecrets[\"{tenant}\"]", secrets);
            }
        }
    }

    private static void AddSecretProblems(List<string> problems, string name, IEnumerable<string> secrets)
    {
        var options = new WebhookVerifierOptions { Secrets = [.. secrets] };
        if (options.Secrets.Count > 0)
        {
            // Each problem begins with the name of the setting.
            problems.AddRange(options.Validate().Select(problem => name + problem[nameof(options.Secrets).Length..]));
        }
    }

    private static void CheckRange<T>(List<string> problems, string name, T value, T minimum, T maximum, string range)
        where T : IComparable<T>
    {
        if (value.CompareTo(minimum) < 0 || value.CompareTo(maximum) > 0)
        {
            problems.Add($"{name} must be between {range}.");
        }
    }
}

/// <summary>The limits of the in-memory store.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class InMemoryWebhookStoreOptions
{
    /// <summary>
    /// The maximum number of open events. When it is reached, the response to deliveries is 503 and the sender repeats them. The
    /// default is 10,000.
    /// </summary>
    public int MaxOpenEvents { get; set; } = 10_000;

    /// <summary>The maximum total size of the bodies of open events and dead letters in bytes. The default is 64 MiB.</summary>
    public long MaxBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>The maximum number of dead letters. When it is exceeded, the oldest dead letter is removed. The default is 1,000.</summary>
    public int MaxDeadLetters { get; set; } = 1_000;

    /// <summary>
    /// The maximum number of ids of handled events. When it is exceeded, the oldest id is removed even within its retention, and a
    /// repeated delivery of that event would be handled again. The default is 200,000, which takes about 50 MB.
    /// </summary>
    public int MaxRememberedEvents { get; set; } = 200_000;

    internal IEnumerable<string> Validate()
    {
        if (MaxOpenEvents < 1)
        {
            yield return "InMemory.MaxOpenEvents must be 1 or more.";
        }

        if (MaxBytes < 1024)
        {
            yield return "InMemory.MaxBytes must be 1 KiB or more.";
        }

        if (MaxDeadLetters < 1)
        {
            yield return "InMemory.MaxDeadLetters must be 1 or more.";
        }

        if (MaxRememberedEvents < 1)
        {
            yield return "InMemory.MaxRememberedEvents must be 1 or more.";
        }
    }
}

/// <summary>Reports all validation errors at once when the application starts.</summary>
internal sealed class ValidateClickFunnelsWebhooksOptions(IServiceCollection services) : IValidateOptions<ClickFunnelsWebhooksOptions>
{
    public ValidateOptionsResult Validate(string? name, ClickFunnelsWebhooksOptions options)
    {
        var problems = options.Validate().ToList();
        if (TakesSecretsFromOptions() && options is { Secrets.Count: 0, TenantSecrets.Count: 0 })
        {
            problems.Add(
                "Secrets and TenantSecrets are empty: add the secret that the service returned when the webhook endpoint was created."
            );
        }

        return problems.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(problems.Select(static problem => "ClickFunnels webhooks: " + problem));
    }

    // The registration is examined, because resolving the provider could require the options.
    private bool TakesSecretsFromOptions() =>
        services.Last(static service => service.ServiceType == typeof(IWebhookSecretProvider)).ImplementationType
        == typeof(OptionsWebhookSecretProvider);
}

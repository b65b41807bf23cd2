namespace ClickFunnels.AspNetCore;

/// <summary>Settings of the webhook receiver. All problems are reported at once, when the application starts.</summary>
public sealed class ClickFunnelsWebhooksOptions
{
    /// <summary>
    /// How long the service repeats a delivery that was not answered with success: eight waits, about 37.4 hours together.
    /// Source: vendor guide, webhooks, 2025-11.
    /// </summary>
    public static readonly TimeSpan SenderRetryWindow = TimeSpan.FromSeconds(1 + 15 + 60 + 300 + 900 + 3600 + (12 * 3600) + (24 * 3600));

    /// <summary>
    /// Secrets that deliveries without a tenant may be signed with: that of the endpoint and, while it is being changed, the
    /// one before. At most 10.
    /// </summary>
    public IList<string> Secrets { get; set; } = [];

    /// <summary>
    /// Secrets of each tenant, by its name in the route or by its host; see
    /// <see cref="Microsoft.AspNetCore.Builder.ClickFunnelsWebhooksEndpointExtensions" />. For many tenants register an
    /// <see cref="IWebhookSecretProvider" /> of your own.
    /// </summary>
    public IDictionary<string, IReadOnlyList<string>> TenantSecrets { get; set; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);

    /// <summary>How far the time of a signature may be from now, in both directions. 600 seconds when not set, as documented.</summary>
    public TimeSpan Tolerance { get; set; } = TimeSpan.FromSeconds(600);

    /// <summary>Largest body that is read, in bytes; a larger one is answered with 413. One mebibyte when not set.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>How many events this process handles at once; 8 when not set.</summary>
    public int Workers { get; set; } = 8;

    /// <summary>
    /// How long a handler may take before its cancellation token is canceled and the event is tried again; one minute when not set.
    /// </summary>
    public TimeSpan HandlerTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The waits between the attempts to handle an event. When the attempt after the last wait fails too, the event becomes a
    /// dead letter. When not set: 5 and 30 seconds, 2 and 10 minutes, 1 and 6 hours.
    /// </summary>
    public IReadOnlyList<TimeSpan> RetrySchedule { get; set; } =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(2),
        TimeSpan.FromMinutes(10),
        TimeSpan.FromHours(1),
        TimeSpan.FromHours(6),
    ];

    /// <summary>
    /// For how long a process owns the event that it handles. It renews the lease while the handler runs; after a crash the
    /// lease runs out and another process takes over. 30 seconds when not set.
    /// </summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How often the store is asked for events that other processes accepted or whose wait is over; one second when not set.
    /// </summary>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long running handlers may go on when the application stops, before they are canceled and their events given back.
    /// 10 seconds when not set; never longer than four fifths of the host's own time limit.
    /// </summary>
    public TimeSpan ShutdownGrace { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// For how long the ids of handled events are kept, so that late repetitions are recognized. At least
    /// <see cref="SenderRetryWindow" />; 3 days when not set.
    /// </summary>
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(3);

    /// <summary>For how long dead letters are kept; 30 days when not set.</summary>
    public TimeSpan DeadLetterRetention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How often what is past its retention is removed; 10 minutes when not set.</summary>
    public TimeSpan CleanupInterval { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The health check is degraded when an event waits longer than this for a worker; 5 minutes when not set.</summary>
    public TimeSpan MaxBacklogAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The health check is degraded when there are more dead letters than this; 0 when not set.</summary>
    public int MaxDeadLetters { get; set; }

    /// <summary>Bounds of the store in memory; of no effect with another store.</summary>
    public InMemoryWebhookStoreOptions InMemory { get; set; } = new();

    /// <summary>Returns each problem of the settings, with the setting's name and the mend; none when they can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var problems = new List<string>();
        if (Secrets is null || TenantSecrets is null)
        {
            problems.Add("Secrets and TenantSecrets must not be null: leave them empty instead.");
        }
        else
        {
            ValidateSecrets(problems);
        }

        Between(problems, nameof(Tolerance), Tolerance, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), "one second to one day");
        Between(problems, nameof(MaxBodyBytes), MaxBodyBytes, 1024, 64 * 1024 * 1024, "1 KiB to 64 MiB");
        Between(problems, nameof(Workers), Workers, 1, 1024, "1 to 1024");
        Between(
            problems,
            nameof(HandlerTimeout),
            HandlerTimeout,
            TimeSpan.FromMilliseconds(10),
            TimeSpan.FromHours(1),
            "10 milliseconds to one hour"
        );
        Between(problems, nameof(Lease), Lease, TimeSpan.FromMilliseconds(500), TimeSpan.FromHours(1), "half a second to one hour");
        Between(
            problems,
            nameof(PollInterval),
            PollInterval,
            TimeSpan.FromMilliseconds(10),
            TimeSpan.FromMinutes(1),
            "10 milliseconds to one minute"
        );
        Between(problems, nameof(ShutdownGrace), ShutdownGrace, TimeSpan.Zero, TimeSpan.FromMinutes(10), "zero to 10 minutes");
        Between(
            problems,
            nameof(Retention),
            Retention,
            SenderRetryWindow,
            TimeSpan.FromDays(366),
            "37.4 hours, the time in which the service repeats deliveries, to one year"
        );
        Between(
            problems,
            nameof(DeadLetterRetention),
            DeadLetterRetention,
            TimeSpan.FromHours(1),
            TimeSpan.FromDays(3660),
            "one hour to ten years"
        );
        Between(problems, nameof(CleanupInterval), CleanupInterval, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), "one second to one day");
        Between(problems, nameof(MaxBacklogAge), MaxBacklogAge, TimeSpan.FromSeconds(1), TimeSpan.FromDays(30), "one second to 30 days");
        Between(problems, nameof(MaxDeadLetters), MaxDeadLetters, 0, int.MaxValue, "0 upwards");

        if (
            RetrySchedule is null
            || RetrySchedule.Count > 100
            || RetrySchedule.Any(static wait => wait < TimeSpan.Zero || wait > TimeSpan.FromDays(30))
        )
        {
            problems.Add(
                "RetrySchedule must hold at most 100 waits, each from zero to 30 days; an empty one makes each failure a dead letter."
            );
        }

        if (InMemory is null)
        {
            problems.Add("InMemory must not be null: leave it as it is instead.");
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
                    $"TenantSecrets holds a tenant whose name is empty, longer than {WebhookTenant.MaximumLength} characters "
                        + "or has control characters: give it another."
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
        var list = secrets.ToList();
        if (list.Count > 10)
        {
            problems.Add($"{name} holds more than 10 secrets: keep the current one and the one before.");
        }

        if (list.Exists(string.IsNullOrWhiteSpace))
        {
            problems.Add($"{name} contains an empty secret: anybody could sign with it.");
        }
    }

    private static void Between<T>(List<string> problems, string name, T value, T minimum, T maximum, string range)
        where T : IComparable<T>
    {
        if (value.CompareTo(minimum) < 0 || value.CompareTo(maximum) > 0)
        {
            problems.Add($"{name} must be from {range}.");
        }
    }
}

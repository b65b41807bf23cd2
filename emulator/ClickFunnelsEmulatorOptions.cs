namespace ClickFunnels.Emulator;

/// <summary>Options of an emulator.</summary>
public sealed class ClickFunnelsEmulatorOptions
{
    internal const string TrafficVariable = "CLICKFUNNELS_EMULATOR_TRAFFIC";

    /// <summary>Address to listen on: http, an IP address or <c>localhost</c>, and a port; port 0 means a free one.</summary>
    public Uri ListenOn { get; set; } = new("http://127.0.0.1:0");

    /// <summary>Token of the first team; generated when null.</summary>
    public string? AccessToken { get; set; }

    /// <summary>Number of made-up contacts in the first workspace, 0 to 100000.</summary>
    public int Contacts { get; set; }

    /// <summary>True if the first workspace also has a default contact, which cannot be deleted.</summary>
    public bool DefaultContact { get; set; }

    /// <summary>
    /// True if the first contact of the first workspace has subscriptions that Stripe and Payments AI process, with a product, invoices,
    /// charges and restocks: the API cannot create them. Needs a contact.
    /// </summary>
    public bool ProcessorOrders { get; set; }

    /// <summary>Subdomain of the first workspace.</summary>
    public string Subdomain { get; set; } = "myworkspace";

    /// <summary>Workspaces beyond the first one.</summary>
    public IList<WorkspaceSeed> Workspaces { get; } = [];

    /// <summary>Tokens beyond the first one, which reaches all workspaces of the first team.</summary>
    public IList<TokenSeed> Tokens { get; } = [];

    /// <summary>The first numeric id. All resources share one sequence, which increases by one.</summary>
    public long FirstId { get; set; } = 1001;

    /// <summary>Clock for timestamps and delays.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Snapshot to start from instead of the seeds; tokens still come from these options.</summary>
    public string? SnapshotPath { get; set; }

    /// <summary>
    /// True to keep the state in <see cref="SnapshotPath"/>, which may then be missing at the start. The snapshot is saved at the start and
    /// at the stop. Between them, each change is in a log beside it, <c>SnapshotPath</c> with <c>.log</c>, before its response is sent: a
    /// change that was acknowledged is not lost when the process is killed. Only one emulator can use the files at a time.
    /// </summary>
    public bool SaveSnapshotOnStop { get; set; }

    /// <summary>
    /// True to flush each change to the disk before its response is sent, so that it survives a power failure. Without it, a change
    /// survives the end of the process, but not that of the machine. Changes become much slower. Only with
    /// <see cref="SaveSnapshotOnStop"/>.
    /// </summary>
    public bool FlushToDisk { get; set; }

    /// <summary>Called before each write to the change log; tests make it fail.</summary>
    internal Action? BeforeLogWrite { get; set; }

    /// <summary>Number of requests that <see cref="ClickFunnelsEmulator.Requests"/> keeps.</summary>
    public int RequestLogCapacity { get; set; } = 10_000;

    /// <summary>Largest body that is read, in bytes.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Applications that can connect accounts with OAuth; when empty there is one, with a generated secret.</summary>
    public IList<OAuthApplication> OAuthApplications { get; } = [];

    /// <summary>
    /// Secret of every webhook endpoint; each has its own, generated, when null. Snapshots hold no secrets: endpoints of a snapshot
    /// need this one.
    /// </summary>
    public string? WebhookSecret { get; set; }

    /// <summary>
    /// True if webhooks are also delivered to other machines. By default, only receivers on loopback get them, so that a test that
    /// contains a real address disturbs nobody.
    /// </summary>
    public bool DeliverBeyondLoopback { get; set; }

    /// <summary>Time by <see cref="TimeProvider"/> within which a receiver of webhooks must respond.</summary>
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Number of webhooks that are sent at the same time, 1 to 256.</summary>
    public int WebhookParallelism { get; set; } = 16;

    /// <summary>Number of attempts that <see cref="ClickFunnelsEmulator.Deliveries"/> keeps.</summary>
    public int DeliveryLogCapacity { get; set; } = 10_000;

    /// <summary>Writer that gets one line per request; null for none. Bodies, queries and credentials are never written.</summary>
    public TextWriter? Log { get; set; }

    /// <summary>
    /// Folder that each exchange is written to as a file, for <c>clickfunnels-drift responses</c>; nowhere when null. From the environment
    /// variable <c>CLICKFUNNELS_EMULATOR_TRAFFIC</c> when not set. Bodies are whole, as the data are made up; tokens are left out, and so
    /// are
    /// exchanges that a fault affected.
    /// </summary>
    public string? TrafficFolder { get; set; } =
        Environment.GetEnvironmentVariable(TrafficVariable) is { Length: > 0 } folder ? folder : null;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Contacts);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Contacts, WorkspaceSeed.MaxContacts);
        ArgumentOutOfRangeException.ThrowIfLessThan(FirstId, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(FirstId, 1_000_000_000);
        ArgumentOutOfRangeException.ThrowIfNegative(RequestLogCapacity);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBodyBytes, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(DeliveryLogCapacity);
        ArgumentOutOfRangeException.ThrowIfLessThan(WebhookParallelism, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WebhookParallelism, 256);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(WebhookTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WebhookTimeout, TimeSpan.FromMinutes(10));
        if (WebhookSecret is { Length: 0 })
        {
            throw new ArgumentException("The webhook secret is empty. Set a value, or leave it null.");
        }

        foreach (var application in OAuthApplications)
        {
            application.Validate();
        }

        if (OAuthApplications.Select(application => application.ClientId).Distinct().Count() < OAuthApplications.Count)
        {
            throw new ArgumentException("Two OAuth applications have the same client id.");
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(Subdomain);
        if (AccessToken is { } token && (token.Length is 0 or > 500 || token.Any(letter => letter is <= ' ' or > '~')))
        {
            throw new ArgumentException("The access token must be 1 to 500 visible ASCII characters.");
        }

        if (!ListenOn.IsAbsoluteUri || ListenOn.Scheme != "http" || ListenOn.PathAndQuery != "/")
        {
            throw new ArgumentException($"Cannot listen on {ListenOn}. Use an address such as http://127.0.0.1:4010.");
        }

        if (SaveSnapshotOnStop && SnapshotPath is null)
        {
            throw new ArgumentException("SaveSnapshotOnStop requires SnapshotPath.");
        }

        if (FlushToDisk && !SaveSnapshotOnStop)
        {
            throw new ArgumentException("FlushToDisk requires SaveSnapshotOnStop.");
        }

        if (TrafficFolder is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(TrafficFolder);
        }
    }
}

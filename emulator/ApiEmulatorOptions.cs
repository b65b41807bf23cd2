using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator;

/// <summary>Options that the emulators of all APIs have.</summary>
public abstract class ApiEmulatorOptions
{
    internal const string TrafficVariable = "CLICKFUNNELS_EMULATOR_TRAFFIC";
    internal const string StrictVariable = "CLICKFUNNELS_EMULATOR_STRICT";

    private const long DefaultFirstId = 1001;
    private long? _firstId;

    private protected ApiEmulatorOptions(string api)
    {
        Api = api;
        TrafficFolder = Environment.GetEnvironmentVariable(TrafficVariable) is { Length: > 0 } folder ? Path.Combine(folder, api) : null;
        Strict = Environment.GetEnvironmentVariable(StrictVariable) is "1" or "true";
    }

    internal string Api { get; }

    /// <summary>Address to listen on: http, an IP address or <c>localhost</c>, and a port; port 0 means a free one.</summary>
    public Uri ListenOn { get; set; } = new("http://127.0.0.1:0");

    /// <summary>
    /// The first numeric id. All resources share one sequence, which increases by one. It is 1001 unless it is set or follows from
    /// <see cref="IdSeed"/>.
    /// </summary>
    public long FirstId
    {
        get => _firstId ?? new GeneratedValues(IdSeed).FirstId ?? DefaultFirstId;
        set => _firstId = value;
    }

    /// <summary>
    /// A number from which everything follows that the emulator makes up: ids, UUIDs, tokens and secrets. The same calls then get the same
    /// responses in each run, if the clock is the same. Null for random values and ids from 1001. For tests only: tokens and secrets of a
    /// seed number can be guessed.
    /// </summary>
    public long? IdSeed { get; set; }

    /// <summary>
    /// Seed files to start with, in their order; a later one can refer to the records of an earlier one. They are not read if the state
    /// comes from <see cref="SnapshotPath"/>.
    /// </summary>
    public IList<string> SeedFiles { get; } = [];

    /// <summary>True to start with the shop of the demonstration: products, contacts, orders and more. It is a seed file as well.</summary>
    public bool DemoShop { get; set; }

    /// <summary>Clock for timestamps and delays.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Snapshot to start from instead of the seeds; credentials still come from these options.</summary>
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

    /// <summary>Number of requests that <see cref="ApiEmulator.Requests"/> keeps.</summary>
    public int RequestLogCapacity { get; set; } = 10_000;

    /// <summary>Largest body that is read, in bytes.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>
    /// True if webhooks are also delivered to other machines. By default, only receivers on loopback get them, so that a test that
    /// contains a real address disturbs nobody.
    /// </summary>
    public bool DeliverBeyondLoopback { get; set; }

    /// <summary>Time by <see cref="TimeProvider"/> within which a receiver of webhooks must respond.</summary>
    public TimeSpan WebhookTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Number of webhooks that are sent at the same time, 1 to 256.</summary>
    public int WebhookParallelism { get; set; } = 16;

    /// <summary>Number of attempts that <see cref="ApiEmulator.Deliveries"/> keeps.</summary>
    public int DeliveryLogCapacity { get; set; } = 10_000;

    /// <summary>
    /// True if other machines, and web pages of other machines, may control the emulator below <c>/_emulator</c>. The control shows all
    /// records and credentials, and changes them.
    /// </summary>
    public bool AllowRemoteControl { get; set; }

    /// <summary>Writer that gets one line per request; null for none. Bodies, queries and credentials are never written.</summary>
    public TextWriter? Log { get; set; }

    /// <summary>
    /// Folder that each exchange is written to as a file, for <c>clickfunnels-drift responses</c>; nowhere when null. When not set, it is
    /// the folder with the name of the API below the one in the environment variable <c>CLICKFUNNELS_EMULATOR_TRAFFIC</c>. Bodies are
    /// whole, as the data are made up; credentials are left out, and so are exchanges that a fault affected.
    /// </summary>
    public string? TrafficFolder { get; set; }

    /// <summary>
    /// True to refuse requests that break the contract. The response says where and how to fix it, and the request is not carried out. When
    /// not set, it is true if the environment variable <c>CLICKFUNNELS_EMULATOR_STRICT</c> is 1 or true.
    /// </summary>
    public bool Strict { get; set; }

    /// <summary>
    /// Recording that is served back: a folder that <see cref="TrafficFolder"/> wrote, one of its files, or a HAR file; null for none. A
    /// request is the recorded one if its method, path, query and body are equal. Credentials are not compared, as recordings hold none.
    /// </summary>
    public string? ReplayPath { get; set; }

    /// <summary>The way in which <see cref="ReplayPath"/> is served back.</summary>
    public ReplayMode ReplayMode { get; set; } = ReplayMode.Strict;

    /// <summary>Secret of the webhook endpoints that have none of their own.</summary>
    private protected virtual string? EndpointSecret => null;

    /// <summary>Limits of database-heavy reads; services without such limits have the defaults.</summary>
    private protected virtual FilteredReadSettings ReadSettings { get; } = new();

    internal FilteredReadSettings Reads => ReadSettings;

    internal string? SharedSecret => EndpointSecret;

    /// <exception cref="ArgumentException">An option is out of range.</exception>
    internal virtual void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(FirstId, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(FirstId, 1_000_000_000);
        ArgumentOutOfRangeException.ThrowIfNegative(RequestLogCapacity);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxBodyBytes, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(DeliveryLogCapacity);
        ArgumentOutOfRangeException.ThrowIfLessThan(WebhookParallelism, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WebhookParallelism, 256);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(WebhookTimeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(WebhookTimeout, TimeSpan.FromMinutes(10));
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

        if (!Enum.IsDefined(ReplayMode))
        {
            throw new ArgumentException($"There is no replay mode {ReplayMode}. Use Strict or Lenient.");
        }

        if (ReplayPath is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(ReplayPath);
        }

        foreach (var file in SeedFiles)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(file);
        }

        if (TrafficFolder is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(TrafficFolder);
        }
    }

    /// <exception cref="ArgumentException">The credential cannot be sent in a header.</exception>
    private protected static void ValidateCredential(string? credential, string name)
    {
        if (credential is { } token && (token.Length is 0 or > 500 || token.Any(letter => letter is <= ' ' or > '~')))
        {
            throw new ArgumentException($"The {name} must be 1 to 500 visible ASCII characters.");
        }
    }
}

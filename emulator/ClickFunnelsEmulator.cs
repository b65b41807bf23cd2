using System.Net;
using System.Security.Cryptography;
using ClickFunnels.Emulator.ClickFunnels;
using ClickFunnels.Emulator.Contract;
using ClickFunnels.Emulator.Deliveries;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Events;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.OAuth;
using ClickFunnels.Emulator.Requests;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator;

/// <summary>
/// A local stand-in for the ClickFunnels 2.0 API: all operations of the contract, state in memory. It is not the vendor's server;
/// <see cref="BehaviorCatalog"/> lists the documented and the assumed behaviors. Thread-safe. Dispose it to stop it.
/// </summary>
public sealed class ClickFunnelsEmulator : IAsyncDisposable
{
    private const string TokenPrefix = "emulator-";
    private readonly WebApplication _app;
    private readonly ClickFunnelsEmulatorOptions _options;
    private readonly RequestLog _log;
    private readonly EventRecorder _events;
    private readonly DeliveryQueue _deliveries;
    private readonly ChangeLog? _changes;
    private int _stopped;

    private ClickFunnelsEmulator(
        WebApplication app,
        ClickFunnelsEmulatorOptions options,
        RecordStore store,
        RequestLog log,
        FaultLedger<Fault> faults,
        EventRecorder events,
        DeliveryQueue deliveries,
        ChangeLog? changes,
        OAuthApplication application,
        IReadOnlyList<string> tokens
    )
    {
        _app = app;
        _options = options;
        _log = log;
        Store = store;
        Faults = faults;
        _events = events;
        _deliveries = deliveries;
        _changes = changes;
        OAuthApplication = application;
        AccessTokens = tokens;
        Workspaces = [.. store.Of("Workspace").Select(Describe)];
    }

    /// <summary>Address that replaces both of the service's hosts, such as <c>http://127.0.0.1:4010/</c>.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>Token of the first team.</summary>
    public string AccessToken => AccessTokens[0];

    /// <summary>All tokens: the first team's, then those of <see cref="ClickFunnelsEmulatorOptions.Tokens"/> in their order.</summary>
    public IReadOnlyList<string> AccessTokens { get; }

    /// <summary>Numeric id of the first team.</summary>
    public long TeamId => Workspaces[0].TeamId;

    /// <summary>Numeric id of the first workspace.</summary>
    public long WorkspaceId => Workspaces[0].Id;

    /// <summary>Subdomain of the first workspace.</summary>
    public string Subdomain => Workspaces[0].Subdomain;

    /// <summary>All workspaces.</summary>
    public IReadOnlyList<EmulatedWorkspace> Workspaces { get; }

    /// <summary>The last requests, oldest first. A request is added before its response is sent.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _log.All;

    /// <summary>Planned faults of calls.</summary>
    public FaultLedger<Fault> Faults { get; }

    /// <summary>The first application that can connect accounts with OAuth.</summary>
    public OAuthApplication OAuthApplication { get; }

    /// <summary>The last attempts to deliver events to webhook endpoints, oldest first.</summary>
    public IReadOnlyList<WebhookDelivery> Deliveries => _deliveries.Log;

    /// <summary>Planned faults of deliveries.</summary>
    public FaultLedger<WebhookFault> WebhookFaults => _deliveries.Faults;

    internal RecordStore Store { get; }

    /// <summary>Starts an emulator; it listens when the task completes.</summary>
    /// <param name="options">Options; the defaults when null.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    /// <exception cref="FileNotFoundException">The snapshot does not exist.</exception>
    /// <exception cref="InvalidDataException">The snapshot or its change log cannot be read.</exception>
    /// <exception cref="IOException">The address is in use, or another process uses the snapshot.</exception>
    public static async Task<ClickFunnelsEmulator> StartAsync(
        ClickFunnelsEmulatorOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        options ??= new ClickFunnelsEmulatorOptions();
        options.Validate();
        var changes = options.SaveSnapshotOnStop
            ? ChangeLog.Open(options.SnapshotPath!, options.FlushToDisk, options.BeforeLogWrite)
            : null;
        try
        {
            return await StartAsync(options, changes, cancellationToken);
        }
        catch
        {
            changes?.Dispose();
            throw;
        }
    }

    private static async Task<ClickFunnelsEmulator> StartAsync(
        ClickFunnelsEmulatorOptions options,
        ChangeLog? changes,
        CancellationToken cancellationToken
    )
    {
        var contract = ApiContract.Embedded;
        var store = await FillAsync(options, changes, cancellationToken);
        var routes = new ApiRoutes(contract, contract.ToRouteTable());
        var tokens = new TokenRegistry();
        var issued = Issue(options, store, tokens);
        var faults = new FaultLedger<Fault>(routes.ValidateTarget);
        var log = new RequestLog(options.RequestLogCapacity);
        var deliveries = new DeliveryQueue(store, ClickFunnelsPlatform.Instance, options, changes);
        var handler = new CallHandler(contract, ClickFunnelsPlatform.Instance, store, options.TimeProvider, deliveries, changes);
        var applications = options.OAuthApplications.Count == 0 ? [OAuthApplication.Generate()] : options.OAuthApplications.ToList();
        var oauth = new OAuthServer(applications, store, tokens, options.TimeProvider);
        var traffic = options.TrafficFolder is { } folder ? new TrafficFolder(folder) : null;
        var pipeline = new ApiPipeline(routes, tokens, faults, handler, oauth, log, traffic, options);

        var app = Build(options);
        app.Run(pipeline.InvokeAsync);
        var emulator = new ClickFunnelsEmulator(
            app,
            options,
            store,
            log,
            faults,
            handler.Events,
            deliveries,
            changes,
            applications[0],
            issued
        );
        try
        {
            changes?.Compact(store);
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await deliveries.DisposeAsync();
            await app.DisposeAsync();
            throw;
        }

        emulator.Url = new Uri(app.Urls.First());
        emulator.Resume();
        return emulator;
    }

    /// <summary>
    /// Saves the state to a file, which <see cref="ClickFunnelsEmulatorOptions.SnapshotPath"/> can start from. Tokens are not saved.
    /// </summary>
    /// <param name="path">File to write; replaced when it exists.</param>
    /// <param name="cancellationToken">Cancels the saving.</param>
    public Task SaveSnapshotAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        cancellationToken.ThrowIfCancellationRequested();
        lock (Store.Gate)
        {
            if (_changes is not null && Path.GetFullPath(path) == Path.GetFullPath(_options.SnapshotPath!))
            {
                _changes.Compact(Store);
            }
            else
            {
                SnapshotFile.Save(Store, path, null);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Waits until no delivery is being sent and none is due by the emulator's clock. Later attempts and held deliveries are not waited
    /// for.
    /// </summary>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    public Task WaitForDeliveriesAsync(CancellationToken cancellationToken = default) => _deliveries.WaitUntilIdleAsync(cancellationToken);

    /// <summary>Delivers an event once more to the endpoints that now listen to its type; returns their first attempts.</summary>
    /// <param name="eventId">Id of the event (a UUID).</param>
    /// <param name="cancellationToken">Cancels the waiting, not the deliveries.</param>
    /// <exception cref="ArgumentException">The event does not exist.</exception>
    public Task<IReadOnlyList<WebhookDelivery>> RedeliverAsync(string eventId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventId);
        RecordedEvent recorded;
        lock (Store.Gate)
        {
            var known =
                Store.Of("WebhookEvent").LastOrDefault(one => one.Text("uuid") == eventId)
                ?? throw new ArgumentException($"The emulator has recorded no event with the id {eventId}.", nameof(eventId));
            recorded = new RecordedEvent(
                known,
                _events.Listening(
                    known.WorkspaceId!.Value,
                    known.Text("event_type_id")!,
                    known.Number("page_id"),
                    known.Number("funnel_id")
                )
            );
        }

        return _deliveries.RedeliverAsync(recorded, cancellationToken);
    }

    /// <summary>
    /// Raises an event that no operation causes, such as the end of a trial. Returns its id, or null if no endpoint listens.
    /// </summary>
    /// <param name="eventType">Event type, such as <c>subscription.trial_ended</c>.</param>
    /// <param name="subjectId">Numeric id of the record of the event.</param>
    /// <exception cref="ArgumentException">The event type or the record does not exist.</exception>
    /// <exception cref="IOException">The event could not be written to the change log.</exception>
    public string? RaiseEvent(string eventType, long subjectId)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventType);
        if (!EventTable.ByType.TryGetValue(eventType, out var rule))
        {
            throw new ArgumentException($"The service has no event type '{eventType}'.", nameof(eventType));
        }

        RecordedEvent? recorded;
        var position = 0L;
        lock (Store.Gate)
        {
            try
            {
                var subject =
                    Store.Find(rule.Resource, subjectId)
                    ?? throw new ArgumentException($"The emulator has no {rule.Resource} with the id {subjectId}.", nameof(subjectId));
                recorded = _events.Record(rule, subject, _options.TimeProvider.GetUtcNow());
                if (recorded is null)
                {
                    return null;
                }

                position = _changes?.Append(Store, [.. recorded.Deliveries]) ?? 0;
                Store.Commit();
            }
            finally
            {
                Store.Rollback();
            }
        }

        _changes?.Flush(position);
        _deliveries.Enqueue(recorded);
        return recorded.Event.Text("uuid");
    }

    /// <summary>Stops listening, ends all deliveries and, when the options say so, saves the snapshot.</summary>
    public ValueTask DisposeAsync() => StopAsync(_options.SaveSnapshotOnStop);

    /// <summary>Stops; without saving, the files stay as they are after a crash.</summary>
    internal async ValueTask StopAsync(bool save)
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(timeout.Token);
        await _app.DisposeAsync();
        await _deliveries.DisposeAsync();
        using (_changes)
        {
            if (save)
            {
                lock (Store.Gate)
                {
                    _changes?.Compact(Store);
                }
            }
        }
    }

    // Delivers what waited when the emulator stopped. Events or endpoints that are gone need no delivery.
    private void Resume()
    {
        if (_changes is null)
        {
            return;
        }

        var resumed = new List<RecordedEvent>();
        lock (Store.Gate)
        {
            foreach (var waiting in _changes.Waiting)
            {
                if (Store.Find("WebhookEvent", waiting.EventId) is { } recorded && Store.Find(waiting.EndpointId) is not null)
                {
                    resumed.Add(new RecordedEvent(recorded, [waiting.EndpointId]));
                }
                else
                {
                    _changes.Finish(waiting);
                }
            }
        }

        _deliveries.Resume(resumed);
    }

    /// <summary>Returns whether the behavior of an operation is documented, or the same as for any other operation of its kind.</summary>
    /// <param name="operationId">Id of the operation in the contract.</param>
    /// <exception cref="KeyNotFoundException">The contract does not have the operation.</exception>
    public static OperationBehavior BehaviorOf(string operationId) => BehaviorCatalog.Operations[operationId];

    private static async Task<RecordStore> FillAsync(
        ClickFunnelsEmulatorOptions options,
        ChangeLog? changes,
        CancellationToken cancellationToken
    )
    {
        var store = new RecordStore(options.FirstId) { EndpointSecret = options.WebhookSecret };
        if (options.SnapshotPath is { } path && (!options.SaveSnapshotOnStop || File.Exists(path)))
        {
            var header = await SnapshotFile.LoadAsync(store, path, cancellationToken);
            store.Commit();
            if (changes is null)
            {
                ChangeLog.Apply(store, path, header);
            }
            else
            {
                changes.Restore(store, header);
            }
        }
        else
        {
            changes?.Restore(store, null);
            var seeder = new Seeder(store, options.TimeProvider);
            var first = new WorkspaceSeed(options.Subdomain)
            {
                Contacts = options.Contacts,
                DefaultContact = options.DefaultContact,
                ProcessorOrders = options.ProcessorOrders,
            };
            foreach (var seed in options.Workspaces.Prepend(first))
            {
                ArgumentOutOfRangeException.ThrowIfNegative(seed.Contacts);
                ArgumentOutOfRangeException.ThrowIfGreaterThan(seed.Contacts, WorkspaceSeed.MaxContacts);
                if (store.Of("Workspace").Any(workspace => workspace.Text("subdomain") == seed.Subdomain))
                {
                    throw new ArgumentException($"Two workspaces have the subdomain {seed.Subdomain}.");
                }

                seeder.Seed(seed);
            }
        }

        store.Commit();
        return store;
    }

    [Behavior("A token reaches all workspaces of its team", Evidence.Documented, "vendor guide, authentication, 2025-11")]
    private static List<string> Issue(ClickFunnelsEmulatorOptions options, RecordStore store, TokenRegistry tokens)
    {
        var workspaces = store.Of("Workspace");
        var issued = new List<string>();
        Add(options.AccessToken, workspaces.Where(workspace => workspace.TeamId == workspaces[0].TeamId));
        foreach (var seed in options.Tokens)
        {
            var unknown = seed.Subdomains.FirstOrDefault(subdomain =>
                workspaces.All(workspace => workspace.Text("subdomain") != subdomain)
            );
            if (seed.Subdomains.Count == 0 || unknown is not null)
            {
                throw new ArgumentException($"A token must name at least one existing subdomain; unknown: {unknown ?? "none given"}.");
            }

            Add(seed.AccessToken, workspaces.Where(workspace => seed.Subdomains.Contains(workspace.Text("subdomain")!)));
        }

        return issued;

        void Add(string? token, IEnumerable<Record> reached)
        {
            token ??= TokenPrefix + RandomNumberGenerator.GetHexString(32, lowercase: true);
            var list = reached.ToList();
            tokens.Add(
                token,
                new Caller(list.Select(workspace => workspace.TeamId).ToHashSet(), [.. list.Select(workspace => workspace.Id)])
            );
            issued.Add(token);
        }
    }

    private static WebApplication Build(ClickFunnelsEmulatorOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // the pipeline counts, so that the error has the shape of the service's
            var address = options.ListenOn.Host == "localhost" ? IPAddress.Loopback : IPAddress.Parse(options.ListenOn.Host.Trim('[', ']'));
            kestrel.Listen(address, options.ListenOn.Port);
        });
        return builder.Build();
    }

    private EmulatedWorkspace Describe(Record workspace)
    {
        return new EmulatedWorkspace(
            workspace.Id,
            workspace.PublicId,
            workspace.TeamId,
            workspace.Text("subdomain")!,
            Ids("ContactTag"),
            Ids("Course"),
            Ids("Form")
        );

        List<long> Ids(string resource) =>
            [.. Store.Of(resource).Where(record => record.WorkspaceId == workspace.Id).Select(record => record.Id)];
    }

    // The program that embeds the emulator keeps its own signal handlers.
    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

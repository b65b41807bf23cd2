using System.Text.Json.Nodes;
using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Events;
using ClickFunnels.Emulator.Hosting;
using ClickFunnels.Emulator.Seeding;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator;

/// <summary>
/// A local stand-in for the API of a platform: all operations of its contract, state in memory. It is not the vendor's server;
/// <see cref="BehaviorCatalog"/> lists the documented and the assumed behaviors. Thread-safe. Dispose it to stop it.
/// </summary>
public abstract class ApiEmulator : IAsyncDisposable
{
    private readonly EmulatorHost _host;

    private protected ApiEmulator(EmulatorHost host) => _host = host;

    /// <summary>Name of the API: <c>clickfunnels</c>, <c>simvoly</c> or <c>elasticfunnels</c>.</summary>
    public string Api => _host.Platform.Api;

    /// <summary>Address that a client of the API is given instead of the service's, such as <c>http://127.0.0.1:4010/</c>.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>The last requests, oldest first. A request is added before its response is sent.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _host.Log.All;

    /// <summary>Planned faults of calls.</summary>
    public FaultLedger<Fault> Faults => _host.Faults;

    /// <summary>The last attempts to deliver events to webhook endpoints, oldest first; none if the API has no webhooks.</summary>
    public IReadOnlyList<WebhookDelivery> Deliveries => _host.Deliveries?.Log ?? [];

    /// <summary>Planned faults of deliveries. If the API has no webhooks, no target is known.</summary>
    public FaultLedger<WebhookFault> WebhookFaults =>
        field ??= _host.Deliveries?.Faults ?? new FaultLedger<WebhookFault>(type => $"The service has no event type '{type}'.");

    /// <summary>The records that seed files gave a name, by that name.</summary>
    public IReadOnlyDictionary<string, SeededRecord> Seeded => _host.Seeded;

    internal RecordStore Store => _host.Store;

    private protected EmulatorHost Host => _host;

    /// <summary>
    /// Saves the state to a file, which <see cref="ApiEmulatorOptions.SnapshotPath"/> can start from. Credentials are not saved.
    /// </summary>
    /// <param name="path">File to write; replaced when it exists.</param>
    /// <param name="cancellationToken">Cancels the saving.</param>
    public Task SaveSnapshotAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        cancellationToken.ThrowIfCancellationRequested();
        lock (Store.Gate)
        {
            if (_host.Changes is { } changes && Path.GetFullPath(path) == Path.GetFullPath(_host.Options.SnapshotPath!))
            {
                changes.Compact(Store);
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
    public Task WaitForDeliveriesAsync(CancellationToken cancellationToken = default) =>
        _host.Deliveries?.WaitUntilIdleAsync(cancellationToken) ?? Task.CompletedTask;

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
                (_host.Platform.Webhooks is { } webhooks ? Store.Of(webhooks.EventResource) : []).LastOrDefault(one =>
                    one.Text("uuid") == eventId
                ) ?? throw new ArgumentException($"The emulator has recorded no event with the id {eventId}.", nameof(eventId));
            recorded = new RecordedEvent(
                known,
                _host.Platform.Webhooks!.Listening(Store, known.WorkspaceId!.Value, known.Text("event_type_id")!, known)
            );
        }

        return _host.Deliveries!.RedeliverAsync(recorded, cancellationToken);
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
        if (_host.Platform.Webhooks is not { } webhooks || !webhooks.ByType.TryGetValue(eventType, out var rule))
        {
            throw new ArgumentException($"The service has no event type '{eventType}'.", nameof(eventType));
        }

        RecordedEvent? recorded = null;
        Change(() =>
        {
            var subject =
                Store.Find(rule.Resource, subjectId)
                ?? throw new ArgumentException($"The emulator has no {rule.Resource} with the id {subjectId}.", nameof(subjectId));
            recorded = _host.Handler.Events!.Record(rule, subject, _host.Options.TimeProvider.GetUtcNow());
            return recorded is null ? [] : [recorded];
        });
        return recorded?.Event.Text("uuid");
    }

    /// <summary>
    /// Adds records as if the service had made them: also such as its API cannot create, and many at once. Fields that are left out get the
    /// usual values. The rules of the API are not checked. Events are raised as for a call. Returns the ids in the order of the records.
    /// </summary>
    /// <param name="resource">Name of the schema in the contract, such as <c>Order</c>.</param>
    /// <param name="records">Fields by their names on the wire.</param>
    /// <exception cref="ArgumentException">The contract has no records of this name, or they do not have one of the fields.</exception>
    /// <exception cref="IOException">The records could not be written to the change log.</exception>
    public IReadOnlyList<long> AddRecords(string resource, IEnumerable<JsonObject> records)
    {
        ArgumentException.ThrowIfNullOrEmpty(resource);
        ArgumentNullException.ThrowIfNull(records);
        var contract = _host.Platform.Contract;
        if (contract.Operations.All(operation => operation.Resource != resource))
        {
            throw new ArgumentException(
                $"The API has no records '{resource}'. Use the name of a schema of its contract.",
                nameof(resource)
            );
        }

        var schema = contract.Schema(resource);
        var behavior = _host.Handler.Behaviors.For(resource);
        var ids = new List<long>();
        Change(() =>
        {
            var now = _host.Options.TimeProvider.GetUtcNow();
            foreach (var record in records)
            {
                // Parsed again, so that numbers have the same form as those of a body.
                var fields = (JsonObject)JsonNode.Parse(record.ToJsonString())!;

                // An id may link to a record that the responses show in its place.
                if (
                    fields
                        .FirstOrDefault(one =>
                            one.Key == "id" || !(IsOpen(schema) || schema.Properties.ContainsKey(one.Key) || IsLink(one.Key))
                        )
                        .Key is
                    { } name
                )
                {
                    throw new ArgumentException($"{resource} has no field '{name}' that can be set.", nameof(records));
                }

                behavior.Complete(fields);
                _host.Platform.Stamp(fields, resource, now, isNew: true);
                var added = Store.Insert(resource, Owner.TeamId, Owner.WorkspaceId, fields);
                behavior.Identify(added);
                ids.Add(added.Id);
            }

            return _host.Handler.Events?.Record(now) ?? [];
        });
        return ids;

        static bool IsOpen(ContractSchema schema) => schema.Values is not null;

        static bool IsLink(string name) => name.EndsWith("_id", StringComparison.Ordinal);
    }

    /// <summary>
    /// Adds the records of a seed file, and returns those that have a name. No events are raised. If anything in the file is wrong, nothing
    /// is changed.
    /// </summary>
    /// <param name="text">The text of the file: YAML or JSON.</param>
    /// <param name="name">Name of the file in error messages.</param>
    /// <exception cref="InvalidDataException">The file is not right. The message names each problem with its line and column.</exception>
    /// <exception cref="IOException">The records could not be written to the change log.</exception>
    public IReadOnlyDictionary<string, SeededRecord> Seed(string text, string name = "seed")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return _host.Seed(text, name);
    }

    /// <summary>Reads a seed file, and adds its records like <see cref="Seed(string, string)"/>.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file is not right. The message names each problem with its line and column.</exception>
    /// <exception cref="IOException">The file cannot be read, or the records could not be written to the change log.</exception>
    public async Task<IReadOnlyDictionary<string, SeededRecord>> SeedFileAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return _host.Seed(await SeedFiles.ReadAsync(path, cancellationToken), path);
    }

    /// <summary>
    /// Writes the state as a seed file in YAML: all records with names, and references instead of ids. Credentials and events are left out.
    /// The file replaces the state of an emulator that it is given to.
    /// </summary>
    public string ExportSeed() => _host.ExportSeed();

    /// <summary>The workspace, website or brand that added records belong to.</summary>
    private protected abstract Record Owner { get; }

    /// <summary>Stops listening, ends all deliveries and, when the options say so, saves the snapshot.</summary>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return StopAsync(_host.Options.SaveSnapshotOnStop);
    }

    /// <summary>Stops; without saving, the files stay as they are after a crash.</summary>
    internal ValueTask StopAsync(bool save) => _host.StopAsync(save);

    /// <summary>Changes the store outside a call, like a call: logged, undone if it fails, and followed by its deliveries.</summary>
    /// <param name="change">Changes the store, and returns the events that it recorded.</param>
    private protected void Change(Func<IReadOnlyList<RecordedEvent>> change)
    {
        IReadOnlyList<RecordedEvent> events;
        long position;
        lock (Store.Gate)
        {
            try
            {
                events = change();
                position = _host.Changes?.Append(Store, [.. events.SelectMany(one => one.Deliveries)]) ?? 0;
                Store.Commit();
            }
            finally
            {
                Store.Rollback();
            }
        }

        _host.Changes?.Flush(position);
        foreach (var one in events)
        {
            _host.Deliveries!.Enqueue(one);
        }
    }

    /// <summary>Makes up a credential, unless one is given.</summary>
    private protected static string Credential(string? given, GeneratedValues generated) => given ?? "emulator-" + generated.Hex(32);

    /// <summary>Starts to listen; stops everything if that fails.</summary>
    private protected static async Task<T> StartAsync<T>(T emulator, Http.ISideRoutes? beside, CancellationToken cancellationToken)
        where T : ApiEmulator
    {
        try
        {
            var address = await emulator._host.StartAsync(beside, cancellationToken);
            var path = emulator._host.Platform.ClientPath;
            emulator.Url = path.Length == 0 ? address : new Uri(address, path + "/");
            return emulator;
        }
        catch
        {
            await emulator.StopAsync(save: false);
            throw;
        }
    }
}

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
    private const int MaxKeptStates = 100;
    private const int MaxNameLength = 100;
    private readonly EmulatorHost _host;
    private readonly OrderedDictionary<string, EmulatorState> _kept = [];

    private protected ApiEmulator(EmulatorHost host) => _host = host;

    /// <summary>Name of the API: <c>clickfunnels</c>, <c>simvoly</c> or <c>elasticfunnels</c>.</summary>
    public string Api => _host.Platform.Api;

    /// <summary>Address that a client of the API is given instead of the service's, such as <c>http://127.0.0.1:4010/</c>.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1");

    /// <summary>The last requests, oldest first. A request is added before its response is sent.</summary>
    public IReadOnlyList<RecordedRequest> Requests => _host.Log.All;

    /// <summary>
    /// The exchanges of <see cref="ApiEmulatorOptions.ReplayPath"/> that no request has asked for, in their recorded order. Exchanges with the
    /// status 401, without a response, and with paths outside the API are not replayed, and not listed.
    /// </summary>
    public IReadOnlyList<UnusedReplay> UnusedReplays => _host.Replay?.Unused ?? [];

    /// <summary>Planned faults of calls.</summary>
    public FaultLedger<Fault> Faults => _host.Faults;

    /// <summary>The last attempts to deliver events to webhook endpoints, oldest first; none if the API has no webhooks.</summary>
    public IReadOnlyList<WebhookDelivery> Deliveries => _host.Deliveries?.Log ?? [];

    /// <summary>Planned faults of deliveries. If the API has no webhooks, no target is known.</summary>
    public FaultLedger<WebhookFault> WebhookFaults =>
        field ??= _host.Deliveries?.Faults ?? new FaultLedger<WebhookFault>(type => $"The service has no event type '{type}'.");

    /// <summary>The records that seed files gave a name, by that name.</summary>
    public IReadOnlyDictionary<string, SeededRecord> Seeded => _host.Seeded;

    /// <summary>The clock: it can be advanced, set and frozen.</summary>
    public EmulatorClock Clock => _host.Clock;

    /// <summary>Names of the states that <see cref="KeepState"/> kept, oldest first.</summary>
    public IReadOnlyList<string> KeptStates
    {
        get
        {
            lock (_kept)
            {
                return [.. _kept.Keys];
            }
        }
    }

    internal RecordStore Store => _host.Store;

    internal EmulatorHost Host => _host;

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
    /// Goes back to the state of the start: records, ids, credentials and secrets are those of the seeds or of the snapshot. Planned faults,
    /// the logs of requests and deliveries, tokens that applications were granted, and deliveries that wait are gone.
    /// <see cref="Clock"/> follows the time again. States that <see cref="KeepState"/> kept stay. Calls that run meanwhile are carried out
    /// before or after the reset. No delivery of the state before arrives after the task has completed.
    /// </summary>
    /// <exception cref="IOException">The snapshot could not be written.</exception>
    /// <exception cref="ObjectDisposedException">The emulator was stopped.</exception>
    public Task ResetAsync() => _host.ReplaceAsync(null, Refresh);

    /// <summary>
    /// Replaces all records by those of a snapshot, as at a start with it: credentials stay, and webhook endpoints have the secret of the
    /// options only. Deliveries that wait are gone. Planned faults, logs and the clock stay.
    /// </summary>
    /// <param name="path">File that <see cref="SaveSnapshotAsync"/> wrote, or that an emulator keeps its state in.</param>
    /// <param name="cancellationToken">Cancels the reading of the file; the state then stays as it is.</param>
    /// <exception cref="ArgumentException">
    /// A token of the options names a workspace that the snapshot does not have, or this emulator keeps its state in the file.
    /// </exception>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="InvalidDataException">The file cannot be read, or is of another API.</exception>
    /// <exception cref="IOException">The file is in use, or the emulator's own snapshot could not be written.</exception>
    /// <exception cref="ObjectDisposedException">The emulator was stopped.</exception>
    public async Task RestoreSnapshotAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (_host.Changes is not null && Path.GetFullPath(path) == Path.GetFullPath(_host.Options.SnapshotPath!))
        {
            throw new ArgumentException($"The emulator keeps its present state in {path}. Name another file.", nameof(path));
        }

        await _host.ReplaceAsync(await _host.ReadAsync(path, IssueTokens, cancellationToken), Refresh);
    }

    /// <summary>
    /// Keeps the present state in memory under a name: all records, ids, secrets and tokens. A state of this name is replaced.
    /// </summary>
    /// <param name="name">1 to 100 ASCII letters, digits, hyphens, underscores and dots.</param>
    /// <exception cref="ArgumentException">The name is not valid.</exception>
    /// <exception cref="InvalidOperationException">100 states are kept already.</exception>
    public void KeepState(string name)
    {
        CheckName(name);
        lock (_kept)
        {
            if (_kept.Count >= MaxKeptStates && !_kept.ContainsKey(name))
            {
                throw new InvalidOperationException($"{MaxKeptStates} states are kept already. Forget one that is no longer needed.");
            }

            _kept[name] = _host.Capture();
        }
    }

    /// <summary>
    /// Goes back to a state that was kept, as often as needed. Deliveries that wait are gone. Planned faults, logs and the clock stay.
    /// </summary>
    /// <param name="name">Name of the state.</param>
    /// <exception cref="KeyNotFoundException">No state of this name is kept.</exception>
    /// <exception cref="IOException">The snapshot could not be written.</exception>
    /// <exception cref="ObjectDisposedException">The emulator was stopped.</exception>
    public Task RestoreStateAsync(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        EmulatorState? state;
        lock (_kept)
        {
            if (!_kept.TryGetValue(name, out state))
            {
                throw new KeyNotFoundException($"No state '{name}' is kept. Keep it first.");
            }
        }

        return _host.ReplaceAsync(state, Refresh);
    }

    /// <summary>Forgets a state that was kept; returns false if there is none of this name.</summary>
    /// <param name="name">Name of the state.</param>
    public bool ForgetState(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (_kept)
        {
            return _kept.Remove(name);
        }
    }

    /// <summary>Replaces all records by those of a snapshot.</summary>
    internal async Task RestoreSnapshotAsync(Stream snapshot, string name, CancellationToken cancellationToken) =>
        await _host.ReplaceAsync(await _host.ReadAsync(snapshot, name, IssueTokens, cancellationToken), Refresh);

    /// <summary>Describes the connection, as the program does when it listens.</summary>
    internal JsonObject Connection()
    {
        var connection = new JsonObject { ["api"] = Api, ["url"] = Url.AbsoluteUri.TrimEnd('/') };
        AddCredentials(connection);
        return connection;
    }

    /// <summary>
    /// Waits until no delivery is being sent and none is due by the emulator's clock. Later attempts and held deliveries are not waited
    /// for.
    /// </summary>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    public Task WaitForDeliveriesAsync(CancellationToken cancellationToken = default) =>
        _host.Deliveries?.WaitUntilIdleAsync(cancellationToken) ?? Task.CompletedTask;

    /// <summary>
    /// Delivers an event once more to the endpoints that now listen to its type; returns their first attempts. The result is canceled when
    /// the state is reset or restored before them.
    /// </summary>
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
                _host.Platform.Webhooks!.Listening(Store, known.WorkspaceId!.Value, known.Text("event_type_id")!, known),
                Store.Epoch
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
            recorded = _host.Handler.Events!.Record(rule, subject, Clock.GetUtcNow());
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
    public IReadOnlyList<long> AddRecords(string resource, IEnumerable<JsonObject> records) =>
        AddRecords(resource, records, isChecked: false);

    /// <summary>Adds records; checked ones must have all that the API needs to show them.</summary>
    internal IReadOnlyList<long> AddRecords(string resource, IEnumerable<JsonObject> records, bool isChecked)
    {
        RequireResource(resource);
        ArgumentNullException.ThrowIfNull(records);
        var contract = _host.Platform.Contract;
        var schema = contract.Schema(resource);
        var behavior = _host.Handler.Behaviors.For(resource);
        var ids = new List<long>();
        Change(() =>
        {
            var now = Clock.GetUtcNow();
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

            if (isChecked)
            {
                _host.Handler.Editor.RequireReadable();
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

    /// <summary>Forgets all requests. Their count goes on.</summary>
    public void ClearRequests()
    {
        _host.Log.Clear();
        _host.Feed.Restart();
    }

    /// <summary>Returns a record as the API shows it, or null if it does not exist.</summary>
    /// <param name="resource">Name of the schema in the contract, such as <c>Order</c>.</param>
    /// <param name="id">Numeric id of the record.</param>
    /// <exception cref="ArgumentException">The contract has no records of this name.</exception>
    public JsonObject? GetRecord(string resource, long id)
    {
        RequireResource(resource);
        lock (Store.Gate)
        {
            return Store.Find(resource, id) is { } record
                ? _host.Handler.Writer.Render(record, _host.Platform.Contract.Schema(resource))
                : null;
        }
    }

    /// <summary>
    /// Changes fields of a record, also such as the API only returns. Types and formats are checked, other rules of the API are not.
    /// Events are raised as for a call.
    /// </summary>
    /// <param name="resource">Name of the schema in the contract, such as <c>Order</c>.</param>
    /// <param name="id">Numeric id of the record.</param>
    /// <param name="changes">The fields to change, by their names on the wire.</param>
    /// <exception cref="ArgumentException">The record does not exist, a field cannot be set, or a value is not valid.</exception>
    /// <exception cref="IOException">The change could not be written to the change log.</exception>
    public void UpdateRecord(string resource, long id, JsonObject changes)
    {
        ArgumentNullException.ThrowIfNull(changes);

        // Parsed again, so that numbers have the same form as those of a body.
        var fields = (JsonObject)JsonNode.Parse(changes.ToJsonString())!;
        Edit(resource, id, (record, now) => _host.Handler.Editor.Update(record, fields, now));
    }

    /// <summary>
    /// Deletes a record with the effects that its deletion by the API has. A record that the API cannot delete is removed, unless other
    /// records refer to it.
    /// </summary>
    /// <param name="resource">Name of the schema in the contract, such as <c>Order</c>.</param>
    /// <param name="id">Numeric id of the record.</param>
    /// <exception cref="ArgumentException">The record does not exist.</exception>
    /// <exception cref="InvalidOperationException">Other records refer to it, or the API refuses its deletion.</exception>
    /// <exception cref="IOException">The change could not be written to the change log.</exception>
    public void DeleteRecord(string resource, long id) => Edit(resource, id, (record, now) => _host.Handler.Editor.Delete(record, now));

    private void Edit(string resource, long id, Action<Record, DateTimeOffset> edit)
    {
        RequireResource(resource);
        Change(() =>
        {
            var now = Clock.GetUtcNow();
            edit(
                Store.Find(resource, id) ?? throw new ArgumentException($"The emulator has no {resource} with the id {id}.", nameof(id)),
                now
            );
            _host.Handler.Editor.RequireReadable();
            return _host.Handler.Events?.Record(now) ?? [];
        });
    }

    private void RequireResource(string resource)
    {
        ArgumentException.ThrowIfNullOrEmpty(resource);
        if (_host.Platform.Contract.Operations.All(operation => operation.Resource != resource))
        {
            throw new ArgumentException(
                $"The API has no records '{resource}'. Use the name of a schema of its contract.",
                nameof(resource)
            );
        }
    }

    /// <summary>
    /// Writes the state as a seed file in YAML: all records with names, and references instead of ids. Credentials and events are left out.
    /// The file replaces the state of an emulator that it is given to.
    /// </summary>
    public string ExportSeed() => _host.ExportSeed();

    /// <summary>The workspace, website or brand that added records belong to.</summary>
    private protected abstract Record Owner { get; }

    /// <summary>Returns the tokens of the options, for the records of a store.</summary>
    /// <exception cref="ArgumentException">A token names a record that the store does not have.</exception>
    private protected abstract IReadOnlyList<Http.IssuedToken> Issue(RecordStore store);

    /// <summary>Adds what a client needs to connect.</summary>
    private protected abstract void AddCredentials(JsonObject connection);

    /// <summary>Called with the store's gate held when its records were replaced.</summary>
    private protected virtual void Refresh() { }

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

    private IReadOnlyList<Http.IssuedToken> IssueTokens(RecordStore store)
    {
        var issued = Issue(store);
        return issued.All(token => token.Caller.WorkspaceIds.Count > 0)
            ? issued
            : throw new InvalidDataException("The snapshot has no workspace, website or brand.");
    }

    private static void CheckName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length is 0 or > MaxNameLength || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
        {
            throw new ArgumentException(
                $"The name of a state must be 1 to {MaxNameLength} ASCII letters, digits, hyphens, underscores and dots.",
                nameof(name)
            );
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
            emulator._host.Tokens.Replace(emulator.IssueTokens(emulator.Store), emulator.Store.Epoch);
            var address = await emulator._host.StartAsync(emulator, beside, cancellationToken);
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

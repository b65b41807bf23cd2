using System.Net;
using ClickFunnels.Emulator.Control;
using ClickFunnels.Emulator.Deliveries;
using ClickFunnels.Emulator.Engine;
using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Replay;
using ClickFunnels.Emulator.Requests;
using ClickFunnels.Emulator.Seeding;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Hosting;

/// <summary>The parts of a running emulator of any API: the store, its change log, the deliveries and the web server.</summary>
internal sealed class EmulatorHost
{
    private const int ManyRecords = 100_000;
    private static readonly Dictionary<string, SeededRecord> NothingSeeded = [];

    private readonly WebApplication _app;
    private readonly TrafficFolder? _traffic;
    private readonly StrictMode? _strict;
    private readonly FilteredReadSettings _reads;
    private EmulatorState? _start;
    private ISideRoutes? _beside;
    private int _stopped;

    // Before, changes are saved with the first snapshot.
    private bool _isListening;

    private EmulatorHost(Platform platform, ApiEmulatorOptions options, RecordStore store, ChangeLog? changes, ReplayLibrary? replay)
    {
        Replay = replay;
        Platform = platform;
        Options = options;
        Store = store;
        Changes = changes;
        Clock = new EmulatorClock(options.TimeProvider);
        _reads = options.Reads.Copy();
        Routes = new ApiRoutes(platform.Contract);
        Faults = new FaultLedger<Fault>(Routes.ValidateTarget);
        var checker = new ContractChecker(platform.Contract, Routes);
        Log = new RequestLog(options.RequestLogCapacity, platform.Contract, checker, Clock);
        _strict = options.Strict ? new StrictMode(checker) : null;
        Deliveries = platform.Webhooks is { } webhooks ? new DeliveryQueue(store, webhooks, options, Clock, changes) : null;
        Handler = new CallHandler(platform, store, Clock, Deliveries, changes, options.Reads);
        _traffic = options.TrafficFolder is { } folder ? new TrafficFolder(folder, platform.Contract.Credential.Name) : null;
        Feed = new LiveFeed(this);
        _app = Build(options);
    }

    public Platform Platform { get; }

    public ApiEmulatorOptions Options { get; }

    public RecordStore Store { get; }

    /// <summary>The only clock that the parts go by.</summary>
    public EmulatorClock Clock { get; }

    public ChangeLog? Changes { get; }

    public TokenRegistry Tokens { get; } = new();

    public FaultLedger<Fault> Faults { get; }

    public RequestLog Log { get; }

    /// <summary>Null if no recording is replayed.</summary>
    public ReplayLibrary? Replay { get; }

    /// <summary>Null if the platform has no webhooks.</summary>
    public DeliveryQueue? Deliveries { get; }

    public CallHandler Handler { get; }

    /// <summary>Called after the records were replaced.</summary>
    public Action? Replaced { get; set; }

    /// <summary>Wakes the streams of the control.</summary>
    public LiveFeed Feed { get; }

    /// <summary>The control over HTTP; null before the start.</summary>
    public ControlServer? Control { get; private set; }

    private ApiRoutes Routes { get; }

    /// <summary>Fills a store from the snapshot, or else from the seeds.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="options">Valid options.</param>
    /// <param name="seed">Fills an empty store.</param>
    /// <param name="cancellationToken">Cancels the reading of the snapshot.</param>
    public static async Task<EmulatorHost> CreateAsync(
        Platform platform,
        ApiEmulatorOptions options,
        Action<RecordStore> seed,
        CancellationToken cancellationToken
    )
    {
        var replay = options.ReplayPath is { } recording
            ? await LoadAsync(platform, recording, options.ReplayMode, cancellationToken)
            : null;
        var changes = options.SaveSnapshotOnStop
            ? ChangeLog.Open(options.SnapshotPath!, options.FlushToDisk, options.BeforeLogWrite)
            : null;
        try
        {
            var store = NewStore(platform, options);
            var isSeeded = await FillAsync(store, options, changes, seed, cancellationToken);
            var host = new EmulatorHost(platform, options, store, changes, replay);
            if (isSeeded)
            {
                foreach (var (text, name) in await SeedFiles.ReadAsync(platform.Api, options, cancellationToken))
                {
                    host.Seed(text, name);
                }
            }

            return host;
        }
        catch
        {
            changes?.Dispose();
            throw;
        }
    }

    /// <summary>The records that seed files gave a name.</summary>
    public IReadOnlyDictionary<string, SeededRecord> Seeded { get; private set; } = NothingSeeded;

    /// <summary>Called after a seed file added workspaces.</summary>
    public Action? OnTenantsAdded { get; set; }

    /// <summary>
    /// Adds the records of a seed file; returns those with a name. No events are raised. An invalid file changes nothing.
    /// </summary>
    /// <param name="text">YAML or JSON.</param>
    /// <param name="name">Name of the file in errors.</param>
    /// <exception cref="InvalidDataException">The file is not right; the message names each problem with its position.</exception>
    /// <exception cref="IOException">The records could not be written to the change log.</exception>
    public IReadOnlyDictionary<string, SeededRecord> Seed(string text, string name)
    {
        var file = SeedReader.Read(Platform, text, name);
        IReadOnlyDictionary<string, SeededRecord> seeded;
        var position = 0L;
        lock (Store.Gate)
        {
            try
            {
                seeded = new SeedRun(Platform, Store, Handler, Clock, Seeded).Run(file);
                if (_isListening)
                {
                    position = Changes?.Append(Store, []) ?? 0;
                }

                Store.Commit();
                Seeded = file.Replaces ? seeded : Seeded.Concat(seeded).ToDictionary();
            }
            finally
            {
                Store.Rollback();
            }
        }

        Changes?.Flush(position);
        if (file.Tenants.Count > 1)
        {
            OnTenantsAdded?.Invoke();
        }

        return seeded;
    }

    /// <summary>Writes the state as a seed file in YAML, without credentials and events.</summary>
    public string ExportSeed()
    {
        lock (Store.Gate)
        {
            return SeedExport.Write(Platform, Store, Handler.Behaviors);
        }
    }

    /// <summary>Listens; returns the address of the server.</summary>
    /// <param name="emulator">The emulator that is controlled.</param>
    /// <param name="beside">Routes beside the API; null for none.</param>
    /// <param name="cancellationToken">Cancels the start.</param>
    public async Task<Uri> StartAsync(ApiEmulator emulator, ISideRoutes? beside, CancellationToken cancellationToken)
    {
        _beside = beside;
        _start = Capture();
        var pipeline = new ApiPipeline(
            Routes,
            Platform,
            Tokens,
            Faults,
            Handler,
            beside,
            Log,
            _traffic,
            Options,
            new ReadGate(Options.Reads, Store),
            _strict,
            Replay,
            Clock
        );
        var control = Control = new ControlServer(emulator, this, _app);
        _app.Run(context => ControlServer.Serves(context) ? control.InvokeAsync(context) : pipeline.InvokeAsync(context));
        Changes?.Compact(Store);
        _isListening = true;
        if (Store.Count > ManyRecords)
        {
            // Filling the store leaves much more garbage than records.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }

        await _app.StartAsync(cancellationToken);
        Resume();
        return new Uri(_app.Urls.First());
    }

    /// <summary>Returns the state as it is now.</summary>
    public EmulatorState Capture()
    {
        lock (Store.Gate)
        {
            return new EmulatorState(Store.Capture(), Tokens.All, Seeded);
        }
    }

    /// <summary>Reads the state of a snapshot and its log, with the tokens of the start.</summary>
    /// <param name="path">File of the snapshot.</param>
    /// <param name="issue">Returns the tokens for a store.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="InvalidDataException">The snapshot is damaged, or of another API.</exception>
    public async Task<EmulatorState> ReadAsync(
        string path,
        Func<RecordStore, IReadOnlyList<IssuedToken>> issue,
        CancellationToken cancellationToken
    )
    {
        var store = NewStore(Platform, Options);
        var header = await SnapshotFile.LoadAsync(store, path, cancellationToken);
        store.Commit();
        ChangeLog.Apply(store, path, header);
        store.Commit();
        return new EmulatorState(store.Capture(), issue(store), NothingSeeded);
    }

    /// <summary>Reads the state of a snapshot, with the tokens of the start.</summary>
    /// <param name="stream">The snapshot.</param>
    /// <param name="name">Name of the snapshot in errors.</param>
    /// <param name="issue">Returns the tokens for a store.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="InvalidDataException">The snapshot is damaged, or of another API.</exception>
    public async Task<EmulatorState> ReadAsync(
        Stream stream,
        string name,
        Func<RecordStore, IReadOnlyList<IssuedToken>> issue,
        CancellationToken cancellationToken
    )
    {
        var store = NewStore(Platform, Options);
        await SnapshotFile.LoadAsync(store, stream, name, cancellationToken);
        store.Commit();
        return new EmulatorState(store.Capture(), issue(store), NothingSeeded);
    }

    /// <summary>
    /// Replaces the state at once: each call is carried out before or after it. Deliveries of the state before have ended when the task
    /// completes.
    /// </summary>
    /// <param name="state">The new state; null for that of the start, which also clears faults and logs and resets the clock.</param>
    /// <param name="refresh">Called with the new state in the store.</param>
    /// <exception cref="IOException">The snapshot could not be written. The state is as before.</exception>
    public async Task ReplaceAsync(EmulatorState? state, Action refresh)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _stopped) != 0, typeof(ApiEmulator));
        ChangeLogException? failure = null;
        Func<Task>? end;
        lock (Store.Gate)
        {
            var next = state ?? _start!;
            try
            {
                Changes?.Replace(Store.Api, next.Records);
            }
            catch (ChangeLogException exception)
            {
                // The snapshot has the new state, but its log takes no further changes.
                failure = exception;
            }

            Store.Replace(next.Records);
            Tokens.Replace(next.Tokens, Store.Epoch);
            Seeded = next.Seeded;
            _beside?.Forget();
            if (state is null)
            {
                Faults.Clear();
                Deliveries?.Faults.Clear();
                Options.Reads.Take(_reads);
                Clock.Reset();
                Replay?.Reset();
                Log.Clear(Store.Epoch);
            }

            end = Deliveries?.Begin(Store.Epoch, clearsLog: state is null);
            refresh();
        }

        if (end is not null)
        {
            await end();
        }

        Replaced?.Invoke();
        if (failure is not null)
        {
            throw failure;
        }
    }

    /// <summary>Stops; without saving, the files stay as they are after a crash.</summary>
    public async ValueTask StopAsync(bool save)
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        Feed.Close();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(timeout.Token);
        await _app.DisposeAsync();
        if (Deliveries is not null)
        {
            await Deliveries.DisposeAsync();
        }

        using (Changes)
        {
            if (save)
            {
                lock (Store.Gate)
                {
                    Changes?.Compact(Store);
                }
            }
        }
    }

    // Delivers what waited when the emulator stopped. Events or endpoints that are gone need no delivery.
    private void Resume()
    {
        if (Changes is null || Deliveries is null)
        {
            return;
        }

        var resumed = new List<Events.RecordedEvent>();
        lock (Store.Gate)
        {
            foreach (var waiting in Changes.Waiting)
            {
                if (
                    Store.Find(Platform.Webhooks!.EventResource, waiting.EventId) is { } recorded
                    && Store.Find(waiting.EndpointId) is not null
                )
                {
                    resumed.Add(new Events.RecordedEvent(recorded, [waiting.EndpointId], Store.Epoch));
                }
                else
                {
                    Changes.Finish(waiting);
                }
            }
        }

        Deliveries.Resume(resumed);
    }

    private static RecordStore NewStore(Platform platform, ApiEmulatorOptions options) =>
        new(options.FirstId)
        {
            Api = platform.Api,
            Generated = new GeneratedValues(options.IdSeed),
            EndpointSecret = options.SharedSecret,
            HasPublicIds = platform.HasPublicIds,
        };

    private static async Task<ReplayLibrary> LoadAsync(
        Platform platform,
        string recording,
        ReplayMode mode,
        CancellationToken cancellationToken
    )
    {
        var loader = new ReplayLoader(new ApiRoutes(platform.Contract), platform.Contract.BasePath, mode);
        return new ReplayLibrary(await loader.LoadAsync(recording, cancellationToken), mode);
    }

    // Returns true if the state does not come from a snapshot.
    private static async Task<bool> FillAsync(
        RecordStore store,
        ApiEmulatorOptions options,
        ChangeLog? changes,
        Action<RecordStore> seed,
        CancellationToken cancellationToken
    )
    {
        var isSeeded = options.SnapshotPath is null || (options.SaveSnapshotOnStop && !File.Exists(options.SnapshotPath));
        if (!isSeeded)
        {
            var path = options.SnapshotPath!;
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
            seed(store);
        }

        store.Commit();
        return isSeeded;
    }

    private static WebApplication Build(ApiEmulatorOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, QuietLifetime>();
        builder.Services.AddRoutingCore();
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

    // The program that embeds the emulator keeps its own signal handlers.
    private sealed class QuietLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

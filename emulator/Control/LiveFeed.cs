using System.Threading.Channels;
using ClickFunnels.Emulator.Hosting;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Control;

/// <summary>
/// Wakes the streams of the control when something happens. It keeps nothing of what happened: streams read the logs. When nobody
/// listens, it costs a call and a comparison.
/// </summary>
internal sealed class LiveFeed
{
    private const int MaxListeners = 64;

    private readonly Lock _gate = new();
    private readonly RecordStore _store;
    private volatile LiveListener[] _listeners = [];
    private bool _isClosed;
    private long _clockChanges;

    public LiveFeed(EmulatorHost host)
    {
        _store = host.Store;
        host.Log.Added = Signal;
        host.Faults.Changed = Signal;
        host.Replaced = Restart;
        host.Clock.Changed = () =>
        {
            Interlocked.Increment(ref _clockChanges);
            Signal();
        };
        if (host.Deliveries is { } deliveries)
        {
            deliveries.Attempted = Signal;
            deliveries.Faults.Changed = Signal;
        }
    }

    /// <summary>Changes when the numbers of requests and deliveries begin anew, and when a log was cleared.</summary>
    public string Run { get; private set; } = NewRun();

    /// <summary>Number of times that the clock was moved, frozen or resumed.</summary>
    public long ClockChanges => Interlocked.Read(ref _clockChanges);

    /// <summary>Wakes all listeners.</summary>
    public void Signal()
    {
        foreach (var listener in _listeners)
        {
            listener.Signal();
        }
    }

    /// <summary>Tells all listeners that the logs are not what they were.</summary>
    public void Restart()
    {
        Run = NewRun();
        Signal();
    }

    /// <summary>Begins to listen; null if too many do.</summary>
    public LiveListener? Listen()
    {
        var listener = new LiveListener(this);
        lock (_gate)
        {
            if (_listeners.Length >= MaxListeners || _isClosed)
            {
                return null;
            }

            _listeners = [.. _listeners, listener];
            _store.Committed = Commit;
        }

        return listener;
    }

    /// <summary>Ends all streams, so that they do not hold up the end of the emulator.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            foreach (var listener in _listeners)
            {
                listener.Close();
            }
        }
    }

    public void Remove(LiveListener listener)
    {
        lock (_gate)
        {
            _listeners = [.. _listeners.Where(other => other != listener)];
            if (_listeners.Length == 0)
            {
                _store.Committed = null;
            }
        }
    }

    private static string NewRun() => Guid.NewGuid().ToString("N")[..8];

    private void Commit(IEnumerable<Record> changed)
    {
        string[] resources = [.. changed.Select(static record => record.Resource).Distinct()];
        foreach (var listener in _listeners)
        {
            listener.Changed(resources);
        }
    }
}

/// <summary>One stream that listens. Dispose it to end that.</summary>
internal sealed class LiveListener(LiveFeed feed) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _resources = [];

    // One entry is enough: it says that there is something to read.
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true }
    );

    public void Signal() => _signals.Writer.TryWrite(true);

    public void Changed(IEnumerable<string> resources)
    {
        lock (_gate)
        {
            _resources.UnionWith(resources);
        }

        Signal();
    }

    /// <summary>Returns the resources that changed since the last call.</summary>
    public string[] TakeChanged()
    {
        lock (_gate)
        {
            string[] changed = [.. _resources.Order(StringComparer.Ordinal)];
            _resources.Clear();
            return changed;
        }
    }

    /// <summary>Waits for a signal. Returns null if none came in time, and false if there will be none.</summary>
    public async Task<bool?> WaitAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(limit);
        try
        {
            var isOpen = await _signals.Reader.WaitToReadAsync(timeout.Token);
            _signals.Reader.TryRead(out _);
            return isOpen;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Close() => _signals.Writer.TryComplete();

    public void Dispose() => feed.Remove(this);
}

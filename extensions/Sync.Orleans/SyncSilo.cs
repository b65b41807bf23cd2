using Microsoft.Extensions.Options;

namespace ClickFunnels.Sync.Orleans;

/// <summary>The parts that all grains of a silo share.</summary>
internal sealed class SyncSilo : IDisposable
{
    public SyncSilo(IOptions<OrleansSyncOptions> options)
    {
        Options = options.Value;
        Runs = new SemaphoreSlim(Options.MaxConcurrentRuns);
    }

    public OrleansSyncOptions Options { get; }

    /// <summary>Limits the runs that are in progress at the same time.</summary>
    public SemaphoreSlim Runs { get; }

    public void Dispose() => Runs.Dispose();
}

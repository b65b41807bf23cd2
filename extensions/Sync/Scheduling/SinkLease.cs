using System.Globalization;

namespace ClickFunnels.Sync;

/// <summary>
/// The right to run the sync of a workspace, kept in the state of the sink. The fence has a number that grows with each run, and each
/// commit of the run compares it. So a run that lost the lease can store nothing, whatever its clock says.
/// </summary>
/// <param name="sink">The sink.</param>
/// <param name="workspace">Id of the workspace.</param>
/// <param name="duration">Validity without a renewal.</param>
/// <param name="clock">The clock.</param>
internal sealed class SinkLease(SyncSink sink, long workspace, TimeSpan duration, TimeProvider clock)
{
    public const string FenceEntry = "_lease.fence";
    public const string UntilEntry = "_lease.until";

    /// <summary>The fence of the run that holds the lease.</summary>
    public string Fence { get; private set; } = "";

    /// <summary>Takes the lease.</summary>
    /// <exception cref="SyncConflictException">Another run holds it.</exception>
    public async Task AcquireAsync(CancellationToken cancellationToken)
    {
        var state = (
            await sink.ReadStateAsync(workspace, "_lease.", cancellationToken: cancellationToken).ConfigureAwait(false)
        ).ToDictionary();
        var old = state.GetValueOrDefault(FenceEntry);
        if (
            state.TryGetValue(UntilEntry, out var text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var until)
            && until > clock.GetUtcNow()
            // A clock that was wrong must not block the workspace for years.
            && until <= clock.GetUtcNow() + duration + TimeSpan.FromMinutes(10)
        )
        {
            throw new SyncConflictException(
                $"Another run of workspace {workspace} is in progress. If its process was lost, the workspace is free at {text}."
            );
        }

        _ = long.TryParse(old?.Split(' ')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        Fence = string.Create(CultureInfo.InvariantCulture, $"{number + 1} {Guid.NewGuid():N}");
        try
        {
            await CommitAsync(old, new() { [FenceEntry] = Fence, [UntilEntry] = GetUntil() }, cancellationToken).ConfigureAwait(false);
        }
        catch (SyncConflictException) when (!cancellationToken.IsCancellationRequested)
        {
            // A sink repeats a commit whose result was lost with the connection. The repetition finds what the first attempt stored.
            var now = await sink.ReadStateAsync(workspace, FenceEntry, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (!now.Any(entry => entry.Key == FenceEntry && entry.Value == Fence))
            {
                throw;
            }
        }
    }

    /// <summary>Renews the lease.</summary>
    /// <exception cref="SyncConflictException">Another run has taken over.</exception>
    public Task RenewAsync(CancellationToken cancellationToken) =>
        CommitAsync(Fence, new() { [UntilEntry] = GetUntil() }, cancellationToken);

    /// <summary>Ends the lease. Does nothing if another run has taken over.</summary>
    public async Task ReleaseAsync()
    {
        try
        {
            await CommitAsync(Fence, new() { [UntilEntry] = null }, CancellationToken.None).ConfigureAwait(false);
        }
        catch (SyncException)
        {
            // It expires by itself, or another run holds it.
        }
    }

    private string GetUntil() => (clock.GetUtcNow() + duration).ToString("O", CultureInfo.InvariantCulture);

    private Task CommitAsync(string? fence, Dictionary<string, string?> state, CancellationToken cancellationToken) =>
        sink.CommitAsync(
            new SinkCommit
            {
                Workspace = workspace,
                State = state,
                Expected = new Dictionary<string, string?> { [FenceEntry] = fence },
            },
            cancellationToken
        );
}

using ClickFunnels.Core;

namespace ClickFunnels.Sync.Imports;

/// <summary>Counts the requests of one import, and sums the time that they waited. Thread-safe.</summary>
internal sealed class CallMeter
{
    private long _requests;
    private long _waiting;

    public long Requests => Interlocked.Read(ref _requests);

    public TimeSpan Waiting => TimeSpan.FromTicks(Interlocked.Read(ref _waiting));

    public RawRequest Attach(RawRequest request)
    {
        request.OnResponse = Responded;
        request.OnWait = Waited;
        return request;
    }

    private void Responded(ApiResponse response) => Interlocked.Increment(ref _requests);

    private void Waited(TimeSpan time) => Interlocked.Add(ref _waiting, time.Ticks);
}

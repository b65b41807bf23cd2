namespace ClickFunnels.Emulator.Store;

/// <summary>Keeps the nodes of the packed fields that were read last, and lets go of those before them. Thread-safe.</summary>
internal sealed class RecentFields
{
    private const int Count = 8192;

    private readonly RecordFields?[] _fields = new RecordFields?[Count];
    private int _next;

    public void Add(RecordFields fields)
    {
        var index = (uint)Interlocked.Increment(ref _next) % Count;
        var before = Interlocked.Exchange(ref _fields[index], fields);
        if (before is not null && !ReferenceEquals(before, fields))
        {
            before.Forget();
        }
    }
}

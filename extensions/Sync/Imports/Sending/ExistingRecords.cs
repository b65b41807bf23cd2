using System.Collections.Concurrent;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Sync.Imports;

/// <summary>
/// The records that the lists of a target have, by key. Each list is read once, when its first row is sent. Thread-safe.
/// </summary>
internal sealed class ExistingRecords(Func<IReadOnlyList<string>, CancellationToken, Task<ConcurrentDictionary<string, JObject>>> read)
{
    private const int MaxLists = 1000;
    private readonly ConcurrentDictionary<string, Lazy<Task<ConcurrentDictionary<string, JObject>>>> _lists = [];

    /// <summary>Returns the records of the list of some parents.</summary>
    public async Task<ConcurrentDictionary<string, JObject>> OfAsync(IReadOnlyList<string> parents, CancellationToken cancellationToken)
    {
        if (_lists.Count > MaxLists)
        {
            // A list that is needed again is read again.
            _lists.Clear();
        }

        var name = string.Join('/', parents);
        var list = _lists.GetOrAdd(name, _ => new(() => read(parents, cancellationToken)));
        try
        {
            return await list.Value.ConfigureAwait(false);
        }
        catch
        {
            _lists.TryRemove(new(name, list));
            throw;
        }
    }

    /// <summary>Forgets the list of some parents, so that it is read again.</summary>
    public void Forget(IReadOnlyList<string> parents) => _lists.TryRemove(string.Join('/', parents), out _);
}

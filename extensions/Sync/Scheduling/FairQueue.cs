using System.Diagnostics.CodeAnalysis;

namespace ClickFunnels.Sync;

/// <summary>
/// A queue in which workspaces take turns: each has its own line, and each turn takes the first item of the next line. Not thread-safe.
/// </summary>
/// <typeparam name="TItem">Type of the items.</typeparam>
internal sealed class FairQueue<TItem>
    where TItem : class
{
    private readonly Dictionary<long, LinkedList<TItem>> _lines = [];

    // The workspaces that wait, in the order of their turns. One without items is skipped.
    private readonly Queue<long> _turns = new();

    /// <summary>Number of items.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an item at the end of the line of a workspace.</summary>
    public void Enqueue(long workspace, TItem item)
    {
        if (!_lines.TryGetValue(workspace, out var line))
        {
            _lines.Add(workspace, line = new LinkedList<TItem>());
            _turns.Enqueue(workspace);
        }

        line.AddLast(item);
        Count++;
    }

    /// <summary>Takes the next item.</summary>
    public bool TryDequeue([MaybeNullWhen(false)] out TItem item)
    {
        while (_turns.TryDequeue(out var workspace))
        {
            var line = _lines[workspace];
            item = line.First?.Value;
            if (item is not null)
            {
                line.RemoveFirst();
                Count--;
            }

            if (line.Count > 0)
            {
                _turns.Enqueue(workspace);
            }
            else
            {
                _lines.Remove(workspace);
            }

            if (item is not null)
            {
                return true;
            }
        }

        item = null;
        return false;
    }

    /// <summary>Removes an item that no longer waits. Returns false if it is not in the queue.</summary>
    public bool Remove(long workspace, TItem item)
    {
        var removed = _lines.TryGetValue(workspace, out var line) && line.Remove(item);
        Count -= removed ? 1 : 0;
        return removed;
    }

    /// <summary>Removes all items, and returns them.</summary>
    public IReadOnlyList<TItem> Clear()
    {
        List<TItem> items = [.. _lines.Values.SelectMany(static line => line)];
        _lines.Clear();
        _turns.Clear();
        Count = 0;
        return items;
    }
}

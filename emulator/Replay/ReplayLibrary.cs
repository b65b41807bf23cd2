using ClickFunnels.Emulator.Http;

namespace ClickFunnels.Emulator.Replay;

/// <summary>Serves recorded exchanges back: several of one request in their recorded order.</summary>
internal sealed class ReplayLibrary
{
    private readonly Lock _gate = new();
    private readonly IReadOnlyList<ReplayEntry> _entries;
    private readonly Dictionary<string, List<Sequence>> _byAddress = new(StringComparer.Ordinal);
    private readonly ReplayMode _mode;

    public ReplayLibrary(IReadOnlyList<ReplayEntry> entries, ReplayMode mode)
    {
        _entries = entries;
        _mode = mode;
        var sequences = new Dictionary<(string Address, string? Digest), Sequence>();
        foreach (var entry in entries)
        {
            var key = (entry.Request.Address, entry.Request.Body?.Digest);
            if (!sequences.TryGetValue(key, out var sequence))
            {
                sequences.Add(key, sequence = new Sequence(key.Digest));
                if (!_byAddress.TryGetValue(key.Address, out var list))
                {
                    _byAddress.Add(key.Address, list = []);
                }

                list.Add(sequence);
            }

            sequence.Entries.Add(entry);
        }
    }

    /// <summary>The exchanges that no request has asked for, in their recorded order.</summary>
    public IReadOnlyList<UnusedReplay> Unused
    {
        get
        {
            HashSet<ReplayEntry> used = new(ReferenceEqualityComparer.Instance);
            lock (_gate)
            {
                used.UnionWith(_byAddress.Values.SelectMany(list => list).SelectMany(sequence => sequence.Entries.Take(sequence.Served)));
            }

            return
            [
                .. _entries
                    .Where(entry => !used.Contains(entry))
                    .Select(entry => new UnusedReplay(entry.Source, entry.Request.Method, entry.Request.Path, entry.Response.Status)),
            ];
        }
    }

    /// <summary>Returns the recorded response; null if the emulator has to respond itself.</summary>
    public EmulatorResponse? Respond(HttpRequest request, RoutedOperation? route, byte[] body)
    {
        var asked = ReplayRequest.Of(request, body);
        lock (_gate)
        {
            if (Find(asked) is { } sequence)
            {
                var isOver = sequence.Served == sequence.Entries.Count;
                if (isOver && _mode == ReplayMode.Strict)
                {
                    return OwnResponse.Of(
                        404,
                        "replay_exhausted",
                        "The emulator replays a recording in strict mode, and each of the recorded responses to this request "
                            + $"({sequence.Entries.Count}) was served already",
                        route?.Operation.Id,
                        []
                    );
                }

                sequence.Served += isOver ? 0 : 1;
                var response = sequence.Entries[sequence.Served - 1].Response;
                return response with { Headers = [.. response.Headers] };
            }
        }

        return _mode == ReplayMode.Strict ? ReplayDifference.Describe(asked, _entries, route?.Operation) : null;
    }

    /// <summary>Begins again with the first exchange of each request.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            foreach (var sequence in _byAddress.Values.SelectMany(list => list))
            {
                sequence.Served = 0;
            }
        }
    }

    // A body that was not recorded fits any, but after those that fit exactly.
    private Sequence? Find(ReplayRequest asked) =>
        !_byAddress.TryGetValue(asked.Address, out var list)
            ? null
            : list.Find(sequence => sequence.Digest == asked.Body!.Digest) ?? list.Find(sequence => sequence.Digest is null);

    private sealed class Sequence(string? digest)
    {
        public string? Digest { get; } = digest;

        public List<ReplayEntry> Entries { get; } = [];

        /// <summary>Number of entries that were served.</summary>
        public int Served { get; set; }
    }
}

namespace ClickFunnels.Emulator.Seeding;

/// <summary>The order in which records are made, so that each comes after those that it refers to.</summary>
internal sealed class SeedOrder
{
    private readonly List<PlannedRecord> _records = [];
    private readonly List<(PlannedRecord Planned, string Field)> _deferred = [];
    private readonly HashSet<(PlannedRecord Planned, string Field)> _deferredSet = [];

    /// <summary>The records, in their order.</summary>
    public IReadOnlyList<PlannedRecord> Records => _records;

    /// <summary>Fields that are set when all records are there, because the records refer to each other in a circle.</summary>
    public IReadOnlyList<(PlannedRecord Planned, string Field)> Deferred => _deferred;

    public bool IsDeferred(PlannedRecord planned, string field) => _deferredSet.Contains((planned, field));

    /// <summary>Orders records; circles that cannot be resolved are added to the problems.</summary>
    public static SeedOrder Of(IReadOnlyList<PlannedRecord> records, bool hasEffects, SeedProblems problems)
    {
        var order = new SeedOrder();
        if (!hasEffects)
        {
            // Their ids are known before they are stored.
            order._records.AddRange(records);
            return order;
        }

        var byName = new Dictionary<string, PlannedRecord>();
        foreach (var record in records)
        {
            if (record.Entry.Name is { } name)
            {
                byName.TryAdd(name, record);
            }
        }

        order.Sort(records, byName, problems);
        return order;
    }

    // Depth first, without recursion: a file may have a long chain of records.
    private void Sort(IReadOnlyList<PlannedRecord> records, Dictionary<string, PlannedRecord> byName, SeedProblems problems)
    {
        var done = new HashSet<PlannedRecord>();
        var active = new Dictionary<PlannedRecord, int>();
        var path = new List<(PlannedRecord Planned, int Next)>();
        foreach (var root in records)
        {
            Enter(root);
            while (path.Count > 0)
            {
                var (planned, next) = path[^1];
                if (next == planned.References.Count)
                {
                    path.RemoveAt(path.Count - 1);
                    active.Remove(planned);
                    done.Add(planned);
                    _records.Add(planned);
                    continue;
                }

                path[^1] = (planned, next + 1);
                var (field, reference) = planned.References[next];
                if (IsDeferred(planned, field) || !byName.TryGetValue(reference.Name, out var target))
                {
                    continue;
                }

                if (active.TryGetValue(target, out var start))
                {
                    Break(start);
                }
                else
                {
                    Enter(target);
                }
            }
        }

        void Enter(PlannedRecord planned)
        {
            if (!done.Contains(planned))
            {
                active.Add(planned, path.Count);
                path.Add((planned, 0));
            }
        }

        // One reference of the circle is set later, if one of its fields allows that.
        void Break(int start)
        {
            // Records of one resource that refer to each other are a tree, which has no circles.
            var isTree = path.Skip(start).Select(one => one.Planned.Entry.Resource).Distinct().Count() == 1;
            for (var index = path.Count - 1; index >= start && !isTree; index--)
            {
                var (planned, next) = path[index];
                var (field, reference) = planned.References[next - 1];
                if (reference.Path.Count > 0 || !planned.Optional.Contains(field))
                {
                    continue;
                }

                _deferred.Add((planned, field));
                _deferredSet.Add((planned, field));
                foreach (var (above, _) in path.Skip(index + 1))
                {
                    active.Remove(above);
                }

                path.RemoveRange(index + 1, path.Count - index - 1);
                return;
            }

            var names = path.Skip(start).Select(one => one.Planned.Entry.Name).ToList();
            var last = path[^1].Planned.References[path[^1].Next - 1].Reference;
            problems.Add(
                last.Pointer,
                $"These records need each other: {string.Join(" -> ", names.Take(10))}{(names.Count > 10 ? " -> …" : "")} -> "
                    + $"{last.Name}. "
                    + "Leave one of the references out."
            );
        }
    }
}

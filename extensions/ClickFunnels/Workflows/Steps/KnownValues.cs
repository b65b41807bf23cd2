using System;
using System.Collections.Generic;

namespace ClickFunnels.Workflows;

/// <summary>The ids that a run knows so far.</summary>
internal sealed class KnownValues(TimeProvider clock) : StepValues
{
    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);

    public override long this[string name] =>
        _ids.TryGetValue(name, out var id) ? id : throw new InvalidOperationException($"The id {name} is not known yet.");

    public override DateTimeOffset Now => clock.GetUtcNow();

    public IEnumerable<KeyValuePair<string, long>> All => _ids;

    public long? Find(string name) => _ids.TryGetValue(name, out var id) ? id : null;

    public void Set(string name, long id) => _ids[name] = id;
}

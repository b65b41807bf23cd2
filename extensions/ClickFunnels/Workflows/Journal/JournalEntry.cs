using System;
using System.Collections.Generic;

namespace ClickFunnels.Workflows;

/// <summary>
/// What is known of one step. Without an id it is an intent: the request was about to be sent, and whether the service
/// carried it out is to be found out before it is sent again.
/// </summary>
internal sealed class JournalEntry(string step, string digest)
{
    public string Step { get; } = step;

    /// <summary>Digest of what the step sends, by which a changed plan is told from the same one.</summary>
    public string Digest { get; } = digest;

    /// <summary>When the request was about to be sent, by the clock of this machine.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>Highest id there was of the kind of record before the first attempt; what was created since is above it.</summary>
    public long? Baseline { get; set; }

    public long? Id { get; set; }

    /// <summary>Further ids that the step yielded, by their names.</summary>
    public Dictionary<string, long> Ids { get; } = new(StringComparer.Ordinal);
}

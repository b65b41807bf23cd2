using System;
using System.Collections.Generic;

namespace ClickFunnels.Workflows;

/// <summary>
/// The state of one step. Without an id it is an intent: the request was about to be sent, and the workflow must find out whether the
/// service carried it out before it sends the request again.
/// </summary>
internal sealed class JournalEntry(string step, string digest)
{
    public string Step { get; } = step;

    /// <summary>Digest of the requests of the step, which shows whether the plan was changed.</summary>
    public string Digest { get; } = digest;

    /// <summary>Time when the request was about to be sent, by the clock of this machine.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>Highest id of this type of record before the first attempt. Records created since have higher ids.</summary>
    public long? Baseline { get; set; }

    public long? Id { get; set; }

    /// <summary>Further ids from the step, by name.</summary>
    public Dictionary<string, long> Ids { get; } = new(StringComparer.Ordinal);
}

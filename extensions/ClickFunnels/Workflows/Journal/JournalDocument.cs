using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>The content of a journal, which is written to its store with each change.</summary>
internal sealed class JournalDocument(IProductWorkflowJournal store, string plan, string key, string workspace)
{
    /// <summary>Fingerprint of the plan.</summary>
    public string Plan { get; private set; } = plan;

    /// <summary>Prefix of the keys of prices, orders and invoices. It stays when a plan is amended.</summary>
    public string Key { get; } = key;

    /// <summary>Id of the workspace.</summary>
    public string Workspace { get; } = workspace;

    /// <summary>The steps, in the order in which they were started.</summary>
    public List<JournalEntry> Entries { get; } = [];

    /// <summary>Opens the journal of a plan, and refuses one of another plan or workspace.</summary>
    public static async Task<JournalDocument> OpenAsync(
        IProductWorkflowJournal store,
        PreparedPlan plan,
        string workspace,
        bool acceptAmendedPlan,
        CancellationToken cancellationToken
    )
    {
        var document = await ReadAsync(store, plan, workspace, cancellationToken).ConfigureAwait(false);
        if (document.Plan != plan.Fingerprint)
        {
            if (!acceptAmendedPlan)
            {
                throw new ProductWorkflowJournalException(
                    "The journal belongs to another plan, or to this one before it was changed. Use a separate journal for "
                        + "each plan, or set ProductWorkflowOptions.AcceptAmendedPlan if the change only corrects parts that were "
                        + "not created yet."
                );
            }

            document.Amend(plan);
        }

        return document;
    }

    /// <summary>Reads the journal of a plan or of an earlier version of it, and refuses one of another workspace.</summary>
    public static async Task<JournalDocument> ReadAsync(
        IProductWorkflowJournal store,
        PreparedPlan plan,
        string workspace,
        CancellationToken cancellationToken
    )
    {
        if (await store.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } text)
        {
            return new JournalDocument(store, plan.Fingerprint, plan.Key, workspace);
        }

        var document = JournalText.Parse(text, store);
        if (AreDifferent(document.Workspace, workspace))
        {
            throw new ProductWorkflowJournalException(
                $"The journal belongs to the workspace {document.Workspace}, but the client is bound to {workspace}. Use a "
                    + "separate journal for each workspace."
            );
        }

        return document;
    }

    public JournalEntry? Find(string step) => Entries.Find(entry => entry.Step == step);

    /// <summary>Writes a step that is new or has changed.</summary>
    public Task SaveAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        if (!Entries.Contains(entry))
        {
            Entries.Add(entry);
        }

        return store.WriteAsync(JournalText.Of(this), cancellationToken);
    }

    /// <summary>Removes an intent that was surely not carried out.</summary>
    public Task RemoveAsync(JournalEntry entry)
    {
        Entries.Remove(entry);
        return store.WriteAsync(JournalText.Of(this), CancellationToken.None);
    }

    /// <summary>Continues with a corrected plan, unless a part was changed that exists or may exist.</summary>
    private void Amend(PreparedPlan plan)
    {
        var digests = plan.Steps(Key).ToDictionary(static step => step.Name, PreparedPlan.Digest, StringComparer.Ordinal);
        var changed = Entries
            .Where(entry => !digests.TryGetValue(entry.Step, out var digest) || digest != entry.Digest)
            .Select(static entry => entry.Step)
            .ToList();
        if (changed.Count > 0)
        {
            throw new ProductWorkflowJournalException(
                $"The plan was changed in parts that were created already, or may have been: {string.Join("; ", changed)}. "
                    + "Undo these changes; make them in ClickFunnels after the plan is applied."
            );
        }

        Plan = plan.Fingerprint;
    }

    /// <summary>A client that has the public id first may have the numeric one later; the two cannot be compared.</summary>
    private static bool AreDifferent(string one, string other) => one != other && IsNumber(one) == IsNumber(other);

    private static bool IsNumber(string id) => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _);
}

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

    public void Add(IEnumerable<KeyValuePair<string, long>> ids)
    {
        foreach (var pair in ids.Where(static pair => pair.Value > 0))
        {
            Ids[pair.Key] = pair.Value;
        }
    }
}

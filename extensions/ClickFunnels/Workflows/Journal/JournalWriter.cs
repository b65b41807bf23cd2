using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>Changes the journal in memory and in its store together.</summary>
internal sealed class JournalWriter(IProductWorkflowJournal journal, JournalDocument document)
{
    public JournalEntry? Find(string step) => document.Find(step);

    /// <summary>Writes a step that is new or has changed.</summary>
    public Task SaveAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        if (!document.Entries.Contains(entry))
        {
            document.Entries.Add(entry);
        }

        return journal.WriteAsync(document.ToText(), cancellationToken);
    }

    /// <summary>Removes an intent that was surely not carried out.</summary>
    public Task RemoveAsync(JournalEntry entry)
    {
        document.Entries.Remove(entry);
        return journal.WriteAsync(document.ToText(), CancellationToken.None);
    }
}

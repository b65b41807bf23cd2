using System.Threading;
using System.Threading.Tasks;

namespace ClickFunnels.Workflows;

/// <summary>Keeps the journal's document in memory and in its store the same.</summary>
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

    /// <summary>Takes back an intent that surely came to nothing.</summary>
    public Task RemoveAsync(JournalEntry entry)
    {
        document.Entries.Remove(entry);
        return journal.WriteAsync(document.ToText(), CancellationToken.None);
    }
}

namespace ClickFunnels.Sync.Imports;

/// <summary>Goes through the journal of an earlier run beside the input, and finds out if the input was changed.</summary>
internal sealed class JournalCursor(IReadOnlyList<ImportJournalEntry> entries, string source)
{
    private const string Fix =
        "Restore the input to continue, or choose another result file to import all rows again, which changes nothing twice.";

    private int _next;

    public bool IsAtEnd => _next == entries.Count;

    /// <summary>Returns true if the row had an outcome in an earlier run.</summary>
    /// <exception cref="ImportInputException">The input was changed.</exception>
    public bool Passes(MappedRow row)
    {
        if (IsAtEnd || entries[_next].Line > row.Line)
        {
            return false;
        }

        var entry = entries[_next];
        if (entry.Line < row.Line || entry.Digest != row.Digest)
        {
            throw new ImportInputException(source, $"The row was imported before, and has been changed since then. {Fix}", entry.Line);
        }

        _next++;
        return true;
    }

    /// <exception cref="ImportInputException">The input has fewer rows than before.</exception>
    public void RequireEnd()
    {
        if (!IsAtEnd)
        {
            throw new ImportInputException(source, $"The row was imported before, and is missing now. {Fix}", entries[_next].Line);
        }
    }
}

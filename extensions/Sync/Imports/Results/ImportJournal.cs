using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ClickFunnels.Sync.Imports;

/// <summary>
/// The result file and its journal. Results are written first, and then the journal says how long the result file is with them. What the
/// journal does not know is cut off when an import is resumed, and its rows are sent again.
/// </summary>
internal sealed class ImportJournal : IAsyncDisposable
{
    private const string Extension = ".journal";
    private const string Magic = "clickfunnels-import-1";
    private const int SaltBytes = 16;
    private const int MaxLine = 16 * 1024 * 1024;
    private static readonly TimeSpan SyncEvery = TimeSpan.FromSeconds(5);

    private readonly string _path;
    private readonly OutcomeFormat _format;
    private readonly TimeProvider _clock;
    private readonly FileStream _results;
    private readonly FileStream _journal;
    private readonly List<ImportJournalEntry> _entries = [];
    private long _synced;

    private ImportJournal(string path, OutcomeFormat format, TimeProvider clock, FileStream results, FileStream journal)
    {
        _path = path;
        _format = format;
        _clock = clock;
        _results = results;
        _journal = journal;
        _synced = clock.GetTimestamp();
    }

    /// <summary>Rows that had an outcome in an earlier run, ordered by line.</summary>
    public IReadOnlyList<ImportJournalEntry> Entries => _entries;

    /// <summary>Bytes that all digests of the import depend on.</summary>
    public byte[] Salt { get; private set; } = RandomNumberGenerator.GetBytes(SaltBytes);

    /// <summary>Opens the files of an import, or creates them.</summary>
    /// <param name="path">Path of the result file.</param>
    /// <param name="keys">The form of keys.</param>
    /// <param name="settings">Digest of what must be the same when the import is resumed.</param>
    /// <param name="clock">The clock.</param>
    /// <exception cref="ImportInputException">The files belong to another import.</exception>
    /// <exception cref="SyncException">The files cannot be written, or another import uses them.</exception>
    public static ImportJournal Open(string path, ImportKeys keys, string settings, TimeProvider clock)
    {
        var isCsv = Path.GetExtension(path).Equals(".csv", StringComparison.OrdinalIgnoreCase);
        var journalExists = File.Exists(path + Extension);
        FileStream? results = null;
        FileStream? journal = null;
        var isOpen = false;
        try
        {
            if (!journalExists && File.Exists(path) && new FileInfo(path).Length > 0)
            {
                throw new ImportInputException(
                    path,
                    $"The file exists and has no journal ({Extension}). Choose another result file, or delete it."
                );
            }

            // The journal keeps a second import of the same files out.
            journal = OpenFile(path + Extension, FileShare.None);
            results = OpenFile(path, FileShare.Read);
            var opened = new ImportJournal(path, new OutcomeFormat(isCsv, keys), clock, results, journal);
            opened.Read(settings);
            isOpen = true;
            return opened;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw Unwritable(path, exception);
        }
        finally
        {
            if (!isOpen)
            {
                results?.Dispose();
                journal?.Dispose();
            }
        }
    }

    /// <summary>Writes outcomes. After a failure, the last ones may be missing.</summary>
    public void Append(IReadOnlyCollection<RowOutcome> rows)
    {
        try
        {
            var lines = new StringBuilder();
            var entry = new StringBuilder();
            foreach (var row in rows)
            {
                lines.Append(_format.Line(row));
                entry
                    .Append(' ')
                    .Append(row.Line.ToString(CultureInfo.InvariantCulture))
                    .Append(':')
                    .Append(row.Digest.ToString("x16", CultureInfo.InvariantCulture))
                    .Append(':')
                    .Append(Letter(row.Outcome));
            }

            Write(_results, lines.ToString());
            var isDue = _clock.GetElapsedTime(_synced) >= SyncEvery;
            _results.Flush(isDue);
            Write(_journal, string.Create(CultureInfo.InvariantCulture, $"{_results.Position}{entry}\n"));
            _journal.Flush(isDue);
            _synced = isDue ? _clock.GetTimestamp() : _synced;
        }
        catch (IOException exception)
        {
            throw Unwritable(_path, exception);
        }
    }

    /// <summary>Writes rejections that a new run does not keep: the input is expected to be corrected.</summary>
    public void Report(IEnumerable<RowOutcome> rows)
    {
        try
        {
            foreach (var row in rows)
            {
                Write(_results, _format.Line(row));
            }

            _results.Flush();
        }
        catch (IOException exception)
        {
            throw Unwritable(_path, exception);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            _results.Flush(flushToDisk: true);
            _journal.Flush(flushToDisk: true);
        }
        catch (IOException exception)
        {
            throw Unwritable(_path, exception);
        }
        finally
        {
            await _results.DisposeAsync().ConfigureAwait(false);
            await _journal.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static FileStream OpenFile(string path, FileShare share) =>
        new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 64 * 1024);

    private static SyncException Unwritable(string path, Exception exception) =>
        new(
            $"{path}: the result file or its journal cannot be written ({exception.GetType().Name}). Check that the folder exists, that "
                + "there is space, and that no other import uses the file.",
            exception
        );

    private void Read(string settings)
    {
        var known = ReadJournal(settings);
        if (known.Entries.Count == 0)
        {
            Start(settings);
            return;
        }

        if (_results.Length < known.ResultLength)
        {
            throw new ImportInputException(
                _path,
                "The result file is shorter than its journal says. Restore it, or delete both to start again."
            );
        }

        Salt = known.Salt;
        _entries.AddRange(known.Entries);
        _entries.Sort(static (left, right) => left.Line.CompareTo(right.Line));
        _results.SetLength(known.ResultLength);
        _results.Position = known.ResultLength;
        _journal.SetLength(known.JournalLength);
        _journal.Position = known.JournalLength;
    }

    private void Start(string settings)
    {
        _results.SetLength(0);
        _journal.SetLength(0);
        _journal.Position = 0;
        Write(_results, _format.Header);
        _results.Flush();
        Write(_journal, $"{Magic} {settings} {Convert.ToHexStringLower(Salt)}\n");
        _journal.Flush();
    }

    private (List<ImportJournalEntry> Entries, long ResultLength, long JournalLength, byte[] Salt) ReadJournal(string settings)
    {
        var entries = new List<ImportJournalEntry>();
        long resultLength = 0;
        long journalLength = 0;
        var salt = Salt;
        var isFirst = true;
        foreach (var line in CompleteLines())
        {
            if (isFirst)
            {
                isFirst = false;
                if (line.Split(' ') is not [Magic, var started, { Length: SaltBytes * 2 } hex])
                {
                    throw new ImportInputException(
                        _path + Extension,
                        "The file is not the journal of an import. Choose another result file."
                    );
                }

                salt = Convert.FromHexString(hex);
                journalLength += line.Length + 1;
                if (started != settings && !IsEmptyAfterHeader(journalLength))
                {
                    throw new ImportInputException(
                        _path,
                        "The import was started with another source, target, mapping, or treatment of keys, tags and duplicates. Continue "
                            + "with the same settings, or choose another result file."
                    );
                }

                continue;
            }

            if (!TryParse(line, entries, out var length))
            {
                break;
            }

            resultLength = length;
            journalLength += line.Length + 1;
        }

        return (entries, resultLength, journalLength, salt);
    }

    private bool IsEmptyAfterHeader(long headerLength) => _journal.Length <= headerLength;

    // A line without its end was being written when the process ended.
    private IEnumerable<string> CompleteLines()
    {
        _journal.Position = 0;
        using var reader = new StreamReader(_journal, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        var line = new StringBuilder();
        for (var letter = reader.Read(); letter >= 0; letter = reader.Read())
        {
            if (letter == '\n')
            {
                yield return line.ToString();
                line.Clear();
            }
            else if (line.Length < MaxLine)
            {
                line.Append((char)letter);
            }
        }
    }

    private static bool TryParse(string line, List<ImportJournalEntry> entries, out long resultLength)
    {
        var parts = line.Split(' ');
        var found = new List<ImportJournalEntry>(parts.Length);
        if (!long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out resultLength))
        {
            return false;
        }

        foreach (var part in parts.Skip(1))
        {
            if (
                part.Split(':') is not [var number, { Length: 16 } hex, [var letter]]
                || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
                || !ulong.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var digest)
                || OutcomeOf(letter) is not { } outcome
            )
            {
                return false;
            }

            found.Add(new ImportJournalEntry(row, digest, outcome));
        }

        entries.AddRange(found);
        return true;
    }

    private static void Write(FileStream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));

    private static char Letter(ImportOutcome outcome) =>
        outcome switch
        {
            ImportOutcome.Created => 'c',
            ImportOutcome.Updated => 'u',
            ImportOutcome.Unchanged => 'n',
            _ => 'r',
        };

    private static ImportOutcome? OutcomeOf(char letter) =>
        letter switch
        {
            'c' => ImportOutcome.Created,
            'u' => ImportOutcome.Updated,
            'n' => ImportOutcome.Unchanged,
            'r' => ImportOutcome.Rejected,
            _ => null,
        };
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ClickFunnels.Sync.Files;

/// <summary>
/// The file that decides which rows and which state are stored. A line is a commit; it counts when it is complete. A last line without its
/// end is from a process that was killed, and is dropped. Any other damage is refused.
/// </summary>
internal sealed class FileJournal : IDisposable
{
    public const string Format = "clickfunnels-sync-files/1";
    private const int ChecksumLength = 16;
    private const int MaxLine = 256 << 20;

    private readonly string _path;
    private readonly bool _flushToDisk;
    private FileStream _file;

    public FileJournal(string path, bool flushToDisk)
    {
        _path = path;
        _flushToDisk = flushToDisk;
        _file = Open();
    }

    public long Length => _file.Length;

    /// <summary>Passes every complete line on, and cuts the rest off.</summary>
    /// <exception cref="SyncSinkException">The journal is damaged.</exception>
    public void Read(Action<FileJournalEntry> apply)
    {
        _file.Position = 0;
        var buffer = new byte[1 << 16];
        var filled = 0;
        long complete = 0;
        while (_file.Read(buffer, filled, buffer.Length - filled) is > 0 and var count)
        {
            filled += count;
            var start = 0;
            while (buffer.AsSpan(start, filled - start).IndexOf((byte)'\n') is >= 0 and var length)
            {
                apply(Parse(buffer.AsSpan(start, length)));
                start += length + 1;
                complete += length + 1;
            }

            filled -= start;
            buffer.AsSpan(start, filled).CopyTo(buffer);
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length < MaxLine ? buffer.Length * 2 : throw Damaged("a line is too long"));
            }
        }

        _file.SetLength(complete);
    }

    /// <summary>Adds a line. After a failure, the journal is as before.</summary>
    public void Append(FileJournalEntry entry)
    {
        var length = _file.Length;
        try
        {
            Write(_file, entry);
        }
        catch
        {
            _file.SetLength(length);
            throw;
        }
    }

    /// <summary>Replaces all lines by one.</summary>
    public void Replace(FileJournalEntry entry)
    {
        var next = _path + ".new";
        using (var file = new FileStream(next, FileMode.Create, FileAccess.Write, FileShare.None, 0))
        {
            Write(file, entry);
        }

        _file.Dispose();
        try
        {
            File.Move(next, _path, overwrite: true);
        }
        finally
        {
            _file = Open();
        }
    }

    public void Dispose() => _file.Dispose();

    private FileStream Open() => new(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 0);

    private void Write(FileStream file, FileJournalEntry entry)
    {
        var text = JournalJson.Write(entry);
        file.Seek(0, SeekOrigin.End);
        // One call, so that a kill leaves at most one incomplete line.
        file.Write([.. Encoding.ASCII.GetBytes(Checksum(text)), (byte)' ', .. text, (byte)'\n']);
        file.Flush(_flushToDisk);
    }

    private static FileJournalEntry Parse(ReadOnlySpan<byte> line)
    {
        if (
            line.Length <= ChecksumLength
            || line[ChecksumLength] != (byte)' '
            || Encoding.ASCII.GetString(line[..ChecksumLength]) != Checksum(line[(ChecksumLength + 1)..])
        )
        {
            throw Damaged("a line does not have the checksum of its text");
        }

        try
        {
            return JournalJson.Read(line[(ChecksumLength + 1)..]) ?? throw Damaged("a line is empty");
        }
        catch (JsonException exception)
        {
            throw Damaged("a line has another form", exception);
        }
    }

    private static SyncSinkException Damaged(string why, Exception? cause = null) =>
        new($"The journal of the folder is damaged: {why}. Restore the folder from a backup, or export into an empty folder.", cause);

    private static string Checksum(ReadOnlySpan<byte> text) => Convert.ToHexStringLower(SHA256.HashData(text))[..ChecksumLength];
}

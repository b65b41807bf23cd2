namespace ClickFunnels.Sync.Files;

/// <summary>Changes of files that become valid together, with one line of the journal.</summary>
internal sealed class FileTransaction(FileStore store)
{
    private readonly HashSet<string> _touched = [];

    public FileJournalEntry Entry { get; } = new();

    /// <summary>Announces a file before it is created, so that the sink never deletes or changes a file of somebody else.</summary>
    /// <exception cref="SyncSinkException">The folder has such a file.</exception>
    public void Announce(string path)
    {
        if (store.Has(path))
        {
            return;
        }

        if (File.Exists(store.PathOf(path)))
        {
            throw new SyncSinkException($"The folder has a file {path} that the sink did not write. Export into another folder.");
        }

        Entry.Files[path] = 0;
    }

    /// <summary>Adds to the end of a file.</summary>
    public async Task AppendAsync(string path, Func<Stream, Task> write)
    {
        _touched.Add(path);
        var full = store.PathOf(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var file = new FileStream(full, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, 1 << 16);
        await using (file.ConfigureAwait(false))
        {
            if (file.Length < LengthOf(path))
            {
                throw new SyncSinkException($"The file {path} is shorter than the sink left it: another program changed it.");
            }

            file.SetLength(LengthOf(path));
            file.Seek(0, SeekOrigin.End);
            await write(file).ConfigureAwait(false);
            file.Flush(store.FlushToDisk);
            Entry.Files[path] = file.Length;
        }
    }

    /// <summary>Replaces a file by a new one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the new content, given the old one.</param>
    public void Replace(string path, Action<Stream, Stream> write)
    {
        var next = $"{FileStore.OwnFolder}/{path}.new";
        _touched.Add(next);
        using var old = new FileStream(store.PathOf(path), FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
        using var file = new FileStream(store.PathOf(next), FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        write(old, file);
        file.Flush(store.FlushToDisk);
        Entry.Moves[next] = path;
        Entry.Files[path] = file.Length;
    }

    /// <summary>Deletes a file.</summary>
    public void Delete(string path) => Entry.Files[path] = null;

    /// <summary>Makes the changes valid. After a failure, nothing is changed.</summary>
    public void Commit()
    {
        if (!Entry.IsEmpty)
        {
            store.Commit(Entry);
        }
    }

    /// <summary>Undoes what was written.</summary>
    public void RollBack()
    {
        try
        {
            foreach (var path in _touched.Where(path => File.Exists(store.PathOf(path))))
            {
                using var file = new FileStream(store.PathOf(path), FileMode.Open, FileAccess.Write, FileShare.Read);
                file.SetLength(store.LengthOf(path));
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next opening does it.
            store.Break();
        }
    }

    private long LengthOf(string path) => Entry.Files.TryGetValue(path, out var length) ? length ?? 0 : store.LengthOf(path);
}

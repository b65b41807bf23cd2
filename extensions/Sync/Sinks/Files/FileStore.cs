namespace ClickFunnels.Sync.Files;

/// <summary>The folder of a sink, locked for this process. The journal decides how long its files are.</summary>
internal sealed class FileStore : IDisposable
{
    /// <summary>The folder for the sink's own files. Readers of data ignore names that begin with an underscore.</summary>
    public const string OwnFolder = "_sink";
    private const long LargeJournal = 16 << 20;

    private readonly string _folder;
    private readonly FileStream _lock;
    private readonly FileJournal _journal;
    private long _compactAt = LargeJournal;
    private bool _isBroken;

    private FileStore(string folder, bool flushToDisk, Func<string, bool> canName)
    {
        _folder = folder;
        FlushToDisk = flushToDisk;
        State = new FileState(canName);
        var own = Path.Combine(folder, OwnFolder);
        Directory.CreateDirectory(own);
        _lock = Lock(Path.Combine(own, "lock"));
        try
        {
            _journal = new FileJournal(Path.Combine(own, "commits.log"), flushToDisk);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    public FileState State { get; }

    public WrittenIds Ids { get; } = new();

    public bool FlushToDisk { get; }

    /// <summary>Opens the folder, and removes what a killed process left behind.</summary>
    /// <exception cref="SyncSinkException">The folder is in use, damaged, or has other files.</exception>
    public static FileStore Open(string folder, string kind, string settings, bool flushToDisk, Func<string, bool> canName)
    {
        var store = new FileStore(folder, flushToDisk, canName);
        try
        {
            store._journal.Read(store.State.Apply);
            store.Begin(kind, settings);
            store.Recover();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    public static string IdsPath(FileTable table) => $"{OwnFolder}/{table.FileName}.ids";

    public string PathOf(string path) => Path.Combine(_folder, path.Replace('/', Path.DirectorySeparatorChar));

    public long LengthOf(string path) => State.Files.GetValueOrDefault(path);

    public bool Has(string path) => State.Files.ContainsKey(path);

    public FileTransaction Begin()
    {
        if (_isBroken)
        {
            throw new SyncSinkException("The sink cannot go on after a failure of the storage. Create it again and open it.");
        }

        return new FileTransaction(this);
    }

    public void Commit(FileJournalEntry entry)
    {
        _journal.Append(entry);
        State.Apply(entry);
        // From here on the changes are stored. A failure below must not look as if they were not.
        try
        {
            Move(entry.Moves);
            foreach (var (path, length) in entry.Files)
            {
                if (length is null)
                {
                    File.Delete(PathOf(path));
                }
            }

            if (_journal.Length > _compactAt)
            {
                Compact();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Break();
        }
    }

    public void Break() => _isBroken = true;

    public void Dispose()
    {
        _journal.Dispose();
        _lock.Dispose();
    }

    private void Begin(string kind, string settings)
    {
        if (State.Kind is null)
        {
            var first = new FileJournalEntry
            {
                Format = FileJournal.Format,
                Kind = kind,
                Settings = settings,
            };
            _journal.Append(first);
            State.Apply(first);
        }
        else if (State.Kind != kind)
        {
            throw new SyncSinkException($"The folder has {State.Kind} files of another sink. Use a folder of its own for each sink.");
        }
        else if (State.Settings != settings)
        {
            throw new SyncSinkException(
                $"The folder was created with other settings ({State.Settings}) than those of this sink ({settings}). Use the "
                    + $"same settings "
                    + "again, or export into an empty folder."
            );
        }
    }

    private void Recover()
    {
        Move(State.Moves);
        foreach (var (path, length) in State.Files)
        {
            Cut(path, length);
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(_folder, OwnFolder)))
        {
            var path = $"{OwnFolder}/{Path.GetFileName(file)}";
            if ((FileNames.IsPath(path) || path == $"{OwnFolder}/commits.log.new") && !Has(path))
            {
                File.Delete(file);
            }
        }

        foreach (var table in State.Tables.Values.Where(table => Has(IdsPath(table))))
        {
            var path = IdsPath(table);
            using var file = File.OpenRead(PathOf(path));
            Ids.Read(table.Name, file, LengthOf(path));
        }

        if (_journal.Length > LargeJournal / 16)
        {
            Compact();
        }
    }

    private void Cut(string path, long length)
    {
        var file = new FileInfo(PathOf(path));
        if (length == 0)
        {
            if (file.Exists)
            {
                file.Delete();
            }
        }
        else if (!file.Exists || file.Length < length)
        {
            throw new SyncSinkException(
                $"The file {path} is shorter than the sink left it: another program changed it, or the computer lost power. Restore the "
                    + "folder from a backup, or export into an empty folder."
            );
        }
        else if (file.Length > length)
        {
            using var stream = file.Open(FileMode.Open, FileAccess.Write, FileShare.Read);
            stream.SetLength(length);
        }
    }

    private void Move(IReadOnlyDictionary<string, string> moves)
    {
        foreach (var (from, to) in moves)
        {
            if (File.Exists(PathOf(from)))
            {
                File.Move(PathOf(from), PathOf(to), overwrite: true);
            }
        }
    }

    private void Compact()
    {
        _journal.Replace(State.ToEntry());
        _compactAt = Math.Max(LargeJournal, 4 * _journal.Length);
    }

    private static FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception)
        {
            throw new SyncSinkException(
                "The folder is in use by another sink, in this process or another one. Wait until it is closed, or use another folder.",
                exception
            );
        }
    }
}

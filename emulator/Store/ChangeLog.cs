using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Win32.SafeHandles;

namespace ClickFunnels.Emulator.Store;

/// <summary>A delivery of an event to a webhook endpoint that is not finished.</summary>
internal readonly record struct WaitingDelivery(long EventId, long EndpointId);

/// <summary>
/// The changes since the last snapshot, in a file beside it. Each change is in the file before its response is sent, so that nothing that
/// was acknowledged is lost when the process is killed. The open file is also the lock that keeps a second process away. Thread-safe;
/// what reads the store needs the store's gate.
/// </summary>
internal sealed class ChangeLog : IDisposable
{
    private const string Suffix = ".log";

    // The log may grow to the size of the snapshot, so that all compactions together write no more than twice what the changes do.
    private const long LeastGrowth = 8 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Lock _flushing = new();
    private readonly string _snapshot;
    private readonly SafeFileHandle _file;
    private readonly bool _isDurable;
    private readonly Action? _beforeWrite;
    private readonly HashSet<WaitingDelivery> _waiting = [];
    private string _id = "";
    private long _length;
    private long _flushed;
    private long _lines;
    private long _bound = LeastGrowth;
    private ChangeLogException? _failure;

    private ChangeLog(string snapshot, SafeFileHandle file, bool isDurable, Action? beforeWrite)
    {
        _snapshot = snapshot;
        _file = file;
        _isDurable = isDurable;
        _beforeWrite = beforeWrite;
    }

    /// <summary>Deliveries that are not finished.</summary>
    public IReadOnlyList<WaitingDelivery> Waiting
    {
        get
        {
            lock (_gate)
            {
                return [.. _waiting];
            }
        }
    }

    public static string PathOf(string snapshot) => snapshot + Suffix;

    /// <summary>
    /// Opens the log of a snapshot, and creates it if there is none. Call <see cref="Restore"/> and <see cref="Compact"/> next.
    /// </summary>
    /// <param name="snapshot">Path of the snapshot.</param>
    /// <param name="isDurable">True to flush each change to the disk, so that it survives a failure of the machine.</param>
    /// <param name="beforeWrite">Called before each write; tests make it fail.</param>
    /// <exception cref="IOException">Another process uses the log, or it cannot be opened.</exception>
    public static ChangeLog Open(string snapshot, bool isDurable, Action? beforeWrite)
    {
        var path = Path.GetFullPath(snapshot);
        return new ChangeLog(path, OpenFile(PathOf(path), FileAccess.ReadWrite), isDurable, beforeWrite);
    }

    /// <summary>Applies the log of a snapshot that is only read.</summary>
    /// <exception cref="InvalidDataException">The log is damaged, or belongs to another snapshot.</exception>
    public static void Apply(RecordStore store, string snapshot, SnapshotHeader header)
    {
        var path = Path.GetFullPath(snapshot);
        if (!File.Exists(PathOf(path)))
        {
            return;
        }

        using var log = new ChangeLog(path, OpenFile(PathOf(path), FileAccess.Read), isDurable: false, beforeWrite: null);
        log.Restore(store, header);
    }

    /// <summary>Applies the changes of the log to the store, which holds the snapshot.</summary>
    /// <param name="store">The store.</param>
    /// <param name="header">Header of the snapshot; null if there is no snapshot.</param>
    /// <exception cref="InvalidDataException">The log is damaged, or belongs to another snapshot.</exception>
    public void Restore(RecordStore store, SnapshotHeader? header)
    {
        _id = header?.LogId ?? "";
        _waiting.UnionWith(header?.Waiting ?? []);
        var (lines, _) = ChangeLogFormat.Read(ReadAll(), PathOf(_snapshot));
        if (lines.Count <= 1)
        {
            return;
        }

        var id = lines[0].TryGetProperty("log", out var named) ? named.GetString() : null;
        if (header is not null && id == header.ReplacedLogId)
        {
            // The process ended after it wrote the snapshot, which has these changes, and before it emptied the log.
            return;
        }

        if (header is null || id != header.LogId)
        {
            throw new InvalidDataException(
                $"{PathOf(_snapshot)} has changes of another snapshot than {_snapshot}"
                    + (header is null ? ", which does not exist" : "")
                    + ". Restore that snapshot, or delete the log to lose its changes."
            );
        }

        foreach (var line in lines.Skip(1))
        {
            Apply(store, line);
        }
    }

    /// <summary>
    /// Writes the changes since the last commit. The caller holds the store's gate, and undoes the changes if this fails.
    /// </summary>
    /// <returns>The position for <see cref="Flush"/>.</returns>
    /// <exception cref="ChangeLogException">The changes could not be written.</exception>
    public long Append(RecordStore store, IReadOnlyList<WaitingDelivery> deliveries)
    {
        // A read may write what was there already.
        var changes = store.Changes.Where(change => change.IsRemoved || !JsonNode.DeepEquals(change.Before, change.Record.Fields)).ToList();
        lock (_gate)
        {
            if (changes.Count > 0)
            {
                Write(json =>
                {
                    json.WriteNumber("next_id", store.NextId);
                    json.WriteStartArray("put");
                    foreach (var change in changes.Where(change => !change.IsRemoved))
                    {
                        SnapshotFile.WriteRecord(json, change.Record);
                    }

                    json.WriteEndArray();
                    json.WriteStartArray("remove");
                    foreach (var change in changes.Where(change => change.IsRemoved))
                    {
                        json.WriteNumberValue(change.Record.Id);
                    }

                    json.WriteEndArray();
                    SnapshotFile.WriteDeliveries(json, "deliver", deliveries);
                });
                _waiting.UnionWith(deliveries);
            }

            return _length;
        }
    }

    /// <summary>Waits until the changes up to a position are on the disk, if the log is durable. One flush serves all that wait.</summary>
    /// <exception cref="ChangeLogException">The disk did not take the changes.</exception>
    public void Flush(long position)
    {
        if (!_isDurable)
        {
            return;
        }

        lock (_flushing)
        {
            if (position <= Volatile.Read(ref _flushed))
            {
                return;
            }

            var written = Volatile.Read(ref _length);
            try
            {
                RandomAccess.FlushToDisk(_file);
                Volatile.Write(ref _flushed, written);
            }
            catch (IOException exception)
            {
                // After a failed flush, nobody knows what is on the disk: a second flush may succeed without having written anything.
                lock (_gate)
                {
                    throw _failure = new ChangeLogException($"{PathOf(_snapshot)} could not be flushed to the disk.", exception);
                }
            }
        }
    }

    /// <summary>Notes that a delivery needs no further attempt. If that fails, the delivery is repeated after the next start.</summary>
    public void Finish(WaitingDelivery delivery)
    {
        lock (_gate)
        {
            if (!_waiting.Remove(delivery))
            {
                return;
            }

            try
            {
                Write(json => SnapshotFile.WriteDeliveries(json, "delivered", [delivery]));
            }
            catch (IOException)
            {
                // Receivers must expect an event more than once, so this may be lost.
            }
        }
    }

    /// <summary>Compacts if the log has grown beyond its bound. The caller holds the store's gate and has committed.</summary>
    public void CompactIfLarge(RecordStore store)
    {
        if (Volatile.Read(ref _length) < Volatile.Read(ref _bound))
        {
            return;
        }

        try
        {
            Compact(store);
        }
        catch (IOException)
        {
            // The log has all changes. Try again when it has grown further.
            Volatile.Write(ref _bound, _length + LeastGrowth);
        }
    }

    /// <summary>Saves a snapshot and empties the log. The caller holds the store's gate and has committed.</summary>
    /// <exception cref="IOException">The snapshot or the log could not be written.</exception>
    public void Compact(RecordStore store) => Rewrite(header => SnapshotFile.Save(store, _snapshot, header), keepsDeliveries: true);

    /// <summary>
    /// Saves a snapshot of a state that replaces that of the store: deliveries of the latter are forgotten. The caller holds the store's
    /// gate.
    /// </summary>
    /// <exception cref="ChangeLogException">The snapshot has the new state, but the log refuses changes from now on.</exception>
    /// <exception cref="IOException">The files have the old state.</exception>
    public void Replace(string api, StoreState state) =>
        Rewrite(header => SnapshotFile.Save(api, state, _snapshot, header), keepsDeliveries: false);

    private void Rewrite(Func<SnapshotHeader, long> save, bool keepsDeliveries)
    {
        lock (_flushing)
        {
            lock (_gate)
            {
                var header = new SnapshotHeader(Guid.NewGuid().ToString("N"), _id, keepsDeliveries ? [.. _waiting] : []);
                var size = save(header);
                _id = header.LogId!;
                _waiting.IntersectWith(header.Waiting);
                (_length, _lines, _flushed) = (0, 0, 0);
                Volatile.Write(ref _bound, Math.Max(LeastGrowth, size));
                try
                {
                    RandomAccess.SetLength(_file, 0);
                }
                catch (IOException exception)
                {
                    // The old changes would follow the new ones.
                    throw _failure = new ChangeLogException($"{PathOf(_snapshot)} could not be emptied.", exception);
                }
            }
        }
    }

    public void Dispose() => _file.Dispose();

    // Runs inside the gate. A part of a line that was written before a failure is overwritten by the next line.
    private void Write(Action<Utf8JsonWriter> write)
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        // The first line names the log, and is written together with the first change.
        var isFirst = _lines == 0;
        var line = ChangeLogFormat.Encode(isFirst ? 1 : _lines, write);
        if (isFirst)
        {
            line = (byte[])[.. ChangeLogFormat.Encode(0, WriteName).Span, .. line.Span];
        }

        try
        {
            _beforeWrite?.Invoke();
            RandomAccess.Write(_file, line.Span, _length);
        }
        catch (IOException exception)
        {
            throw new ChangeLogException($"The change could not be written to {PathOf(_snapshot)}: {exception.Message}", exception);
        }

        _length += line.Length;
        _lines += isFirst ? 2 : 1;
    }

    private void WriteName(Utf8JsonWriter json)
    {
        json.WriteNumber("version", 1);
        json.WriteString("log", _id);
    }

    private byte[] ReadAll()
    {
        var length = RandomAccess.GetLength(_file);
        if (length > Array.MaxLength)
        {
            throw new InvalidDataException($"{PathOf(_snapshot)} is too large to be a log of the emulator.");
        }

        var bytes = new byte[length];
        var count = 0;
        while (RandomAccess.Read(_file, bytes.AsSpan(count), count) is > 0 and var read)
        {
            count += read;
        }

        return bytes;
    }

    private void Apply(RecordStore store, JsonElement line)
    {
        if (line.TryGetProperty("put", out var put))
        {
            foreach (var record in put.EnumerateArray())
            {
                store.Restore(
                    record.GetProperty("resource").GetString()!,
                    record.GetProperty("id").GetInt64(),
                    record.GetProperty("team_id").GetInt64(),
                    record.GetProperty("workspace_id") is { ValueKind: JsonValueKind.Number } workspace ? workspace.GetInt64() : null,
                    JsonObject.Create(record.GetProperty("fields"))!
                );
            }

            foreach (var id in line.GetProperty("remove").EnumerateArray())
            {
                if (store.Find(id.GetInt64()) is { } record)
                {
                    store.Remove(record);
                }
            }

            store.ContinueFrom(line.GetProperty("next_id").GetInt64());
            _waiting.UnionWith(SnapshotFile.ReadDeliveries(line, "deliver"));
        }

        _waiting.ExceptWith(SnapshotFile.ReadDeliveries(line, "delivered"));
    }

    private static SafeFileHandle OpenFile(string path, FileAccess access)
    {
        if (!OperatingSystem.IsWindows() && access != FileAccess.Read && !File.Exists(path))
        {
            // Created before it is locked, so that it is private from the start.
            new FileStream(
                path,
                new FileStreamOptions
                {
                    Mode = FileMode.OpenOrCreate,
                    Access = FileAccess.ReadWrite,
                    Share = FileShare.ReadWrite,
                    UnixCreateMode = SnapshotFile.Private,
                }
            ).Dispose();
        }

        try
        {
            return File.OpenHandle(
                path,
                access == FileAccess.Read ? FileMode.Open : FileMode.OpenOrCreate,
                access,
                access == FileAccess.Read ? FileShare.Read : FileShare.None
            );
        }
        catch (IOException exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
        {
            throw new IOException(
                $"Cannot open {path}: another process uses it, probably an emulator with the same snapshot. End it, or choose another "
                    + "snapshot.",
                exception
            );
        }
    }
}

using System.Buffers.Binary;

namespace ClickFunnels.Sync.Files;

/// <summary>
/// The ids that were written, so that no row is written twice. Memory is bounded: after <see cref="Max" /> ids, further ones are not
/// remembered.
/// </summary>
internal sealed class WrittenIds
{
    public const int Max = 2_000_000;
    private const int EntryLength = 16;
    private readonly Dictionary<(string Table, long Workspace), HashSet<long>> _ids = [];
    private int _count;

    public bool Contains(string table, long workspace, long id) => _ids.TryGetValue((table, workspace), out var ids) && ids.Contains(id);

    public void Add(string table, long workspace, long id)
    {
        if (_count == Max)
        {
            return;
        }

        if (!_ids.TryGetValue((table, workspace), out var ids))
        {
            _ids.Add((table, workspace), ids = []);
        }

        _count += ids.Add(id) ? 1 : 0;
    }

    public void Read(string table, Stream file, long length)
    {
        var buffer = new byte[EntryLength * 4096];
        for (var rest = length; rest > 0 && _count < Max; )
        {
            var part = buffer.AsSpan(0, (int)Math.Min(rest, buffer.Length));
            file.ReadExactly(part);
            rest -= part.Length;
            for (; part.Length >= EntryLength; part = part[EntryLength..])
            {
                Add(table, BinaryPrimitives.ReadInt64LittleEndian(part), BinaryPrimitives.ReadInt64LittleEndian(part[8..]));
            }
        }
    }

    public static void Write(Stream file, long workspace, IEnumerable<SyncRow> rows)
    {
        Span<byte> entry = stackalloc byte[EntryLength];
        BinaryPrimitives.WriteInt64LittleEndian(entry, workspace);
        foreach (var row in rows)
        {
            BinaryPrimitives.WriteInt64LittleEndian(entry[8..], row.Id);
            file.Write(entry);
        }
    }
}

using ClickFunnels.Contracts.Operations;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Engine;

/// <summary>
/// Keeps the JSON of records of lists until something in the store changes: a record may show values of others. The caller holds the
/// store's gate.
/// </summary>
internal sealed class RenderedRecords
{
    private const int MaxBytes = 32 * 1024 * 1024;

    private readonly Dictionary<(Record Record, ContractSchema Schema), byte[]> _rendered = [];
    private long _version;
    private int _bytes;

    /// <summary>Returns the JSON of a record by a schema, or null if it is not known.</summary>
    public byte[]? Find(RecordStore store, Record record, ContractSchema schema)
    {
        if (_version != store.Version)
        {
            Clear();
            _version = store.Version;
        }

        return _rendered.GetValueOrDefault((record, schema));
    }

    /// <summary>Keeps the JSON of a record that <see cref="Find" /> did not know.</summary>
    public void Keep(Record record, ContractSchema schema, byte[] json)
    {
        if (_bytes + json.Length > MaxBytes)
        {
            Clear();
        }

        _rendered.Add((record, schema), json);
        _bytes += json.Length;
    }

    private void Clear()
    {
        _rendered.Clear();
        _bytes = 0;
    }
}

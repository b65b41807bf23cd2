using ClickFunnels.Emulator.Http;
using ClickFunnels.Emulator.Store;

namespace ClickFunnels.Emulator.Engine;

/// <summary>The way in which a platform sorts, cuts and returns lists.</summary>
internal abstract class ListStyle
{
    /// <summary>Reads the parameters of a call. The caller holds the store's gate.</summary>
    /// <param name="call">The call.</param>
    /// <param name="behavior">Behavior of the listed records.</param>
    /// <param name="values">Computes properties of records.</param>
    public abstract ListQuery Prepare(Call call, ResourceBehavior behavior, RecordWriter values);

    /// <summary>Cuts the page out of the records of the list. The caller does not hold the store's gate.</summary>
    public abstract RecordPage Cut(ListQuery query, IEnumerable<Record> records);

    /// <summary>Adds the headers that say where the next page is.</summary>
    public virtual void AddHeaders(EmulatorResponse response, RecordPage page, Uri address) { }

    /// <summary>
    /// The value of a property beside the list in its envelope, such as the number of all records; null for a property that this style does
    /// not know.
    /// </summary>
    public virtual object? EnvelopeValue(RecordPage page, string property, Uri address) => null;
}

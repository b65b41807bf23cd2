using System.Text.Json;

namespace ClickFunnels.Cli.Output;

/// <summary>Writes records in one format.</summary>
internal abstract class RecordFormat
{
    /// <summary>Writes a record.</summary>
    public abstract Task WriteAsync(JsonElement record, CancellationToken cancellationToken);

    /// <summary>Writes the end of the data.</summary>
    public abstract Task EndAsync(CancellationToken cancellationToken);
}

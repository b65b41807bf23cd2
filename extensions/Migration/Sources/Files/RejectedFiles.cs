using System.Text.Json;
using ClickFunnels.Migration.Formats;

namespace ClickFunnels.Migration.Files;

/// <summary>
/// Writes rejected records in the file layout, with the reason in <c>_reason</c> and the field in <c>_field</c>. A
/// <see cref="FileSource" /> ignores both, so a corrected file can be run again, under the name of the same source.
/// </summary>
internal sealed class RejectedFiles(string folder, string sourceName) : IDisposable
{
    private readonly Dictionary<ShopRecordKind, ShopFileWriter> _writers = [];

    /// <summary>Adds a record that was read, but is not carried.</summary>
    /// <param name="rejected">The record and the reason.</param>
    /// <param name="record">The record, such as a <see cref="ShopProduct" />.</param>
    public void Add(RejectedRecord rejected, object record) =>
        Add(rejected, JsonSerializer.SerializeToElement(record, RecordJson.Compact.GetTypeInfo(record.GetType())));

    /// <summary>Adds a row that could not be read. Its values are kept as they were.</summary>
    public void Add(RejectedRow row)
    {
        using var content = JsonDocument.Parse(row.Content);
        if (HasReadableNames(content.RootElement))
        {
            Add(row.Record, content.RootElement);
        }
        else
        {
            Add(row.Record, new Dictionary<string, string> { ["_text"] = row.Content });
        }
    }

    /// <summary>Replaces the files of the folder. Files of kinds without rejected records are deleted.</summary>
    public void Complete()
    {
        if (_writers.Count > 0)
        {
            ShopFiles.WriteSource(folder, sourceName, []);
        }

        foreach (var kind in Enum.GetValues<ShopRecordKind>())
        {
            if (_writers.TryGetValue(kind, out var writer))
            {
                writer.Complete();
            }
            else if (Directory.Exists(folder))
            {
                File.Delete(Path.Combine(folder, ShopFileNames.JsonLines(kind)));
            }
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var writer in _writers.Values)
        {
            writer.Dispose();
        }
    }

    private void Add(RejectedRecord rejected, JsonElement content)
    {
        if (!_writers.TryGetValue(rejected.Kind, out var writer))
        {
            _writers[rejected.Kind] = writer = new ShopFileWriter(folder, ShopFileNames.JsonLines(rejected.Kind));
        }

        writer.Write(line =>
        {
            line.WriteStartObject();
            line.WriteString("_reason", rejected.Reason);
            if (rejected.Field is not null)
            {
                line.WriteString("_field", rejected.Field);
            }

            if (rejected is { File: { } file, Line: { } number })
            {
                line.WriteString("_line", $"{file}:{number}");
            }

            foreach (var member in content.EnumerateObject().Where(static member => member.Name is not ("_reason" or "_field" or "_line")))
            {
                // As it was: a string may be damaged, and a number may have more digits than any type of .NET.
                line.WritePropertyName(member.Name);
                line.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
            }

            line.WriteEndObject();
        });
    }

    // A name with a broken \u escape cannot be written again.
    private static bool HasReadableNames(JsonElement content)
    {
        try
        {
            return content.EnumerateObject().All(static member => member.Name is not null);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}

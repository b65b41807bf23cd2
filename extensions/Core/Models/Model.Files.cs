using System.Collections.Generic;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

// The properties that hold files: JSON has their addresses only, and a form has the files as well.
public abstract partial class Model
{
    /// <summary>Adds the files of the record to a form. Generated models with files override it.</summary>
    /// <param name="form">Receives the files.</param>
    protected virtual void WriteFiles(FormFiles form) { }

    internal FormFiles CollectFiles()
    {
        var files = new FormFiles();
        WriteFiles(files);
        return files;
    }

    /// <summary>Reads a file or an address: an address, as only those occur in JSON.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected static bool Read(JsonReader reader, out FileOrAddress? value)
    {
        var fits = Read(reader, out string? address);
        value = address;
        return fits;
    }

    /// <summary>Reads a list of files or addresses.</summary>
    /// <param name="reader">A reader that is at the value.</param>
    /// <param name="value">The value; the default when it does not fit.</param>
    /// <returns>False when the value does not fit the type; it is then kept as it is.</returns>
    protected bool Read(JsonReader reader, out IReadOnlyList<FileOrAddress>? value) =>
        ReadList(
            reader,
            out value,
            static (JsonReader r, out FileOrAddress item) => Read(r, out FileOrAddress? one) & (item = one!) is not null
        );

    /// <summary>Writes a property that holds an address, if it was set. A file is left out, because JSON cannot hold it.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, FileOrAddress? value, int index)
    {
        if (value is not { IsFile: true })
        {
            Write(writer, name, value?.Address, index);
        }
    }

    /// <summary>Writes a property that holds a list of addresses, if it was set. Files are left out.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="name">Name of the property on the wire.</param>
    /// <param name="value">The value.</param>
    /// <param name="index">Index of the property in the model.</param>
    protected void Write(JsonWriter writer, string name, IReadOnlyList<FileOrAddress>? value, int index)
    {
        List<string>? addresses = null;
        foreach (var item in value ?? [])
        {
            if (item.Address is { } address)
            {
                (addresses ??= []).Add(address);
            }
        }

        if (addresses is not null || value is not { Count: > 0 })
        {
            Write(writer, name, value is null ? null : addresses ?? [], index);
        }
    }
}

using System.Collections.Generic;

namespace ClickFunnels.Core.Infrastructure;

/// <summary>Collects the files of a record that is sent as a form.</summary>
[Newtonsoft.Json.JsonConverter(typeof(NotSerializableConverter))]
[System.Text.Json.Serialization.JsonConverter(typeof(NotSerializableJsonConverter))]
public sealed class FormFiles
{
    private readonly List<KeyValuePair<string, FileOrAddress>> _files = [];

    internal FormFiles() { }

    internal IReadOnlyList<KeyValuePair<string, FileOrAddress>> All => _files;

    /// <summary>Adds a file; an address is not one.</summary>
    /// <param name="name">Name of the field on the wire.</param>
    /// <param name="file">The file; null for none.</param>
    public void Add(string name, FileOrAddress? file)
    {
        if (file is { IsFile: true })
        {
            _files.Add(new(name, file));
        }
    }

    /// <summary>Adds the files of a list.</summary>
    /// <param name="name">Name of the field on the wire.</param>
    /// <param name="files">The files; null for none.</param>
    public void Add(string name, IReadOnlyList<FileOrAddress>? files)
    {
        foreach (var file in files ?? [])
        {
            Add(name, file);
        }
    }
}

using ClickFunnels.Core;
using ClickFunnels.Core.Infrastructure;
using Newtonsoft.Json;

namespace ClickFunnels.Cli.Operations;

/// <summary>A record of any shape: all of its fields are in <see cref="Model.AdditionalProperties"/>, as they were sent.</summary>
internal sealed class JsonRecord : Model
{
    /// <summary>Files to upload, by the field that holds them.</summary>
    public List<KeyValuePair<string, FileOrAddress>> Files { get; } = [];

    protected override bool ReadProperty(JsonReader reader, string name) => false;

    protected override void WriteProperties(JsonWriter writer) { }

    protected override void WriteFiles(FormFiles form)
    {
        foreach (var (name, file) in Files)
        {
            form.Add(name, file);
        }
    }
}

using System.IO;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>Writes a model to nowhere, and notes if it has a property of a certain name.</summary>
internal sealed class PropertyFinder(string name) : JsonTextWriter(TextWriter.Null)
{
    private int _depth;

    public bool IsFound { get; private set; }

    public override void WriteStartObject()
    {
        base.WriteStartObject();
        _depth++;
    }

    public override void WriteEndObject()
    {
        base.WriteEndObject();
        _depth--;
    }

    public override void WritePropertyName(string property)
    {
        base.WritePropertyName(property);
        IsFound |= _depth == 1 && property == name;
    }
}

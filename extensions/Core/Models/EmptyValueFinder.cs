using System.IO;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>Writes a model to nowhere, and notes the properties of the model that are null or an empty list.</summary>
internal sealed class EmptyValueFinder() : JsonTextWriter(TextWriter.Null)
{
    private int _depth;
    private string? _property;

    /// <summary>The names, separated by commas; null when there are none.</summary>
    public string? Names { get; private set; }

    public override void WriteStartObject()
    {
        _property = null;
        base.WriteStartObject();
        _depth++;
    }

    public override void WriteEndObject()
    {
        base.WriteEndObject();
        _depth--;
    }

    public override void WritePropertyName(string name)
    {
        base.WritePropertyName(name);
        _property = _depth == 1 ? name : null;
    }

    public override void WriteStartArray()
    {
        // Kept until the first item, which ends it; an array in an array is an item.
        base.WriteStartArray();
        if (_depth > 1)
        {
            _property = null;
        }

        _depth++;
    }

    public override void WriteEndArray()
    {
        base.WriteEndArray();
        _depth--;
        if (_depth == 1 && _property is not null)
        {
            Note();
        }
    }

    public override void WriteNull()
    {
        base.WriteNull();
        NoteNull(true);
    }

    public override void WriteValue(string? value)
    {
        base.WriteValue(value);
        NoteNull(value is null);
    }

    public override void WriteValue(long value)
    {
        base.WriteValue(value);
        NoteNull(false);
    }

    public override void WriteValue(int value)
    {
        base.WriteValue(value);
        NoteNull(false);
    }

    public override void WriteValue(bool value)
    {
        base.WriteValue(value);
        NoteNull(false);
    }

    public override void WriteValue(decimal value)
    {
        base.WriteValue(value);
        NoteNull(false);
    }

    public override void WriteValue(double value)
    {
        base.WriteValue(value);
        NoteNull(false);
    }

    private void NoteNull(bool isNull)
    {
        if (isNull && _depth == 1 && _property is not null)
        {
            Note();
        }

        _property = null;
    }

    private void Note()
    {
        Names = Names is null ? _property : Names + ", " + _property;
        _property = null;
    }
}

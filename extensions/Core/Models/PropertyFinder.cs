using System.Globalization;
using System.IO;
using Newtonsoft.Json;

namespace ClickFunnels.Core;

/// <summary>Writes a model to nowhere, and notes if it has a property of a certain name, and its value if that is an id.</summary>
internal sealed class PropertyFinder(string name) : JsonTextWriter(TextWriter.Null)
{
    private const int LongestId = 64;

    private int _depth;
    private bool _isNext;

    public bool IsFound { get; private set; }

    /// <summary>The value of the property as a number or a short text; null for any other value.</summary>
    public string? Id { get; private set; }

    public override void WriteStartObject()
    {
        _isNext = false;
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
        _isNext = _depth == 1 && property == name;
        IsFound |= _isNext;
    }

    public override void WriteValue(int value)
    {
        base.WriteValue(value);
        Note(value.ToString(CultureInfo.InvariantCulture));
    }

    public override void WriteValue(long value)
    {
        base.WriteValue(value);
        Note(value.ToString(CultureInfo.InvariantCulture));
    }

    public override void WriteValue(string? value)
    {
        base.WriteValue(value);
        Note(value);
    }

    // Letters, digits, hyphen and underscore only, so that no text of a person gets into a log.
    private void Note(string? value)
    {
        if (_isNext && value is { Length: > 0 and <= LongestId })
        {
            foreach (var character in value)
            {
                if (character is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_'))
                {
                    _isNext = false;
                    return;
                }
            }

            Id = value;
        }

        _isNext = false;
    }
}

using System.Text;
using System.Text.Json;

namespace ClickFunnels.Migration.Formats;

/// <summary>Reads a record from JSON. It is compared with its shape first, so that every mistake has a field and a fix.</summary>
internal static class RecordReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = RecordJson.MaxDepth };

    /// <summary>Reads a record, or returns null and the first mistake in it.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> json, out RecordProblem? problem)
        where T : class
    {
        problem = Check(json, RecordShape.Of(typeof(T)));
        if (problem is not null)
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(json, RecordJson.TypeOf<T>(RecordJson.Complete));
        }
        catch (JsonException exception)
        {
            // Not expected after the check; the serializer's message names C# types, so only its path is used.
            problem = new RecordProblem(exception.Path is ['$', '.', .. var path] ? path : null, "The value cannot be read.");
            return null;
        }
    }

    /// <summary>Returns the key of a record that has mistakes, or null.</summary>
    public static string? FindKey(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, Options);
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1 && reader.ValueTextEquals("key"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A damaged row has no key that could be trusted.
        }

        return null;
    }

    private static RecordProblem? Check(ReadOnlySpan<byte> json, RecordShape shape)
    {
        var reader = new Utf8JsonReader(json, Options);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return new RecordProblem(null, "Expected an object of JSON in braces.", IsMalformed: true);
            }

            // The rest is read as well, because the text may end in the middle.
            var problem = CheckRecord(ref reader, shape);
            while (reader.Read()) { }
            return problem;
        }
        catch (JsonException exception)
        {
            return new RecordProblem(
                null,
                $"The text is not valid JSON, or is nested deeper than {RecordJson.MaxDepth} levels. Check it near character "
                    + $"{(exception.BytePositionInLine ?? 0) + 1}.",
                IsMalformed: true
            );
        }
        catch (InvalidOperationException)
        {
            return new RecordProblem(null, "A name is not valid Unicode text. Save the file as UTF-8.", IsMalformed: true);
        }
    }

    private static RecordProblem? CheckRecord(ref Utf8JsonReader reader, RecordShape shape)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return new RecordProblem(null, "Expected an object in braces with the fields " + Names(shape) + ".");
        }

        Span<bool> seen = stackalloc bool[shape.Fields.Count];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            var position = shape.PositionOf(name);
            if (position < 0)
            {
                if (!name.StartsWith('_'))
                {
                    return new RecordProblem(
                        RecordProblem.Name(name),
                        "There is no such field. Correct its name, or begin it with _ to make it a comment. The fields are "
                            + Names(shape)
                            + "."
                    );
                }

                reader.Skip();
                continue;
            }

            if (seen[position])
            {
                return new RecordProblem(name, "The field appears twice. Remove one of the two.");
            }

            seen[position] = true;
            var field = shape.Fields[position];
            if (field.IsComputed)
            {
                reader.Skip();
            }
            else if (CheckValue(ref reader, field.Value, field.IsNullable) is { } problem)
            {
                return problem.Within(name);
            }
        }

        for (var position = 0; position < seen.Length; position++)
        {
            if (!seen[position] && shape.Fields[position].IsRequired)
            {
                return new RecordProblem(shape.Fields[position].Name, "The field is missing. Add it.");
            }
        }

        return null;
    }

    private static RecordProblem? CheckValue(ref Utf8JsonReader reader, FieldValueShape shape, bool isNullable)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return isNullable ? null : new RecordProblem(null, "The value is null. Leave the field out, or give it a value.");
        }

        return shape.Kind switch
        {
            ValueKind.Record => CheckRecord(ref reader, shape.Record!),
            ValueKind.List => CheckList(ref reader, shape.Item!),
            ValueKind.Map => CheckMap(ref reader, shape.Item!),
            ValueKind.Flag => reader.TokenType is JsonTokenType.True or JsonTokenType.False
                ? null
                : new RecordProblem(null, "Expected true or false."),
            _ => CheckText(ref reader, shape),
        };
    }

    private static RecordProblem? CheckList(ref Utf8JsonReader reader, FieldValueShape item)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return new RecordProblem(null, "Expected a list in brackets.");
        }

        for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (CheckValue(ref reader, item, isNullable: false) is { } problem)
            {
                return problem.At(index);
            }
        }

        return null;
    }

    private static RecordProblem? CheckMap(ref Utf8JsonReader reader, FieldValueShape item)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return new RecordProblem(null, "Expected an object in braces, with a text for each name.");
        }

        var names = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString()!;
            reader.Read();
            if (!names.Add(name))
            {
                return new RecordProblem(RecordProblem.Name(name), "The name appears twice. Remove one of the two.");
            }

            if (CheckValue(ref reader, item, isNullable: false) is { } problem)
            {
                return problem.Within(RecordProblem.Name(name));
            }
        }

        return null;
    }

    private static RecordProblem? CheckText(ref Utf8JsonReader reader, FieldValueShape shape)
    {
        string text;
        if (reader.TokenType == JsonTokenType.Number && shape.Kind is ValueKind.Number or ValueKind.Integer)
        {
            text = Encoding.ASCII.GetString(reader.ValueSpan);
        }
        else if (reader.TokenType != JsonTokenType.String)
        {
            return new RecordProblem(null, Expected(shape));
        }
        else
        {
            try
            {
                text = reader.GetString()!;
            }
            catch (InvalidOperationException)
            {
                return new RecordProblem(null, "The text is not valid Unicode. Save the file as UTF-8, and remove broken \\u escapes.");
            }
        }

        var fits = shape.Kind switch
        {
            ValueKind.Number => ExactNumber.IsDecimal(text),
            ValueKind.Integer => ExactNumber.IsInteger(text),
            // Without a zone, the time would depend on the machine.
            ValueKind.Time => reader.TryGetDateTimeOffset(out _) && text.Contains('T') && (text[^1] == 'Z' || text[^6] is '+' or '-'),
            _ => (shape.Choices.Count == 0 || shape.Choices.Contains(text, StringComparer.Ordinal))
                && shape.Pattern?.IsMatch(text) != false,
        };
        return fits ? null : new RecordProblem(null, Expected(shape));
    }

    private static string Expected(FieldValueShape shape) =>
        shape.Kind switch
        {
            ValueKind.Number => "Expected a number with a decimal point and at most 28 digits, such as 29.90.",
            ValueKind.Integer => "Expected a whole number, such as 12.",
            ValueKind.Time => "Expected a time with its zone, such as 2026-01-31T18:00:00Z.",
            _ when shape.Choices.Count > 0 => "Expected one of " + string.Join(", ", shape.Choices) + ".",
            _ => shape.PatternHint ?? "Expected text in quotes.",
        };

    private static string Names(RecordShape shape) =>
        string.Join(", ", shape.Fields.Where(static field => !field.IsComputed).Select(static field => field.Name));
}

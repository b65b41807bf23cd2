using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;

namespace ClickFunnels.Migration.Formats;

/// <summary>Kinds of values of a field.</summary>
internal enum ValueKind
{
    Text,
    Number,
    Integer,
    Flag,
    Time,
    List,
    Map,
    Record,
}

/// <summary>The values that a field can have.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Item">The items of a list, or the values of a map.</param>
/// <param name="Record">The fields of a record.</param>
/// <param name="Choices">The possible texts; empty if any text is.</param>
/// <param name="Pattern">The form of a text.</param>
/// <param name="PatternHint">A sentence about the form.</param>
internal sealed record FieldValueShape(
    ValueKind Kind,
    FieldValueShape? Item = null,
    RecordShape? Record = null,
    IReadOnlyList<string>? Choices = null,
    Regex? Pattern = null,
    string? PatternHint = null
)
{
    public IReadOnlyList<string> Choices { get; } = Choices ?? [];
}

/// <summary>A field of a record.</summary>
/// <param name="Name">Name in the file layout.</param>
/// <param name="Property">Name of the C# property.</param>
/// <param name="Value">The values that it can have.</param>
/// <param name="IsRequired">True if a record without the field is wrong.</param>
/// <param name="IsNullable">True if the value can be null.</param>
/// <param name="IsComputed">True if the field is only written.</param>
internal sealed record FieldShape(string Name, string Property, FieldValueShape Value, bool IsRequired, bool IsNullable, bool IsComputed);

/// <summary>The fields of a type of record, as its C# type declares them.</summary>
internal sealed class RecordShape
{
    private static readonly ConcurrentDictionary<Type, RecordShape> Known = new();
    private readonly Dictionary<string, int> _positions;

    private RecordShape(Type type)
    {
        Fields = [.. RecordJson.Complete.GetTypeInfo(type).Properties.Select(Field)];
        _positions = Fields.Select(static (field, index) => (field.Name, index)).ToDictionary(StringComparer.Ordinal);
    }

    public IReadOnlyList<FieldShape> Fields { get; }

    public static RecordShape Of(Type type) => Known.GetOrAdd(type, static type => new RecordShape(type));

    /// <summary>Returns the position of a field in <see cref="Fields" />, or -1.</summary>
    public int PositionOf(string name) => _positions.GetValueOrDefault(name, -1);

    private static FieldShape Field(JsonPropertyInfo property)
    {
        var attributes = property.AttributeProvider?.GetCustomAttributes(inherit: true) ?? [];
        var pattern = attributes.OfType<RegularExpressionAttribute>().FirstOrDefault();
        var text = new FieldValueShape(
            ValueKind.Text,
            Choices: attributes.OfType<AllowedValuesAttribute>().FirstOrDefault()?.Values.OfType<string>().ToList(),
            Pattern: pattern is null
                ? null
                : new Regex($@"\A(?:{pattern.Pattern})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)),
            PatternHint: pattern?.ErrorMessage
        );
        var isComputed = property is { Set: null, AssociatedParameter: null };
        return new FieldShape(
            property.Name,
            property.AttributeProvider is System.Reflection.MemberInfo member ? member.Name : property.Name,
            Value(property.PropertyType, text),
            !isComputed && (property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false }),
            Nullable.GetUnderlyingType(property.PropertyType) is not null || (!property.PropertyType.IsValueType && property.IsSetNullable),
            isComputed
        );
    }

    private static FieldValueShape Value(Type declared, FieldValueShape text)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (type == typeof(string))
        {
            return text;
        }

        if (type.IsEnum)
        {
            return new FieldValueShape(
                ValueKind.Text,
                Choices: [.. Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)]
            );
        }

        if (type.IsGenericType)
        {
            var arguments = type.GetGenericArguments();
            return new FieldValueShape(arguments.Length == 2 ? ValueKind.Map : ValueKind.List, Item: Value(arguments[^1], text));
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.Decimal => new FieldValueShape(ValueKind.Number),
            TypeCode.Int32 => new FieldValueShape(ValueKind.Integer),
            TypeCode.Boolean => new FieldValueShape(ValueKind.Flag),
            _ when type == typeof(DateTimeOffset) => new FieldValueShape(ValueKind.Time),
            _ => new FieldValueShape(ValueKind.Record, Record: Of(type)),
        };
    }
}

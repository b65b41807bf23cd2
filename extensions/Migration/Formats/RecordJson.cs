using System.Collections;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace ClickFunnels.Migration.Formats;

/// <summary>The JSON form of the records of this package: names in snake case, without empty fields.</summary>
internal static class RecordJson
{
    /// <summary>The depth of the deepest record, a product, with room for comments.</summary>
    public const int MaxDepth = 16;

    /// <summary>Shop records: fields without a value are left out.</summary>
    public static JsonSerializerOptions Compact { get; } = Create(DropEmpty);

    /// <summary>Rules and reports, which show every field.</summary>
    public static JsonSerializerOptions Complete { get; } = Create(static _ => { });

    /// <summary>As <see cref="Complete" />, for people.</summary>
    public static JsonSerializerOptions Indented { get; } = new(Complete) { WriteIndented = true };

    /// <summary>Options for rows that are written without the serializer.</summary>
    public static JsonWriterOptions Writer { get; } = new() { Encoder = Compact.Encoder };

    /// <summary>Returns the form of a type, which <see cref="RecordTypes" /> lists.</summary>
    public static JsonTypeInfo<T> TypeOf<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions Create(Action<JsonTypeInfo> modifier)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            NumberHandling = JsonNumberHandling.AllowReadingFromString,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            MaxDepth = MaxDepth,
            NewLine = "\n",
            // The files are read by people, and never become part of a page.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = RecordTypes.Resolver.WithAddedModifier(modifier),
            Converters =
            {
                Names<MigrationStage>(),
                Names<ShopRecordKind>(),
                Names<ExistingRecord>(),
                Names<ExistingContact>(),
                Names<UnknownConsentRule>(),
                Names<NameDivision>(),
                Names<DownloadRule>(),
                Names<CycleRule>(),
                Names<FirstChargeRule>(),
                Names<CouponLimitRule>(),
            },
        };
        options.MakeReadOnly();
        return options;
    }

    private static JsonStringEnumConverter<T> Names<T>()
        where T : struct, Enum => new(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);

    private static void DropEmpty(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.ShouldSerialize = static (_, value) =>
                value switch
                {
                    null => false,
                    string => true,
                    IEnumerable items => items.GetEnumerator().MoveNext(),
                    _ => true,
                };
        }
    }
}

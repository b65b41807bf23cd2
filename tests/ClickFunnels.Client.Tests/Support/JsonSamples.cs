using System.Collections;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json.Linq;

namespace ClickFunnels.Tests.Support;

/// <summary>Values for the properties of models: as C# takes them, with the JSON that the contract documents for them.</summary>
internal static class JsonSamples
{
    /// <summary>Some value that a property of the type takes, and what it is on the wire.</summary>
    public static Gen<(object? Value, JToken Json)> ForProperty(ModelProperty property)
    {
        var value =
            property.Type != typeof(OneOrMany) && property.ItemType is { } item ? ListOf(item)
            : property.IsDictionary ? Dictionary()
            : property.IsNumberMap ? NumberMap()
            : Scalar(property.Type);
        return property.TakesNull ? Gen.Frequency((9, value), (1, Gen.Constant<(object?, JToken)>((null, JValue.CreateNull())))) : value;
    }

    /// <summary>A value of the type that is not null, and what it is on the wire.</summary>
    public static Gen<(object? Value, JToken Json)> Scalar(Type type)
    {
        if (type == typeof(string))
        {
            return Texts.Select(static text => ((object?)text, (JToken)new JValue(text)));
        }

        if (type == typeof(long) || type == typeof(long?))
        {
            return Gen.Elements(0L, 1L, -1L, 42L, long.MaxValue, long.MinValue)
                .Select(static number => ((object?)number, (JToken)new JValue(number)));
        }

        if (type == typeof(int))
        {
            return Gen.Elements(0, 1, -1, int.MaxValue, int.MinValue)
                .Select(static number => ((object?)number, (JToken)new JValue(number)));
        }

        if (type == typeof(bool))
        {
            return Gen.Elements(true, false).Select(static flag => ((object?)flag, (JToken)new JValue(flag)));
        }

        if (type == typeof(decimal))
        {
            return Gen.Elements(0m, 1m, 100.00m, -0.5m, 1234567.89m, 0.0000001m, decimal.MaxValue, decimal.MinValue)
                .Select(static number => ((object?)number, (JToken)new JValue(number.ToString(CultureInfo.InvariantCulture))));
        }

        if (type == typeof(DateTimeOffset))
        {
            return Gen.Elements(
                    (new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), "2025-01-01T00:00:00.000Z"),
                    (new DateTimeOffset(2025, 6, 30, 23, 59, 59, 123, TimeSpan.FromHours(2)), "2025-06-30T23:59:59.123+02:00"),
                    (new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromMinutes(-570)), "2024-02-29T01:02:03.000-09:30"),
                    (DateTimeOffset.UnixEpoch.AddTicks(1), "1970-01-01T00:00:00.0000001Z")
                )
                .Select(static pair => ((object?)pair.Item1, (JToken)new JValue(pair.Item2)));
        }

        if (type == typeof(double))
        {
            return Gen.Elements(0d, 0.5, -12.25, 1e6).Select(static number => ((object?)number, (JToken)new JValue(number)));
        }

        if (type == typeof(ResourceId))
        {
            return Gen.Elements<(object?, JToken)>((new ResourceId(42), new JValue(42L)), (new ResourceId("dCHKcl"), new JValue("dCHKcl")));
        }

        if (type == typeof(Percent))
        {
            return Gen.Elements(0L, 20L, 100L).Select(static rate => ((object?)new Percent(rate), (JToken)new JValue(rate)));
        }

        if (type == typeof(PublicId))
        {
            return Gen.Constant<(object?, JToken)>((new PublicId("dCHKcl"), new JValue("dCHKcl")));
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(RecordId<>))
        {
            return Gen.Constant<(object?, JToken)>((Activator.CreateInstance(type, 42L), new JValue(42L)));
        }

        if (type == typeof(OneOrMany))
        {
            return Gen.Elements<(object?, JToken)>(
                (new OneOrMany("a"), new JValue("a")),
                (new OneOrMany(["a"]), new JArray("a")),
                (new OneOrMany(["a", "b"]), new JArray("a", "b"))
            );
        }

        if (type == typeof(ValueRow))
        {
            return Gen.Elements<(object?, JToken)>(
                (new ValueRow([]), new JArray()),
                (new ValueRow([42L, "a", null, true, 1.50m, 0.5]), new JArray(42L, "a", JValue.CreateNull(), true, 1.50m, 0.5))
            );
        }

        if (type == typeof(JObject))
        {
            return Gen.Constant<(object?, JToken)>(
                (new JObject { ["a"] = new JArray(1, JValue.CreateNull()) }, new JObject { ["a"] = new JArray(1, JValue.CreateNull()) })
            );
        }

        if (Library.IsEnumeration(type))
        {
            return Gen.Elements(Contract.Schemas[type.Name].Values.Append("invented-value"))
                .Select(text => (Activator.CreateInstance(type, text), (JToken)new JValue(text)));
        }

        if (type.IsSubclassOf(typeof(Model)))
        {
            return Gen.Constant<(object?, JToken)>((Activator.CreateInstance(type), new JObject()));
        }

        throw new AssertionException($"There is no sample for {type}. Add one to {nameof(JsonSamples)}.{nameof(Scalar)}.");
    }

    private static Gen<string> Texts =>
        Gen.OneOf(
            ArbMap.Default.GeneratorFor<NonNull<string>>().Select(static text => WellFormed(text.Get)),
            Gen.Elements(
                "",
                " ",
                "null",
                "1",
                "true",
                "2025-01-01T00:00:00.000Z",
                "\"quoted\"",
                "line\nend",
                "emoji 😀",
                "<&>",
                "\u2028",
                "{}"
            )
        );

    private static Gen<(object?, JToken)> ListOf(Type item) =>
        from items in Gen.ListOf(Scalar(item), 3)
        from count in Gen.Choose(0, 3)
        select List(item, items.Take(count).ToList());

    private static (object?, JToken) List(Type item, List<(object? Value, JToken Json)> items)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        items.ForEach(sample => list.Add(sample.Value));
        return (list, new JArray(items.Select(static sample => sample.Json)));
    }

    private static Gen<(object?, JToken)> Dictionary() =>
        from text in Texts
        select (
            (object?)
                new Dictionary<string, string?>
                {
                    ["a"] = text,
                    ["b"] = null,
                    [""] = "empty name",
                },
            (JToken)
                new JObject
                {
                    ["a"] = text,
                    ["b"] = null,
                    [""] = "empty name",
                }
        );

    private static Gen<(object?, JToken)> NumberMap() =>
        from number in Gen.Elements(0L, 1L, long.MaxValue)
        select (
            (object?)new Dictionary<string, long> { ["true"] = number, [""] = 2 },
            (JToken)new JObject { ["true"] = number, [""] = 2L }
        );

    // Half a surrogate pair is not valid text, and UTF-8 cannot encode it.
    private static string WellFormed(string text) => new([.. text.Where(static character => !char.IsSurrogate(character))]);
}

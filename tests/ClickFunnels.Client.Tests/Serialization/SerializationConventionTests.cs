using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using ClickFunnels.OAuth;
using ClickFunnels.Tests.Support;
using ClickFunnels.Webhooks;

namespace ClickFunnels.Tests.Serialization;

/// <summary>
/// Every public type of the packages either means the same after both serializers, or both refuse it. Nothing is lost, and no secret
/// is written, without a word.
/// </summary>
public sealed class SerializationConventionTests
{
    private const string SomeText = "some text";

    private static readonly Assembly[] Assemblies = [typeof(Model).Assembly, typeof(ClickFunnelsClient).Assembly];

    /// <summary>Classes and structs that can exist: no static, abstract or open types, no delegates, attributes and converters.</summary>
    private static IEnumerable<Type> Types =>
        Assemblies
            .SelectMany(static assembly => assembly.GetExportedTypes())
            .Where(static type =>
                !type.IsAbstract
                && !type.IsInterface
                && !typeof(Delegate).IsAssignableFrom(type)
                && !typeof(Newtonsoft.Json.JsonConverter).IsAssignableFrom(type)
                && !typeof(System.Text.Json.Serialization.JsonConverter).IsAssignableFrom(type)
            )
            .Select(static type => type.IsGenericTypeDefinition ? type.MakeGenericType(typeof(Contact)) : type);

    [Test]
    public void Every_public_type_survives_both_serializers_or_is_refused(
        [ValueSource(typeof(Serializer), nameof(Serializer.All))] Serializer serializer
    ) =>
        Each.Of(
            Types,
            type =>
            {
                var value = Sample(type);
                string json;
                try
                {
                    json = serializer.Write(value, type);
                }
                catch (NotSupportedException)
                {
                    Assert.That(
                        () => serializer.Read("{}", type),
                        Throws.InstanceOf<NotSupportedException>(),
                        "Reading must be refused as well."
                    );
                    return;
                }

                var copy = serializer.Read(json, type);
                Assert.That(copy, Is.InstanceOf(type));
                Assert.That(serializer.Write(copy, type), Is.EqualTo(json));
                Assert.That(Describe(copy), Is.EqualTo(Describe(value)), json);
                Assert.That(HoldsSecret(type), Is.False, "A type with a secret must be refused.");
            }
        );

    /// <summary>The shapes in which programs hold a value.</summary>
    [Test]
    public void A_value_keeps_its_form_in_types_of_the_user(
        [ValueSource(typeof(Serializer), nameof(Serializer.All))] Serializer serializer
    ) =>
        Each.Of(
            Types.Where(static type =>
                typeof(Model).IsAssignableFrom(type)
                || Library.IsEnumeration(type)
                || type == typeof(ResourceId)
                || type == typeof(PublicId)
                || type == typeof(OneOrMany)
            ),
            type =>
            {
                var value = Sample(type)!;
                var json = serializer.Write(value, type);
                var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(type))!;
                list.Add(value);
                var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), type))!;
                map.Add("a", value);
                foreach (
                    var (holder, expected) in new (object, string)[] { (list, $"[{json}]"), (map, $"{{\"a\":{json}}}"), (value, json) }
                )
                {
                    Assert.That(serializer.Write(holder, holder.GetType()), Is.EqualTo(expected));
                    Assert.That(serializer.Write(serializer.Read(expected, holder.GetType()), holder.GetType()), Is.EqualTo(expected));
                }

                if (type.IsValueType)
                {
                    var nullable = typeof(Nullable<>).MakeGenericType(type);
                    Assert.That(serializer.Read("null", nullable), Is.Null);
                    Assert.That(serializer.Read(json, nullable), Is.EqualTo(value));
                    Assert.That(serializer.Write(Activator.CreateInstance(type), type), Is.EqualTo("null"));
                    Assert.That(serializer.Read("null", type), Is.EqualTo(Activator.CreateInstance(type)));
                    var keys = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(type, typeof(int)))!;
                    keys.Add(value, 1);
                    var read = (IDictionary)serializer.Read(serializer.Write(keys, keys.GetType()), keys.GetType())!;
                    Assert.That(read[value], Is.EqualTo(1));
                }
            }
        );

    // A token is what OAuthToken is for, and the user must be able to keep it; the models of the service hold what it sends.
    private static bool HoldsSecret(Type type) =>
        type != typeof(OAuthToken)
        && !type.IsSubclassOf(typeof(Model))
        && type.GetProperties()
            .Any(static property =>
                !property.PropertyType.IsPrimitive
                && property.GetMethod is { IsStatic: false }
                && (
                    property.Name.EndsWith("Secret", StringComparison.Ordinal)
                    || property.Name.EndsWith("Secrets", StringComparison.Ordinal)
                    || property.Name.Contains("AccessToken", StringComparison.Ordinal)
                    || property.Name.EndsWith("SigningKey", StringComparison.Ordinal)
                )
            );

    private static object? Sample(Type type)
    {
        if (typeof(WebhookNotification).IsAssignableFrom(type))
        {
            var notification = (WebhookNotification)Activator.CreateInstance(type)!;
            Fill(notification, 0);
            notification.EventType =
                type == typeof(UnknownWebhookNotification) || type == typeof(VersionOneWebhookNotification) ? "space/crew.changed" : "";
            notification.ApiVersion = type == typeof(VersionOneWebhookNotification) ? 1 : 2;
            notification.RawData = notification.GetType().GetProperty("Data") is null ? new() { ["id"] = 1 } : null;
            notification.EventType =
                notification.EventType.Length > 0 ? notification.EventType : WebhookEventTypes.Known.First(known => NameOf(type) == known);
            return notification;
        }

        return Sample(type, 0);
    }

    private static string NameOf(Type type) =>
        (string)
            typeof(WebhookEventTypes)
                .GetMethod("NameOf", BindingFlags.Public | BindingFlags.Static, [])!
                .MakeGenericMethod(type)
                .Invoke(null, null)!;

    /// <summary>A value of the type with every property set that can be.</summary>
    private static object? Sample(Type type, int depth)
    {
        var bare = Nullable.GetUnderlyingType(type) ?? type;
        switch (bare)
        {
            case var _ when bare == typeof(string):
                return SomeText;
            case var _ when bare == typeof(RawResponse):
                return new RawResponse(200, """{"a":1.10}""", new Dictionary<string, string> { ["X-Request-Id"] = "r" }, "r");
            case var _ when bare == typeof(bool):
                return true;
            case var _ when bare.IsEnum:
                return Enum.GetValues(bare).GetValue(0);
            case var _ when bare == typeof(Uri):
                return new Uri("https://acme.example/");
            case var _ when bare == typeof(TimeSpan):
                return TimeSpan.FromSeconds(5);
            case var _ when bare == typeof(DateTimeOffset):
                return new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
            case var _ when bare == typeof(ResourceId):
                return new ResourceId(7);
            case var _ when bare == typeof(PublicId):
                return new PublicId("dCHKcl");
            case var _ when bare == typeof(OneOrMany):
                return new OneOrMany("a");
            case var _ when Library.IsEnumeration(bare):
                return Activator.CreateInstance(bare, "a");
            case var _ when bare.IsPrimitive || bare == typeof(decimal):
                return Convert.ChangeType(5, bare, System.Globalization.CultureInfo.InvariantCulture);
            case var _ when typeof(Newtonsoft.Json.Linq.JToken).IsAssignableFrom(bare):
                return new Newtonsoft.Json.Linq.JObject { ["new"] = new Newtonsoft.Json.Linq.JArray(1, "b") };
        }

        if (bare.IsArray || (bare.IsGenericType && bare.IsInterface && typeof(IEnumerable).IsAssignableFrom(bare)))
        {
            var arguments = bare.IsArray ? [bare.GetElementType()!] : bare.GetGenericArguments();
            if (arguments.Length == 2)
            {
                var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
                map.Add(Sample(arguments[0], depth + 1)!, Sample(arguments[1], depth + 1));
                return map;
            }

            var list = Array.CreateInstance(arguments[0], depth > 2 ? 0 : 1);
            if (list.Length > 0)
            {
                list.SetValue(Sample(arguments[0], depth + 1), 0);
            }

            return list;
        }

        if (depth > 3 || bare.IsAbstract || bare.IsInterface || typeof(Delegate).IsAssignableFrom(bare))
        {
            return null;
        }

        var constructor = bare.GetConstructors().OrderBy(static constructor => constructor.GetParameters().Length).LastOrDefault();
        object value;
        try
        {
            value =
                bare.GetConstructor([]) is not null ? Activator.CreateInstance(bare)!
                : constructor is null ? RuntimeHelpers.GetUninitializedObject(bare)
                : constructor.Invoke([.. constructor.GetParameters().Select(parameter => Sample(parameter.ParameterType, depth + 1))]);
        }
        catch (TargetInvocationException)
        {
            value = RuntimeHelpers.GetUninitializedObject(bare);
        }

        Fill(value, depth);
        return value;
    }

    private static void Fill(object value, int depth)
    {
        foreach (
            var property in value
                .GetType()
                .GetProperties()
                .Where(static property => property.SetMethod?.IsPublic == true && property.GetIndexParameters().Length == 0)
        )
        {
            try
            {
                property.SetValue(value, Sample(property.PropertyType, depth + 1));
            }
            catch (TargetInvocationException)
            {
                // The sample is no valid value of this property.
            }
        }

        // Collections without a setter.
        foreach (var property in value.GetType().GetProperties().Where(static property => property.SetMethod?.IsPublic != true))
        {
            var type = property.PropertyType;
            var item = type.GetInterfaces()
                .Append(type)
                .Where(static face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(ICollection<>))
                .Select(static face => face.GetGenericArguments()[0])
                .FirstOrDefault();
            switch (value is not Exception && property.GetIndexParameters().Length == 0 && depth < 3 ? property.GetValue(value) : null)
            {
                case IDictionary { IsReadOnly: false, Count: 0 } map and Dictionary<string, string>:
                    map.Add(SomeText, SomeText);
                    break;
                case IList { IsFixedSize: false, Count: 0 } list when item is not null:
                    list.Add(Sample(item, depth + 1));
                    break;
            }
        }

        if (value is Model model && depth < 2)
        {
            model.AdditionalProperties["new_field"] = new Newtonsoft.Json.Linq.JArray(1, new Newtonsoft.Json.Linq.JObject { ["a"] = null });
        }
    }

    /// <summary>Everything that can be seen of a value, in a form of the test's own.</summary>
    private static string Describe(object? value, int depth = 0) =>
        value switch
        {
            null => "null",
            decimal number => number.ToString("G29", System.Globalization.CultureInfo.InvariantCulture),
            string or Uri or Newtonsoft.Json.Linq.JToken or ResourceId or PublicId or TimeSpan or DateTimeOffset => $"{value}",
            Model model => model.ToJson(),
            _ when value.GetType().IsPrimitive || value.GetType().IsEnum || Library.IsEnumeration(value.GetType()) => $"{value}",
            IEnumerable items => $"[{string.Join(",", items.Cast<object?>().Select(item => Describe(item, depth + 1)))}]",
            _ when depth > 6 => "…",
            _ => "{"
                + string.Join(
                    ",",
                    value
                        .GetType()
                        .GetProperties()
                        .Where(static property => property.GetIndexParameters().Length == 0)
                        .Select(property => property.Name + "=" + Describe(property.GetValue(value), depth + 1))
                )
                + "}",
        };
}

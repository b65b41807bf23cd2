using System.Reflection;

namespace ClickFunnels.Tests.Support;

/// <summary>The types of the built assembly.</summary>
internal static class Library
{
    public static Assembly Assembly { get; } = typeof(ClickFunnelsClient).Assembly;

    public static IReadOnlyList<Type> Models { get; } =
    [
        .. Assembly
            .GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(Model)) && !type.IsAbstract)
            .OrderBy(static type => type.Name, StringComparer.Ordinal),
    ];

    public static IReadOnlyList<Type> RequestModels { get; } = [.. Models.Where(static type => Usage(type) == "request")];

    public static IReadOnlyList<Type> ResponseModels { get; } = [.. Models.Where(static type => Usage(type) == "response")];

    public static IReadOnlyList<Type> Filters { get; } = [.. Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(Filter)))];

    public static IReadOnlyList<Type> Enumerations { get; } = [.. Assembly.GetTypes().Where(IsEnumeration)];

    public static IReadOnlyList<Type> ResourceClients { get; } =
    [.. Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(ResourceClient)))];

    public static IReadOnlyList<MethodInfo> OperationMethods { get; } =
    [
        .. ResourceClients
            .SelectMany(static type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(static method =>
                !method.IsSpecialName
                && method.Name != "WaitForCompletionAsync"
                && !method.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute))
            ),
    ];

    /// <summary>Follows the properties from the root client to the client of a tag.</summary>
    public static object ClientOf(ClickFunnelsClient client, string tag)
    {
        object current = client;
        foreach (var name in Contract.ClientPaths[tag])
        {
            var property =
                current.GetType().GetProperty(name)
                ?? throw new AssertionException(
                    $"{current.GetType().Name} has no property {name}. Build, so that the client is generated from the contract again."
                );
            current = property.GetValue(current)!;
        }

        return current;
    }

    public static string? Usage(Type model) => Contract.Schemas.GetValueOrDefault(model.Name)?.Usage;

    public static bool IsEnumeration(Type type) =>
        type.IsValueType
        && type.GetInterfaces().Any(static face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IOpenEnumeration<>));

    /// <summary>The properties of a model with their names on the wire.</summary>
    public static IReadOnlyList<ModelProperty> PropertiesOf(Type model) =>
        [.. Contract.Schemas[model.Name].Properties.Select(property => new ModelProperty(model, property.MemberOf(model), property))];
}

/// <summary>A property of a model and what the contract says of it.</summary>
public sealed record ModelProperty(Type Model, PropertyInfo Property, ContractProperty Contract)
{
    public string Name => Contract.Name;

    public Type Type => Nullable.GetUnderlyingType(Property.PropertyType) ?? Property.PropertyType;

    public bool TakesNull => !Property.PropertyType.IsValueType || Nullable.GetUnderlyingType(Property.PropertyType) is not null;

    /// <summary>The type of an item, when the property is a list.</summary>
    public Type? ItemType =>
        Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? Type.GetGenericArguments()[0] : null;

    public bool IsDictionary => Type == typeof(IReadOnlyDictionary<string, string?>);

    public bool IsNumberMap => Type == typeof(IReadOnlyDictionary<string, long>);

    public override string ToString() => $"{Model.Name}.{Name}";
}

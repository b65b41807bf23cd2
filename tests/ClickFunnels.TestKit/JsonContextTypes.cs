using System.Reflection;
using System.Text.Json.Serialization;

namespace ClickFunnels.TestKit;

/// <summary>The types whose JSON the compiler generates.</summary>
internal static class JsonContextTypes
{
    /// <summary>Returns the enumerations of an assembly that the types of a context contain.</summary>
    /// <param name="context">The class with the attributes <see cref="JsonSerializableAttribute"/>.</param>
    public static IReadOnlyList<Type> EnumerationsOf(Type context)
    {
        var roots = context
            .GetCustomAttributesData()
            .Where(static data => data.AttributeType == typeof(JsonSerializableAttribute))
            .Select(static data => (Type)data.ConstructorArguments[0].Value!);
        var seen = new HashSet<Type>();
        var waiting = new Queue<Type>(roots);
        while (waiting.TryDequeue(out var type))
        {
            foreach (var part in type.IsGenericType ? type.GetGenericArguments() : [])
            {
                waiting.Enqueue(part);
            }

            if (type.Assembly == context.Assembly && seen.Add(type) && !type.IsEnum)
            {
                foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                {
                    waiting.Enqueue(property.PropertyType);
                }
            }
        }

        return [.. seen.Where(static type => type.IsEnum)];
    }
}

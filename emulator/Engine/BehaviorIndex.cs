using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace ClickFunnels.Emulator.Engine;

/// <summary>One method, or a class by its inherited methods, that implements an operation.</summary>
/// <param name="Type">Class that claims the operation.</param>
/// <param name="Method">Method that implements it; null when the class inherits the methods.</param>
/// <param name="Operation">The claim.</param>
internal sealed record OperationClaim(Type Type, MethodInfo? Method, OperationAttribute Operation)
{
    /// <summary>True if the method serves the whole operation instead of taking part in what the engine does.</summary>
    public bool IsHandler => Method is not null && Method.GetBaseDefinition() == Method;
}

/// <summary>The classes of a namespace that implement resources and operations, found by their attributes.</summary>
internal sealed class BehaviorIndex
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>Finds the classes in the namespace of a type.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "cli/native-roots.xml keeps the types of this assembly.")]
    public static BehaviorIndex OfNamespace(Type member) =>
        new(member.Assembly.GetTypes().Where(type => type.Namespace == member.Namespace));

    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "cli/native-roots.xml keeps the types of this assembly.")]
    public BehaviorIndex(IEnumerable<Type> candidates)
    {
        foreach (var type in candidates.Where(type => type.IsClass && !type.IsNested))
        {
            var resources = type.GetCustomAttributes<ResourceAttribute>(inherit: false).Select(one => one.Schema).ToList();
            var claims = type.GetCustomAttributes<OperationAttribute>(inherit: false)
                .Select(one => new OperationClaim(type, null, one))
                .Concat(
                    type.GetMethods(Declared)
                        .SelectMany(method =>
                            method
                                .GetCustomAttributes<OperationAttribute>(inherit: false)
                                .Select(one => new OperationClaim(type, method, one))
                        )
                )
                .ToList();
            if (resources.Count == 0 && claims.Count == 0)
            {
                continue;
            }

            Types.Add(type, resources);
            Claims.AddRange(claims);
        }

        ByOperation = Claims.ToLookup(claim => claim.Operation.Id);
    }

    /// <summary>The classes with the resources that they implement.</summary>
    public OrderedDictionary<Type, List<string>> Types { get; } = [];

    public List<OperationClaim> Claims { get; } = [];

    public ILookup<string, OperationClaim> ByOperation { get; }
}

using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using ClickFunnels.Contracts.Operations;

namespace ClickFunnels.Emulator.Engine;

/// <summary>Reads from the attributes in the code whether an operation has a documented behavior of its own.</summary>
internal static class OperationEvidence
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static OperationBehavior Of(ContractOperation operation, BehaviorIndex index)
    {
        var claims = index.ByOperation[operation.Id].ToList();

        // Filters and saved filters of lists are documented list by list.
        var isKnown = claims.Count > 0 ? claims.Exists(IsKnown) : operation.Kind == OperationKind.List && operation.Filter is not null;
        return isKnown ? OperationBehavior.Documented : OperationBehavior.Generic;
    }

    // A method without evidence of its own shares that of the methods of its class and base classes that it may call.
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "cli/native-roots.xml keeps the types of this assembly.")]
    private static bool IsKnown(OperationClaim claim)
    {
        if (claim.Method is { } method && method.IsDefined(typeof(BehaviorAttribute), inherit: false))
        {
            return IsKnown(method);
        }

        return Hierarchy(claim.Type)
            .SelectMany(type => type.GetMethods(Declared))
            .Where(one => claim.Method is null || (!one.IsVirtual && !one.IsDefined(typeof(OperationAttribute), inherit: false)))
            .Any(IsKnown);
    }

    private static IEnumerable<Type> Hierarchy(Type? type)
    {
        for (; type is not null && type != typeof(ResourceBehavior); type = type.BaseType)
        {
            yield return type;
        }
    }

    private static bool IsKnown(MethodInfo method) =>
        method.GetCustomAttributes<BehaviorAttribute>(inherit: false).Any(mark => mark.Evidence != Evidence.Assumed);
}

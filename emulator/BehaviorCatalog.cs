using System.Reflection;
using ClickFunnels.Emulator.Behaviors;
using ClickFunnels.Emulator.Contract;

namespace ClickFunnels.Emulator;

/// <summary>Everything that the emulator claims to know about the service, with where it comes from.</summary>
public static class BehaviorCatalog
{
    /// <summary>All behaviors that are marked in the emulator's code, best known first, then by rule.</summary>
    public static IReadOnlyList<BehaviorAttribute> All { get; } = Read();

    /// <summary>How every operation of the contract is served, by operation id.</summary>
    public static IReadOnlyDictionary<string, OperationBehavior> Operations { get; } =
        ApiContract.Embedded.Operations.ToDictionary(operation => operation.Id, OperationEvidence.Of);

    private static IReadOnlyList<BehaviorAttribute> Read()
    {
        const BindingFlags Declared =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var types = typeof(BehaviorCatalog).Assembly.GetTypes();
        var members = types.SelectMany(type => type.GetMembers(Declared)).Where(member => member is not Type);
        return
        [
            .. types
                .Concat(members)
                .SelectMany(member => member.GetCustomAttributes<BehaviorAttribute>(inherit: false))
                .OrderBy(behavior => behavior.Evidence)
                .ThenBy(behavior => behavior.Rule, StringComparer.Ordinal),
        ];
    }
}

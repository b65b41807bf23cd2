using System.Reflection;
using ClickFunnels.Emulator.ClickFunnels;
using ClickFunnels.Emulator.Contract;
using ClickFunnels.Emulator.Engine;

namespace ClickFunnels.Emulator;

/// <summary>The behaviors of the service that the emulator implements, with their sources.</summary>
public static class BehaviorCatalog
{
    /// <summary>All behaviors that are marked in the emulator's code, best known first, then by rule.</summary>
    public static IReadOnlyList<BehaviorAttribute> All { get; } = Read();

    /// <summary>Gets, for each operation id of the contract, whether its behavior is documented or generic.</summary>
    public static IReadOnlyDictionary<string, OperationBehavior> Operations { get; } =
        ApiContract.Embedded.Operations.ToDictionary(
            operation => operation.Id,
            operation => OperationEvidence.Of(operation, ClickFunnelsPlatform.Instance.Behaviors)
        );

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
